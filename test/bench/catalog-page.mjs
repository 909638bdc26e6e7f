// The page with thousands of rules in its catalogue: how long they take to load, what they cost a key, and how soon
// the tables about a rule follow it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { chromiumArgs, ensureChromium } from '../../.scripts/chromium.mjs';
import { root } from '../../.scripts/root.mjs';
import { duration, judged, median, printTable, quantile } from './measure.mjs';
import { keys, serve, typeKeys, withPage } from './page-driver.mjs';

const folder = join(root, '../shared/conformance/public');
const rules = 4000;
const rounds = 3;
/** What is watched while one types: the tree, or a table that stands on the catalogue. */
const tabs = { Explain: '[role=tree]', Indicators: '#panel-indicators', Related: '#panel-related' };

/** The published rules, and as many copies with other ids and one value more as it takes. */
async function zipRules() {
  const published = readFileSync(join(folder, 'rules.ndjson'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (let i = 0; i < rules; i++) {
    const { path, yaml } = published[i % published.length];
    const round = Math.floor(i / published.length);
    const digit = round.toString(16);
    const text = round === 0 ? yaml : yaml.replace(/^(id: ).(.*)$/m, `$1${digit}$2`);
    await writer.add(round === 0 ? path : `copy-${round}/${path}`, new TextReader(text));
  }
  return Buffer.from(await writer.close());
}

async function importRules(page, buffer) {
  await page.getByRole('button', { name: 'Catalogue' }).click();
  await page.getByRole('tab', { name: 'Sources' }).click();
  const result = page.getByRole('status', { name: 'Result of the import' });
  const startedAt = performance.now();
  await page
    .locator('input[type=file][accept*=zip]')
    .setInputFiles({ name: 'rules.zip', mimeType: 'application/zip', buffer });
  await result.getByText(/rules/).first().waitFor({ timeout: 60_000 });
  const elapsed = performance.now() - startedAt;
  await page.getByRole('button', { name: /Back to the playground/ }).click();
  return elapsed;
}

export async function benchCatalogPage() {
  if (!existsSync(folder)) {
    console.log(`\nThe page with a catalogue: left out, there is no ${folder}`);
    return true;
  }
  const buffer = await zipRules();
  const ours = await serve(join(root, 'dist'));
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs });
  const loading = [];
  const typing = { without: [], ...Object.fromEntries(Object.keys(tabs).map((tab) => [tab, []])) };
  try {
    for (let round = 0; round < rounds; round++) {
      await withPage(browser, ours.url, 'ours', async (page) => {
        typing.without.push(await typeKeys(page));
        await page.reload();
        await page.waitForFunction(() => globalThis.benchProbe.painted.monaco !== undefined);
        loading.push(await importRules(page, buffer));
        for (const [tab, watched] of Object.entries(tabs)) {
          await page.getByRole('tab', { name: tab }).click();
          await page.evaluate((selector) => globalThis.benchProbe.watch(selector), watched);
          typing[tab].push(await typeKeys(page));
          await page.keyboard.press('ControlOrMeta+z');
          await page.waitForTimeout(1000);
        }
      });
    }
  } finally {
    await browser.close();
    ours.close();
  }
  const of = (name, q) => median(typing[name].map((latencies) => quantile(latencies, q)));
  const limits = [
    [`${rules.toLocaleString('en')} rules loaded and stored`, median(loading), 10_000, duration],
    [
      'key to verdict and tree p95, of that without them',
      of('Explain', 0.95) / of('without', 0.95),
      1.25,
      (value) => `${value.toFixed(2)}×`,
    ],
    ['key to Indicators p95', of('Indicators', 0.95), 100, duration],
    ['key to Related p95', of('Related', 0.95), 100, duration],
  ];
  printTable(
    `The page with ${rules.toLocaleString('en')} rules in its catalogue, ${keys} keys, medians of ${rounds}`,
    ['what is watched', 'p50', 'p95'],
    Object.keys(typing).map((name) => [name, duration(of(name, 0.5)), duration(of(name, 0.95))]),
  );
  printTable(
    'Limits',
    ['what', 'figure'],
    limits.map(([name, value, most, show]) => [name, judged(value, most, show)]),
  );
  return limits.every(([, value, most]) => value <= most);
}
