// Every tab, dialog and state of every screen, one after the other and in light and dark: axe finds nothing in any.
import type { Page } from '@playwright/test';
import { lesson as first } from '../../src/lessons/course/a-list-is-an-or.ts';
import { lesson as shipIt } from '../../src/lessons/course/ship-it.ts';
import { toCourseFile } from '../../src/share/course-file.ts';
import { toLessonPayload } from '../../src/share/lesson-payload.ts';
import { wholeLesson } from '../_helpers/lessons.ts';
import { coach, heading } from './by-keyboard.ts';
import { drops } from './drops.ts';
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

/** Goes on after a violation: the rest is to be told too. */
async function isSound(page: Page, state: string): Promise<void> {
  await test.step(state, async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await violationsOf(page), `${state}, ${colorScheme}`).toEqual([]);
    }
  });
}

/** Each tab of a list of tabs, with what it shows. */
async function everyTabIsSound(page: Page, label: string): Promise<void> {
  const tabs = page.getByRole('tablist', { name: label }).getByRole('tab');
  await expect(tabs).not.toHaveCount(0);
  for (const tab of await tabs.all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel').filter({ visible: true })).not.toHaveCount(0);
    await page.waitForLoadState('networkidle');
    await isSound(page, `${label}: ${await tab.innerText()}`);
  }
}

test('the results, the menus and the dialogs', async ({ page, playground }) => {
  test.setTimeout(240_000);
  await playground.open('#ex=all-ten');
  await playground.sees(/Fires on \d of 10 events/);
  await playground.waitsForMonaco();
  await everyTabIsSound(page, 'Results');

  for (const name of ['Samples', 'Learn', 'Theme']) {
    await page.getByRole('banner').getByRole('button', { name }).first().click();
    await isSound(page, `menu ${name}`);
    await page.keyboard.press('Escape');
  }
  for (const [button, name] of [
    ['Share', 'Share'],
    ['Keys', 'Keys'],
    ['History', 'History'],
  ] as const) {
    await page.getByRole('banner').getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await isSound(page, `dialog ${name}`);
    await page.keyboard.press('Escape');
  }

  await playground.writesRule('title: x\ndetection:\n  s:\n    a|contians: *\n  condition: s and t\n');
  await playground.sees('Rule error');
  await everyTabIsSound(page, 'Results');
  await playground.writesEvents('{"eventName": ');
  await playground.opensTheTab(/Problems/);
  await isSound(page, 'a broken rule and broken events');
  await playground.writesRule('');
  await playground.writesEvents('');
  await playground.opensTheTab('Explain');
  await isSound(page, 'nothing at all');
});

async function goesTo(page: Page, fragment: string, name: string): Promise<void> {
  await page.evaluate((to) => void (location.hash = to), fragment);
  await expect(heading(page, name)).toBeVisible();
}

test('the places: each of their parts, and what they are without anything', async ({ page, playground }) => {
  test.setTimeout(240_000);
  await playground.open('#course=nowhere');
  await expect(heading(page, 'Course')).toBeVisible();
  await isSound(page, 'a course that is not here');
  await goesTo(page, '#certificate', 'Certificate');
  await isSound(page, 'a certificate of nothing');
  await goesTo(page, '#lessons', 'Lessons');
  await everyTabIsSound(page, 'Lessons');

  await goesTo(page, '#author', 'Make a lesson');
  await isSound(page, 'author, from the page');
  const second = { ...wholeLesson, title: 'Second lesson' };
  await drops(page, '.place', 'x.course.json', toCourseFile('Trails', [wholeLesson, second]).text);
  const whole = JSON.stringify({ 'sigma-playground': 1, ...toLessonPayload(wholeLesson) });
  await drops(page, '.place', 'x.lesson.json', whole);
  await expect(page.getByRole('region', { name: 'Is it ready?' })).toContainText('Ready');
  for (const details of await page.locator('.author summary').all()) await details.click();
  await isSound(page, 'author, a whole lesson and a course');
  await page.getByRole('button', { name: 'Preview as a learner' }).click();
  await expect(heading(page, wholeLesson.title)).toBeVisible();
  await isSound(page, 'author, preview');
  await page.getByRole('button', { name: 'Back to the form' }).click();

  await goesTo(page, '#embed', 'Embed this');
  await expect(page.frameLocator('iframe').getByRole('status', { name: 'Verdict' })).toHaveText(/\S/);
  await isSound(page, 'embed');
  await goesTo(page, '#learn', 'Learn Sigma');
  await isSound(page, 'learn, all topics');
  await goesTo(page, '#learn=cidr', 'Learn Sigma');
  await expect(page.getByRole('article', { name: 'cidr' }).locator('[data-verdict=match]')).toHaveCount(2);
  await isSound(page, 'learn, an article');
  await page.getByRole('searchbox', { name: 'Search topics' }).fill('zzz');
  await isSound(page, 'learn, nothing found');

  await goesTo(page, '#gallery', 'Gallery');
  await expect(page.getByText('Judging…')).toHaveCount(0);
  for (const kind of await page.getByRole('group', { name: 'Show' }).getByRole('button').all()) {
    await kind.click();
    await isSound(page, `gallery, ${await kind.innerText()}`);
  }
  await page.getByRole('searchbox', { name: 'Search the gallery' }).fill('zzz');
  await isSound(page, 'gallery, nothing found');
});

test('the catalogue, and a course that came as a file', async ({ page, playground }) => {
  test.setTimeout(180_000);
  await playground.open('#catalog');
  await expect(heading(page, 'Catalogue')).toBeVisible();
  await everyTabIsSound(page, 'Catalogue');

  await page.getByRole('button', { name: 'Back to the playground' }).click();
  await playground.waitsForMonaco();
  const second = { ...wholeLesson, title: 'Second lesson' };
  const text = toCourseFile('Silent trails', [wholeLesson, second]).text;
  await drops(page, '#events-pane .pane-body', 'x.course.json', text);
  await expect(page.getByRole('heading', { name: 'Silent trails', level: 3 }).first()).toBeVisible();
  await isSound(page, 'a course');
  const id = new URL(page.url()).hash.replace('#course=', '');
  await page
    .getByRole('link', { name: /Second lesson/ })
    .first()
    .click();
  await expect(heading(page, 'Second lesson')).toBeVisible();
  await playground.writesRule(wholeLesson.solution);
  await expect(coach(page)).toContainText('Passed');
  await goesTo(page, `#course=${id}`, 'Course');
  await expect(page.getByText('1 of 2').first()).toBeVisible();
  await isSound(page, 'a course, begun');
  await goesTo(page, `#certificate=${id}`, 'Certificate');
  await isSound(page, 'the certificate of a course');
  await goesTo(page, '#lessons', 'Lessons');
  await expect(page.getByRole('link', { name: 'Silent trails' })).toBeVisible();
  await isSound(page, 'lessons, with a course');
});

test('a lesson: begun, wrong, unreadable, with hints, hidden events shown, and passed', async ({
  page,
  playground,
}) => {
  test.setTimeout(180_000);
  const names = (line: string) => first.start.replace(/eventName:.*/, line);
  await playground.open(`#l=${first.id}`);
  await expect(coach(page)).toContainText('Change the rule until');
  await playground.waitsForMonaco();
  await isSound(page, 'begun');
  await playground.writesRule('title: x\ndetection: {');
  await expect(coach(page)).toContainText('cannot be read');
  await isSound(page, 'unreadable');
  await playground.writesRule(names('eventName|startswith: [Stop, Delete]'));
  await expect(coach(page)).toContainText('of 4 hidden events 1');
  await isSound(page, 'wrong on a hidden event');
  await page.keyboard.press('Control+Enter');
  await playground.writesRule(names('eventName|endswith: [Logging, DeleteTrail]'));
  await expect(coach(page)).toContainText('Hidden event:');
  await page.getByText('The event', { exact: true }).first().click();
  await isSound(page, 'hidden events shown');
  for (const n of [1, 2, 3]) await page.getByRole('button', { name: `Hint ${n} of 3` }).click();
  await isSound(page, 'with all hints');
  await page.getByRole('button', { name: 'Show the solution' }).click();
  await isSound(page, 'with the solution');
  await playground.writesRule(first.solution);
  await expect(coach(page)).toContainText('Passed');
  await isSound(page, 'passed');

  // A condition that is not held leads into the rule.
  await goesTo(page, `#l=${shipIt.id}`, shipIt.title);
  await playground.writesRule(shipIt.solution.replace(/^id: .*\n/m, 'id: 4711\n'));
  await expect(coach(page)).toContainText('2 conditions are left');
  await expect(coach(page)).toContainText('Nothing is left under Problems');
  await isSound(page, 'a condition is left');
  await page.getByRole('button', { name: 'Show in the rule' }).last().click();
  for (let i = 0; i < '4711'.length; i++) await page.keyboard.press('Delete');
  await page.keyboard.type('7f3d2c1b-9a48-4e56-8d70-1b2c3d4e5f60');
  await expect(coach(page)).toContainText('Passed');

  await playground.open(`?exam=1#l=${first.id}`);
  await expect(coach(page)).toContainText('Change the rule until');
  await isSound(page, 'in an exam');
});
