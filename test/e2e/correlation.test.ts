// A correlation of CloudTrail sign-ins: on its timeline, by keyboard, in both editors, and by link.
import { sequences } from '../../src/lessons/demonstrations/sequences.ts';
import { expect, test } from './fixtures.ts';
import { PlaygroundPage } from './playground-page.ts';
import { violationsOf } from './violations.ts';

const bruteForce = sequences.find(({ id }) => id === 'brute-force')?.rule ?? '';

test('brute force, then a success: fires, is walked by keyboard, and says how far it was', async ({
  browser,
  page,
  playground,
}) => {
  test.setTimeout(120_000);
  await playground.open('#ex=brute-force');
  await playground.sees(/Fires:\s*once, in 1 group/);
  await playground.waitsForMonaco();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  const lanes = timeline.getByRole('listbox');
  await expect(lanes).toHaveCount(3);
  const fired = lanes.first();
  await expect(fired).toHaveAccessibleName('fired once, sourceIPAddress = 203.0.113.66');
  const said = timeline.getByRole('status');

  await fired.focus();
  await page.keyboard.press('End');
  await expect(said).toContainText('Event 13');
  await expect(said).toContainText('sign_in');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Event 13 of 17')).toBeVisible();
  await expect(fired.getByRole('option', { selected: true })).toHaveAccessibleName(/^Event 13.*09:09:30/);

  await page.keyboard.press('ArrowLeft');
  await expect(said).toContainText('many_failed');
  await page.keyboard.press('ArrowDown');
  await expect(lanes.nth(1)).toBeFocused();
  await page.keyboard.press('+');
  await expect(timeline.getByRole('button', { name: 'Show all' })).toBeEnabled();
  await page.keyboard.press('0');
  await expect(timeline.getByRole('button', { name: 'Show all' })).toBeDisabled();

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('w');
  await expect(said).toContainText('Window 09:04:27 to 09:09:30');
  await expect(page.locator('.mark-selected').first()).toBeVisible();
  await timeline.getByText('Windows as a table').click();
  const row = timeline.getByRole('row').filter({ hasText: '203.0.113.66' });
  await expect(row.getByRole('button')).toHaveAttribute('aria-pressed', 'true');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await violationsOf(page), colorScheme).toEqual([]);
  }

  await playground.writesRule(bruteForce.replace('timespan: 15m', 'timespan: 4m'));
  await playground.sees('Does not fire');
  await expect(row).toContainText('the next came 1 m 3 s too late');

  const link = await playground.copiesTheLink();
  const guest = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await guest.goto(link);
  await new PlaygroundPage(guest, link).sees('Does not fire');
  await guest.getByRole('button', { name: 'Why', exact: true }).click();
  await expect(guest.getByText('the next came 1 m 3 s too late').filter({ visible: true })).toBeVisible();
  await expect(guest.getByRole('region', { name: 'Timeline' }).getByRole('listbox')).toHaveCount(3);
  const overflow = await guest.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBe(0);
  await guest.close();
});
