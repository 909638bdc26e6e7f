// The page by touch: writing with the help of suggestions, problems at the cursor, and room for the keyboard. And the
// same suggestions in Monaco.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { PlaygroundPage } from './playground-page.ts';

const begun = `title: Users
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    `;
const event = '{"eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"eu-west-1"}';

const option = (page: Page, name: string) => page.getByRole('option', { name, exact: true });
const segment = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name });

/** Puts the rule's cursor behind its text, as a finger would. */
async function beginsToWrite(playground: PlaygroundPage, page: Page, text: string): Promise<void> {
  await segment(page, 'Rule').tap();
  await playground.editor('Sigma rule').tap();
  await playground.writesRule(text);
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });

  test('a rule is written, mended, explained and shared by touch', async ({ playground, page }) => {
    await page.addInitScript(() => {
      Object.assign(navigator, {
        share: async (data: ShareData) => void Object.assign(window, { handedOn: data }),
      });
    });
    await playground.open();
    await playground.sees('Fires');
    await segment(page, 'Events').tap();
    await playground.editor('Events').tap();
    await playground.writesEvents(event);
    await beginsToWrite(playground, page, begun);
    const rule = playground.editor('Sigma rule');

    await option(page, 'eventName').tap();
    await option(page, 'eventName|startswith').tap();
    await option(page, 'startswith:').tap();
    await expect(rule).toHaveValue(`${begun}eventName|startswith: `);
    await option(page, 'CreateUser').tap();
    await expect(rule).toHaveValue(`${begun}eventName|startswith: CreateUser`);
    await expect(rule).toBeFocused();
    // Each is a step of undo.
    const undo = page.getByRole('button', { name: 'Undo', exact: true });
    await undo.tap();
    await expect(rule).toHaveValue(`${begun}eventName|startswith: `);
    await option(page, 'CreateUser').tap();

    await page.keyboard.insertText('\n  condition: selectoin');
    await playground.sees('Rule error');
    await page.keyboard.press('ControlOrMeta+Home');
    const problem = page.getByRole('group', { name: 'Problem at the cursor' });
    await expect(problem).toBeHidden();
    // Lines are drawn anew with each answer.
    await expect(async () => {
      const squiggle = await page.locator('[data-language=yaml] .squiggle-error').last().boundingBox();
      if (!squiggle) throw new Error('Nothing is underlined.');
      await page.touchscreen.tap(squiggle.x + squiggle.width / 2, squiggle.y + squiggle.height / 2);
      await expect(problem).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(problem).toContainText('no search identifier');
    await expect(problem).toContainText('would then fire');
    await problem.getByRole('button', { name: 'Change to selection' }).tap();
    await expect(rule).toHaveValue(`${begun}eventName|startswith: CreateUser\n  condition: selection`);
    await playground.sees('Fires');
    await expect(problem).toBeHidden();

    await segment(page, 'Why').tap();
    await playground.row('eventName').first().tap();
    await expect(playground.row('eventName').first()).toHaveAttribute('data-verdict', 'match');
    await page.getByRole('button', { name: 'Share' }).tap();
    await page.getByRole('button', { name: 'Send…' }).tap();
    await expect
      .poll(() => page.evaluate(() => (window as { handedOn?: ShareData }).handedOn?.url))
      .toMatch(/#s1\./);
  });

  test('the keyboard covers neither the cursor nor the suggestions', async ({ playground, page }) => {
    await page.addInitScript(() => {
      const view = Object.assign(new EventTarget(), { width: 360, height: 640, offsetTop: 0, scale: 1 });
      Object.defineProperty(window, 'visualViewport', { get: () => view });
    });
    await playground.open();
    await playground.sees('Fires');
    const lines = Array.from({ length: 40 }, (_, n) => `    field${n}: x`).join('\n');
    await beginsToWrite(playground, page, `${begun.trimEnd()}\n${lines}\n    event`);
    await expect(option(page, 'eventName')).toBeVisible();
    const visible = 640 - 270;
    await page.evaluate((height) => {
      Object.assign(window.visualViewport ?? {}, { height });
      window.visualViewport?.dispatchEvent(new Event('resize'));
    }, visible);
    await expect(segment(page, 'Rule')).toBeHidden();
    const bottomOf = async (selector: string) =>
      page
        .locator(selector)
        .last()
        .evaluate((element) => element.getBoundingClientRect().bottom);
    await expect.poll(() => bottomOf('.typing-bar')).toBeLessThanOrEqual(visible);
    const line = page.locator('[data-language=yaml] .backdrop .line').filter({ hasText: /^ +event$/ });
    await expect
      .poll(async () => {
        const [bar, text] = await Promise.all([
          page.locator('.typing-bar').boundingBox(),
          line.boundingBox(),
        ]);
        return bar !== null && text !== null && text.y > 0 && text.y + text.height <= bar.y + 1;
      })
      .toBe(true);
    await playground.sees(/./);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing while one writes: ${colorScheme}`, async ({ playground, page }) => {
      await page.emulateMedia({ colorScheme });
      await playground.open();
      await playground.sees('Fires');
      await beginsToWrite(playground, page, `${begun}eventName: x\n  condition: selectoin`);
      await expect(page.getByRole('group', { name: 'Problem at the cursor' })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(begun);
      await expect(option(page, 'eventName')).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  }
});

const sizes = [
  { width: 320, height: 568 },
  { width: 640, height: 360 },
  { width: 768, height: 1024 },
];
for (const viewport of sizes) {
  test.describe(`at ${viewport.width} × ${viewport.height} by touch`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true });

    test('nothing stands out of the page, and fingers hit what they mean', async ({ playground, page }) => {
      await playground.open('#ex=all-ten');
      await playground.sees(/of 10/);
      for (const tab of ['Tests', 'Scan', 'Coverage', 'Indicators', 'Related', 'Problems', 'Explain']) {
        await playground.opensTheTab(new RegExp(`^${tab}`));
        expect([tab, await overflow(page)]).toEqual([tab, 0]);
      }
      for (const target of await page
        .locator('.segments button:visible, [role=tab]:visible, .top button:visible')
        .all())
        expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(43);
      await page.getByRole('button', { name: 'Samples' }).tap();
      const menu = await page.locator('div.samples').boundingBox();
      expect(menu?.x).toBeGreaterThanOrEqual(0);
      expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Share' }).tap();
      const dialog = await page.getByRole('dialog', { name: 'Share' }).boundingBox();
      expect((dialog?.y ?? 0) + (dialog?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
      await page.keyboard.press('Escape');
      await playground.opensTheCatalogue();
      expect(await overflow(page)).toBe(0);
    });
  });
}

test('in Monaco the same words come below the cursor, by keys', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForEverything();
  await playground.writesEvents(event);
  await playground.writesRule(begun);
  const rule = playground.editor('Sigma rule');
  await rule.focus();
  await page.keyboard.press('ControlOrMeta+End');
  const list = page.getByRole('listbox', { name: 'Suggestions' });
  await page.keyboard.type('eventN');
  await expect(option(page, 'eventName in the event')).toHaveAttribute('aria-selected', 'true');
  const active = await rule.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toContainText('eventName');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(rule).toHaveValue(`${begun}eventName`);
  await page.keyboard.type('|endsw');
  await expect(list.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(rule).toHaveValue(`${begun}eventName|endswith`);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(rule).toHaveValue(`${begun}eventName|endsw`);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.keyboard.press('Control+Space');
  await expect(list).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type(': User\n');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('condition: se');
  await expect(option(page, 'selection part of this rule')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await playground.sees('Fires');
  await expect(rule).toHaveValue(`${begun}eventName|endswith: User\n  condition: selection`);
});
