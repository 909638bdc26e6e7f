// How a benchmark opens the pages and types into them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../.scripts/root.mjs';
import { installProbe } from './page-probe.mjs';

export const keys = 60;
const keyPauseMs = 40;
const settleMs = 1500;

const bothEditors = { selector: '.code-editor[data-editor=monaco]:has(.view-line span span)', count: 2 };

/** What is measured on which page. */
const pages = {
  ours: {
    milestones: { verdict: { selector: '[role=status]', text: '^\\s*Fires' }, monaco: bothEditors },
    // The tree shows the value that is typed: every key changes it.
    watched: '[role=tree]',
  },
  bare: { milestones: { monaco: bothEditors }, watched: '#rule .view-lines' },
};

/** The page that holds nothing but Monaco; returns its folder. */
export async function buildBare() {
  const outDir = mkdtempSync(join(tmpdir(), 'bare-monaco-'));
  await build({
    configFile: false,
    root: join(root, 'test/bench/bare-monaco'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 3600,
    },
  });
  return outDir;
}

export async function serve(folder) {
  const server = fork(join(root, 'test/bench/serve.mjs'), [folder]);
  const [url] = await once(server, 'message');
  return { url, close: () => server.kill() };
}

/** A fresh profile each time: nothing is cached. */
export async function withPage(browser, url, kind, use) {
  // The last page's processes come to their end.
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(installProbe, pages[kind]);
    await page.goto(url);
    await page.waitForFunction(() => globalThis.benchProbe.painted.monaco !== undefined, undefined, {
      timeout: 60_000,
    });
    return await use(page);
  } finally {
    await context.close();
  }
}

export function readTimes(page) {
  return page.evaluate(() => ({
    ...globalThis.benchProbe.painted,
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }));
}

/** Types into the first value of the detection, one key after the other; milliseconds from key to frame. */
export async function typeKeys(page) {
  await page.getByRole('textbox', { name: 'Sigma rule' }).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type("'ecs.amazonaws.com");
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(500);
  await page.evaluate(() => (globalThis.benchProbe.latencies.length = 0));
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press('abcdefghij'[key % 10]);
    await page.waitForFunction((answers) => globalThis.benchProbe.latencies.length > answers, key, {
      timeout: 5000,
    });
    await page.waitForTimeout(keyPauseMs);
  }
  return (await page.evaluate(() => globalThis.benchProbe.latencies)).slice(0, keys);
}
