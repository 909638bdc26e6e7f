// The truth grid: events as tests of the rule.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { PlaygroundPage } from './playground-page.ts';
import { violationsOf } from './violations.ts';

async function opensTheGrid(playground: PlaygroundPage, page: Page): Promise<Locator> {
  await playground.open('#ex=all-ten');
  await playground.sees('Fires on 2 of 10 events');
  await playground.waitsForMonaco();
  await playground.opensTheTab('Tests');
  const grid = page.getByRole('grid');
  await expect(grid.locator('td[data-state=match]').first()).toBeVisible();
  return grid;
}

/** An event by its number. */
function rowOf(grid: Locator, event: number): Locator {
  return grid
    .getByRole('row')
    .filter({ has: grid.page().getByLabel(`Select event ${event}`, { exact: true }) });
}

function choice(grid: Locator, event: number, label: string): Locator {
  return rowOf(grid, event).getByRole('button', { name: label, exact: true });
}

/** The events in sight, by their numbers, from the top. */
async function numbersIn(grid: Locator): Promise<number[]> {
  const texts = await grid.locator('tbody td.number').allTextContents();
  return texts.map(Number);
}

function figure(page: Page, text: string | RegExp): Locator {
  return page.getByRole('group', { name: 'Totals' }).getByRole('button', { name: text });
}

test('labels, totals, order and filters', async ({ playground, page }) => {
  await page.setViewportSize({ width: 1440, height: 1300 });
  const grid = await opensTheGrid(playground, page);
  await expect(grid.getByRole('columnheader', { name: 'selection' }).first()).toBeVisible();
  await choice(grid, 1, 'should fire').click();
  await choice(grid, 2, 'should fire').click();
  await choice(grid, 3, 'should not fire').click();
  await choice(grid, 6, 'known gap').click();
  await choice(grid, 7, 'should not fire').click();
  await expect(rowOf(grid, 1).locator('[data-outcome]')).toHaveText('true positive');
  await expect(rowOf(grid, 2).locator('[data-outcome]')).toHaveText('false negative');
  await expect(rowOf(grid, 7).locator('[data-outcome]')).toHaveText('false positive');
  for (const text of ['1 TP', '1 FP', '1 TN', '1 FN', '1 known gaps', '5 unlabelled'])
    await expect(figure(page, text)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Totals' })).toContainText(/precision 50 %\s*recall 50 %/);
  await choice(grid, 7, 'should not fire').click();
  await expect(figure(page, '0 FP')).toBeVisible();
  await choice(grid, 7, 'should not fire').click();

  await page.getByRole('button', { name: 'Only wrong' }).click();
  expect(await numbersIn(grid)).toEqual([2, 7]);
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'show all' }).click();
  await expect(page.getByRole('status', { name: 'Events shown' })).toHaveText('10 of 10 events');

  const outcome = grid.getByRole('columnheader', { name: 'Outcome' });
  await outcome.getByRole('button').click();
  await expect(outcome).toHaveAttribute('aria-sort', 'ascending');
  expect((await numbersIn(grid)).slice(0, 4)).toEqual([7, 2, 6, 1]);
  const number = grid.getByRole('columnheader', { name: 'Number' });
  await number.getByRole('button').click();
  await number.getByRole('button').click();
  await expect(number).toHaveAttribute('aria-sort', 'descending');
  expect((await numbersIn(grid))[0]).toBe(10);

  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: /^Filter by …command/ }).selectOption('match');
  await expect.poll(() => numbersIn(grid)).toEqual([7, 1]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('searchbox', { name: /in their name/ }).fill('nothing is called so');
  await expect(page.getByText('No event fits the filters.')).toBeVisible();
});

test('the box of a row is ticked when the row is selected', async ({ playground, page }) => {
  const grid = await opensTheGrid(playground, page);
  const box = (event: number) => grid.getByLabel(`Select event ${event}`, { exact: true });
  await box(2).click();
  await expect(box(2)).toBeChecked();
  await box(4).click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 events selected')).toBeVisible();
  for (const event of [2, 3, 4]) await expect(box(event)).toBeChecked();
  // A range is selected, whatever was before.
  await box(3).click({ modifiers: ['Shift'] });
  await expect(box(3)).toBeChecked();
  await box(3).click();
  await expect(box(3)).not.toBeChecked();
  await expect(rowOf(grid, 3)).toHaveAttribute('aria-selected', 'false');
});

test('the cell that has the focus keeps it while the rows scroll away and come back', async ({
  playground,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const grid = await opensTheGrid(playground, page);
  const lines = Array.from({ length: 400 }, (_, n) => JSON.stringify({ eventName: `e${n}` }));
  await playground.writesEvents(lines.join('\n'));
  await playground.sees(/of 400 events/);
  const cell = rowOf(grid, 3).getByRole('rowheader');
  await cell.focus();
  const scrolls = (top: number) =>
    grid.evaluate(async (table, to) => {
      (table.parentElement as HTMLElement).scrollTop = to;
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    }, top);
  for (const top of [300, 3000, 900, 6000]) {
    await scrolls(top);
    await expect(cell).toBeFocused();
    await expect(cell).toHaveAttribute('tabindex', '0');
  }
  await expect(rowOf(grid, 203)).toContainText('203');
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(grid, 4).getByRole('rowheader')).toBeFocused();
  await expect(grid.locator('[tabindex="0"]')).toHaveCount(1);
});

test('a cell opens its predicate in the explanation', async ({ playground, page }) => {
  const grid = await opensTheGrid(playground, page);
  await rowOf(grid, 3).locator('td[data-state]').last().click();
  await expect(page.getByRole('tab', { name: 'Explain' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('button', { name: /Event 3 of 10/ })).toBeVisible();
  await expect(playground.tree.locator('[role=treeitem][aria-selected=true]')).toContainText(
    'containerDefinitions.command',
  );
});

test('a kept version shows whose verdict changed, and why', async ({ playground, page }) => {
  await page.setViewportSize({ width: 1440, height: 1300 });
  const grid = await opensTheGrid(playground, page);
  await page.getByRole('button', { name: 'Keep as baseline' }).click();
  const status = page.getByRole('status', { name: 'Changes' });
  await expect(status).toContainText('the same rule');
  const before = await playground.editor('Sigma rule').inputValue();
  const edited = before.replace("- 'RegisterTaskDefinition'", "- 'DeregisterTaskDefinition'");
  expect(edited).not.toBe(before);
  await playground.writesRule(edited);
  await expect(status).toContainText('2 verdicts changed: 2 lost');
  await page.getByRole('button', { name: 'Only changed' }).click();
  await expect.poll(() => numbersIn(grid)).toEqual([1, 7]);
  await expect(rowOf(grid, 7)).toContainText(/from fires to does not fire:.*selection: eventName/s);
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Restore baseline rule' }).click();
  await expect(status).toContainText('the same rule');
  await playground.sees('Fires on 2 of 10 events');
  await page.getByRole('button', { name: 'Clear baseline' }).click();
  await expect(status).toBeHidden();
  expect(await numbersIn(grid)).toHaveLength(10);
});

test('all of it by keyboard', async ({ playground, page }) => {
  await page.setViewportSize({ width: 1440, height: 1300 });
  const grid = await opensTheGrid(playground, page);
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('tab', { name: 'Tests' })).toBeFocused();
  const first = rowOf(grid, 1).getByRole('rowheader');
  for (let i = 0; i < 15 && !(await first.evaluate((cell) => cell === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await expect(first).toBeFocused();
  await page.keyboard.press('f');
  await expect(choice(grid, 1, 'should fire')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('status', { name: 'Last label' })).toHaveText('Event 1: should fire');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 events selected')).toBeVisible();
  await page.keyboard.press('g');
  for (const event of [2, 3, 4])
    await expect(choice(grid, event, 'known gap')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('x');
  await expect(choice(grid, 3, 'known gap')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 events selected')).toBeHidden();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect((await numbersIn(grid))[0]).toBe(10);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Explain' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('button', { name: /Event 10 of 10/ })).toBeVisible();
});

test('labels come back with the link, and one column that never varies says so', async ({
  playground,
  page,
}) => {
  const grid = await opensTheGrid(playground, page);
  await expect(grid.getByRole('columnheader', { name: /eventSource/ })).toContainText('always true');
  await choice(grid, 1, 'should not fire').click();
  const link = await playground.copiesTheLink();
  await page.goto('about:blank');
  await page.goto(link);
  await playground.sees('Fires on 2 of 10 events');
  await playground.opensTheTab('Tests');
  await expect(choice(grid, 1, 'should not fire')).toHaveAttribute('aria-pressed', 'true');
});

test('a broken rule keeps the last good rows, and says so', async ({ playground, page }) => {
  const grid = await opensTheGrid(playground, page);
  await playground.writesRule(
    'title: t\nlogsource: {product: aws}\ndetection:\n  s: {a: 1}\n  condition: s and\n',
  );
  await expect(page.getByText(/this is the last good\s+result/)).toBeVisible();
  await expect(rowOf(grid, 1)).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await playground.writesEvents('');
  await playground.writesRule('');
  await expect(page.getByText('Nothing to test yet')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('events are labelled by touch, and only the grid scrolls sideways', async ({ playground, page }) => {
    await playground.open('#ex=all-ten');
    await playground.sees('Fires on 2 of 10 events');
    await playground.opensTheTab('Tests');
    const grid = page.getByRole('grid');
    await choice(grid, 2, 'should fire').tap();
    await expect(figure(page, '1 FN')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violationsOf(page)).toEqual([]);
  });
});
