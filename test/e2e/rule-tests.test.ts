// Tests of a rule as files: out of the page and into it, in the formats of other tools.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { PlaygroundPage } from './playground-page.ts';
import { violationsOf } from './violations.ts';

const rule =
  'title: Trail stopped # of mine\nid: 11111111-2222-4333-8444-555555555555\nlogsource:\n    product: aws\n' +
  '    service: cloudtrail\ndetection:\n    selection:\n        eventName: StopLogging\n    condition: selection\n';
const lines = [
  '{"name":"stopped","expect":"match","event":{"eventName":"StopLogging","n":9007199254740993}}',
  '{"expect":"no-match","event":{"eventName":"DescribeTrails"}}',
  '{"name":"deleted","expect":"known-gap","event":{"eventName":"DeleteTrail"}}',
  '',
];
const labelled = lines.join('\n');

interface Named {
  readonly name: string;
  readonly content: Buffer | string;
}

async function opensTheMenu(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Import and export tests' }).click();
}

async function exports(page: Page, what: string): Promise<Named> {
  await opensTheMenu(page);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: what }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

async function imports(page: Page, ...files: readonly Named[]): Promise<void> {
  await opensTheMenu(page);
  const coming = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (
    await coming
  ).setFiles(
    files.map(({ name, content }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })),
  );
}

/** The page with a rule and three labelled events. */
async function startsWithTests(playground: PlaygroundPage, page: Page): Promise<void> {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(rule);
  await playground.opensTheTab('Tests');
  await imports(page, { name: 'some.ndjson', content: labelled });
  await says(page, /3 tests imported: 1 should fire, 1 should not, 1 known gap\./);
}

async function says(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByRole('region', { name: 'Notices' }).or(page.locator('.notices'))).toContainText(
    text,
  );
}

for (const [what, name, content] of [
  ['Labelled events', 'trail_stopped.tests.ndjson', /^\{"name":"stopped","expect":"match"/],
  ['Panther tests', 'trail_stopped.panther.yml', /Name: 'Known gap: deleted'\n\s+ExpectedResult: false/],
  ['SigmaHQ regression data', 'regression_data.zip', /regression_tests_info/],
] as const)
  test(`${what}: out to a file and in again`, async ({ playground, page }) => {
    await startsWithTests(playground, page);
    const file = await exports(page, what);
    expect(file.name).toBe(name);
    expect(file.content.toString()).toMatch(content);
    await playground.writesEvents('');
    await playground.sees(/no event/i);
    await imports(page, file);
    await playground.sees('Fires on 1 of 3');
    const again = await exports(page, 'Labelled events');
    expect(again.content.toString()).toBe(labelled);
  });

test('events that are labelled by hand go out, and come back with their labels', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(rule);
  await playground.writesEvents('{"eventName": "StopLogging"}\n{"eventName": "Other"}');
  await playground.sees('Fires on 1 of 2');
  await playground.opensTheTab('Tests');
  const rows = page.getByRole('tabpanel', { name: 'Tests' }).getByRole('row');
  const choice = (row: number, label: string) =>
    rows.nth(row).getByRole('button', { name: label, exact: true });
  await expect(rows.last().getByRole('button', { name: 'should fire', exact: true })).toBeVisible();
  const last = (await rows.count()) - 1;
  await choice(last - 1, 'should fire').click();
  await choice(last, 'should not fire').click();
  const file = await exports(page, 'Labelled events');
  expect(file.content.toString().trim().split('\n')).toEqual([
    '{"expect":"match","event":{"eventName":"StopLogging"}}',
    '{"expect":"no-match","event":{"eventName":"Other"}}',
  ]);
  await playground.writesEvents('');
  await playground.sees(/no event/i);
  await imports(page, file);
  await playground.sees('Fires on 1 of 2');
  await expect(choice(last - 1, 'should fire')).toHaveAttribute('aria-pressed', 'true');
  await expect(choice(last, 'should not fire')).toHaveAttribute('aria-pressed', 'true');
});

test('into the rule, which can be undone, and out of it', async ({ playground, page }) => {
  await startsWithTests(playground, page);
  await opensTheMenu(page);
  await page.getByRole('button', { name: 'Into the rule' }).click();
  const editor = playground.editor('Sigma rule');
  await expect(editor).toHaveValue(/# of mine[^]*rsigma\.exemplars:\n[^]*expect: match\n/);
  const notice = page.locator('.notice', { hasText: 'put into the rule' });
  await expect(notice).toContainText('known gap');
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(editor).not.toHaveValue(/exemplars/);
  await opensTheMenu(page);
  await page.getByRole('button', { name: 'Into the rule' }).click();
  await expect(editor).toHaveValue(/exemplars/);

  await playground.writesEvents('');
  await playground.sees(/no event/i);
  await opensTheMenu(page);
  await expect(page.getByRole('button', { name: 'Load the 3 tests of this rule' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Load the rule’s 3 tests' }).click();
  await playground.sees('Fires on 1 of 3');
  const again = await exports(page, 'Labelled events');
  expect(again.content.toString()).toBe(labelled);
});

test('a rule with exemplars is opened with its tests, and what was there comes back', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(rule);
  await playground.writesEvents('{"eventName": "Mine"}');
  await playground.opensTheTab('Tests');
  const exemplars = `custom_attributes:
    rsigma.exemplars:
        - {name: a, expect: match, event: {eventName: StopLogging}}
        - {name: b, expect: no-match, event: {eventName: Other}}
`;
  await imports(page, { name: 'theirs.yml', content: rule.replace('of mine', 'of theirs') + exemplars });
  await playground.sees('Fires on 1 of 2');
  await expect(playground.editor('Sigma rule')).toHaveValue(/of theirs/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(playground.editor('Sigma rule')).toHaveValue(/of mine/);
  await expect(playground.editor('Events')).toHaveValue('{"eventName": "Mine"}');
});

test('what holds no tests changes nothing, and that is said', async ({ playground, page }) => {
  await startsWithTests(playground, page);
  await imports(
    page,
    { name: 'a.yml', content: 'on: push' },
    { name: 'b.ndjson', content: '{"expect":5,"event":{}}' },
  );
  await says(page, /No tests were found\. b\.ndjson: /);
  await expect(playground.editor('Events')).toHaveValue(/StopLogging/);
});

test('the menu is used by keyboard alone, and nothing is wrong with it', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.opensTheTab('Tests');
  const opener = page.getByRole('button', { name: 'Import and export tests' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Panther tests' })).toBeDisabled();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeFocused();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
});
