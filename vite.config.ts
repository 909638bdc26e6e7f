import { readFile } from 'node:fs/promises';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The dev server needs inline scripts and a socket for hot updates: the strict policy is for the built page. */
function relaxPolicyInDev(): Plugin {
  return {
    name: 'relax-policy-in-dev',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  };
}

/** YAML is only read here, and as YAML 1.2: its printer and the tags of YAML 1.1 stay at home. */
function leaveUnusedYamlOut(): Plugin {
  return {
    name: 'leave-unused-yaml-out',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      const part =
        /\/yaml\/browser\/dist\/(stringify|schema\/yaml-1\.1)\/(?!merge\.js|schema\.js)[\w-]+\.js$/.exec(id);
      if (!part) return null;
      const names = /export \{ (.*) \}/.exec(await readFile(id, 'utf8'))?.[1]?.split(', ') ?? [];
      const isPrinter = part[1] === 'stringify';
      const absent = (name: string) =>
        isPrinter
          ? `export function ${name}() { throw new Error('${name} is left out'); }`
          : `export const ${name} = undefined;`;
      return names.map(absent).join('\n');
    },
  };
}

const early = 'src/worker/start-worker.ts';

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

export default defineConfig({
  // Relative addresses: the site works from any sub-path.
  base: './',
  plugins: [svelte(), relaxPolicyInDev(), startWorkerEarly(), leaveUnusedYamlOut()],
  // Rune modules do nothing in tests unless Svelte resolves to its browser build.
  ...(process.env['VITEST'] ? { resolve: { conditions: ['browser', 'module', 'import', 'default'] } } : {}),
  worker: { format: 'es', plugins: () => [leaveUnusedYamlOut()] },
  build: {
    target: 'es2022',
    manifest: true,
    rolldownOptions: { input: ['index.html', early] },
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
