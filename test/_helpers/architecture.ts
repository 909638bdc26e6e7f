// What may stand in `src`, and who may import whom. Pure: files in, sentences about what is wrong out.
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';

export interface SourceFile {
  /** Relative to the repository, with slashes: `src/view/tree.ts`. */
  readonly path: string;
  readonly text: string;
}

/** From the ground up: a folder may import from itself and from folders above it in the list. */
export const folders = [
  'texts',
  'sigma',
  'intake',
  'redact',
  'knowledge',
  'coverage',
  'lint',
  'authoring',
  'catalog',
  'lessons',
  'language',
  'worker',
  'share',
  'state',
  'offline',
  'view',
  'editor',
  'components',
  'styles',
];

/** The same inside `src/sigma`. */
export const sigmaFolders = [
  'source',
  'document',
  'event',
  'value',
  'modifier',
  'condition',
  'rule',
  'compile',
  'evaluate',
  'array',
  'pipeline',
  'ruleset',
  'correlation',
  'collection',
  'rule-tests',
];

/** Files of `src` and of `src/sigma` that stand above all folders. */
const rootFiles = [
  'App.svelte',
  'early.ts',
  'first-paint.ts',
  'library.ts',
  'light-page.ts',
  'load-page.ts',
  'main.ts',
  'page.ts',
  'prerender.ts',
];
/** The published library opens the matcher by another door. */
const libraryImport = ['src/library.ts', 'src/sigma/matcher.ts'] as const;
const sigmaRootFiles = ['index.ts', 'matcher.ts'];

/** Which files may import a package. A package that is not here may not be imported at all. */
const packages: readonly (readonly [name: RegExp, where: RegExp])[] = [
  [/^yaml$/, /^src\/sigma\//],
  [/^re2js$/, /^src\/sigma\/value\/regex\/re2js-engine\.ts$/],
  [/^comlink$/, /^src\/worker\//],
  [/^idb$/, /^src\/(worker\/reference\/|share\/history-store\.ts$)/],
  [/^@zip\.js\/zip\.js\/lib\/zip-core-custom\.js$/, /^src\/intake\/archive\//],
  [/^monaco-editor\//, /^src\/editor\//],
  [
    /^svelte(\/|$)/,
    /^src\/((state|editor|components)\/|App\.svelte$|main\.ts$|(light-)?page\.ts$|prerender\.ts$)/,
  ],
  [/^@fontsource-variable\//, /^src\/(styles\/|main\.ts$)/],
];

const forbiddenText: readonly (readonly [pattern: RegExp, why: string, except?: RegExp])[] = [
  [/\{@html\b/, 'raw HTML: {@html'],
  [/\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b/, 'raw HTML'],
  [/\beval\s*\(|\bnew\s+Function\b/, 'code made from text'],
  // The one exception loads the worker's file on the page, where workers are refused.
  [/\bimport\s*\(\s*(?!['"])/, 'an import() whose address is computed', /^src\/worker\/import-entry\.ts$/],
];

/** Specifiers of every static and dynamic import, `import type` and re-export. */
export function importsOf({ path, text }: SourceFile): readonly string[] {
  const code = path.endsWith('.svelte')
    ? [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((script) => script[1]).join('\n')
    : text;
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Position in the order of `src`; -1 for a folder that is not in it. */
function rank(path: string, order: readonly string[], tops: readonly string[], base: string): number {
  const rest = path.slice(base.length);
  if (tops.includes(rest)) return order.length;
  return order.indexOf(rest.split('/')[0] ?? '');
}

function importProblem(path: string, specifier: string): string | undefined {
  const bare = specifier.replace(/\?.*$/, '');
  if (!bare.startsWith('.')) {
    const row = packages.find(([name]) => name.test(bare));
    if (!row) return `${path} imports ${specifier}: not one of our packages`;
    return row[1].test(path) ? undefined : `${path} imports ${specifier}: not its place`;
  }
  if (!/\.(ts|svelte|css|json|yml|yaml|txt)$/.test(bare))
    return `${path} imports ${specifier}: without its ending`;
  const target = join(dirname(path), bare);
  if (!target.startsWith('src/')) return `${path} imports ${specifier}: outside of src`;
  if (rank(target, folders, rootFiles, 'src/') > rank(path, folders, rootFiles, 'src/')) {
    return `${path} imports ${target}: a folder below it`;
  }
  if (!target.startsWith('src/sigma/')) return undefined;
  if (!path.startsWith('src/sigma/')) {
    if (path === libraryImport[0] && target === libraryImport[1]) return undefined;
    return target === 'src/sigma/index.ts' ? undefined : `${path} imports ${target}: not by the only door`;
  }
  const [to, from] = [target, path].map((file) => rank(file, sigmaFolders, sigmaRootFiles, 'src/sigma/'));
  return (to ?? 0) > (from ?? 0) ? `${path} imports ${target}: a folder below it` : undefined;
}

function placeProblem(path: string): string | undefined {
  if (!/\.(ts|svelte)$/.test(path)) return undefined;
  const name = path.split('/').at(-1) ?? '';
  const named = name.endsWith('.svelte')
    ? /^[A-Z][A-Za-z0-9]*\.svelte$/.test(name)
    : /^[a-z0-9]+(-[a-z0-9]+)*(\.svelte|\.test|\.config|\.svelte\.test|\.d)?\.ts$/.test(name);
  if (!named) return `${path}: files are kebab-case, components PascalCase`;
  if (!path.startsWith('src/')) return undefined;
  if (rank(path, folders, rootFiles, 'src/') < 0) return `${path}: not a folder of src`;
  if (path.startsWith('src/sigma/') && rank(path, sigmaFolders, sigmaRootFiles, 'src/sigma/') < 0) {
    return `${path}: not a folder of src/sigma`;
  }
  return undefined;
}

export function problemsOf(file: SourceFile): readonly string[] {
  const { path, text } = file;
  const place = placeProblem(path);
  const problems = place ? [place] : [];
  if (!/^src\/.*\.(ts|svelte)$/.test(path)) return problems;
  for (const specifier of importsOf(file)) {
    const problem = importProblem(path, specifier);
    if (problem) problems.push(problem);
  }
  for (const [pattern, why, except] of forbiddenText) {
    if (pattern.test(text) && !except?.test(path)) problems.push(`${path}: ${why}`);
  }
  return problems;
}

/** The top level is fixed: everything else has its folder. */
export function isTopLevelName(name: string): boolean {
  return (
    name.startsWith('.') ||
    [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'vite.config.ts',
      'index.html',
      'src',
      'public',
      'test',
      'README.md',
      'CONTRIBUTING.md',
      'LICENSE',
    ].includes(name)
  );
}

/** Whether a lock file names no host: it must work with every registry. */
export function namesNoHost(lock: { packages: Record<string, { resolved?: string }> }): boolean {
  return Object.values(lock.packages).every(({ resolved }) => !resolved?.startsWith('http'));
}
