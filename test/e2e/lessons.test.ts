// Lessons: by keyboard alone, on a phone, in an exam, and what is left of them.
import type { Page } from '@playwright/test';
import { lesson as first } from '../../src/lessons/course/a-list-is-an-or.ts';
import { lesson as star } from '../../src/lessons/course/a-star-is-not-a-star.ts';
import { lesson as noise } from '../../src/lessons/course/find-it-in-the-noise.ts';
import { encodeResults } from '../../src/share/results.ts';
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

const coach = (page: Page) => page.getByRole('status', { name: 'What to do next' });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name });
const ruleWith = (names: string) => first.start.replace(/eventName:.*/, names);

/** Goes by Tab to what has this name, from where the focus is. */
async function tabsTo(page: Page, name: string): Promise<void> {
  const named = () =>
    page.evaluate(() => {
      const here = document.activeElement;
      return `${here?.getAttribute('aria-label') ?? ''} ${here?.textContent ?? ''}`.trim();
    });
  for (let i = 0; i < 60; i++) {
    if ((await named()).startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}.`);
}

async function takesHints(page: Page, ...numbers: readonly number[]): Promise<void> {
  for (const n of numbers) {
    await tabsTo(page, `Hint ${n} of 3`);
    await page.keyboard.press('Enter');
  }
}

async function appliesTheChange(page: Page): Promise<void> {
  await heading(page, /./).first().focus();
  await tabsTo(page, 'Apply the change');
  await page.keyboard.press('Enter');
}

/** From the editor, as the coach says. */
async function goesOn(page: Page): Promise<void> {
  await expect(coach(page)).toContainText('Passed');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('link', { name: 'Next lesson' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
}

test('by keyboard alone: through the hints and by typing, from lesson to lesson; what was done is there again', async ({
  page,
  playground,
}) => {
  await playground.open(`#l=${first.id}`);
  await expect(heading(page, first.title)).toBeFocused();
  await expect(coach(page)).toContainText('Change the rule until every event is right');
  // Never just "wrong".
  await expect(coach(page)).toContainText('DeleteTrail');
  await playground.waitsForMonaco();
  await heading(page, first.title).focus();
  await takesHints(page, 1);
  await expect(playground.tree.locator('[aria-selected=true]')).toContainText('eventName');
  await takesHints(page, 2, 3);
  await appliesTheChange(page);
  await expect(coach(page)).toContainText('Passed');
  await expect(coach(page)).toContainText('The reference: 2.');
  await expect(page.getByText('Yours is the reference, line by line.')).toBeVisible();
  await tabsTo(page, 'Next lesson: Two keys');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Two keys are an AND')).toBeFocused();

  await page.evaluate((id) => (location.hash = `#l=${id}`), star.id);
  await expect(heading(page, star.title)).toBeVisible();
  await playground.writesRule(star.solution);
  await goesOn(page);
  await expect(heading(page, 'contains|all')).toBeFocused();

  await page.evaluate(() => (location.hash = '#l=the-rule-that-never-fires'));
  await expect(heading(page, 'The published rule that never fires')).toBeVisible();
  await takesHints(page, 1, 2, 3);
  await appliesTheChange(page);
  await expect(coach(page)).toContainText('Passed');

  await page.evaluate((id) => (location.hash = `#l=${id}`), noise.id);
  await expect(heading(page, noise.title)).toBeVisible();
  await playground.writesRule(noise.solution.replace('level:', '# mine\nlevel:'));
  await expect(coach(page)).toContainText('Passed');
  await expect(page.locator('pre .yours')).toContainText('# mine');
  await page.evaluate(() => (location.hash = '#l=filters'));
  await expect(heading(page, 'Filters')).toBeVisible();
  await playground.writesRule('title: half way');
  await expect(coach(page)).not.toContainText('Change the rule until');
  await page.waitForTimeout(600);
  await page.reload();
  await expect(heading(page, 'Filters')).toBeVisible();
  await expect(playground.editor('Sigma rule')).toHaveValue(/half way/);

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
