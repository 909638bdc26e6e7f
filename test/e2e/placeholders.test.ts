// A rule that names lists which everybody has to fill: values of placeholders, from the problem to the link.
import { expect, test } from './fixtures.ts';
import { violationsOf } from './violations.ts';

const rule = `title: By an administrator
logsource:
  product: aws
  service: cloudtrail
detection:
  who:
    userIdentity.userName|expand: '%Admins%'
  what:
    eventName: DeleteTrail
  condition: who and what
`;
const events = '{"eventName":"DeleteTrail","userIdentity":{"userName":"alice"}}';

test('values are given by keyboard, decide the verdict at once, and travel in the link', async ({
  playground,
  page,
}) => {
  await playground.open();
  await playground.waitsForEverything();
  await playground.writesRule(rule);
  await playground.writesEvents(events);
  await playground.sees(/Rule error:\s*The placeholder %Admins% has no values/);
  await playground.opensTheTab(/Problems/);
  const give = playground.problem('%Admins%').getByRole('button', { name: 'Give values for %Admins%' });
  await give.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Placeholders' });
  const field = dialog.getByRole('textbox', { name: '%Admins%' });
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription('no values yet');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await violationsOf(page), colorScheme).toEqual([]);
  }
  await page.keyboard.type('bob\nali*');
  await expect(field).toHaveAccessibleDescription('2 values');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await playground.sees('Fires');
  await playground.opensTheTab('Explain');
  await expect(page.getByText('Placeholders: all of 1 have values.')).toBeVisible();

  const link = await playground.copiesTheLink();
  await page.goto('about:blank');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(link);
  await playground.sees('Fires');
  await page.getByRole('button', { name: 'Edit values' }).click();
  await expect(field).toHaveValue('bob\nali*');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(await violationsOf(page)).toEqual([]);
  await field.fill('bob');
  await page.keyboard.press('Escape');
  await playground.sees('Does not fire');
});
