// The catalogue: browsing it, adding to it, running it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { zipOf } from '../_helpers/zip.ts';
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

interface RuleFile {
  readonly path: string;
  readonly text: string;
}

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'src/catalog/rules');
const builtIn = readdirSync(folder).filter((name) => name.endsWith('.yml'));
const broken = { path: 'rules/broken.yml', text: 'title: broken\n\tdetection: [' };

/** Published rules where they are at hand, else those that are built in. */
function readRuleFiles(): readonly RuleFile[] {
  const shared = join(root, '../shared/conformance/public/rules.ndjson');
  if (!existsSync(shared))
    return builtIn.map((name) => ({ path: `rules/${name}`, text: readFileSync(join(folder, name), 'utf8') }));
  const lines = readFileSync(shared, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { path, yaml } = JSON.parse(line) as { path: string; yaml: string };
    return { path, text: yaml };
  });
}

const ruleOf = (title: string, eventName: string) =>
  `title: ${title}\nlevel: high\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n` +
  `    eventSource: example.amazonaws.com\n    eventName: ${eventName}\n  condition: selection\n`;

async function bytesOf(blob: Blob): Promise<Buffer> {
  return Buffer.from(await blob.arrayBuffer());
}

const size = (page: Page) => page.locator('main.place > header .about');
const inWords = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

test('rules are searched and filtered, and one opens in the editor', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.opensTheCatalogue();
  await playground.findsRules(`${builtIn.length} rules`);
  await expect(page.getByRole('searchbox', { name: 'Search the catalogue' })).toBeFocused();
  await expect(playground.editor('Sigma rule')).toBeHidden();

  // Only rows in sight are there, and each says where it stands.
  const rows = page.getByRole('listbox', { name: 'Rules' }).getByRole('option');
  await expect(rows.first()).toHaveAttribute('aria-setsize', String(builtIn.length));
  expect(await rows.count()).toBeLessThan(builtIn.length);

  await playground.searchesTheCatalogue('trail stopped');
  await playground.findsRules(/^\d of \d+ rules$/);
  await playground.searchesTheCatalogue('no such rule anywhere');
  await expect(page.getByText('No rule of the catalogue is like that.')).toBeVisible();
  await playground.searchesTheCatalogue('');

  const filters = page.getByRole('group', { name: 'Filters' });
  const high = filters.getByRole('checkbox', { name: /^high/ });
  const count = /(\d+) rules/.exec((await high.locator('..').textContent()) ?? '')?.[1];
  await high.check();
  await playground.findsRules(`${count} of ${builtIn.length} rules`);
  await filters.getByRole('checkbox', { name: /^critical/ }).check();
  await playground.findsRules(`${Number(count) + 1} of ${builtIn.length} rules`);
  await page.getByRole('button', { name: 'Clear filters' }).click();

  await playground.ruleInList('CloudTrail Trail Stopped or Deleted').click();
  await expect(page.getByRole('heading', { name: 'Catalogue' })).toHaveCount(0);
  await playground.sees(/Fires on \d of \d events/);
  await expect(playground.editor('Sigma rule')).toHaveValue(/^title: CloudTrail Trail Stopped or Deleted\n/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(playground.editor('Sigma rule')).toHaveValue(/Credential Endpoint/);
});

test('the address opens the catalogue; all of it is done by keyboard', async ({ playground, page }) => {
  await playground.open('#catalog');
  const field = page.getByRole('searchbox', { name: 'Search the catalogue' });
  await expect(field).toBeFocused();
  const list = page.getByRole('listbox', { name: 'Rules' });
  const active = list.locator('[aria-selected=true]');
  await expect(active).toHaveAttribute('aria-posinset', '1');
  await page.keyboard.press('ArrowDown');
  await expect(list).toBeFocused();
  await page.keyboard.press('End');
  await expect(active).toHaveAttribute('aria-posinset', String(builtIn.length));
  await expect(active).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(active).toHaveAttribute('aria-posinset', '2');
  await expect(active).toBeInViewport({ ratio: 1 });

  // A filter by Space, the tabs by arrows.
  await page.keyboard.press('Shift+Tab');
  await expect(page.locator(':focus')).toHaveAttribute('type', 'checkbox');
  await page.keyboard.press('Space');
  await playground.findsRules(/^\d+ of \d+ rules$/);
  await page.getByRole('tab', { name: 'Rules' }).focus();
  for (const tab of ['Run', 'ATT&CK', 'Sources']) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: tab })).toBeFocused();
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible();
  }

  // Escape first empties the field, then leaves; the address no longer asks for the catalogue.
  await page.keyboard.press('ArrowRight');
  await playground.searchesTheCatalogue('trail');
  await field.press('Escape');
  await expect(field).toHaveValue('');
  await field.press('Escape');
  await expect(page.getByRole('button', { name: 'Catalogue', exact: true })).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');

  // What was searched is there again.
  await page.keyboard.press('Enter');
  await playground.findsRules(/^\d+ of \d+ rules$/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Explain' })).toBeVisible();
  await expect(playground.editor('Sigma rule')).toBeFocused();

  // Keys that mean a pane lead out of the catalogue.
  await playground.opensTheCatalogue();
  await page.keyboard.press('Alt+2');
  await expect(playground.editor('Events')).toBeFocused();
});

test('a zip of rules is taken in, survives a reload, runs over the events, and is given up', async ({
  playground,
  page,
}) => {
  test.slow();
  const rules = readRuleFiles();
  const all = inWords(builtIn.length + rules.length);
  await playground.open('#ex=all-ten');
  await playground.sees('Fires on 2 of 10 events');
  await playground.opensTheCatalogue();
  const licence = { path: 'LICENSE.md', text: 'Detection Rule License (DRL) 1.1' };
  const content = await bytesOf(await zipOf([...rules, broken, licence]));
  await playground.addsRules({ name: 'sigma_all_rules-r2026-10-01.zip', content });
  await expect(page.getByRole('progressbar', { name: 'Import' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'Result of the import' })).toContainText(
    '1 file with a problem',
  );
  await expect(size(page)).toHaveText(`${all} rules`);

  // The address names the place: a reload leads back to it.
  await page.reload();
  await expect(size(page)).toHaveText(`${all} rules`);
  await playground.opensTheCatalogueTab('Sources');
  const source = page
    .getByRole('list', { name: 'Sources' })
    .getByRole('listitem')
    .filter({ hasText: 'sigma_all' });
  await expect(source).toContainText('r2026-10-01');
  await expect(source).toContainText('Detection Rule License');
  await source.getByText('Files with a problem').click();
  await expect(source.getByRole('listitem')).toContainText('rules/broken.yml');

  await playground.opensTheCatalogueTab('Rules');
  await playground.searchesTheCatalogue('eventSource:iam.amazonaws.com');
  await playground.findsRules(/^\d+ of/);
  await playground.opensTheCatalogueTab('Run');
  await page.getByRole('button', { name: 'Run all rules' }).click();
  await expect(page.getByRole('status', { name: 'Result of the run' })).toContainText('10 events');

  await playground.opensTheCatalogueTab('Sources');
  const remove = source.getByRole('button', { name: /^Remove sigma/ });
  await remove.click();
  await source.getByRole('button', { name: 'Keep' }).click();
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  await expect(source.getByRole('button', { name: 'Remove', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(source).toHaveCount(0);
  await expect(size(page)).toHaveText(`${builtIn.length} rules`);
  await page.reload();
  await expect(size(page)).toHaveText(`${builtIn.length} rules`);
});

test('what fires and what nearly does opens over the events that are there', async ({ playground, page }) => {
  await playground.open();
  const events = ['Quiet', 'Quiet', 'Made', 'Made'].map((eventName) =>
    JSON.stringify({ eventVersion: '1.09', eventSource: 'example.amazonaws.com', eventName }),
  );
  await playground.writesEvents(events.join('\n'));
  await playground.opensTheCatalogue();
  await playground.addsRules(
    { name: 'fires.yml', content: Buffer.from(ruleOf('The one that fires', 'Made')) },
    { name: 'misses.yml', content: Buffer.from(ruleOf('The one that misses', 'Destroyed')) },
  );
  await expect(size(page)).toHaveText(`${builtIn.length + 2} rules`);
  await playground.opensTheCatalogueTab('Run');
  await page.getByRole('button', { name: 'Run all rules' }).click();
  const result = page.getByRole('status', { name: 'Result of the run' });
  await expect(result).toContainText('fires on 2 of 4 events');
  const misses = page.getByRole('list', { name: 'Rules that are one predicate short' });
  await expect(misses.getByRole('listitem').filter({ hasText: 'The one that misses' }).first()).toContainText(
    'eventName: Destroyed',
  );
  const hits = page.getByRole('list', { name: 'Rules that fire' });
  await hits.getByRole('button', { name: 'The one that fires' }).click();
  await expect(page.getByRole('tab', { name: 'Explain' })).toBeFocused();
  await playground.sees('Fires on 2 of 4 events');
  await expect(page.getByRole('button', { name: /^Event 3 of 4/ })).toBeVisible();
  await expect(playground.rowsWithVerdict('match').first()).toBeVisible();

  // The report is still there, and stale once the events are others.
  await playground.opensTheCatalogue();
  await expect(hits.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Back to the playground' }).click();
  await playground.writesEvents(events[0] ?? '');
  await playground.opensTheCatalogue();
  await expect(result).toContainText('The events have changed');
  await page.getByRole('button', { name: 'Show them in Rules' }).click();
  await playground.findsRules(`1 of ${builtIn.length + 2} rules`);
  await page.getByRole('button', { name: /Only rules that fired/ }).click();
  await playground.findsRules(`${builtIn.length + 2} rules`);
});

test('imports and runs can be canceled; what is no archive gets a message', async ({ playground, page }) => {
  await playground.open();
  await playground.opensTheCatalogue();
  await playground.addsRules({ name: 'no.zip', content: Buffer.from('not a zip') });
  const result = page.getByRole('status', { name: 'Result of the import' });
  await expect(result).toContainText(/zip/i);
  const many = Array.from({ length: 2500 }, (_, at) => ({
    path: `rules/${at}.yml`,
    text: ruleOf(`Rule ${at}`, `Name${at}`),
  }));
  await playground.addsRules({ name: 'many.zip', content: await bytesOf(await zipOf(many)) });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(result).toContainText('canceled');
  await expect(size(page)).toHaveText(`${builtIn.length} rules`);

  await page.getByRole('button', { name: 'Back to the playground' }).click();
  await page.evaluate(() => {
    const line = (at: number) =>
      JSON.stringify({ eventVersion: '1.09', eventSource: `s${at}.amazonaws.com`, eventName: `Name${at}` });
    const text = Array.from({ length: 30_000 }, (_, at) => line(at)).join('\n');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'events.ndjson'));
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector('#events-pane .pane-body')?.dispatchEvent(drop);
  });
  await playground.sees('Does not fire');
  await playground.opensTheCatalogue();
  await playground.opensTheCatalogueTab('Run');
  // In one go: on a fast machine the run would be over before anybody could click.
  await page.getByRole('button', { name: 'Run all rules' }).evaluate(async (button) => {
    (button as HTMLElement).click();
    await new Promise(requestAnimationFrame);
    const bar = document.querySelector('[role=progressbar][aria-label=Run]');
    bar?.parentElement?.querySelector('button')?.click();
  });
  await expect(page.getByText(/^canceled/)).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

test('rules are dropped anywhere on the catalogue', async ({ playground, page }) => {
  await playground.open();
  await playground.opensTheCatalogue();
  await page.evaluate(
    (text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'dropped.yml'));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector('main.place [role=listbox]')?.dispatchEvent(drop);
    },
    ruleOf('Dropped', 'Dropped'),
  );
  await expect(page.getByRole('list', { name: 'Sources' })).toContainText('dropped.yml');
  await page.getByRole('button', { name: 'Show them in Rules' }).click();
  await expect(playground.ruleInList('Dropped')).toHaveCount(1);
});

test('the ATT&CK matrix leads to the rules of a technique, and is exported', async ({ playground, page }) => {
  await playground.open('#catalog');
  await playground.opensTheCatalogueTab('ATT&CK');
  const matrix = page.getByRole('group', { name: 'ATT&CK matrix' });
  const column = matrix.getByRole('region', { name: /^Initial Access/ });
  const valid = column.getByRole('button', { name: /^Valid Accounts T1078/ });
  const count = /(\d+) rules?$/.exec((await valid.textContent())?.trim() ?? '')?.[1];
  await column.getByRole('button', { name: 'Sub-techniques of Valid Accounts' }).click();
  await expect(column.getByRole('button', { name: /T1078\.004/ })).toBeVisible();
  await expect(matrix.getByRole('button', { name: /T1595/ })).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Techniques without rules' }).check();
  await expect(matrix.getByRole('button', { name: /T1595 / }).first()).toBeDisabled();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export Navigator layer' }).click();
  const layer = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
    versions: { layer: string };
    techniques: readonly { techniqueID: string }[];
  };
  expect(layer.versions.layer).toBe('4.5');
  expect(layer.techniques.map(({ techniqueID }) => techniqueID)).toContain('T1078.004');
  await valid.click();
  await expect(page.getByRole('tab', { name: 'Rules' })).toBeFocused();
  await playground.findsRules(new RegExp(`^${count} of`));
});

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 360],
] as const)
  test(`axe finds nothing in the catalogue: ${colorScheme}, ${width} px`, async ({ playground, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 740 });
    await playground.open('#ex=all-ten');
    await playground.opensTheCatalogue();
    const isFine = async () => {
      expect(await violationsOf(page)).toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
    };
    const fold = page.getByRole('button', { name: 'Filters' });
    if (await fold.isVisible()) await fold.click();
    await page.getByRole('checkbox', { name: /^high/ }).check();
    await playground.findsRules(/^\d+ of/);
    await isFine();
    await playground.addsRules(
      { name: 'fires.yml', content: Buffer.from(ruleOf('Fires', 'RunTask').replace('example', 'ecs')) },
      { name: 'broken.yml', content: Buffer.from(broken.text) },
    );
    await page.getByText('Files with a problem').click();
    await page.getByRole('button', { name: /^Remove/ }).click();
    await isFine();
    await playground.opensTheCatalogueTab('Run');
    await page.getByRole('button', { name: 'Run all rules' }).click();
    await expect(page.getByRole('list', { name: 'Rules that fire' })).toBeVisible();
    await page.getByRole('switch', { name: 'Honour log sources' }).click();
    await isFine();
    await playground.opensTheCatalogueTab('ATT&CK');
    await page.getByRole('button', { name: 'Sub-techniques of Valid Accounts' }).first().click();
    await isFine();
  });
