// Lessons: by keyboard alone, on a phone, in an exam, and what is left of them.
import type { Page } from '@playwright/test';
import { lesson as first } from '../../src/lessons/course/a-list-is-an-or.ts';
import { lesson as star } from '../../src/lessons/course/a-star-is-not-a-star.ts';
import { lesson as filters } from '../../src/lessons/course/filters.ts';
import { lesson as noise } from '../../src/lessons/course/find-it-in-the-noise.ts';
import { course } from '../../src/lessons/course/index.ts';
import { ownNetworks } from '../../src/lessons/course/noise.ts';
import { encodeResults } from '../../src/share/results.ts';
import { coach, goesToTheNext, heading, tabsTo, takesHints } from './by-keyboard.ts';
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

const ruleWith = (names: string) => first.start.replace(/eventName:.*/, names);

/** Into the rule by its key, and by the arrows to the place behind a text that stands in it once. */
async function movesBehind(page: Page, rule: string, text: string): Promise<void> {
  const [before = '', after = ''] = rule.split(text);
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('textbox', { name: 'Sigma rule' })).toBeFocused();
  await page.keyboard.press('Control+Home');
  const linesAbove = before.split('\n').length - 1;
  for (let i = 0; i < linesAbove; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  for (let i = after.indexOf('\n'); i > 0; i--) await page.keyboard.press('ArrowLeft');
}

/** Key by key, each line from its beginning, as far in as it stands: the editor may have moved the caret there itself. */
async function typesLines(page: Page, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type(line);
  }
}

/** From the editor, as the coach says. */
async function goesOn(page: Page, title: string): Promise<void> {
  await expect(coach(page)).toContainText('Passed');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('link', { name: 'Next lesson' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, title)).toBeFocused();
}

/** From a lesson to any other, over the list of them. */
async function goesByTheList(page: Page, title: string): Promise<void> {
  await tabsTo(page, 'All lessons', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Lessons')).toBeFocused();
  const number = course.findIndex((each) => each.title === title) + 1;
  await tabsTo(page, `${number} ${title}`);
  await page.keyboard.press('Enter');
  await expect(heading(page, title)).toBeFocused();
}

test('by keyboard alone: by hints, by a character at the caret, and line by line; what was done is there again', async ({
  page,
  playground,
}) => {
  test.slow();
  await playground.open(`#l=${first.id}`);
  await expect(heading(page, first.title)).toBeFocused();
  await expect(coach(page)).toContainText('Change the rule until every event is right');
  // Never just "wrong".
  await expect(coach(page)).toContainText('DeleteTrail');
  await playground.waitsForMonaco();
  await tabsTo(page, 'Hint 1 of 3');
  await page.keyboard.press('Enter');
  await expect(playground.tree.locator('[aria-selected=true]')).toContainText('eventName');
  await takesHints(page, 2);
  await expect(coach(page)).toContainText('The reference: 2.');
  await expect(page.getByText('Yours is the reference, line by line.')).toBeVisible();
  await goesToTheNext(page, 'Two keys are an AND');

  // A backslash before the star, and nothing else.
  await goesByTheList(page, star.title);
  await movesBehind(page, star.start, "principal: '");
  await page.keyboard.type('\\');
  await goesOn(page, 'contains|all');

  await goesByTheList(page, 'The published rule that never fires');
  await takesHints(page);
  await goesToTheNext(page, 'Walking arrays');

  await goesByTheList(page, noise.title);
  await movesBehind(page, noise.start, 'userIdentity.type: AssumedRole');
  await typesLines(page, [
    "    userIdentity.arn|re: ':assumed-role/[^/]+/i-[0-9a-f]{8,17}$'",
    '  filter_network:',
    '    sourceIPAddress|cidr:',
    ...ownNetworks.map((network) => `      - ${network}`),
    '  filter_service:',
    '    sourceIPAddress|endswith: .amazonaws.com',
  ]);
  await expect(coach(page)).not.toContainText('Passed');
  // Arrows would go into what is suggested.
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
  await expect(suggestions).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(suggestions).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type(' and not 1 of filter_* # mine');
  await expect(coach(page)).toContainText('Passed');
  await expect(page.locator('pre .yours')).toContainText('# mine');
  await goesOn(page, 'Ship it');

  await goesByTheList(page, 'Filters');
  await movesBehind(page, filters.start, 'title: ');
  await page.keyboard.type('half way ');
  await page.waitForTimeout(600);
  await page.reload();
  await expect(heading(page, 'Filters')).toBeVisible();
  await expect(playground.editor('Sigma rule')).toHaveValue(/^title: half way /);

  await page.getByRole('link', { name: 'All lessons' }).click();
  await expect(page.getByText('4 of 20 passed')).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(star.title) })).toContainText(
    'passed, 3 predicates',
  );
  await expect(page.getByRole('link', { name: /^1 ?A list is an OR/ })).toContainText('3 hints');
});

test('outside of an exam the fixes of the page are there; what is hidden is shown after the second try; the work before the lesson comes back', async ({
  page,
  playground,
}) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(ruleWith('eventName: Mine'));
  await page.evaluate((id) => (location.hash = `#l=${id}`), first.id);
  await expect(heading(page, first.title)).toBeVisible();
  await playground.writesRule(ruleWith('eventName: DeleteTrials'));
  await playground.opensTheTab(/Problems/);
  await expect(page.locator('.results .fix').first()).toBeVisible();
  await playground.writesRule(ruleWith('eventName|startswith: [Stop, Delete]'));
  await expect(coach(page)).toContainText('of 4 hidden events 1');
  await page.keyboard.press('Control+Enter');
  await expect(coach(page)).toContainText('After one more try');
  await expect(coach(page)).not.toContainText('dashboard');
  await playground.writesRule(ruleWith('eventName|endswith: [Logging, DeleteTrail]'));
  await expect(coach(page)).toContainText(
    'Hidden event: “Logging is started again” should not fire, and does',
  );
  await page.getByText('The event', { exact: true }).first().click();
  await expect(page.getByText('"eventName": "StartLogging"')).toBeVisible();
  await page.getByRole('button', { name: /^Leave the lesson/ }).click();
  await expect(playground.editor('Sigma rule')).toHaveValue(/Mine/);
  await expect(page.getByRole('region', { name: 'Lesson' })).toHaveCount(0);
});

test('an exam gives nothing away; what is handed in is graded anew', async ({
  page,
  playground,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await playground.open(`?exam=1#l=${first.id}`);
  await playground.waitsForMonaco();
  await expect(coach(page)).toContainText('Change the rule');
  await expect(page.getByText('Exam: no hints, no solutions')).toBeVisible();
  await expect(page.getByRole('button', { name: /Hint|solution/ })).toHaveCount(0);
  // An operation with a typing error would be mended by a click.
  await playground.writesRule(ruleWith('eventName: DeleteTrials'));
  await playground.opensTheTab(/Problems/);
  await expect(playground.problems.getByRole('listitem').first()).toBeVisible();
  await expect(page.locator('.results .fix')).toHaveCount(0);
  await playground.writesRule(first.solution);
  await expect(coach(page)).toContainText('Passed');
  await expect(page.getByText('The reference beside yours')).toHaveCount(0);
  await page.getByRole('link', { name: 'All lessons' }).click();
  await page.getByLabel('Your name').fill('Dana');
  await page.getByRole('button', { name: 'Copy the link with my results' }).click();
  await expect(page.getByText('is copied')).toBeVisible();
  const own = await page.evaluate(() => navigator.clipboard.readText());
  const claimed = await encodeResults({
    name: 'Eve',
    isExam: false,
    lessons: [
      { id: first.id, ruleText: first.start, isPassed: true, tries: 1, hints: 0, sawSolution: false },
    ],
  });
  await page.getByRole('tab', { name: 'Class sheet' }).click();
  await page.getByLabel('Result links, one a line').fill(`${own}\n${claimed}\nnonsense`);
  await expect(page.getByRole('row', { name: /Dana/ })).toContainText(/passed.*yes/);
  await expect(page.getByRole('row', { name: /Eve/ })).toContainText(/not passed.*no.*the link says passed/);
  await expect(page.getByText('Line 3:')).toBeVisible();
  await expect(page.getByText('1 of 2 passed, by 2 learners')).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});

test('on a phone, in light and dark: nothing is cut off, and everybody can use it; the certificate', async ({
  page,
  playground,
}) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const isSound = async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violationsOf(page)).toEqual([]);
    }
    await fits();
  };
  await playground.open(`#l=${star.id}`);
  await expect(coach(page)).toContainText('Change the rule');
  await isSound();
  for (const n of [1, 2, 3]) await page.getByRole('button', { name: `Hint ${n} of 3` }).click();
  await page.getByRole('button', { name: 'Rule', exact: true }).click();
  await expect(page.getByRole('button', { name: /Change the rule until/ })).toBeVisible();
  await page.getByRole('button', { name: 'Lesson', exact: true }).click();
  await page.getByRole('button', { name: 'Apply the change' }).click();
  await expect(coach(page)).toContainText('Passed');
  await isSound();
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await page.getByRole('button', { name: /^Lessons/ }).click();
  await expect(page.getByText('1 of 20 passed')).toBeVisible();
  await isSound();
  await page.getByLabel('Your name').fill('Dana Example');
  await page.getByRole('link', { name: 'Certificate' }).click();
  await expect(page.getByText('has passed 1 of 20 lessons')).toBeVisible();
  await expect(page.locator('.certificate')).toContainText('Dana Example');
  await isSound();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.locator('.certificate')).toBeVisible();
  await page.emulateMedia({ media: 'screen' });

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate((id) => (location.hash = `#l=${id}`), first.id);
  await expect(heading(page, first.title)).toBeVisible();
  await expect(coach(page)).toContainText('Change the rule');
  expect(await violationsOf(page)).toEqual([]);
});
