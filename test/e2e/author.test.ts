// Making lessons: from what is on the page to a link, a course, and a learner who solves it.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { toCourseFile } from '../../src/share/course-file.ts';
import { toLessonPayload } from '../../src/share/lesson-payload.ts';
import { encodeLink } from '../../src/share/link.ts';
import { wholeLesson } from '../_helpers/lessons.ts';
import { drops } from './drops.ts';
import { expect, test } from './fixtures.ts';
import { PlaygroundPage } from './playground-page.ts';
import { violationsOf } from './violations.ts';

const form = (page: Page) => ({
  heading: page.getByRole('heading', { name: 'Make a lesson', level: 2 }),
  box: (name: string) => page.getByRole('textbox', { name, exact: true }),
  ready: page.getByRole('region', { name: 'Is it ready?' }),
  link: page.getByRole('textbox', { name: 'Link', exact: true }),
});
const coach = (page: Page) => page.getByRole('status', { name: 'What to do next' });

test('a lesson from the page: checks, preview, link; a learner fails, solves it, and finds it solved again', async ({
  page,
  playground,
  browser,
  site,
}) => {
  test.slow();
  await playground.open();
  await playground.writesRule(wholeLesson.start);
  await playground.writesEvents(wholeLesson.events.map(({ text }) => text).join('\n'));
  await playground.sees(/of 3 events/);

  // By keyboard alone to the form, through the Share dialog.
  await page.getByRole('button', { name: 'Share' }).press('Enter');
  await expect(page.getByRole('textbox', { name: 'Link' })).toBeFocused();
  await page.getByRole('button', { name: 'Make this a lesson' }).press('Enter');
  const { heading, box, ready, link } = form(page);
  await expect(heading).toBeFocused();
  await expect(box('Rule to begin with')).toHaveValue(wholeLesson.start);
  await expect(ready).toContainText('There is no goal.');
  await expect(ready).toContainText('Say what is expected of each event: 3 without.');
  // A check leads to its part of the form.
  await ready.getByRole('button', { name: /There is no goal/ }).press('Enter');
  await expect(box('Goal')).toBeFocused();
  await page.keyboard.type('Fire on **both** of them.');
  await expect(page.getByRole('group', { name: 'How it looks: Goal' }).locator('strong')).toHaveText('both');
  await box('Title').fill('Two ways to silence a trail');

  // The solution labels the events.
  await box('Solution').fill(wholeLesson.solution);
  await page.getByRole('button', { name: 'Label the rest as the solution does' }).click();
  await expect(ready).toContainText('Ready: the start fails, the solution passes.');
  await expect(ready).toContainText('Fewer than two hidden events');
  for (const name of ['CreateTrail', 'UpdateTrail']) {
    await page
      .getByRole('button', { name: /^Copy as hidden/ })
      .last()
      .click();
    const json = page.getByRole('textbox', { name: /^JSON of/ }).last();
    await expect(json).toBeFocused();
    await json.fill(JSON.stringify({ eventName: name }));
  }
  await expect(ready).not.toContainText('hidden event');
  // The change was proposed from the two rules.
  await expect(box('By 1')).toHaveValue(/\[StopLogging, DeleteTrail\]/);
  await page.getByRole('textbox', { name: 'Text of hint 1' }).fill('Look at the second event.');
  await page.getByLabel('Point at the event').selectOption({ index: 2 });
  await page.getByRole('combobox', { name: 'and the field' }).fill('eventName');
  await page.getByRole('textbox', { name: 'Text of hint 2' }).fill('A list is an OR.');
  await page.getByRole('checkbox', { name: 'At most so many predicates' }).check();
  await expect(ready.getByRole('listitem')).toHaveCount(0);
  await expect(ready).toContainText('Ready');

  // As a learner has it, and back with nothing lost.
  await page.getByRole('button', { name: 'Preview as a learner' }).click();
  await expect(page.getByRole('heading', { name: 'Two ways to silence a trail', level: 2 })).toBeVisible();
  await expect(coach(page)).toContainText('DeleteTrail');
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await expect(box('Title')).toHaveValue('Two ways to silence a trail');
  await page.reload();
  await expect(box('Goal')).toHaveValue('Fire on **both** of them.');
  await expect(ready).toContainText('Ready');
  await expect(link).toHaveValue(/#s1\./);
  const address = await link.inputValue();

  // Another person, another browser.
  const other = await browser.newContext();
  const learner = new PlaygroundPage(await other.newPage(), site);
  const seen = learner.page;
  await seen.goto(address);
  await expect(seen.getByRole('heading', { name: 'Two ways to silence a trail', level: 2 })).toBeVisible();
  await expect(coach(seen)).toContainText('DeleteTrail');
  await expect(coach(seen)).not.toContainText('Passed');
  await learner.waitsForMonaco();
  await learner.writesRule(wholeLesson.start.replace('StopLogging', '[StopLogging, CreateTrail]'));
  await expect(coach(seen)).toContainText('DeleteTrail');
  await learner.writesRule(wholeLesson.solution);
  await expect(coach(seen)).toContainText('Passed');
  await seen.waitForTimeout(600);
  await seen.reload();
  await expect(coach(seen)).toContainText('Passed');
  await other.close();
});

test('a course: collected, saved, opened by drop elsewhere, walked, and removed', async ({
  page,
  playground,
}) => {
  await playground.open('#author');
  const { heading, box } = form(page);
  await expect(heading).toBeVisible();
  const second = { ...wholeLesson, title: 'Second lesson' };
  await drops(page, '.place', 'x.course.json', toCourseFile('Trails', [wholeLesson, second]).text);
  const list = page.getByRole('list', { name: 'Course', exact: true });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Move up: Second lesson' }).click();
  await expect(list.getByRole('listitem').first()).toContainText('1. Second lesson');
  await page.getByRole('button', { name: 'Edit: Second lesson' }).click();
  await expect(box('Title')).toHaveValue('Second lesson');
  await box('Title').fill('Third lesson');
  await page.getByRole('button', { name: 'Add to the course' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'Remove: Third lesson' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Title of the course' }).fill('Silent trails');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the course' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('silent-trails.course.json');
  const text = await readFile(await download.path(), 'utf8');

  await page.getByRole('button', { name: 'Back to the playground' }).click();
  await playground.waitsForMonaco();
  await drops(page, '#events-pane .pane-body', 'silent-trails.course.json', text);
  await expect(page.getByRole('heading', { name: 'Silent trails', level: 3 }).first()).toBeVisible();
  await expect(page.getByText('0 of 2').first()).toBeVisible();
  await page
    .getByRole('link', { name: /Second lesson/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Second lesson', level: 2 })).toBeVisible();
  await playground.writesRule(wholeLesson.solution);
  await expect(coach(page)).toContainText('Passed');
  await page
    .getByRole('link', { name: /^Next lesson/ })
    .last()
    .click();
  await expect(page.getByRole('heading', { name: wholeLesson.title, level: 2 })).toBeVisible();
  await playground.writesRule(wholeLesson.solution);
  await expect(coach(page)).toContainText('Passed');
  await coach(page).page().getByRole('link', { name: 'Your certificate' }).click();
  await expect(page.locator('.certificate')).toContainText('has passed 2 of 2 lessons of this course');
  await page.getByRole('link', { name: 'All lessons' }).click();
  await page.getByRole('button', { name: 'Remove this course' }).click();
  await expect(page.getByText('“Silent trails” is removed.')).toBeVisible();
});

test('a hostile lesson shows as text', async ({ page, playground, site, complaints }) => {
  const bad = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>';
  const markdown = `${bad} [x](javascript:document.title='run') [y](data:text/html,${bad})`;
  const payload = toLessonPayload({
    ...wholeLesson,
    title: bad,
    goal: markdown,
    concept: markdown,
    events: wholeLesson.events.map((event) => ({ ...event, name: bad })),
    hints: [{ text: markdown }, { text: markdown, changes: [{ from: 'nowhere', to: bad }] }],
    links: [{ text: bad, href: 'https://example.com/"><script>' }],
  });
  const l = payload.l as Record<string, unknown>;
  const hostile = {
    ...payload,
    l: {
      ...l,
      w: [
        [bad, "javascript:document.title='run'"],
        ['kept', 'https://example.com/'],
      ],
      k: [['later', bad]],
    },
  };
  const code = await encodeLink(JSON.parse(JSON.stringify(hostile)));
  await page.goto(`${site}#${code}`);
  await expect(page.getByRole('heading', { level: 2, name: /<img src=x/ })).toBeVisible();
  await expect(page.getByText(/asks for something newer than this page knows \(later\)/)).toBeVisible();
  const panel = page.getByRole('region', { name: 'Lesson' });
  await expect(panel.getByRole('link', { name: 'kept' })).toHaveAttribute('href', 'https://example.com/');
  await expect(panel.locator('img, script, a[href^="javascript"], a[href^="data"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Hint 1 of 2' }).click();
  await page.getByRole('button', { name: 'Hint 2 of 2' }).click();
  await expect(panel.locator('img, script, a[href^="javascript"], a[href^="data"]')).toHaveCount(0);
  // The same in the form.
  await playground.open('#author');
  await expect(form(page).box('Title')).toBeVisible();
  await drops(page, '.place', 'x.lesson.json', JSON.stringify({ 'sigma-playground': 1, ...hostile }));
  await expect(form(page).box('Title')).toHaveValue(bad);
  await expect(page.locator('.place').locator('img, script, a[href^="javascript"]')).toHaveCount(0);
  await page.waitForTimeout(300);
  expect(await page.title()).not.toBe('run');
  expect(complaints).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`the form fits 360 px and axe finds nothing, ${colorScheme}`, async ({ page, playground }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    await playground.open('#author');
    await expect(form(page).heading).toBeVisible();
    await drops(
      page,
      '.place',
      'x.lesson.json',
      JSON.stringify({ 'sigma-playground': 1, ...toLessonPayload(wholeLesson) }),
    );
    await expect(form(page).ready).toContainText('Ready');
    await page.getByRole('button', { name: 'Add to the course' }).click();
    expect(await violationsOf(page)).toEqual([]);
    const [wide, width] = await page.evaluate(() => {
      const inner = document.querySelector('.author') as HTMLElement;
      return [inner.scrollWidth, inner.clientWidth];
    });
    expect(wide).toBe(width);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await violationsOf(page)).toEqual([]);
  });
