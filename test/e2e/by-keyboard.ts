// Lessons as they are done without a mouse: by Tab, Enter and the keys of the editor.
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

export const coach = (page: Page): Locator => page.getByRole('status', { name: 'What to do next' });
export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 2, name });

/** Goes by Tab to what has this name, from where the focus is; back by Shift+Tab. */
export async function tabsTo(page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const named = () =>
    page.evaluate(() => {
      const here = document.activeElement;
      return (here?.getAttribute('aria-label') ?? here?.textContent ?? '').trim();
    });
  for (let i = 0; i < 120; i++) {
    if ((await named()).startsWith(name)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${name}.`);
}

/** The hints from this one on, one after the other, then the change that the last one offers. */
export async function takesHints(page: Page, from = 1): Promise<void> {
  for (let n = from; n <= 3; n++) {
    await tabsTo(page, `Hint ${n} of 3`);
    await page.keyboard.press('Enter');
  }
  await tabsTo(page, 'Apply the change', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(coach(page)).toContainText('Passed');
}

/** From a lesson that is passed to the one after it. */
export async function goesToTheNext(page: Page, title: string): Promise<void> {
  await tabsTo(page, `Next lesson: ${title}`);
  await page.keyboard.press('Enter');
  await expect(heading(page, title)).toBeFocused();
}
