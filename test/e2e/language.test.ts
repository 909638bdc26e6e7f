// The language of both editors: suggestions, hovers, names, layout, and the palette that lists what can be done.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const rule = `title: Users created
logsource:
  product: aws
  service: cloudtrail
detection:
  # what it looks for
  selection_user:
    eventSource: iam.amazonaws.com
    eventName|contains: CreateUser
  filter:
    userAgent: console
  condition: selection_user and not filter
`;
const events = JSON.stringify(
  ['CreateUser', 'ListUsers'].map((eventName) => ({
    eventSource: 'iam.amazonaws.com',
    eventName,
    userAgent: 'aws-cli/2',
    requestParameters: { userName: 'eve' },
  })),
  null,
  2,
);

/** The line of an editor that has these words. */
const line = (page: Page, words: string) =>
  page.locator('[data-language=yaml] .view-line').filter({ hasText: words }).first();

/** By the page's own search, so that Monaco draws what it will. */
async function putsTheCursor(page: Page, pane: 'yaml' | 'json', words: string) {
  const found = page.locator(`[data-language=${pane}] .view-line`).filter({ hasText: words }).first();
  await found.getByText(words).first().click();
}

test('one writes, asks, renames and lays out by keyboard', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForEverything();
  await playground.writesRule(rule);
  await playground.writesEvents(events);
  await playground.sees('Fires');
  const text = playground.editor('Sigma rule');

  // What stands at the ends of lines counts the events.
  await expect(line(page, 'eventName|contains')).toContainText('✓ 1 of 2');
  await expect(line(page, 'filter:')).toContainText('✗ 0 of 2');

  // A field that the events have, a modifier behind it, a technique by its name.
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
  await putsTheCursor(page, 'yaml', 'userAgent');
  await page.keyboard.press('End');
  await page.keyboard.type('\nrequestP');
  await expect(
    suggestions.getByRole('option').filter({ hasText: 'requestParameters.userName' }),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('|starts');
  await expect(suggestions.getByRole('option', { selected: true })).toContainText('startswith');
  await page.keyboard.press('Enter');
  await page.keyboard.type(': eve');
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('tags:\n- cloud acc');
  await expect(suggestions.getByRole('option').filter({ hasText: 'Cloud Accounts' }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.writesRule(rule);
  await playground.sees('Fires');

  // From the condition to the definition, and another name for both.
  await putsTheCursor(page, 'yaml', 'selection_user and not filter');
  await page.keyboard.press('End');
  await page.keyboard.press('F12');
  await expect
    .poll(() => text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart)))
    .toMatch(/^filter:/);
  await page.keyboard.press('F2');
  const dialog = page.getByRole('dialog', { name: 'Rename the search identifier' });
  const name = dialog.getByRole('textbox', { name: 'New name of filter' });
  await expect(name).toHaveValue('filter');
  await name.fill('not');
  await name.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('meaning of its own');
  await name.fill('filter_console');
  await name.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(text).toHaveValue(/filter_console:[^]*condition: selection_user and not filter_console/);

  // Laid out, comments and all.
  await playground.sees('Fires');
  await playground.editor('Sigma rule').focus();
  await page.keyboard.press('Shift+Alt+F');
  await expect(text).toHaveValue(/\n {4}# what it looks for\n {4}selection_user:\n {8}eventSource/);
  await playground.sees('Fires');
});

test('hovers say what a word means, and what it meets', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForEverything();
  await playground.writesRule(rule);
  await playground.writesEvents(events);
  await playground.sees('Fires');
  const hover = page.locator('.monaco-hover');
  const over = async (pane: 'yaml' | 'json', words: string) => {
    await page.mouse.move(0, 0);
    await page
      .locator(`[data-language=${pane}] .view-line`)
      .filter({ hasText: words })
      .first()
      .getByText(words)
      .first()
      .hover();
  };
  await over('yaml', '|contains');
  await expect(hover.filter({ hasText: 'aws-cli' })).toContainText('has the value in it');
  await over('yaml', 'userAgent');
  await expect(hover.filter({ hasText: '2 of 2 events' })).toContainText('The program that made the request');
  await over('json', 'ListUsers');
  await expect(hover.filter({ hasText: 'only reads' })).toContainText('misses');
});

test('the palette lists what can be done, and does it', async ({ playground, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => {});
  await playground.open();
  await playground.waitsForEverything();
  await playground.writesRule(rule);
  await playground.writesEvents(events);
  await playground.sees('Fires');
  await playground.editor('Sigma rule').focus();
  await page.keyboard.press('ControlOrMeta+Shift+P');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const search = palette.getByRole('combobox', { name: 'Search commands' });
  await expect(search).toBeFocused();
  await expect(palette.getByRole('option').filter({ hasText: 'Fold All' }).first()).toBeAttached();
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations).toEqual([]);
  await search.fill('insert filter leave');
  await expect(palette.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(playground.editor('Sigma rule')).toHaveValue(
    /filter_main_name:\n {6}field: value\n {2}condition/,
  );

  // The parts of the rule, and a new id.
  await page.keyboard.press('F1');
  await search.fill('part of the rule');
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('dialog', { name: 'Go to a part of the rule' })
      .getByRole('option')
      .filter({ hasText: 'selection_user' })
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('F1');
  await search.fill('uuid');
  await page.keyboard.press('Enter');
  await expect(playground.editor('Sigma rule')).toHaveValue(/title: .*\nid: [0-9a-f-]{36}\n/);

  await playground.sees('Fires');
  await putsTheCursor(page, 'json', 'userName');
  await page.keyboard.press('Shift+Alt+C');
  await expect(page.locator('.notices')).toContainText('Copied requestParameters.userName');
  // The hints can be switched off, and stay so.
  await expect(line(page, 'selection_user:')).toContainText('of 2');
  await page.keyboard.press('F1');
  await search.fill('hide ends');
  await page.keyboard.press('Enter');
  await expect(line(page, 'selection_user:')).not.toContainText('of 2');
});

test('a key of an event comes from the API’s model', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForEverything();
  await playground.writesEvents(
    '{"eventSource": "iam.amazonaws.com", "eventName": "CreateUser", "requestParameters": {}}',
  );
  await playground.editor('Events').focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('"perm');
  const option = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await expect(option.filter({ hasText: 'permissionsBoundary' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(playground.editor('Events')).toHaveValue(/"requestParameters": \{"permissionsBoundary": \}\}/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('the palette opens by touch, and tells what a word means', async ({ playground, page }) => {
    await playground.open();
    await playground.sees('Fires');
    await page.getByRole('button', { name: 'Rule', exact: true }).tap();
    await page.waitForLoadState('networkidle');
    const area = playground.editor('Sigma rule');
    await area.evaluate((field: HTMLTextAreaElement) => {
      field.focus();
      const at = field.value.indexOf('condition') + 2;
      field.setSelectionRange(at, at);
    });
    await page.getByRole('button', { name: 'All commands' }).first().tap();
    const palette = page.getByRole('dialog', { name: 'Commands' });
    await palette.getByRole('combobox').fill('about the word');
    await palette.getByRole('option').first().tap();
    await expect(page.getByRole('dialog', { name: 'About the word at the cursor' })).toContainText(
      'search identifiers must match',
    );
  });
});
