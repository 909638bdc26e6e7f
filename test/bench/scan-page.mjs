// 200 MB of packed log files, scanned in a real browser on the production build: how long, how soon the first hits
// show, and how much memory the worker and the page take.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArgs, ensureChromium } from '../../.scripts/chromium.mjs';
import { root } from '../../.scripts/root.mjs';
import { duration, judged, printTable } from './measure.mjs';
import { serve } from './page-driver.mjs';
import { rows } from './scan-rows.mjs';
import { writeLogFiles } from './scan.mjs';

const firstHitsMs = 1000;
const mostGrowth = 64e6;
const pollMs = 500;

export async function benchScanPage({ packedBytes = 200e6 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-scan-'));
  const site = await serve(join(root, 'dist'));
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: chromiumArgs,
  });
  try {
    const paths = writeLogFiles(folder, packedBytes);
    const page = await browser.newPage();
    await page.goto(`${site.url}?tab=scan`);
    await page.getByRole('textbox', { name: 'Sigma rule' }).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(rows[0].rule);
    await page.getByLabel('Log files', { exact: true }).setInputFiles(paths);
    await page.locator('#panel-scan .primary:enabled').waitFor();
    const memory = await residentMemoryOf(browser);
    // From inside the page: questions from outside take time themselves.
    const firstAt = page.evaluate(
      () =>
        new Promise((resolve) => {
          const startedAt = performance.now();
          new MutationObserver(() => {
            if (document.querySelector('tr[data-row]')) resolve(performance.now() - startedAt);
          }).observe(document.body, { childList: true, subtree: true });
          document.querySelector('#panel-scan .primary').click();
        }),
    );
    firstAt.catch(() => {});
    const startedAt = performance.now();
    const result = page.locator('[aria-label="Result of the scan"]');
    const samples = [];
    let line = '';
    while (!line) {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      samples.push(await memory());
      line = (await result.textContent()).trim();
    }
    const total = performance.now() - startedAt;
    const first = await firstAt;
    // What is on its way to the collector counts too: the least of each tenth tells what stays.
    const tenth = Math.max(1, Math.floor(samples.length / 10));
    const least = (part) => Math.min(...part);
    const growth = least(samples.slice(-tenth)) - least(samples.slice(tenth, 2 * tenth));
    const mb = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
    printTable(
      `${paths.length} files, ${mb(packedBytes)} packed, in the browser: ${line}`,
      ['figure', 'value'],
      [
        ['in all', duration(total)],
        ['first hits', judged(first, firstHitsMs, duration)],
        ['memory of page and worker, most', mb(Math.max(...samples))],
        ['growth from the second tenth to the last', judged(growth, mostGrowth, mb)],
      ],
    );
    return first <= firstHitsMs && growth <= mostGrowth;
  } finally {
    await browser.close();
    site.close();
    rmSync(folder, { recursive: true });
  }
}

/** A function that gives the memory of the page's process, where its worker lives too; only Linux tells it. */
async function residentMemoryOf(browser) {
  const cdp = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
    const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentBytes(id));
    return Math.max(...sizes);
  };
}

function residentBytes(id) {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
