// Sharing without the secrets: what the link holds, what is said of it, and that the work itself stays as it is.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { openFile } from '../../src/share/forms.ts';
import { decodeLink } from '../../src/share/link.ts';
import { toWork } from '../../src/share/work-link.ts';
import { eventOf, madeUp } from '../redact/made-up.ts';
import { expect, test } from './fixtures.ts';
import type { PlaygroundPage } from './playground-page.ts';
import { violationsOf } from './violations.ts';

const it = madeUp();
const events = JSON.stringify([eventOf(it), { ...eventOf(it), eventName: 'PutObject' }], null, 2);
const values = Object.values(it);

function ruleOf(...items: readonly string[]): string {
  return [
    'title: Bucket opened',
    'logsource: { product: aws, service: cloudtrail }',
    'detection:',
    '  selection:',
    ...items.map((item) => `    ${item}`),
    '  condition: selection',
    '',
  ].join('\n');
}

async function opensShare(playground: PlaygroundPage, rule: string, text = events) {
  await playground.open();
  await playground.writesRule(rule);
  await playground.writesEvents(text);
  await playground.sees(/of 2 events/);
  await playground.page.getByRole('button', { name: 'Share' }).click();
  return dialogOf(playground.page);
}

function dialogOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Share' });
  return {
    dialog,
    option: dialog.getByRole('checkbox', { name: /^Replace \d+ (secret|identifier)/ }),
    inRule: dialog.getByRole('checkbox', { name: /In the rule too/ }),
    state: dialog.getByRole('region', { name: 'Secrets and identifiers' }).getByRole('status'),
    field: dialog.getByRole('textbox', { name: 'Link', exact: true }),
  };
}

async function openedFrom(link: string) {
  const opened = await decodeLink(link.slice(link.indexOf('#')));
  if (!opened.ok) throw new Error(opened.why);
  return toWork(opened.payload);
}

test('a link carries stand-ins, and every predicate answers as before', async ({ playground, page }) => {
  const rule = ruleOf(
    'eventName: PutBucketPolicy',
    `userIdentity.arn|contains: ':assumed-role/'`,
    `recipientAccountId: '${it.account}'`,
  );
  const { dialog, option, state, field } = await opensShare(playground, rule);
  await expect(option).toBeChecked();
  await expect(state).toContainText('every predicate answers as before on 2 events');
  await expect(field).toHaveValue(/#s1\./);
  const link = await field.inputValue();
  const shared = await openedFrom(link);
  for (const value of values) expect(JSON.stringify(shared)).not.toContain(value);
  expect(shared.eventsText.split('\n').length).toBe(events.split('\n').length);
  expect(JSON.parse(shared.eventsText)[0].userIdentity.arn).toContain(':111122223333:');
  expect(shared.ruleText).toContain("recipientAccountId: '111122223333'");

  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  expect(openFile(file).ok).toBe(true);
  for (const value of values) expect(file).not.toContain(value);

  await page.keyboard.press('Escape');
  await expect(playground.editor('Sigma rule')).toHaveValue(rule);
  await expect(playground.editor('Events')).toHaveValue(events);
  await page.goto('about:blank');
  await page.goto(link);
  await playground.sees('Fires on 1 of 2 events');
});

test('it says which predicate would change, and shares when the value is left or replaced in the rule', async ({
  playground,
  page,
}) => {
  const rule = ruleOf('eventName: PutBucketPolicy', `recipientAccountId: '${it.account}'`);
  const { dialog, inRule, state, field } = await opensShare(playground, rule);
  await expect(field).toHaveValue(/#s1\./);
  await inRule.uncheck();
  await expect(state).toContainText('1 predicate would answer something else');
  await expect(field).toHaveValue('');
  await expect(dialog.getByRole('button', { name: 'Download' })).toBeDisabled();
  const changes = dialog.getByRole('list', { name: 'Predicates that would answer something else' });
  await expect(changes).toContainText('recipientAccountId');
  expect(await violationsOf(page)).toEqual([]);
  await changes.getByRole('button', { name: `Leave ${it.account} as it is` }).press('Enter');
  await expect(dialog.getByRole('region', { name: 'Secrets and identifiers' })).toBeFocused();
  await expect(state).toContainText('every predicate answers as before');
  await expect(state).toContainText('Shared as they are: 1 account id');
  const shared = await openedFrom(await field.inputValue());
  expect(shared.eventsText).toContain(it.account);
  expect(shared.eventsText).not.toContain(it.shortKey);

  await inRule.check();
  await dialog.getByText('What is replaced by what').click();
  await dialog.getByRole('checkbox', { name: `Replace ${it.account}` }).check();
  await expect(state).not.toContainText('Shared as they are');
  await expect(field).toHaveValue(/#s1\./);
  expect(JSON.stringify(await openedFrom(await field.inputValue()))).not.toContain(it.account);
});

test('without the box the work goes as it is, and the dialog says so', async ({ playground }) => {
  const { option, state, field } = await opensShare(playground, ruleOf('eventName: PutBucketPolicy'));
  await option.uncheck();
  await expect(state).toContainText('Shared as they are: 2 access keys');
  await expect(field).toHaveValue(/#s1\./);
  expect((await openedFrom(await field.inputValue())).eventsText).toBe(events);
});

test('what only identifies is offered and not chosen; examples are nothing', async ({ playground, page }) => {
  const text = JSON.stringify([{ eventName: 'A', sourceIPAddress: it.ip }, { eventName: 'B' }]);
  const { option } = await opensShare(playground, ruleOf('eventName: A'), text);
  await expect(option).not.toBeChecked();
  await page.keyboard.press('Escape');
  await playground.open('#ex=all-ten');
  await playground.sees(/of 10 events/);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(dialogOf(page).field).toHaveValue(/#s1\./);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});

test('the key that copies the link opens the dialog when there are secrets', async ({
  playground,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await opensShare(playground, ruleOf('eventName: PutBucketPolicy'));
  await page.keyboard.press('Escape');
  await page.evaluate(() => navigator.clipboard.writeText('before'));
  await page.keyboard.press('ControlOrMeta+S');
  await expect(dialogOf(page).option).toBeChecked();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before');
  await page.keyboard.press('Escape');
  await playground.writesEvents('{"eventName":"PutBucketPolicy"}');
  await playground.sees('Fires');
  await page.keyboard.press('ControlOrMeta+S');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/#s1\./);
});

for (const [name, viewport] of Object.entries({
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
})) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the dialog can be used by everyone: ${name}, ${theme}`, async ({ playground, page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: theme });
      const link = await linkOfWork();
      await playground.open(link);
      await playground.sees(/of 2 events/);
      await page.getByRole('button', { name: 'Share' }).click();
      const { dialog, option, inRule, state } = dialogOf(page);
      await expect(state).toContainText('every predicate answers as before');
      await dialog.getByText('What is replaced by what').click();
      expect(await violationsOf(page)).toEqual([]);
      await option.focus();
      await page.keyboard.press('Tab');
      await expect(inRule).toBeFocused();
      await page.keyboard.press('Space');
      await expect(state).toContainText('would answer something else');
      expect(await violationsOf(page)).toEqual([]);
      const wide = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(wide).toBeLessThanOrEqual(0);
      if (process.env['SHOTS'])
        await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${theme}.png` });
    });
  }
}

async function linkOfWork(): Promise<string> {
  const { linkCodec } = await import('../../src/share/work-link.ts');
  const rule = ruleOf('eventName: PutBucketPolicy', `recipientAccountId: '${it.account}'`);
  return linkCodec.encode({ ruleText: rule, eventsText: events });
}
