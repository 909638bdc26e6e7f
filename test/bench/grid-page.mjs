// The page with ten thousand events in its truth grid: how soon what is on screen follows a key, and when the rest does.
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArgs, ensureChromium } from '../../.scripts/chromium.mjs';
import { root } from '../../.scripts/root.mjs';
import { eventCount, eventLines, repaintLimitMs, ruleText } from './grid-rows.mjs';
import { duration, judged, median, printTable, quantile } from './measure.mjs';
import { keys, serve, typeKeys, withPage } from './page-driver.mjs';

const rounds = 3;

export async function benchGridPage() {
  const ours = await serve(join(root, 'dist'));
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs });
  const eventsText = eventLines().join('\n');
  const typing = { few: [], many: [] };
  const completed = [];
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [kind, text] of Object.entries({
        few: eventsText.slice(0, eventsText.indexOf('\n')),
        many: eventsText,
      }))
        await withPage(browser, ours.url, 'ours', async (page) => {
          await write(page, 'Sigma rule', ruleText);
          await write(page, 'Events', text);
          await page.getByRole('tab', { name: 'Tests' }).click();
          await page.locator('[role=grid] td[data-state=match]').first().waitFor();
          await page.evaluate(() => globalThis.benchProbe.watch('[role=grid]'));
          typing[kind].push(await typeKeys(page));
          if (kind === 'many') completed.push(await timeToComplete(page));
        });
    }
  } finally {
    await browser.close();
    ours.close();
  }
  const of = (kind, q) => median(typing[kind].map((latencies) => quantile(latencies, q)));
  printTable(
    `The truth grid on the page, key to frame, ${keys} keys, medians of ${rounds}`,
    ['events', 'p50', 'p95', 'p95, of that with one event'],
    Object.keys(typing).map((kind) => [
      kind === 'few' ? '1' : eventCount.toLocaleString('en'),
      duration(of(kind, 0.5)),
      kind === 'few' ? duration(of(kind, 0.95)) : judged(of(kind, 0.95), repaintLimitMs, duration),
      kind === 'few' ? '' : `${(of('many', 0.95) / of('few', 0.95)).toFixed(2)}×`,
    ]),
  );
  console.log(`All cells known after the last key: ${duration(median(completed))}`);
  return of('many', 0.95) <= repaintLimitMs;
}

async function write(page, name, text) {
  await page.getByRole('textbox', { name }).focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

/** Columns that never vary are marked once every cell is known. */
async function timeToComplete(page) {
  await page.waitForTimeout(1500);
  const startedAt = await page.evaluate(() => {
    globalThis.unmarked = new Promise((resolve) => {
      const marks = () => document.querySelectorAll('[role=grid] thead .constant').length;
      let gone = false;
      new MutationObserver((_, observer) => {
        gone ||= marks() === 0;
        if (!gone || marks() === 0) return;
        observer.disconnect();
        resolve(performance.now());
      }).observe(document.querySelector('[role=grid] thead'), { subtree: true, childList: true });
    });
    addEventListener('keydown', () => (globalThis.pressedAt = performance.now()), {
      capture: true,
      once: true,
    });
    return performance.now();
  });
  await page.keyboard.press('x');
  return page.evaluate(
    async (from) => (await globalThis.unmarked) - (globalThis.pressedAt ?? from),
    startedAt,
  );
}
