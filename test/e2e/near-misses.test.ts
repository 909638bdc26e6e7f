// Events made from the rule: some that fire, near misses of each predicate, and what is said of them.
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

test('events of one operation, with near misses, are tests that pass; Undo brings back what was there', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.opensTheTab('Coverage');
  const coverage = page.getByRole('table', { name: 'Event coverage' });
  // What cannot fire has no events that do.
  await expect(coverage.getByRole('button', { name: /^With near misses/ })).toHaveCount(1);
  await coverage.getByRole('button', { name: /^With near misses.*RegisterTaskDefinition/ }).press('Enter');
  await playground.sees('Fires on 1 of 4 events');
  await expect(page.getByRole('tab', { name: 'Tests' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel', { name: 'Tests' })).toBeFocused();
  await expect(page.getByRole('grid').locator('[data-outcome]')).toHaveText([
    'true positive',
    ...Array<string>(3).fill('true negative'),
  ]);
  // What is said of each goes out with it, and is what the page finds.
  await page.getByRole('button', { name: 'Import and export tests' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Labelled events/ }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
  const tests = lines.map((line) => JSON.parse(line) as { name: string; expect: string });
  expect(tests.map(({ expect: expected }) => expected)).toEqual([
    'match',
    ...Array<string>(3).fill('no-match'),
  ]);
  await page.getByRole('button', { name: /Event 1 of 4/ }).click();
  await expect(page.getByRole('option')).toHaveText(
    tests.map(({ expect: expected }) => (expected === 'match' ? /fires$/ : /does not fire$/)),
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(playground.editor('Events')).toHaveValue(/curl http/);
  await playground.sees('Fires');
});

test('events for all operations of a rule with an exclusion, on a phone', async ({ playground, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.open();
  await playground.sees('Fires');
  await page.getByRole('button', { name: 'Rule', exact: true }).click();
  await playground.writesRule(
    'title: t\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n' +
      '    eventSource: cloudtrail.amazonaws.com\n    eventName:\n      - StopLogging\n      - DeleteTrail\n' +
      '  filter:\n    userAgent|startswith: HashiCorp\n  condition: selection and not filter\n',
  );
  await playground.opensTheTab('Coverage');
  await page.getByRole('button', { name: 'Events for all operations' }).click();
  await playground.sees('Fires on 2 of 8 events');
  await page.getByRole('button', { name: 'Events', exact: true }).click();
  await expect(playground.editor('Events')).toHaveValue(/"userAgent": "HashiCorp/);
});

test('in the Tests tab, where there is one event or none; each is named for what it is', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.opensTheTab('Tests');
  const button = page.getByRole('button', { name: 'Make events from this rule' });
  await button.press('Enter');
  await playground.sees('Fires on 1 of 4 events');
  await expect(button).toHaveCount(0);
  await expect(page.getByRole('tabpanel', { name: 'Tests' })).toBeFocused();
  await page.getByRole('button', { name: /Event 1 of 4/ }).click();
  await expect(page.getByRole('option')).toHaveText([
    /fires/,
    /misses: eventSource is/,
    /misses: eventName is/,
    /misses: requestParameters.containerDefinitions.command lacks/,
  ]);
});

test('of a rule that can fire on nothing, no events are offered', async ({ playground, page }) => {
  await playground.open();
  await playground.writesRule(
    'title: t\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n' +
      '    eventName: StopLogging\n    errorCode: Success\n  condition: selection\n',
  );
  await playground.opensTheTab('Coverage');
  await expect(page.getByRole('row', { name: /StopLogging/ })).toHaveAttribute('data-state', 'cannot');
  await expect(page.getByRole('button', { name: 'Events for all operations' })).toHaveCount(0);
});

test('axe finds nothing on the coverage with its buttons', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.opensTheTab('Coverage');
  await expect(page.getByRole('button', { name: 'Events for all operations' })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});
