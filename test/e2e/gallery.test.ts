// The gallery: what opens with one click, and demonstrations that are mended with one.
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

test('a demonstration opens on the cell that is wrong, and one click mends it', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.sees('Fires');
  await page.getByRole('button', { name: 'Samples' }).click();
  await page.getByRole('button', { name: 'All in the gallery' }).click();
  await expect(page.getByRole('heading', { name: 'Gallery', level: 2 })).toBeVisible();
  const field = page.getByRole('searchbox', { name: 'Search the gallery' });
  await expect(field).toBeFocused();
  const card = (title: string | RegExp) => page.getByRole('listitem').filter({ hasText: title });
  await expect(card('Given, or taken away')).toContainText('Wrong on 1 of 2 events');
  await expect(card('All ten events')).toContainText('Fires on 2 of 10 events');
  await expect(card('CloudTrail Trail Stopped or Deleted')).toContainText(/Fires on \d of \d events/);

  await field.fill('name of a field');
  await field.press('ArrowDown');
  await expect(page.getByRole('link', { name: 'The name of a field, taken for a text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await playground.sees('Fires on 2 of 2 events');
  await expect(page).toHaveURL(/#ex=field-as-text$/);
  const panel = page.getByRole('region', { name: 'The name of a field, taken for a text' });
  await expect(panel).toContainText('1 of 2 events judged as they should be');
  await expect(page.getByRole('tab', { name: 'Explain' })).toBeFocused();
  const wrong = playground.row('userIdentity.userName');
  await expect(wrong).toHaveAttribute('aria-selected', 'true');
  await expect(wrong).toHaveAttribute('data-verdict', 'miss');

  await panel.getByRole('button', { name: 'Compare the two fields' }).press('Enter');
  await playground.sees('Fires on 1 of 2 events');
  await expect(panel).toContainText('Mended: every event is judged as it should be.');
  await expect(panel.getByRole('button', { name: 'Compare the two fields' })).toHaveCount(0);
  await expect(playground.editor('Sigma rule')).toHaveValue(/userIdentity\.userName\|fieldref:/);

  // What is opened next closes it.
  await panel.getByRole('link', { name: 'All demonstrations' }).click();
  await field.fill('trail stopped');
  await page.getByRole('link', { name: 'CloudTrail Trail Stopped or Deleted' }).click();
  await expect(page).toHaveURL(/#ex=cloudtrail-trail-stopped-or-deleted$/);
  await playground.sees(/Fires on \d of \d events/);
  await expect(panel).toHaveCount(0);
});

test('the address opens any of them; one that is none is told', async ({ playground, page }) => {
  await playground.open('#ex=other-parameter');
  await playground.sees('Does not fire on any of 2 events');
  await expect(playground.row('requestParameters.instanceIds')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: 'Close the demonstration' }).click();
  await expect(page.getByRole('region', { name: 'A parameter of another call' })).toHaveCount(0);
  await playground.open('?embed=1#ex=kms-key-deletion-scheduled-soon');
  await playground.sees(/Fires on \d of \d events/);
  await playground.open('#ex=nothing-like-that');
  await expect(page.getByText('There is no such sample.')).toBeVisible();
});

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 360],
] as const)
  test(`axe finds nothing in the gallery: ${colorScheme}, ${width} px`, async ({ playground, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 740 });
    await playground.open('#gallery');
    const isFine = async () => {
      expect(await violationsOf(page)).toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
    };
    await expect(page.getByRole('heading', { name: 'Gallery', level: 2 })).toBeVisible();
    await expect(page.getByText('Judging…')).toHaveCount(0);
    await isFine();
    await page.getByRole('button', { name: 'Demonstrations' }).click();
    await expect(page.getByRole('heading', { name: 'Rules of the catalogue' })).toHaveCount(0);
    await page.getByRole('link', { name: 'A star that stands for everything' }).click();
    await expect(page.getByRole('button', { name: 'Escape the star' })).toBeInViewport();
    await isFine();
    await page.getByRole('button', { name: 'Escape the star' }).click();
    await expect(page.getByText('Mended: every event is judged as it should be.')).toBeVisible();
    await isFine();
  });
