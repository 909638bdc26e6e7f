// For the build: runs `src/prerender.ts` here, and puts into the site what it says.
import { createServer } from 'vite';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { root } from './root.mjs';

/** What `src/prerender.ts` exports, run by Node. */
async function withPrerender(use) {
  const server = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    plugins: [svelte()],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return await use(await server.ssrLoadModule('/src/prerender.ts'));
  } finally {
    await server.close();
  }
}

export const firstPaint = 'src/first-paint.ts';
const answerFile = 'src/worker/first-answer.ts';

/** The first visit is painted, with its verdict, before the page's own scripts run. */
export function prerenderFirstVisit() {
  let made;
  const make = () =>
    (made ??= withPrerender(async ({ answerFirstSample, renderFirstVisit }) => ({
      answer: await answerFirstSample(),
      html: await renderFirstVisit(),
    })));
  return {
    name: 'prerender-first-visit',
    apply: 'build',
    async load(id) {
      if (!id.endsWith(answerFile)) return null;
      const json = JSON.stringify((await make()).answer);
      return `export const firstAnswer = JSON.parse(${JSON.stringify(json)});`;
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.isEntry && file.facadeModuleId?.endsWith(firstPaint),
        );
        const place = /(<div id="app" aria-busy="true">)/;
        const policy = /<meta\s+http-equiv="Content-Security-Policy"[^>]*>/;
        if (!chunk || !place.test(html) || !policy.test(html))
          throw new Error(`There is no chunk of ${firstPaint}, or no place in index.html for what it shows.`);
        const body = (await make()).html.replace(/<!--.*?-->/gs, '');
        const script = `<script type="module" blocking="render" crossorigin src="./${chunk.fileName}"></script>`;
        // Behind the policy, which is to hold for it too.
        return html
          .replace(policy, (meta) => `${meta}\n    ${script}`)
          .replace(place, (start) => start + body);
      },
    },
  };
}
