// Earlier states of the user's work: noted down by themselves, and brought back.
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import type { PlaygroundPage } from './playground-page.ts';
import { violationsOf } from './violations.ts';

const rule = (title: string, name: string) =>
  `title: ${title}\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n    eventName: ${name}\n  condition: selection\n`;

const dialogOf = (playground: PlaygroundPage) => playground.page.getByRole('dialog', { name: 'History' });
const entriesOf = (playground: PlaygroundPage) =>
  dialogOf(playground).getByRole('list', { name: 'Earlier states' }).locator('.entry');

async function opens(playground: PlaygroundPage): Promise<void> {
  await playground.page.getByRole('button', { name: 'History', exact: true }).click();
  await expect(dialogOf(playground)).toBeVisible();
}

test('what was written is noted down, compared, brought back, named, exported and imported', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForEverything();
  await opens(playground);
  await expect(dialogOf(playground)).toContainText('There is nothing yet');
  await page.keyboard.press('Escape');

  await playground.writesRule(rule('First of mine', 'DeleteTrail'));
  await playground.writesEvents('{"eventName": "DeleteTrail"}');
  await playground.sees('Fires');
  // What is typed just before the page ends is noted down when it is there again.
  await page.reload();
  await playground.waitsForEverything();
  await playground.writesRule(rule('Second of mine', 'StopLogging'));
  await playground.sees('Does not fire');
  await page.keyboard.press('Alt+h');
  const entries = entriesOf(playground);
  await expect(entries).toHaveCount(2);
  await expect(entries.first()).toContainText('Second of mine');
  await expect(entries.first()).toContainText('Does not fire');
  await expect(entries.first()).toContainText('rule +2 −2');
  await expect(entries.last()).toContainText('First of mine');

  // The difference to what is in the editors.
  await entries
    .last()
    .getByRole('button', { name: /First of mine/ })
    .click();
  const diff = entries.last().getByRole('region', { name: 'Rule' });
  await expect(diff.locator('.removed')).toHaveText([
    /then:.*title: First of mine/,
    /eventName: DeleteTrail/,
  ]);
  await expect(diff.locator('.added')).toHaveText([/now:.*title: Second of mine/, /eventName: StopLogging/]);
  await expect(entries.last()).toContainText('No difference.');
  expect(await violationsOf(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violationsOf(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });

  // Brought back, undone, and brought back for good.
  const restore = entries.last().getByRole('button', { name: 'Restore' });
  await restore.click();
  await expect(dialogOf(playground)).toBeHidden();
  await playground.sees('Fires');
  await page.getByRole('button', { name: 'Undo' }).click();
  await playground.sees('Does not fire');
  await opens(playground);
  await entries
    .last()
    .getByRole('button', { name: /First of mine/ })
    .click();
  await restore.click();
  await playground.sees('Fires');
  await page.reload();
  await playground.sees('Fires');
  await playground.waitsForEverything();

  // Named, so that it stays.
  await opens(playground);
  await dialogOf(playground).getByLabel('Save what is in the editors').fill('The good one');
  await dialogOf(playground).getByRole('button', { name: 'Save', exact: true }).click();
  const named = entries.filter({ hasText: 'The good one' });
  await expect(named).toContainText('First of mine');
  await named.getByRole('button', { name: /The good one/ }).click();
  await named.getByRole('button', { name: 'Rename' }).click();
  await dialogOf(playground).getByLabel('Name of this state').fill('The better one');
  await page.keyboard.press('Enter');
  const renamed = entries.filter({ hasText: 'The better one' });
  await expect(renamed).toHaveCount(1);

  // Out of the browser and in again.
  const count = await entries.count();
  const download = page.waitForEvent('download');
  await dialogOf(playground).getByRole('button', { name: 'Export all' }).click();
  const file = await readFile(await (await download).path());
  await dialogOf(playground).getByRole('button', { name: 'Delete all' }).click();
  await expect(dialogOf(playground).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialogOf(playground).getByRole('button', { name: 'Delete all of it' }).click();
  await expect(dialogOf(playground)).toContainText('The history is empty now.');
  const input = dialogOf(playground).getByLabel('History file');
  const give = (content: Buffer | string) =>
    input.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await give(`${file.toString()}cut`);
  await expect(dialogOf(playground)).toContainText('Nothing was changed.');
  await give(file);
  await expect(dialogOf(playground)).toContainText(`Imported: ${count}.`);
  await expect(entries).toHaveCount(count);
  await renamed.getByRole('button', { name: /The better one/ }).click();
  await renamed.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(entries).toHaveCount(count - 1);
  // The keyboard goes on from there.
  await page.keyboard.press('Tab');
  await expect(dialogOf(playground).getByLabel('Save what is in the editors')).toBeFocused();
});

test('before a sample is opened, work is noted down; on a phone, and where the browser keeps nothing', async ({
  playground,
  page,
}) => {
  await page.addInitScript(() =>
    Object.defineProperty(globalThis, 'indexedDB', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
  );
  await page.setViewportSize({ width: 360, height: 740 });
  await playground.open();
  await playground.sees('Fires');
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Rule', exact: true }).click();
  await playground.writesRule(rule('On the phone', 'x'));
  await playground.sees('Does not fire');
  await playground.picksTheSample(2);
  await opens(playground);
  await expect(entriesOf(playground)).toHaveCount(1);
  await expect(entriesOf(playground)).toContainText(/Left for: Opened/);
  await expect(dialogOf(playground)).toContainText('until the page is closed');
  await entriesOf(playground).getByRole('button').first().click();
  await expect(entriesOf(playground).getByRole('region', { name: 'Rule' })).toBeVisible();
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(isWide).toBe(false);
  expect(await violationsOf(page)).toEqual([]);
  await entriesOf(playground).getByRole('button', { name: 'Restore' }).click();
  await playground.sees('Does not fire');
});

test('in a frame nothing is noted down', async ({ playground, page }) => {
  await playground.open('?embed=1');
  await playground.waitsForEverything();
  await playground.writesRule(rule('x', 'x'));
  await page.keyboard.press('Alt+h');
  await page.waitForTimeout(300);
  await expect(dialogOf(playground)).toBeHidden();
  expect((await page.evaluate(() => indexedDB.databases())).map(({ name }) => name)).not.toContain(
    'sigma-playground-history',
  );
});
