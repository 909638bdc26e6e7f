// What people come to do, from the first look to a shared link.
import { deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

const rule = (detection: string) => `title: A test
logsource:
  product: aws
  service: cloudtrail
detection:
${detection}
`;

/** Whoever leaves a page that still loads ends its requests: those are no complaints. */
function leavesOnlyAborted(complaints: string[]): void {
  expect(complaints.splice(0).filter((each) => !each.startsWith('request:'))).toEqual([]);
}

test('the first visit shows the seed rule firing, and where', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await expect(playground.tree.getByRole('treeitem').first()).toContainText('Stage 0: condition');
  await expect(playground.row('Stage 1: selection')).toHaveAttribute('data-verdict', 'match');
  const hit = playground.row('requestParameters.containerDefinitions.command');
  await expect(hit).toHaveAttribute('data-reason', 'matched');
  await expect(hit).toContainText('at requestParameters.containerDefinitions[1].command[0]');
  await expect(playground.rowsWithReason('value_differs')).toHaveCount(2);
  // Both editors show it.
  for (const pane of ['rule', 'events']) {
    const selected = page.locator(`#${pane}-pane .mark-selected`).first();
    await expect(selected).toBeInViewport();
  }
});

test('an edit to a miss and back', async ({ playground }) => {
  await playground.open();
  await playground.sees('Fires');
  const text = await playground.editor('Sigma rule').inputValue();
  await playground.writesRule(text.replace('$AWS_CONTAINER', '$AWS_OTHER'));
  await playground.sees('Does not fire');
  await expect(playground.row('$AWS_OTHER')).toHaveAttribute('data-verdict', 'miss');
  await playground.writesRule(text);
  await playground.sees('Fires');
});

test('why not, and a fix that says what it will do', async ({ playground, page }) => {
  await playground.open('#ex=run-task');
  await playground.sees('Does not fire');
  const whyNot = page.getByRole('region', { name: 'Why not' });
  await expect(whyNot).toContainText('One predicate stands in the way');
  await expect(playground.rowsWithReason('field_absent')).toContainText(
    'the event has no requestParameters.containerDefinitions',
  );
  const fix = whyNot.getByRole('button', { name: /Change the field/ });
  await expect(whyNot).toContainText('would then fire');
  await fix.click();
  await playground.sees('Fires');
  await playground.editor('Sigma rule').focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await playground.sees('Does not fire');
});

test('all ten events: a count, a picker, and the explanation of each', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('button', { name: /All ten events/ }).click();
  await playground.sees('Fires on 2 of 10 events');
  await page.getByRole('button', { name: /^Event 1 of 10/ }).click();
  const list = page.getByRole('listbox');
  await expect(list.getByRole('option')).toHaveCount(10);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Event 2 of 10/ })).toBeFocused();
  await expect(playground.rowsWithReason('field_absent')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await playground.sees(/^\s*Fires\s*$/);
});

test('share, and open the link elsewhere', async ({ playground, page, browser, site }) => {
  await playground.open();
  await playground.writesRule(rule('  sel:\n    eventName: X\n  condition: sel'));
  await playground.writesEvents('[{"eventName":"X"},{"eventName":"Y"}]');
  await playground.sees('Fires on 1 of 2 events');
  const link = await playground.copiesTheLink();
  expect(link).toMatch(/#s1\.[A-Za-z0-9_-]+$/);
  const other = await browser.newContext();
  const guest = await other.newPage();
  await guest.goto(link);
  await expect(guest.getByRole('status', { name: 'Verdict' })).toHaveText(/Fires on 1 of 2 events/);
  expect(link.startsWith(site)).toBe(true);
  await other.close();
  void page;
});

test('a link of several named events opens them all, and hands the names on', async ({ playground }) => {
  const payload = {
    r: rule('  sel:\n    eventName: X\n  condition: sel'),
    e: [
      { n: 'bad', x: 1, t: '{"eventName":"X"}' },
      { t: '{"eventName":"Y"}' },
      { n: 'good', x: 0, t: '{"eventName":"Z"}' },
    ],
    o: { later: true },
    u: { s: 2 },
    l: { id: 'a lesson' },
  };
  await playground.open(`#s1.${deflateSync(JSON.stringify(payload)).toString('base64url')}`);
  await playground.sees('Fires on 1 of 3 events');
  await expect(playground.page.getByRole('button', { name: /^Event 3 of 3 good/ })).toBeVisible();
  const shared = async () => {
    const code = (await playground.copiesTheLink()).split('#s1.')[1] ?? '';
    return JSON.parse(inflateSync(Buffer.from(code, 'base64url')).toString()) as typeof payload;
  };
  expect(await shared()).toEqual(payload);
  await playground.writesRule(payload.r.replace('X', 'Y'));
  await playground.sees('Fires on 1 of 3 events');
  expect((await shared()).e).toEqual(payload.e);
  await playground.writesEvents('{"eventName":"Y"}');
  await playground.sees('Fires');
  expect(await shared()).toMatchObject({ e: [{ t: '{"eventName":"Y"}' }], o: payload.o, l: payload.l });
});

test('what is too large for a link is offered as a file', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesEvents(`{"a": "${'x'.repeat(5_300_000)}"}`);
  await playground.sees('Does not fire');
  await page.keyboard.press('ControlOrMeta+S');
  await expect(page.locator('.notices')).toContainText('Too large for a link');
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('Too large for a link: share a file');
  await expect(dialog.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue('');
  for (const name of ['Copy', 'Copy: Markdown link', 'Copy: Frame for another page'])
    await expect(dialog.getByRole('button', { name, exact: true })).toBeDisabled();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.sigma-playground\.json$/);
});

test('one key lays a text out, undo takes it back, and a broken text is left alone', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForMonaco();
  const minified = '{"n":1.50,"eventName":"\\u0058","n":[]}\n{"eventName":"Y"}';
  await playground.writesEvents(minified);
  await playground.sees('Does not fire on any of 2 events');
  await page.keyboard.press('Shift+Alt+F');
  const events = playground.editor('Events');
  await expect(events).toHaveValue(
    '{\n  "n": 1.50,\n  "eventName": "\\u0058",\n  "n": []\n}\n{\n  "eventName": "Y"\n}',
  );
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(events).toHaveValue(minified);
  const untidy = rule('  sel:   \n    eventName: X\n  condition: sel').trimEnd();
  await playground.writesRule(untidy);
  await playground.sees('Fires on 1 of 2 events');
  await page.keyboard.press('Shift+Alt+F');
  await expect(playground.editor('Sigma rule')).toHaveValue(
    /\ndetection:\n {4}sel:\n {8}eventName: X\n {4}condition: sel\n$/,
  );
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(playground.editor('Sigma rule')).toHaveValue(untidy);
  await playground.writesEvents('{"a":1,}');
  await playground.sees('Event error');
  await page.keyboard.press('Shift+Alt+F');
  await expect(page.locator('.notices')).toContainText('Not formatted');
  await expect(events).toHaveValue('{"a":1,}');
});

test('a link never overwrites saved work, and a bad one says which it is', async ({
  playground,
  page,
  complaints,
}) => {
  await playground.open();
  await playground.sees('Fires');
  const link = await playground.copiesTheLink();
  await playground.writesRule(rule('  mine:\n    eventName: X\n  condition: mine'));
  await playground.sees('Does not fire');
  await page.waitForTimeout(600);
  await page.goto('about:blank');
  await page.goto(link);
  await playground.sees('Fires');
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(playground.editor('Sigma rule')).toHaveValue(/mine:/);
  for (const [bad, says] of [
    [link.slice(0, -20), /cut off/],
    [link.replace('#s1.', '#s9.'), /newer version/],
    [`${link.replace(/#.*/, '')}#nonsense`, /not a share link/],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(bad);
    await expect(page.locator('.notices')).toContainText(says);
    await expect(playground.editor('Sigma rule')).toHaveValue(/mine:/);
  }
  leavesOnlyAborted(complaints);
});

test('work survives a reload', async ({ playground, page, complaints }) => {
  await playground.open();
  await playground.writesRule(rule('  kept:\n    eventName: X\n  condition: kept'));
  await playground.sees('Does not fire');
  await page.reload();
  await playground.sees('Does not fire');
  await expect(playground.editor('Sigma rule')).toHaveValue(/kept:/);
  leavesOnlyAborted(complaints);
});

test('a broken rule keeps the last good result, names the mend and keeps the text', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.writesRule(rule('  sel:\n    eventName|contians: X\n  condition: sel'));
  await playground.sees('Rule error');
  await expect(page.getByText('last good result')).toBeVisible();
  await page.getByRole('tab', { name: /Problems/ }).click();
  await expect(playground.problem('contians')).toContainText('Rule 7:');
  await playground
    .problem('contians')
    .getByRole('button', { name: /contains/ })
    .last()
    .click();
  await playground.sees('Does not fire');
});

test('a correlation without its rules is never said not to fire', async ({ playground }) => {
  await playground.open();
  await playground.writesRule(
    'title: c\ncorrelation:\n  type: event_count\n  rules:\n    - a\n  group-by:\n    - x\n  timespan: 5m\n  condition:\n    gte: 3\n',
  );
  await playground.sees(/Rule error.*No rule of this text has the name or id a/);
});

test('a runaway expression ends in an answer, and the page lives', async ({ playground }) => {
  await playground.open();
  await playground.writesEvents(`{"a": "${'a'.repeat(60)}!"}`);
  await playground.writesRule(rule('  sel:\n    a|re: ^(?=(a+)+$)\\w\n  condition: sel'));
  await playground.sees(/Does not fire|Cannot decide|Rule error/);
  await playground.writesRule(rule('  sel:\n    a|startswith: aaa\n  condition: sel'));
  await playground.sees('Fires');
});

test('nothing of a rule or an event is ever HTML', async ({ playground, page }) => {
  await playground.open();
  const html = '<img src=x onerror=document.title=1><b>';
  await playground.writesEvents(JSON.stringify({ [html]: html, eventName: html, note: '\u202Eevil' }));
  await playground.writesRule(
    `title: '${html}'\ndetection:\n  '${html}':\n    '${html}|contains': '${html}'\n    note: x\n  condition: 1 of them\n`,
  );
  await playground.sees(/Does not fire/);
  await expect(playground.tree).toContainText('<img src=x');
  await expect(playground.tree).toContainText('⟨U+202E⟩');
  await expect(page.locator('#app img')).toHaveCount(0);
  await expect(page).toHaveTitle('Sigma Playground');
});

test('a row lights its place in both editors, and a click in an editor selects its row', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.row('eventSource').hover();
  await expect(page.locator('#rule-pane .mark-hover').first()).toBeInViewport();
  await playground.row('eventSource').click();
  await expect(page.locator('#events-pane .mark-selected').first()).toBeInViewport();
  const chosen = page.locator('[role=treeitem][aria-selected=true]');
  await page.locator('#rule-pane .view-line', { hasText: 'RunTask' }).click();
  await expect(chosen).toContainText('RunTask');
  await page
    .locator('#events-pane .view-line span', { hasText: /^"ecs.amazonaws.com"$/ })
    .first()
    .click();
  await expect(chosen).toContainText('eventSource');
});

test('panes keep the sizes they were given', async ({ playground, page, complaints }) => {
  await playground.open();
  await playground.sees('Fires');
  const line = page.getByRole('separator', { name: 'Height of the editors' });
  const box = await line.boundingBox();
  if (!box) throw new Error('no separator');
  await page.mouse.move(box.x + 300, box.y);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y - 120, { steps: 4 });
  await page.mouse.up();
  const value = await line.getAttribute('aria-valuenow');
  expect(Number(value)).toBeLessThan(40);
  await page.reload();
  await expect(line).toHaveAttribute('aria-valuenow', value ?? '');
  leavesOnlyAborted(complaints);
});

test('in a sandboxed frame, without storage', async ({ playground, page, complaints }) => {
  await playground.open();
  const link = await playground.copiesTheLink();
  const address = link.replace('#', '?embed=1&readonly=1&theme=dark#');
  await page.route('**/frame.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<iframe sandbox="allow-scripts" width="900" height="600" src="${address}"></iframe>`,
    }),
  );
  await page.goto(`${playground.url}frame.html`);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('status', { name: 'Verdict' })).toHaveText(/Fires/);
  await expect(frame.getByRole('tree')).toBeVisible();
  await expect(frame.getByRole('button', { name: 'Share' })).toHaveCount(0);
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  complaints.length = 0;
});

test('embedded, it shows the panes, the tab and the event that are asked for', async ({
  playground,
  page,
}) => {
  await playground.open('?embed=1&panes=events,why&event=7&nochrome=1&theme=light#ex=all-ten');
  await playground.sees('Fires on 2 of 10 events');
  await expect(page.getByRole('button', { name: /^Event 7 of 10/ })).toBeVisible();
  await expect(playground.editor('Sigma rule')).toBeHidden();
  await expect(playground.editor('Events')).toBeVisible();
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('tab')).toHaveCount(0);
  await expect(playground.tree).toBeVisible();
  await playground.open('?embed=1&panes=rule');
  await playground.sees('Fires');
  await expect(playground.editor('Sigma rule')).toBeVisible();
  await expect(playground.editor('Events')).toBeHidden();
  await expect(playground.tree).toBeHidden();
  await playground.open('?tab=problems&readonly=1');
  await playground.sees('Fires');
  await expect(page.getByRole('tab', { name: /Problems/, selected: true })).toBeVisible();
  await playground.writesRule('title: x');
  await playground.sees('Fires');
  await playground.open('?readonly=1#ex=run-task');
  await playground.sees('Does not fire');
  await expect(page.getByRole('button', { name: /Change the field/ })).toBeDisabled();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('the verdict first, then one pane at a time, in plain editors', async ({ playground, page }) => {
    await playground.open();
    await playground.sees('Fires');
    await expect(playground.tree).toBeVisible();
    await page.getByRole('button', { name: 'Rule', exact: true }).click();
    const heading = await page.getByRole('heading', { name: 'Sigma rule' }).boundingBox();
    expect(heading?.height).toBeLessThan(26);
    await playground.writesRule(rule('  sel:\n    eventName: X\n  condition: sel'));
    await playground.sees('Does not fire');
    await page.getByRole('button', { name: 'Events', exact: true }).click();
    await expect(playground.editor('Events')).toBeVisible();
    await expect(playground.editor('Sigma rule')).toBeHidden();
    await page.getByRole('button', { name: 'Why', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Why not' })).toBeVisible();
    await playground.hasNoMonaco();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

test('with the keyboard alone', async ({ playground, page }) => {
  await playground.open('#ex=run-task');
  await playground.sees('Does not fire');
  await playground.waitsForMonaco();
  await page.keyboard.press('Alt+2');
  await expect(playground.editor('Events')).toBeFocused();
  await page.keyboard.press('Alt+1');
  await expect(playground.editor('Sigma rule')).toBeFocused();
  await page.keyboard.press('F8');
  await expect(page.locator('[role=treeitem][aria-selected=true]')).toHaveAttribute('data-verdict', 'miss');
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('tab', { name: 'Explain' })).toBeFocused();
  // Into the tree: one stop of Tab, then arrows.
  const focused = page.locator(':focus');
  for (let i = 0; i < 12 && (await focused.getAttribute('role')) !== 'treeitem'; i++)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Home');
  await expect(focused).toContainText('Stage 0: condition');
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(focused).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await expect(focused).toHaveAttribute('data-reason', 'field_absent');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('separator', { name: 'Width of the rule' }).focus();
  const before = await focused.getAttribute('aria-valuenow');
  await page.keyboard.press('ArrowRight');
  expect(Number(await focused.getAttribute('aria-valuenow'))).toBeGreaterThan(Number(before));
  await page.getByRole('separator', { name: 'Height of the editors' }).focus();
  await page.keyboard.press('End');
  await expect(focused).toHaveAttribute('aria-valuenow', '80');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing', async ({ playground, page }) => {
      test.slow();
      await playground.open();
      await playground.sees('Fires');
      expect(await violationsOf(page)).toEqual([]);
      await playground.waitsForMonaco();
      await page.goto(`${playground.url}#ex=run-task`);
      await playground.sees('Does not fire');
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Share' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Samples' }).click();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await playground.writesRule('title: x\n\tdetection: [');
      await playground.sees('Rule error');
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('tab', { name: /Problems/ }).click();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}
