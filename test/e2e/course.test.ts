// The whole course, from its first lesson to the certificate, without a mouse.
import { course } from '../../src/lessons/course/index.ts';
import { coach, goesToTheNext, heading, tabsTo, takesHints } from './by-keyboard.ts';
import { expect, test } from './fixtures.ts';

test('by keyboard alone, from the first lesson to the twentieth and to the certificate; it is kept', async ({
  page,
  playground,
}) => {
  test.setTimeout(180_000);
  await playground.open('#lessons');
  await expect(page.getByText('0 of 20 passed')).toBeVisible();
  await tabsTo(page, 'Begin with lesson 1');
  await page.keyboard.press('Enter');
  await playground.waitsForMonaco();
  for (const [i, { title, number }] of course.entries()) {
    await test.step(`${number} ${title}`, async () => {
      await expect(heading(page, title)).toBeFocused();
      await expect(page.getByRole('region', { name: 'Lesson' })).toContainText(`lesson ${number} of 20`);
      // What is begun with is not right, and that is said: no lesson passes by itself.
      await expect(coach(page)).toContainText(/Change the rule until|cannot be read/);
      await takesHints(page);
      const next = course[i + 1];
      if (next) await goesToTheNext(page, next.title);
    });
  }
  await tabsTo(page, 'Your certificate');
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Certificate')).toBeFocused();
  await expect(page.locator('.certificate')).toContainText('has passed 20 of 20 lessons');
  await tabsTo(page, 'All lessons');
  await page.keyboard.press('Enter');
  await expect(page.getByText('20 of 20 passed')).toBeVisible();
  await page.reload();
  await expect(page.getByText('20 of 20 passed')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Your certificate' })).toBeVisible();
});
