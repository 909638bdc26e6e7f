// From events to rules: a value under the cursor, selected events, and what would have kept a rule silent.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

const rule = `title: New user
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    eventName: 'CreateUser' # the call

  condition: selection
`;
const call = (userAgent: string, eventID: string) => ({ eventName: 'CreateUser', userAgent, eventID });
const events = JSON.stringify(
  [
    call('Boto3/1.40 terraform', '0c1d9a1e-4a70-4c1c-9b5a-0d6b5e1f7a11'),
    call('aws-cli/2.15', '5e1f7a11-4a70-4c1c-9b5a-0d6b0c1d9a1e'),
  ],
  null,
  2,
);

const bar = (page: Page) => page.getByRole('group', { name: 'Value at the cursor' });
const word = (page: Page, text: string) => page.locator('#events-pane .view-line').getByText(text).first();

test('a selected part of a value goes into the rule where it belongs, and the verdicts follow', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(rule);
  await playground.writesEvents(events);
  await playground.sees(/2 of 2/);
  const line = word(page, 'Boto3/1.40 terraform');
  // Monaco draws its lines anew now and then.
  await expect(async () => {
    const { width = 0, height = 0 } = (await line.boundingBox()) ?? {};
    await line.dblclick({ position: { x: width - 30, y: height / 2 }, timeout: 2000 });
    await expect(bar(page)).toContainText(/^\s*userAgent\s*terraform/, { timeout: 2000 });
  }).toPass();
  await bar(page).getByRole('button', { name: 'Add to rule' }).click();
  const contains = bar(page).getByRole('button', { name: /^userAgent\|contains/ });
  await expect(contains).toHaveText(
    /userAgent\|contains: 'terraform'\s*would then fire on 1 of 2 events \(now 2\)/,
  );
  expect(await violationsOf(page)).toEqual([]);
  await contains.click();
  await expect(playground.editor('Sigma rule')).toHaveValue(
    rule.replace('# the call\n', "# the call\n    userAgent|contains: 'terraform'\n"),
  );
  await playground.sees(/1 of 2/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(playground.editor('Sigma rule')).toHaveValue(rule);
  await playground.sees(/2 of 2/);
});

test('by keyboard alone, with a warning where the value comes once', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(rule);
  await playground.writesEvents(events);
  await playground.sees(/2 of 2/);
  await playground.editor('Events').focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect(bar(page)).toContainText('eventID');
  await page.keyboard.press('Alt+Enter');
  await expect(bar(page).locator('p.warning')).toBeVisible();
  const first = bar(page).getByRole('button', { name: /^eventID: / });
  await expect(first).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(bar(page).getByRole('button', { name: /^eventID\|contains: / })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bar(page).getByRole('button', { name: 'Add to rule' })).toBeFocused();
  await page.keyboard.press('Alt+2');
  await expect(playground.editor('Events')).toBeFocused();
  await page.keyboard.press('Alt+Enter');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(playground.editor('Sigma rule')).toHaveValue(/ {4}eventID: '0c1d9a1e-/);
  await playground.sees(/1 of 2/);
});

test('an empty rule begins with the value', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesEvents(events);
  await playground.writesRule('');
  await word(page, 'aws-cli').click();
  await bar(page).getByRole('button', { name: 'Add to rule' }).click();
  await bar(page)
    .getByRole('button', { name: /^userAgent\|startswith/ })
    .click();
  await playground.sees(/1 of 2/);
  await expect(playground.editor('Sigma rule')).toHaveValue(
    /selection:\n {4}userAgent\|startswith: aws-cli\/2.15\n/,
  );
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a value that was touched goes into the rule', async ({ playground, page }) => {
    await playground.open();
    await playground.sees('Fires');
    await page.getByRole('button', { name: 'Rule', exact: true }).click();
    await playground.writesRule(rule);
    await page.getByRole('button', { name: 'Events', exact: true }).click();
    await playground.writesEvents(events);
    await playground.sees(/2 of 2/);
    await playground.editor('Events').evaluate((element: HTMLTextAreaElement) => {
      const at = element.value.indexOf('aws-cli');
      element.focus();
      element.setSelectionRange(at, at);
    });
    await bar(page).getByRole('button', { name: 'Add to rule' }).tap();
    expect(await violationsOf(page)).toEqual([]);
    await bar(page)
      .getByRole('button', { name: /^userAgent: / })
      .tap();
    await playground.sees(/1 of 2/);
    await page.getByRole('button', { name: 'Rule', exact: true }).click();
    await expect(playground.editor('Sigma rule')).toHaveValue(/\n {4}userAgent: 'aws-cli\/2.15'\n/);
  });
});

test('two of ten events become a rule that fires on both and on no other', async ({ playground, page }) => {
  await playground.open('#ex=all-ten');
  await playground.sees(/2 of 10/);
  await playground.waitsForMonaco();
  await playground.opensTheTab('Tests');
  const panel = page.getByRole('tabpanel', { name: 'Tests' });
  for (const event of [1, 7]) await panel.getByLabel(`Select event ${event}`, { exact: true }).click();
  await panel.getByRole('button', { name: 'Draft a rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Drafted rule' });
  await expect(dialog.getByLabel('Rule', { exact: true })).toContainText(
    /command\|contains: .*AWS_CONTAINER_CREDENTIALS_RELATIVE_URI/,
  );
  await expect(dialog.getByRole('status')).toContainText(/all 2 selected events and on none of the 8 others/);
  expect(await violationsOf(page)).toEqual([]);
  const before = await playground.editor('Sigma rule').inputValue();
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(dialog).toBeHidden();
  await expect(playground.editor('Sigma rule')).toHaveValue(/^title: Drafted/);
  await playground.sees(/2 of 10/);
  await page.getByRole('button', { name: 'Undo' }).click();
  // Monaco fills its text field when it gets the focus.
  await playground.editor('Sigma rule').focus();
  await expect(playground.editor('Sigma rule')).toHaveValue(before);
});

test('what would have kept the rule silent: the words of a command, what it excludes, never the operation', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.waitsForMonaco();
  const explain = page.getByRole('tabpanel', { name: 'Explain' });
  await explain.getByText('Evasion', { exact: true }).click();
  const ways = explain.getByRole('list', { name: 'Ways to evade the rule' });
  await expect(ways.getByRole('listitem')).toHaveText([/containerDefinitions\.command.*\$\{AWS_CONTAINER/s]);
  expect(await violationsOf(page)).toEqual([]);
  await ways.getByRole('button', { name: /command/ }).click();
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('contains');

  await playground.writesRule(rule);
  await playground.writesEvents(JSON.stringify(call('aws-cli/2.15', 'x'), null, 2));
  await expect(explain.getByText('No single value of the attacker’s silences it.')).toBeVisible();

  await playground.writesRule(
    rule.replace(
      '  condition: selection',
      '  filter:\n    userAgent|startswith: terraform/\n  condition: selection and not filter',
    ),
  );
  await expect(ways.getByRole('listitem')).toHaveText([/userAgent.*aws-cli\/2\.15.*terraform\//s]);

  await playground.writesEvents('{"eventName":"DeleteUser"}');
  await playground.sees('Does not fire');
  await expect(explain.getByText('Evasion', { exact: true })).toBeHidden();
});
