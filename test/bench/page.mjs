// The production build in real Chromium, beside a page that holds nothing but the same Monaco set-up.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArgs, ensureChromium } from '../../.scripts/chromium.mjs';
import { root } from '../../.scripts/root.mjs';
import { eventLines } from './cloudtrail-events.mjs';
import { duration, judged, median, printTable, quantile } from './measure.mjs';
import { buildBare, keys, readTimes, serve, typeKeys, withPage } from './page-driver.mjs';

const rounds = 5;
const frameMs = 1000 / 60;

export async function benchPage() {
  const bareFolder = await buildBare();
  const [ours, bare] = await Promise.all([serve(join(root, 'dist')), serve(bareFolder)]);
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs });
  const loads = { ours: [], bare: [] };
  const typing = { ours: [], bare: [], many: [] };
  const many = eventLines(1000)
    .map((line) => line.padEnd(1500))
    .join('\n');
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [kind, { url }] of Object.entries({ ours, bare })) {
        await withPage(browser, url, kind, async (page) => {
          loads[kind].push(await readTimes(page));
          typing[kind].push(await typeKeys(page));
        });
      }
      await withPage(browser, ours.url, 'ours', async (page) => {
        await page.getByRole('textbox', { name: 'Events' }).focus();
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.insertText(many);
        await page.waitForFunction(() =>
          /1,?000 events/.test(document.querySelector('[role=status]').textContent),
        );
        typing.many.push(await typeKeys(page));
      });
    }
  } finally {
    await browser.close();
    ours.close();
    bare.close();
    rmSync(bareFolder, { recursive: true });
  }

  const of = (kind, name) => median(loads[kind].map((times) => times[name]));
  const p95 = (kind) => median(typing[kind].map((latencies) => quantile(latencies, 0.95)));
  const p50 = (kind) => median(typing[kind].map((latencies) => quantile(latencies, 0.5)));
  const ratio = (value) => `${value.toFixed(2)}×`;
  const toVerdict = median(loads.ours.map(({ verdict, first }) => verdict - first));
  const limits = [
    ['first verdict painted after first paint', toVerdict, 150, duration],
    ["first verdict, of the bare page's editors", of('ours', 'verdict') / of('bare', 'monaco'), 0.1, ratio],
    ['editors ready, of the bare page', of('ours', 'monaco') / of('bare', 'monaco'), 1.15, ratio],
    ["key to verdict and tree p95, of the bare page's key to frame", p95('ours') / p95('bare'), 1.25, ratio],
    [
      'the same with 1,000 events: frames more than with one',
      (p95('many') - p95('ours')) / frameMs,
      2,
      (n) => n.toFixed(2),
    ],
  ];
  printTable(
    `Loading, cold, medians of ${rounds}`,
    ['page', 'first paint', 'first verdict', 'editors ready'],
    [
      [
        'ours',
        duration(of('ours', 'first')),
        duration(of('ours', 'verdict')),
        duration(of('ours', 'monaco')),
      ],
      ['bare Monaco', duration(of('bare', 'first')), '', duration(of('bare', 'monaco'))],
    ],
  );
  printTable(
    `Key to frame, ${keys} keys, medians of ${rounds}`,
    ['page', 'p50', 'p95'],
    [
      ['ours, one event: verdict and tree', duration(p50('ours')), duration(p95('ours'))],
      ['ours, 1,000 events: verdict and tree', duration(p50('many')), duration(p95('many'))],
      ['bare Monaco: the text', duration(p50('bare')), duration(p95('bare'))],
    ],
  );
  printTable(
    'Limits',
    ['what', 'figure'],
    limits.map(([name, value, most, show]) => [name, judged(value, most, show)]),
  );
  return limits.every(([, value, most]) => value <= most);
}
