// The editors, before, while and after Monaco takes the place of the plain ones.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Holds Monaco's chunk back until told, so that the plain editors can be met for sure. */
async function holdMonaco(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/monaco-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

interface Place {
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

/** Where each piece of visible text stands in the rule's editor. */
function placesOfText(page: Page): Promise<Place[]> {
  return page.evaluate(() => {
    const places: Place[] = [];
    const pane = document.querySelector('[data-language=yaml]')?.getBoundingClientRect();
    for (const line of document.querySelectorAll('[data-language=yaml] :is(.backdrop .line, .view-line)')) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = (node.nodeValue ?? '').replaceAll('\u00a0', ' ').trim();
        const range = document.createRange();
        range.selectNodeContents(node);
        const { x, y, bottom } = range.getBoundingClientRect();
        if (words.length > 8 && pane && y > pane.top && bottom < pane.bottom) places.push({ words, x, y });
      }
    }
    return places;
  });
}

test('Monaco takes over without a jump, with cursor, scroll, focus and undo', async ({
  playground,
  page,
}) => {
  const release = await holdMonaco(page);
  await playground.open();
  await playground.sees('Fires');
  const rule = playground.editor('Sigma rule');
  const original = await rule.inputValue();
  await rule.focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('End');
  await page.keyboard.type(' and more', { delay: 5 });
  await playground.hasNoMonaco();
  await page.locator('[data-language=yaml] textarea').evaluate((area) => area.scrollTo(0, 57));
  await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
  const before = await placesOfText(page);
  expect(before.length).toBeGreaterThan(5);

  release();
  await playground.waitsForMonaco();
  const after = await placesOfText(page);
  // Monaco cuts long words into pieces: the first of them stands where the whole stood.
  const stands = (from: Place) =>
    after.some(
      (to) => from.words.startsWith(to.words) && Math.abs(to.x - from.x) <= 1 && Math.abs(to.y - from.y) <= 1,
    );
  expect(before.filter((place) => !stands(place))).toEqual([]);

  await expect(rule).toHaveCount(1);
  await expect(rule).toBeFocused();
  await page.keyboard.type('!');
  const firstLine = original.slice(0, original.indexOf('\n'));
  await expect(rule).toHaveValue(original.replace(firstLine, `${firstLine} and more!`));
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ControlOrMeta+Z');
  await expect(rule).toHaveValue(original);
});

test('no keystroke is lost while Monaco takes over', async ({ playground, page }) => {
  const release = await holdMonaco(page);
  await playground.open();
  await playground.sees('Fires');
  const rule = playground.editor('Sigma rule');
  await rule.fill('title: ');
  release();
  let typed = 'title: ';
  const monaco = page.locator('[data-editor=monaco]');
  for (let after = 0; after < 10;) {
    const letter = 'abcdefghijklmnopqrstuvwxyz'.charAt(typed.length % 26);
    typed += letter;
    await page.keyboard.type(letter);
    if (typed.length % 4 === 0 && (await monaco.count()) === 2) after++;
  }
  await expect(rule).toHaveValue(typed);
});

test('a composition is finished before Monaco takes over', async ({ playground, page }) => {
  const release = await holdMonaco(page);
  await playground.open();
  await playground.sees('Fires');
  const rule = playground.editor('Sigma rule');
  await rule.fill('title: ');
  const input = await page.context().newCDPSession(page);
  await input.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  release();
  await expect(page.locator('[data-language=json][data-editor=monaco]')).toHaveCount(1, { timeout: 30_000 });
  await expect(page.locator('[data-language=yaml][data-editor=plain]')).toHaveCount(1);
  await input.send('Input.insertText', { text: '日本' });
  await playground.waitsForMonaco();
  await expect(rule).toHaveValue('title: 日本');
});

test('without Monaco the plain editors stay', async ({ playground, page, complaints }) => {
  await page.route(/\/monaco-[^/]*\.js$/, (route) => route.abort());
  await playground.open();
  await playground.sees('Fires');
  await expect.poll(() => complaints.length).toBeGreaterThan(0);
  await playground.hasNoMonaco();
  await playground.writesRule('detection:\n  a:\n    b: c\n  condition: a');
  await playground.sees('Does not fire');
  expect(complaints.splice(0).filter((each) => !/monaco-|ERR_FAILED/.test(each))).toEqual([]);
});

for (const kind of ['plain', 'monaco'] as const) {
  test.describe(`the ${kind} editor`, () => {
    test.beforeEach(async ({ playground, page }) => {
      if (kind === 'plain') await holdMonaco(page);
      await playground.open();
      await playground.sees('Fires');
      if (kind === 'monaco') await playground.waitsForMonaco();
    });

    test('can be filled, cleared, selected and typed into', async ({ playground, page }) => {
      const rule = playground.editor('Sigma rule');
      const text = 'a: "b"\nc: |\n  d\n\te\nl:\n  - \'x\'\n';
      await rule.fill(text);
      await expect(rule).toHaveValue(text);
      await playground.editor('Events').focus();
      await rule.fill('short: 1');
      await expect(rule).toHaveValue('short: 1');
      await rule.click();
      await rule.press('ControlOrMeta+A');
      await page.keyboard.insertText(text);
      await expect(rule).toHaveValue(text);
      await rule.clear();
      await expect(rule).toHaveValue('');
      await rule.pressSequentially('a: 1\nb: "2"');
      await expect(rule).toHaveValue('a: 1\nb: "2"');
      await rule.selectText();
      await page.keyboard.type('k');
      await expect(rule).toHaveValue('k');
      await page.keyboard.press('ControlOrMeta+Z');
      await expect(rule).toHaveValue('a: 1\nb: "2"');
    });

    test('fills a text far longer than it shows', async ({ playground }) => {
      const events = playground.editor('Events');
      const event = '{"eventName":"RunTask","n":1}\n';
      await events.fill(event.repeat(3000));
      await playground.sees(/of 3,?000 events/);
      await events.fill(event);
      await playground.sees('Does not fire');
    });

    test('keeps odd characters, with every line ending made one', async ({ playground, page }) => {
      const rule = playground.editor('Sigma rule');
      await rule.fill('a: \u202eb\u202c\u2028 \u200b\u00e9😀');
      await page.keyboard.insertText('\r\nc: d');
      await expect(rule).toHaveValue('a: \u202eb\u202c\u2028 \u200b\u00e9😀\nc: d');
      // Shown, not obeyed.
      await expect(page.locator('[data-language=yaml]')).toContainText(kind === 'plain' ? 'b' : '[U+202E]b');
    });

    test('Tab indents until Ctrl+M frees it', async ({ playground, page }) => {
      const rule = playground.editor('Sigma rule');
      await rule.fill('a');
      await page.keyboard.press('Home');
      await page.keyboard.press('Tab');
      await expect(rule).toHaveValue('  a');
      await page.keyboard.press('Shift+Tab');
      await expect(rule).toHaveValue('a');
      await page.keyboard.press('Control+m');
      await page.keyboard.press('Tab');
      await expect(rule).not.toBeFocused();
      await expect(rule).toHaveValue('a');
    });
  });
}

test('a phone keeps the plain editors', async ({ browser, site }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto(site);
  await expect(page.getByRole('status', { name: 'Verdict' })).toHaveText(/^\s*Fires/);
  await page.waitForTimeout(1000);
  expect(scripts.filter((url) => url.includes('/monaco-'))).toEqual([]);
  await context.close();
});

test('a text too long for a plain editor can still be replaced', async ({ playground, page }) => {
  await holdMonaco(page);
  await playground.open();
  await playground.sees('Fires');
  const events = playground.editor('Events');
  await events.fill('{"eventName":"RunTask"}\n'.repeat(120_000));
  await expect(page.getByText(/Too long to edit here/)).toBeVisible();
  await events.press('x');
  await events.fill('{"eventName":"RunTask"}');
  await expect(page.getByText(/Too long to edit here/)).toBeHidden();
  await expect(events).toHaveValue('{"eventName":"RunTask"}');
});
