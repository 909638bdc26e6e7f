// What is said against a rule that can be read: by the events it is tried on, and how to have it said no more.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { PlaygroundPage } from './playground-page.ts';
import { violationsOf } from './violations.ts';

/** Its filter compares a name with the name of a field. */
const rule = `title: Key made for somebody else
logsource:
    product: acme
detection:
    selection:
        action: CreateKey
    filter_self:
        actor.login: target.login
    condition: selection and not filter_self
`;
const keyFor = (login: string) =>
  JSON.stringify({ action: 'CreateKey', actor: { login: 'alice' }, target: { login } });
const events = [keyFor('alice'), keyFor('bob')].join('\n');

const told = /is a field of the events/;

async function open(playground: PlaygroundPage) {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(rule);
  await playground.writesEvents(events);
  await playground.sees(/2 of 2/);
}

const about = (page: Page, code: string) =>
  page.getByRole('tabpanel', { name: 'Problems' }).getByRole('button', { name: code, exact: true });

test('a filter that never applies is mended by its fix, among the problems', async ({ playground }) => {
  await open(playground);
  await playground.opensTheTab(/Problems/);
  const problem = playground.problem(told);
  await expect(problem).toHaveCount(1);
  const fix = problem.getByRole('button', { name: /Add .*fieldref/ });
  await expect(problem).toContainText(/fire on 1 of 2/);
  await fix.click();
  await playground.sees(/1 of 2/);
  await expect(playground.editor('Sigma rule')).toHaveValue(/actor\.login\|fieldref: target\.login/);
  await expect(playground.problem(told)).toHaveCount(0);
});

test('a filter that never applies is mended in the editor, by keys', async ({ playground, page }) => {
  await open(playground);
  await expect(page.locator('#rule-pane .squiggly-warning')).toHaveCount(1);
  await playground.editor('Sigma rule').focus();
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 1; line < 8; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ControlOrMeta+.');
  await expect(page.getByText('Add `fieldref`')).toBeVisible();
  await expect(page.getByText('Ignore `events_have_field_named` here')).toBeVisible();
  await page.keyboard.press('Enter');
  await playground.sees(/1 of 2/);
});

test('a problem is ignored by a comment, which is told of when it is wrong', async ({ playground, page }) => {
  await open(playground);
  await playground.opensTheTab(/Problems/);
  await about(page, 'events_have_field_named').click();
  await expect(playground.problem(told)).toContainText('name of a field of the events');
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ignore here' }).click();
  await expect(playground.problem(told)).toHaveCount(0);
  await expect(page.getByText('1 remark ignored by comments')).toBeVisible();
  await expect(playground.editor('Sigma rule')).toHaveValue(
    /\n {8}# sigma-disable-next-line events_have_field_named\n {8}actor\.login: target\.login\n/,
  );
  await playground.writesRule(rule.replace('title', '# sigma-disable events_have_field_name\ntitle'));
  const strange = playground.problem(/no code/);
  await strange.getByRole('button', { name: /Change to/ }).click();
  await expect(playground.problems.getByRole('listitem')).toHaveCount(0);
});

test('a code is switched off for all rules, stays so, and comes back', async ({ playground, page }) => {
  await open(playground);
  await playground.opensTheTab(/Problems/);
  await about(page, 'events_have_field_named').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Ignore in this rule' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(playground.problem(told)).toHaveCount(0);
  await expect(playground.problems).toBeFocused();
  await page.reload();
  await playground.sees(/2 of 2/);
  await playground.opensTheTab(/Problems/);
  await page.getByText('1 code switched off for all rules').click();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Switch on events_have_field_named' }).click();
  await expect(playground.problem(told)).toHaveCount(1);
});
