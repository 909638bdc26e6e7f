// Learn Sigma: topics, articles whose examples are judged, and the ways to them from the editor.
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

const rule = `title: Sign-in
logsource:
  product: aws
  service: cloudtrail
detection:
  selection:
    sourceIPAddress|cidr: 10.0.0.0/8
  condition: 1 of selection*
`;

test('a topic is searched, its examples are judged and opened; all of it by keyboard', async ({
  playground,
  page,
}) => {
  await playground.open('#learn');
  const field = page.getByRole('searchbox', { name: 'Search topics' });
  await expect(field).toBeFocused();
  await field.fill('network');
  const topics = page.getByRole('navigation', { name: 'Topics' });
  await expect(topics.getByRole('link')).not.toHaveCount(0);
  await field.press('Enter');

  const title = page.getByRole('heading', { name: 'cidr', level: 3 });
  await expect(title).toBeFocused();
  await expect(page).toHaveURL(/#learn=cidr$/);
  await expect(topics.getByRole('link', { name: 'cidr' })).toHaveAttribute('aria-current', 'page');
  const article = page.getByRole('article', { name: 'cidr' });
  await expect(article.locator('[data-verdict=match]')).toHaveCount(2);
  await expect(article.locator('[data-verdict=miss]')).toHaveCount(1);
  await expect(article.locator('[data-verdict=error]')).toHaveText('rule error');
  await expect(article.getByText('Differs').first()).toHaveAttribute('title', /^Pinned by CID/);

  // Escape first empties the field; arrows lead into the list and out of it.
  await field.press('Escape');
  await expect(field).toHaveValue('');
  await field.press('ArrowDown');
  await expect(topics.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();

  // Another article by a link, and back by the browser.
  await article.getByRole('link', { name: 'Filters' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Filters', level: 3 })).toBeFocused();
  await page.goBack();
  await expect(title).toBeFocused();

  await article
    .getByRole('button', { name: /Open in the editors/ })
    .first()
    .press('Enter');
  await playground.sees('Fires on 2 of 3 events');
  await expect(playground.editor('Sigma rule')).toHaveValue(/sourceIPAddress\|cidr:/);
  await expect(page.getByRole('tab', { name: 'Explain' })).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await playground.sees('Fires');
  await expect(playground.editor('Sigma rule')).toHaveValue(/Credential Endpoint/);
});

test('words of the rule tell what they mean, and lead to their articles', async ({ playground, page }) => {
  await playground.open();
  await playground.waitsForMonaco();
  await playground.writesRule(rule);
  await playground.sees('Does not fire');
  await playground.waitsForEverything();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));

  const editor = page.locator('[data-editor=monaco][data-language=yaml]');
  await editor.locator('.view-line').filter({ hasText: 'cidr' }).getByText('|cidr').hover();
  const hover = page
    .locator('.monaco-hover')
    .filter({ hasText: 'The field is an IP address in the network.' });
  await expect(hover).toBeVisible();
  // What a hover says was loaded before.
  expect(requests).toEqual([]);
  await hover.getByText('Learn more').click();
  await expect(page.getByRole('heading', { name: 'cidr', level: 3 })).toBeFocused();
  await expect(page).toHaveURL(/#learn=cidr$/);
  await expect(page.locator('.monaco-hover:visible')).toHaveCount(0);

  // The same by a key, for the word at the cursor; Escape leads back to the rule.
  await page.keyboard.press('Escape');
  await expect(playground.editor('Sigma rule')).toHaveValue(rule);
  await playground.editor('Sigma rule').focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.press('Alt+F1');
  await expect(page.getByRole('heading', { name: 'Patterns of names', level: 3 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(playground.editor('Sigma rule')).toBeFocused();

  await editor.locator('.view-line').filter({ hasText: 'product' }).getByText('product').click({
    button: 'right',
  });
  await page.getByRole('menuitem', { name: 'Learn About This' }).hover();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'logsource: product', level: 3 })).toBeFocused();
});

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 360],
] as const)
  test(`axe finds nothing in Learn Sigma: ${colorScheme}, ${width} px`, async ({ playground, page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 740 });
    await playground.open('#learn=start%20with');
    await expect(
      page.getByRole('alert').filter({ hasText: 'There is no topic “start with”.' }),
    ).toBeVisible();
    const isFine = async () => {
      expect(await violationsOf(page)).toEqual([]);
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
    };
    await isFine();
    await page.getByRole('alert').getByRole('link', { name: 'startswith' }).click();
    await expect(
      page.getByRole('article', { name: 'startswith' }).locator('[data-verdict=match]'),
    ).toHaveCount(1);
    await isFine();

    const unfold = page.getByRole('button', { name: 'Topics' });
    if (await unfold.isVisible()) {
      await unfold.click();
      await isFine();
    }
    await page.getByRole('navigation', { name: 'Topics' }).getByRole('link', { name: 'Keywords' }).click();
    await expect(page.getByRole('heading', { name: 'Keywords', level: 3 })).toBeInViewport();
    if (width < 800) await expect(unfold).toHaveAttribute('aria-expanded', 'false');
    await expect(page.getByRole('article').locator('[data-verdict=miss]')).toHaveCount(2);
    await isFine();
  });
