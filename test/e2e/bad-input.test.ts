// Whatever is typed, pasted, dropped, opened or kept: a clear message, the user's text untouched, the page alive.
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const rule = (detection: string, condition = 'sel') =>
  `title: A test\nlogsource:\n  product: aws\ndetection:\n${detection}\n  condition: ${condition}\n`;
const plainRule = rule('  sel:\n    eventName: X');
const plainEvent = '{"eventName": "X"}';

/** A share link as anyone could make it. */
const linkOfText = (json: string) => `#s1.${deflateSync(json).toString('base64url')}`;
const linkOf = (payload: unknown) => linkOfText(JSON.stringify(payload));

/** What a link cannot say is put into the page's own hands. */
async function drops(page: Page, pane: 'rule' | 'events', file: { name: string; parts: [string, number][] }) {
  await page.evaluate(
    ([pane, { name, parts }]) => {
      const text = parts.map(([part, times]) => part.repeat(times)).join('');
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector(`#${pane}-pane .pane-body`)?.dispatchEvent(drop);
    },
    [pane, file] as const,
  );
}

test.describe('rules', () => {
  const broken: readonly [what: string, text: string, place: string, says: RegExp][] = [
    ['a tab', 'title: x\ndetection:\n\tsel: 1', 'Rule 3:1', /tab/i],
    ['a bracket that is not closed', 'title: x\ndetection: [', 'Rule 2:13', /not closed/],
    ['a quote that is not closed', 'title: "x\ndetection:\n', 'Rule 3:1', /quote|not closed/],
    ['a duplicate key', rule('  sel:\n    a: 1\n    a: 2'), 'Rule 7:5', /a stands twice/],
    ['a list', '- title: x', 'Rule 1:1', /mapping/],
    ['no detection', 'title: x\nlogsource:\n  product: aws\n', 'Rule 1:1', /add one/],
    ['no condition', 'title: x\ndetection:\n  sel:\n    a: b\n', 'Rule 2:1', /add one/],
    ['an unknown identifier', rule('  sel:\n    a: b', 'sel and fliter'), 'Rule 7:22', /fliter/],
    ['an unfinished condition', rule('  sel:\n    a: b', 'sel and'), 'Rule 7:21', /ends too early/],
    ['an unknown modifier', rule('  sel:\n    a|contians: b'), 'Rule 6:7', /contians.*contains/],
    ['a bad regular expression', rule("  sel:\n    a|re: 'x('"), 'Rule 6:13', /never closed/],
    ['a bad network', rule('  sel:\n    a|cidr: 10.0.0.0/99'), 'Rule 6:13', /10\.0\.0\.0\/99/],
    [
      'an alias bomb',
      ['a: &a0 [x, x, x, x, x, x, x, x, x]']
        .concat(
          Array.from({ length: 9 }, (_, n) => `b${n}: &a${n + 1} [${`*a${n}, `.repeat(9).slice(0, -2)}]`),
        )
        .concat('title: x', 'detection:', '  sel: *a9', '  condition: sel')
        .join('\n'),
      'Rule',
      /alias/i,
    ],
    ['a text nested 10,000 deep', `title: x\ndetection: ${'['.repeat(10_000)}`, 'Rule', /deep|nest/],
  ];

  test('what is broken is named, with its place and the mend', async ({ playground, page }) => {
    await playground.open();
    await playground.sees('Fires');
    await page.getByRole('tab', { name: /Problems/ }).click();
    for (const [what, text, place, says] of broken) {
      await test.step(what, async () => {
        await playground.writesRule(text);
        await playground.sees('Rule error');
        await expect(playground.problem(place).filter({ hasText: says }).first()).toBeVisible();
        await expect(playground.editor('Sigma rule')).toHaveValue(text);
      });
    }
    await playground.writesRule(plainRule);
    await playground.writesEvents(plainEvent);
    await playground.sees('Fires');
  });

  test('cut off anywhere, it keeps the text and says something', async ({ playground }) => {
    await playground.open();
    await playground.sees('Fires');
    const whole = await playground.editor('Sigma rule').inputValue();
    for (let cut = 1; cut < whole.length; cut += Math.ceil(whole.length / 14)) {
      await playground.writesRule(whole.slice(0, cut));
      await playground.sees(/^\s*(Rule error|Fires|Does not fire)/);
      await expect(playground.editor('Sigma rule')).toHaveValue(whole.slice(0, cut));
    }
  });

  test('correlations and filters that reach no rule are named, never said not to fire', async ({
    playground,
    page,
  }) => {
    await playground.open();
    await playground.sees('Fires');
    await page.getByRole('tab', { name: /Problems/ }).click();
    const correlation =
      'title: c\ncorrelation:\n  type: event_count\n  rules: [a]\n  group-by: [x]\n  timespan: 5m\n  condition: {gte: 3}\n';
    const filter =
      'title: f\nlogsource: {product: aws}\nfilter:\n  rules: [a]\n  sel:\n    a: b\n  condition: sel\n';
    for (const text of [correlation, filter, `${filter}---\n${correlation}`]) {
      await playground.writesRule(text);
      await playground.sees(/^\s*(Rule error|No rule)/);
      await expect(playground.problem('name or id').first()).toBeVisible();
      await expect(playground.editor('Sigma rule')).toHaveValue(text);
    }
    // A rule beside them is evaluated all the same.
    await playground.writesRule(`${correlation}---\n${plainRule}`);
    await playground.writesEvents(plainEvent);
    await page
      .getByRole('navigation', { name: 'Documents of the rule text' })
      .getByRole('button', { name: /rule, fires/i })
      .click();
    await playground.sees('Fires');
  });
});

test.describe('events', () => {
  test('broken JSON is named, with its place', async ({ playground, page }) => {
    await playground.open();
    await playground.writesRule(plainRule);
    await page.getByRole('tab', { name: /Problems/ }).click();
    for (const [text, place, says] of [
      ['{"eventName": "X"', 'Events 1', /closed|ends|\}/],
      ['{"eventName": X}', 'Events 1:15', /./],
      ["{'eventName': 'X'}", 'Events 1:2', /quot/],
      ['{"eventName": "X",}', 'Events 1:18', /comma/],
      ['{"eventName": "X"}\n{"eventName": ', 'Events 2', /./],
      ['{"a": "\u0000"}', 'Events 1:8', /control|escape|\\u/i],
      ['42', 'Events 1:1', /no event/],
      ['[1, "x", null]', 'Events 1:2', /no event/],
      ['eventName=X', 'Events 1:1', /JSON/],
    ] as const) {
      await test.step(JSON.stringify(text), async () => {
        await playground.writesEvents(text);
        await playground.sees('Event error');
        await expect(playground.problem(place).filter({ hasText: says }).first()).toBeVisible();
        await expect(playground.editor('Events')).toHaveValue(text);
      });
    }
    const whole = '[{"eventName": "X", "n": [1.5e3, true, null, "\\u00e9"]}, {"eventName": "Y"}]';
    for (let cut = 6; cut < whole.length; cut += 7) {
      await playground.writesEvents(whole.slice(0, cut));
      await playground.sees('Event error');
      await expect(playground.editor('Events')).toHaveValue(whole.slice(0, cut));
    }
    await playground.writesEvents(whole);
    await playground.sees('Fires on 1 of 2 events');
  });

  test('nested 100,000 deep', async ({ playground, page }) => {
    await playground.open();
    await playground.writesRule(plainRule);
    await page.getByRole('tab', { name: /Problems/ }).click();
    await playground.waitsForMonaco();
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      await drops(page, 'events', {
        name: 'deep.json',
        parts: [
          ['{"eventName":"X","a":', 1],
          [open, 100_000],
          ['1', 1],
          [close, 100_000],
          ['}', 1],
        ],
      });
      await playground.sees('Event error');
      await expect(
        playground
          .problem('Events 1')
          .filter({ hasText: /deep|nest/ })
          .first(),
      ).toBeVisible();
    }
    await playground.writesEvents(plainEvent);
    await playground.sees('Fires');
  });

  test('20 MB of them, and 10 MB in one string', async ({ playground, page }) => {
    await playground.open();
    await playground.writesRule(plainRule);
    await playground.waitsForMonaco();
    const event = `{"eventName": "Y", "requestParameters": {"note": "${'n'.repeat(950)}"}}\n`;
    await drops(page, 'events', {
      name: 'many.ndjson',
      parts: [
        [event, Math.ceil(20e6 / event.length)],
        [`${plainEvent}\n`, 1],
      ],
    });
    await playground.sees(/Fires on 1 of 19,\d\d\d events/);
    await drops(page, 'events', {
      name: 'long.json',
      parts: [
        ['{"eventName": "X", "long": "', 1],
        ['0123456789', 1e6],
        ['"}', 1],
      ],
    });
    await playground.sees('Fires');
    await playground.writesRule(rule('  sel:\n    long|endswith: "9"\n    eventName: Z'));
    await playground.sees('Does not fire');
    await expect(playground.row('long')).toHaveAttribute('data-reason', 'matched');
    await playground.writesEvents(plainEvent);
    await playground.writesRule(plainRule);
    await playground.sees('Fires');
  });
});

test('keys that name prototypes are keys', async ({ playground, page }) => {
  await playground.open();
  await playground.writesEvents(
    '{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": 1}}, "toString": "t", "hasOwnProperty": null}',
  );
  await playground.writesRule(
    rule(
      '  sel:\n    __proto__.polluted: "yes"\n    constructor.prototype.polluted: 1\n    toString: t\n    hasOwnProperty: null\n    valueOf: null\n  __proto__:\n    a: b',
      'sel and not __proto__',
    ),
  );
  await playground.sees('Fires');
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
});

test('odd characters are kept and shown, not obeyed', async ({ playground }) => {
  const odd = 'nul\u0000 lone\ud800 bidi\u202eevil\u202c bom\ufeff esc\u001b zero\u200b';
  const ruleText = `\ufefftitle: odd\r\nlogsource:\r\n  product: aws\r\ndetection:\r\n  sel:\r\n    a|contains: "bidi\u202eevil"\r\n    b: x\r\n  condition: sel\r\n`;
  const eventsText = `\ufeff${JSON.stringify({ a: odd })}\r\n`;
  await playground.open(linkOf({ r: ruleText, e: [{ t: eventsText }] }));
  await playground.sees('Does not fire');
  await expect(playground.tree).toContainText('bidi⟨U+202E⟩evil');
  await expect(playground.tree).not.toContainText('\u202e');
  const lines = (text: string) => text.replaceAll('\r\n', '\n');
  await expect(playground.editor('Sigma rule')).toHaveValue(lines(ruleText));
  // A lone surrogate on its way out of the page would be replaced: asked for inside.
  const same = await playground
    .editor('Events')
    .evaluate(
      (area, escaped) => (area as HTMLTextAreaElement).value === JSON.parse(escaped),
      JSON.stringify(lines(eventsText)),
    );
  expect(same).toBe(true);
});

test('HTML in every field is text', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.waitsForEverything();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const evil = `<x-evil><img src=/evil onerror="document.title='evil'"><a href="javascript:alert(1)">[md](http://evil.example) ![i](/evil)`;
  const yaml = `'${evil.replaceAll("'", "''")}'`;
  await playground.writesEvents(
    JSON.stringify({ [evil]: evil, eventName: evil, deep: [{ [evil]: { [evil]: [evil] } }] }),
  );
  const text = [
    ...['title', 'id', 'description', 'author', 'date', 'status', 'level', 'license'].map(
      (key) => `${key}: ${yaml}`,
    ),
    ...['references', 'tags', 'falsepositives', 'fields'].map((key) => `${key}:\n  - ${yaml}`),
    `logsource:\n  product: ${yaml}\n  service: ${yaml}`,
    `${yaml}: ${yaml}`,
    `detection:\n  ${yaml}:\n    ${yaml}: ${yaml}\n  keywords:\n    - ${yaml}\n  other:\n    nothing|contains: ${yaml}`,
    '  condition: 1 of them',
  ].join('\n');
  const made = () => page.locator('x-evil, #app img, #app iframe, #app object, a[href]').count();
  await playground.writesRule(`${text}\n`);
  await playground.sees('Fires');
  await expect(playground.tree).toContainText('<x-evil>');
  await playground.writesRule(`${text} and ${yaml.slice(1, -1)}\n`);
  await playground.sees('Rule error');
  await page.getByRole('tab', { name: /Problems/ }).click();
  await expect(playground.problems).toContainText('<x-evil>');
  await page.locator('#rule-pane .squiggly-error').first().hover({ force: true });
  await expect(page.locator('.monaco-hover:visible').first()).toBeVisible();
  expect(await made()).toBe(0);
  await playground.writesRule(rule(`  sel:\n    a|${evil.replaceAll(':', '')}: x`));
  await playground.sees('Rule error');
  await playground.writesRule(rule(`  sel:\n    eventName: Z\n    ${yaml}: zzz`));
  await playground.sees('Does not fire');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await made()).toBe(0);
  await expect(page).toHaveTitle('Sigma Playground');
  expect(requests).toEqual([]);
});

test('bad links keep the work and say which they are', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.writesRule(plainRule);
  await playground.sees('Does not fire');
  const good = linkOf({ r: 'title: theirs', e: [] });
  const changed = `${good.slice(0, 30)}${good[30] === 'A' ? 'B' : 'A'}${good.slice(31)}`;
  // A gigabyte of zeros: a header, and one block of 16 MB over and over.
  const block = deflateRawSync(Buffer.alloc(1 << 24), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const bomb = Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array.from({ length: 64 }, () => block)]);
  for (const [fragment, says] of [
    [good.slice(0, -8), /cut off/],
    [changed, /changed|cut off/],
    [good.replace('#s1.', '#s2.'), /newer version/],
    ['#s1.', /cut off/],
    ['#garbage', /not a share link/],
    ['#s1.%00%ff', /not a share link/],
    [linkOf({ r: 1 }), /not a share link/],
    [linkOf([]), /not a share link/],
    [linkOfText(`{"r":"x","u":${'['.repeat(1e5)}${']'.repeat(1e5)}}`), /not a share link/],
    [`#s1.${bomb.toString('base64url')}`, /too large/],
    ['#ex=unknown', /no such sample/],
    ['#ex=%', /no such sample/],
    ['#ex=__proto__', /no such sample/],
  ] as const) {
    await test.step(fragment.slice(0, 40), async () => {
      await page.evaluate((hash) => (location.hash = hash), fragment);
      await expect(page.locator('.notices')).toContainText(says);
      await expect(playground.editor('Sigma rule')).toHaveValue(plainRule);
      await page.getByRole('button', { name: 'Dismiss' }).click();
    });
  }
  // The same when the page opens with it.
  await page.waitForLoadState('networkidle');
  await page.goto('about:blank');
  await playground.open('#ex=unknown');
  await expect(page.locator('.notices')).toContainText('no such sample');
  await expect(playground.editor('Sigma rule')).toHaveValue(plainRule);
});

test.describe('storage', () => {
  const cases: readonly [what: string, init: () => void, says: RegExp | null][] = [
    [
      'full',
      () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
      /no room/,
    ],
    [
      'denied',
      () => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      },
      /refuses to keep/,
    ],
    [
      'corrupt',
      () => {
        localStorage.setItem('sigma-playground.work', '{"version": 1, "ruleText": ');
        localStorage.setItem('sigma-playground.settings', '{{{');
      },
      /cannot be read/,
    ],
    [
      'of another kind',
      () => {
        localStorage.setItem('sigma-playground.work', '{"version": 1, "ruleText": {"__proto__": 1}}');
        localStorage.setItem('sigma-playground.settings', '{"rule": 1e999, "editors": "x", "theme": []}');
      },
      /cannot be read/,
    ],
    [
      'of a newer version',
      () => localStorage.setItem('sigma-playground.work', '{"version": 99}'),
      /newer version/,
    ],
  ];
  for (const [what, init, says] of cases) {
    test(what, async ({ playground, page }) => {
      await page.addInitScript(init);
      await playground.open();
      await playground.sees('Fires');
      await playground.writesRule(plainRule);
      await playground.sees('Does not fire');
      if (says) await expect(page.locator('.notices')).toContainText(says);
      await expect(playground.editor('Sigma rule')).toHaveValue(plainRule);
      expect(await playground.copiesTheLink()).toContain('#s1.');
    });
  }
});

test.describe('the worker', () => {
  for (const how of ['404', 'aborted'] as const) {
    test(`its file: ${how}`, async ({ playground, page, complaints }) => {
      await page.route(/\/entry-[^/]*\.js$/, (route) =>
        how === '404' ? route.fulfill({ status: 404, body: '' }) : route.abort(),
      );
      await playground.open();
      await playground.sees(/The matcher failed/);
      await expect(playground.verdict).toContainText(/could not be loaded/);
      await playground.writesRule(plainRule);
      await expect(playground.editor('Sigma rule')).toHaveValue(plainRule);
      expect(await playground.copiesTheLink()).toContain('#s1.');
      complaints.length = 0;
    });
  }

  test('it breaks, it ends, and the next answer comes all the same', async ({
    playground,
    page,
    complaints,
  }) => {
    await playground.open();
    await playground.sees('Fires');
    await page.workers()[0]?.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error('broken on purpose');
        }),
    );
    await playground.writesRule(plainRule);
    await playground.sees('Does not fire');
    await page.workers()[0]?.evaluate(() => self.close());
    await playground.writesEvents(plainEvent);
    await playground.sees(/^\s*(Fires|Cannot decide)/);
    await playground.writesEvents(`${plainEvent} `);
    await playground.sees('Fires');
    expect(complaints.splice(0).filter((each) => !each.includes('on purpose'))).toEqual([]);
  });
});
