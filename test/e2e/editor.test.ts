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

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  /** How what lies behind the textarea of a pane stands to the textarea's own text, in pixels. */
  function readLayout(page: Page, language: string) {
    return page.evaluate((selector) => {
      const pane = document.querySelector(selector);
      const textarea = pane?.querySelector('textarea');
      const lines = [...(pane?.querySelectorAll('.backdrop .line') ?? [])];
      const numbers = [...(pane?.querySelectorAll('.gutter .line') ?? [])];
      const last = lines.at(-1);
      if (!pane || !textarea || !last) throw new Error('The pane is not there.');
      const box = textarea.getBoundingClientRect();
      const topOf = (element: Element | undefined) => element?.getBoundingClientRect().top ?? NaN;
      const marks = [...pane.querySelectorAll('.backdrop .mark-selected')];
      return {
        sideways: textarea.scrollWidth - textarea.clientWidth,
        wrapped: lines.filter((line) => line.getBoundingClientRect().height > 30).length,
        numbersOff: Math.max(...lines.map((line, index) => Math.abs(topOf(line) - topOf(numbers[index])))),
        endOff: Math.round(
          last.getBoundingClientRect().bottom + 8 - box.top + textarea.scrollTop - textarea.scrollHeight,
        ),
        // One for each row that the mark is in.
        markInView: marks
          .flatMap((mark) => [...mark.getClientRects()])
          .map(({ top, bottom, right }) => top >= box.top && bottom <= box.bottom && right <= box.right),
      };
    }, `[data-language=${language}]`);
  }

  test.beforeEach(async ({ playground }) => {
    await playground.open();
    await playground.sees('Fires');
  });

  test('the plain editors stay', async ({ page }) => {
    await page.waitForTimeout(1000);
    const scripts = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(scripts.filter((url) => url.includes('/monaco-'))).toEqual([]);
  });

  for (const [segment, language] of [
    ['Rule', 'yaml'],
    ['Events', 'json'],
  ] as const)
    test(`long lines of the ${language} wrap, and what matched is in view`, async ({ page }) => {
      await page.getByRole('button', { name: segment, exact: true }).click();
      await expect(
        page.locator(`[data-language=${language}] .backdrop .mark-selected`).first(),
      ).toBeVisible();
      const { sideways, wrapped, numbersOff, markInView } = await readLayout(page, language);
      expect({ sideways, numbersOff }).toEqual({ sideways: 0, numbersOff: 0 });
      expect(wrapped).toBeGreaterThan(0);
      expect(markInView.length).toBeGreaterThan(1);
      expect(markInView).not.toContain(false);
    });

  test('lines of all kinds wrap behind the textarea as in it', async ({ playground, page }) => {
    await page.getByRole('button', { name: 'Rule', exact: true }).click();
    const rule = playground.editor('Sigma rule');
    const lines = [
      'x'.repeat(200),
      'word '.repeat(40),
      ' '.repeat(90),
      `a:${' '.repeat(60)}b`,
      '\ta\tb'.repeat(30),
      'https://example.com/a-b/c?d=e&f=g#'.repeat(4),
      '日本語、'.repeat(20),
      '😀é\u200b'.repeat(20),
      "  - 'C:\\Program Files\\a.exe' # a comment, and more of it",
      '',
    ];
    for (const line of lines) {
      await rule.fill(`a: 1\n${`${line}\nb: 2\n\n`.repeat(12)}${line}\nc`);
      await rule.evaluate((area) => area.scrollTo(0, area.scrollHeight));
      await expect
        .poll(() => readLayout(page, 'yaml'), { message: line })
        .toMatchObject({ sideways: 0, numbersOff: 0, endOff: 0 });
    }
  });

  test('what is typed as soon as a pane is there is not scrolled away from', async ({ playground, page }) => {
    const rule = playground.editor('Sigma rule');
    const segment = page.getByRole('button', { name: 'Rule', exact: true });
    const area = await page.locator('[data-language=yaml] textarea').elementHandle();
    // By then the place that made the rule fire waits to be shown.
    await expect(page.getByRole('treeitem').first()).toBeVisible();
    await segment.evaluate((button, textarea) => {
      const editor = textarea as HTMLTextAreaElement;
      (button as HTMLButtonElement).click();
      return Promise.resolve().then(() => {
        editor.value = Array.from({ length: 200 }, (_, index) => `a${index}: ${'x'.repeat(24)}`).join('\n');
        editor.dispatchEvent(new InputEvent('input', { bubbles: true }));
        editor.scrollTop = editor.scrollHeight;
      });
    }, area);
    await expect(rule).toHaveValue(/a199/);
    await playground.sees('Rule error');
    expect(await rule.evaluate((editor) => editor.scrollTop)).toBeGreaterThan(3000);
  });

  test('the line at the top stays there when the phone is turned', async ({ playground, page }) => {
    await page.getByRole('button', { name: 'Rule', exact: true }).click();
    const rule = playground.editor('Sigma rule');
    const numbered = Array.from({ length: 200 }, (_, index) => `a${index}: ${'x'.repeat(90)}`);
    await rule.fill(numbered.join('\n'));
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    await rule.evaluate((area) => area.scrollTo(0, area.scrollHeight / 2));
    const lineAtTop = () =>
      page.evaluate(() => {
        const pane = document.querySelector('[data-language=yaml]');
        const top = pane?.getBoundingClientRect().top ?? 0;
        const lines = [...(pane?.querySelectorAll('.gutter .line') ?? [])];
        return Number(lines.find((line) => line.getBoundingClientRect().bottom > top + 1)?.textContent);
      });
    // Half way down, once the numbers follow the wrapped lines.
    await expect.poll(async () => Math.abs((await lineAtTop()) - 100)).toBeLessThan(10);
    const before = await lineAtTop();
    for (const [width, height] of [
      [740, 360],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect.poll(lineAtTop).toBe(before);
    }
  });

  test('a text too long to wrap scrolls sideways', async ({ playground, page }) => {
    await page.getByRole('button', { name: 'Events', exact: true }).click();
    const events = playground.editor('Events');
    const event = `{"a":"${'x'.repeat(90)}"}\n`;
    await events.fill(event.repeat(3000));
    expect((await readLayout(page, 'json')).sideways).toBeGreaterThan(0);
    await events.fill(event.repeat(3));
    expect(await readLayout(page, 'json')).toMatchObject({ sideways: 0, wrapped: 3, numbersOff: 0 });
  });
});

test('a narrow window wraps lines; widened, it gets Monaco, which does not', async ({ playground, page }) => {
  const textarea = page.locator('[data-language=yaml] textarea');
  const sideways = () => textarea.evaluate((area) => area.scrollWidth - area.clientWidth);
  await page.setViewportSize({ width: 500, height: 900 });
  await playground.open();
  await playground.sees('Fires');
  await page.getByRole('button', { name: 'Rule', exact: true }).click();
  const rule = playground.editor('Sigma rule');
  await rule.fill(`title: ${'long '.repeat(40)}\n`.repeat(300));
  expect(await sideways()).toBe(0);
  await rule.evaluate((area) => area.scrollTo(0, area.scrollHeight / 2));
  const pane = page.locator('[data-language=yaml]');
  await expect(pane.locator('.gutter .number').getByText('155', { exact: true })).toBeInViewport();
  await page.setViewportSize({ width: 1280, height: 900 });
  await playground.waitsForMonaco();
  await expect(pane.locator('.line-numbers').getByText('155', { exact: true })).toBeInViewport();
  await rule.press('ControlOrMeta+Z');
  await expect(rule).not.toHaveValue(/^title: long/);
});

for (const kind of ['plain', 'monaco'] as const)
  test(`the ${kind} editor shows a match far to the right with what stands before it`, async ({
    playground,
    page,
  }) => {
    if (kind === 'plain') await holdMonaco(page);
    await playground.open();
    await playground.sees('Fires');
    if (kind === 'monaco') await playground.waitsForMonaco();
    await playground.writesRule(
      'title: a\nlogsource:\n  product: x\ndetection:\n  s:\n    far: v\n  condition: s',
    );
    await playground.writesEvents(`{"near":"${'x'.repeat(300)}","far":"v","after":"${'y'.repeat(300)}"}`);
    await page.keyboard.press('ControlOrMeta+Home');
    await playground.sees('Fires');
    await playground.row('far').last().click();
    const mark = page.locator('[data-language=json] .mark-selected').first();
    const place = () =>
      mark.evaluate((element) => {
        const pane = element.closest('[data-language]')?.getBoundingClientRect();
        return pane ? (element.getBoundingClientRect().left - pane.left) / pane.width : NaN;
      });
    // Both at once: what is marked may be drawn anew between two looks.
    await expect
      .poll(async () => {
        const at = await place();
        return at > 0.3 && at < 0.6;
      })
      .toBe(true);
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
