import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import ts from 'typescript';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { writeServiceWorker } from './.scripts/service-worker.mjs';
import * as texts from './src/texts/en.ts';
import { firstPaint, prerenderFirstVisit } from './.scripts/prerender.mjs';
import { isNotice, readNotices, versionOfName } from './src/intake/archive/notice.ts';

/** The dev server needs inline scripts and a socket for hot updates: the strict policy is for the built page. */
function relaxPolicyInDev(): Plugin {
  return {
    name: 'relax-policy-in-dev',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  };
}

/**
 * YAML is only read here, and as YAML 1.2: its printer, what makes and walks nodes, and the tags of YAML 1.1 stay at
 * home.
 */
function leaveUnusedYamlOut(): Plugin {
  return {
    name: 'leave-unused-yaml-out',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      const part =
        /\/yaml\/browser\/dist\/(?:(schema\/yaml-1\.1)\/(?!merge\.js|schema\.js)[\w-]+|stringify\/[\w-]+|visit|doc\/(?:anchors|applyReviver|createNode)|nodes\/(?:addPairToJSMap|toJS))\.js$/.exec(
          id,
        );
      if (!part) return null;
      const names = /export \{ (.*) \}/.exec(await readFile(id, 'utf8'))?.[1]?.split(', ') ?? [];
      const isTags = part[1] !== undefined;
      const absent = (name: string) =>
        isTags
          ? `export const ${name} = undefined;`
          : `export function ${name}() { throw new Error('${name} is left out'); }`;
      return names.map(absent).join('\n');
    },
  };
}

/** What is made of a text is read by its fields alone: of its classes only the making of them is built in. */
function leaveUnusedYamlMethodsOut(): Plugin {
  const kept = new Set(['constructor', 'setSchema']);
  return {
    name: 'leave-unused-yaml-methods-out',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: {
        id: /\/yaml\/browser\/dist\/(doc\/Document|nodes\/(Alias|Collection|Node|Pair|Scalar|YAMLMap|YAMLSeq))\.js$/,
      },
      handler(code, id) {
        const file = ts.createSourceFile(id, code, ts.ScriptTarget.Latest, true);
        const members = file.statements.filter(ts.isClassDeclaration).flatMap(({ members }) => [...members]);
        const unused = members
          .filter(ts.isMethodDeclaration)
          .filter(({ name }) => !(ts.isIdentifier(name) && kept.has(name.text)));
        return unused.toReversed().reduce((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end), code);
      },
    },
  };
}

/**
 * Parts of Monaco that nothing here can reach stay at home: editors of differences, drawing by the graphics card, syntax
 * trees, and what hovers would say of inlay hints, colours and suggestions, which nothing here provides.
 */
function leaveUnusedMonacoOut(): Plugin {
  const unused =
    /\/monaco-editor\/esm\/vs\/editor\/(?:browser\/(?:widget\/(?:diffEditor\/diffEditorWidget|multiDiffEditor\/multiDiffEditorWidget)|gpu\/viewGpuContext|viewParts\/(?:viewLinesGpu\/viewLinesGpu|rulersGpu\/rulersGpu|gpuMark\/gpuMark))|common\/model\/tokens\/treeSitter\/treeSitterSyntaxTokenBackend|contrib\/(?:inlayHints\/browser\/inlayHintsHover|colorPicker\/browser\/hoverColorPicker\/hoverColorPickerParticipant|inlineCompletions\/browser\/hintsWidget\/inlineCompletionsHintsWidget))\.js$/;
  return {
    name: 'leave-unused-monaco-out',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: unused },
      async handler(id) {
        const names = /export \{ (.*) \}/.exec(await readFile(id, 'utf8'))?.[1]?.split(', ') ?? [];
        const absent = (name: string) =>
          `export class ${name} { constructor() { throw new Error('${name} is left out'); } }`;
        return names.map(absent).join('\n');
      },
    },
  };
}

/** Texts that stand in a component's markup are part of its template, not put into it when it is shown. */
function writeTextsIntoMarkup(): Plugin {
  const all: Readonly<Record<string, string>> = texts;
  const escape = (text: string) => text.replace(/[&<{}"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return {
    name: 'write-texts-into-markup',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\.svelte$/ },
      handler: (code) =>
        code.replace(/(=?)\{texts\.(\w+)\}/g, (whole, isValue: string, name: string) => {
          const text = all[name];
          if (text === undefined) return whole;
          return isValue ? `="${escape(text)}"` : escape(text);
        }),
    },
  };
}

const embeddedFile = 'src/worker/reference/embedded.ts';
const rulesInChunk = 1000;

/** The rules below a directory, and the texts that tell of their version and licence. */
async function readCatalogDir(dir: string) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  const read = async (wanted: (path: string) => boolean) =>
    Promise.all(
      paths.filter(wanted).map(async (path) => ({ path, text: await readFile(join(dir, path), 'utf8') })),
    );
  return { files: await read((path) => /\.ya?ml$/i.test(path)), notices: await read(isNotice) };
}

/** `CATALOG_DIR` names a directory of rules that the deployment is to have; `CATALOG_NAME`, what they are called. */
function embedCatalog(): Plugin {
  const dir = process.env['CATALOG_DIR'] ?? '';
  const chunk = '\0embedded-rules-';
  return {
    name: 'embed-catalog',
    resolveId: (id) => (id.startsWith(chunk) ? id : null),
    async load(id) {
      if (dir === '') return null;
      if (id.startsWith(chunk)) {
        const { files } = await readCatalogDir(dir);
        const first = Number(id.slice(chunk.length)) * rulesInChunk;
        // A text that is parsed when the chunk is needed is smaller and quicker than a literal.
        const json = JSON.stringify(files.slice(first, first + rulesInChunk));
        return `export default JSON.parse(${JSON.stringify(json)});`;
      }
      if (!id.endsWith(embeddedFile)) return null;
      const { files, notices } = await readCatalogDir(dir);
      if (files.length === 0) throw new Error(`There is no .yml file in CATALOG_DIR (${dir}).`);
      const name = process.env['CATALOG_NAME'] || basename(resolve(dir));
      const told = readNotices(notices);
      const chunks = Array.from(
        { length: Math.ceil(files.length / rulesInChunk) },
        (_, n) => `() => import(${JSON.stringify(`${chunk}${n}`)})`,
      );
      const version = told.version || versionOfName(name);
      const facts = JSON.stringify({ name, version, licence: told.licence });
      return `export const embedded = { ...${facts}, chunks: [${chunks.join(', ')}] };`;
    },
  };
}

/** What a worker starts with is one file, whatever else needs parts of it later. */
function startInOneFile() {
  return {
    includeDependenciesRecursively: false,
    groups: [{ name: 'start', tags: ['$initial' as const] }],
  };
}

/** Texts stand where they are used, see `src/texts`. */
const inlineTexts = { mode: 'all', pass: 2 } as const;

/**
 * What both kinds of page (see `src/load-page.ts`) start with is one file too, and what comes before it another: the
 * browser asks for few files, and for none of them because another one told it to.
 */
function startInTwoFiles() {
  const first =
    /\/src\/(early|load-page|state\/embed|worker\/(start-worker|entry|worker-url|kept-events))\.ts|vite\/preload-helper/;
  const both =
    /\/src\/(editor\/(editor|plain-view|plain-parts|held-text|backdrop|excerpt|line-rows|reveal|surface|text|wrap-ruler)|language\/tokens|components\/(VerdictBar|Icon|Prose)|view\/(diagnostics-of|verdict-line|visible|words|prose)|state\/(playground|notices|with-edits|places|copy-text)|worker\/(client|host|schedule|start-local|import-entry|local-receiver)|share\/payload|texts\/(fill|plural)|sigma\/source)[\w-]*\.|\/node_modules\/(clsx|comlink|svelte\/src\/(internal(?!\/client\/dom\/(elements\/(bindings\/(?!this)|attachments)|legacy))|utils|constants|index-client|reactivity\/create-subscriber))/;
  return {
    includeDependenciesRecursively: false,
    groups: [
      {
        name: 'first-paint',
        test: /\/src\/(first-paint|state\/first-visit|share\/storage-keys)\.ts/,
        priority: 3,
      },
      { name: 'early', test: first, priority: 2 },
      { name: 'start', test: both, priority: 1 },
    ],
  };
}

const early = 'src/early.ts';

/** The worker starts from a file of its own, which need not wait for the page's. */
function startWorkerEarly(): Plugin {
  return {
    name: 'start-worker-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => {
        const chunk = Object.values(bundle ?? {}).find(
          (file) => 'isEntry' in file && file.isEntry && file.facadeModuleId?.endsWith(early),
        );
        // Behind the policy, which is to hold for it too.
        const parts = /^([^]*<meta\s+http-equiv="Content-Security-Policy"[^>]*>)([^]*)$/.exec(html);
        if (!chunk || !parts)
          throw new Error(`There is no chunk of ${early}, or no policy to put it behind.`);
        const script = `<script type="module" async crossorigin src="./${chunk.fileName}"></script>`;
        return `${parts[1]}\n    ${script}${parts[2]}`;
      },
    },
  };
}

/** What is written is what is kept offline. */
function emitServiceWorker(): Plugin {
  return {
    name: 'emit-service-worker',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      // A part that is built by itself is no site.
      handler: async ({ dir = '' }, bundle) => {
        if ('index.html' in bundle) await writeServiceWorker(dir);
      },
    },
  };
}

export default defineConfig({
  // Relative addresses: the site works from any sub-path.
  base: './',
  plugins: [
    writeTextsIntoMarkup(),
    leaveUnusedMonacoOut(),
    svelte(),
    relaxPolicyInDev(),
    startWorkerEarly(),
    prerenderFirstVisit(),
    embedCatalog(),
    emitServiceWorker(),
  ],
  // Rune modules do nothing in tests unless Svelte resolves to its browser build.
  ...(process.env['VITEST'] ? { resolve: { conditions: ['browser', 'module', 'import', 'default'] } } : {}),
  worker: {
    format: 'es',
    // Several workers begin with a file of the same name.
    rolldownOptions: {
      optimization: { inlineConst: inlineTexts },
      // An import from the matcher's door brings what is imported, not all that others import there.
      treeshake: {
        moduleSideEffects: [
          {
            test: /\/src\/(sigma|intake|knowledge|coverage|lint|authoring|language)\/|node_modules\/(yaml|comlink)\//,
            sideEffects: false,
          },
        ],
      },
      output: {
        codeSplitting: startInOneFile(),
        entryFileNames: ({ facadeModuleId }) =>
          `assets/${/\/worker\/(reference|run|scan)\/entry\.ts/.exec(facadeModuleId ?? '')?.[1] ?? '[name]'}-[hash].js`,
      },
    },
    plugins: () => [leaveUnusedYamlOut(), leaveUnusedYamlMethodsOut(), embedCatalog()],
  },
  build: {
    target: 'es2022',
    manifest: true,
    rolldownOptions: {
      input: ['index.html', early, firstPaint],
      optimization: { inlineConst: inlineTexts },
      output: {
        codeSplitting: startInTwoFiles(),
      },
      // What a later part uses of Svelte does not stand in the first one.
      treeshake: {
        moduleSideEffects: [
          { test: /\/node_modules\/svelte\/src\/(?!internal\/(disclose-version|flags))/, sideEffects: false },
          // Nor does what a later part uses of the matcher stand where its door is opened first.
          { test: /\/src\/(sigma|intake|knowledge|coverage|lint|authoring|language)\//, sideEffects: false },
        ],
      },
    },
    // Every asset is a file: `data:` addresses are refused by the page's policy.
    assetsInlineLimit: 0,
    // The polyfill would fetch, which the page's policy refuses.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 3600,
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    environment: 'node',
    // For slow and busy machines.
    testTimeout: 30_000,
  },
});
