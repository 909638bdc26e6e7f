import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** As on a slow line: the page's own scripts are still on their way. */
async function withoutScripts(page: Page): Promise<void> {
  await page.route(/\/assets\/index-[\w-]+\.js$/, () => {});
}

const bar = (page: Page) =>
  page.evaluate(() => {
    const places = [...document.querySelectorAll('.verdict, .verdict-bar > .title, .pane-head h2, .results')];
    return places.map((element) => {
      const { x, y, height } = element.getBoundingClientRect();
      return [element.className, Math.round(x), Math.round(y), Math.round(height)];
    });
  });

test('a first visit shows its verdict before the scripts of the page have come, and nothing moves then', async ({
  playground,
  page,
}) => {
  await withoutScripts(page);
  await page.goto(playground.url, { waitUntil: 'commit' });
  await expect(playground.verdict).toBeVisible();
  await playground.sees('Fires');
  const before = await bar(page);

  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await playground.open();
  await playground.waitsForMonaco();
  await playground.sees('Fires');
  await expect(playground.rowsWithVerdict('match').first()).toBeVisible();
  expect((await bar(page)).filter(([name]) => !String(name).includes('results'))).toEqual(
    before.filter(([name]) => !String(name).includes('results')),
  );
});

test('what the build knows of the first sample is what the engine says of it', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForMonaco();
  await expect(playground.tree).toBeVisible();
  const tree = await playground.tree.innerText();
  await playground.editor('Sigma rule').focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  // The time that the worker took: the build has none.
  await expect(page.locator('.verdict-bar .time')).toHaveText(/\d ms/);
  expect(await playground.tree.innerText()).toBe(tree);
});

test('whoever comes by a link or comes back waits for the own verdict', async ({
  playground,
  page,
  complaints,
}) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesEvents('{"eventName": "Other"}');
  await playground.sees('Does not fire');
  await page.evaluate(() => dispatchEvent(new Event('blur')));

  await withoutScripts(page);
  for (const rest of ['', '#ex=denied', '?embed=1']) {
    await page.goto('about:blank');
    await page.goto(playground.url + rest, { waitUntil: 'commit' });
    await expect(page.locator('#app .shell')).toBeAttached();
    await expect(playground.verdict).toBeHidden();
  }
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto('about:blank');
  await playground.open();
  await playground.sees('Does not fire');
  complaints.length = 0;
});

test('a first visit is told what to do, until the first edit or until that is closed', async ({
  playground,
  page,
}) => {
  const hint = page.getByRole('region', { name: 'Welcome' });
  await playground.open();
  await expect(hint).toContainText('paste your own rule and event');
  await hint.getByRole('button', { name: 'Close this' }).click();
  await expect(hint).toHaveCount(0);
  await page.reload();
  await expect(playground.tree).toBeVisible();
  await expect(hint).toHaveCount(0);

  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(hint).toBeVisible();
  await playground.waitsForMonaco();
  await playground.writesEvents('{"eventName": "Other"}');
  await expect(hint).toHaveCount(0);
});
