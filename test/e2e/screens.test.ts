// Every screen, at every width: nothing sticks out, nothing is too small to be hit, and axe finds nothing.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { PlaygroundPage } from './playground-page.ts';
import { violationsOf } from './violations.ts';

interface Screen {
  readonly rest: string;
  /** What must be seen before it is looked at. */
  readonly ready: (playground: PlaygroundPage) => Promise<void>;
}

const place =
  (heading: string): Screen['ready'] =>
  async ({ page }) => {
    await expect(page.getByRole('heading', { name: heading, level: 2 })).toBeVisible();
  };
const verdict: Screen['ready'] = async (playground) => playground.sees(/\S/);

/** A frame that is only read, and one of a single pane, are looked at in `embed.test.ts` too. */
const screens: readonly Screen[] = [
  { rest: '', ready: verdict },
  { rest: '#ex=run-task', ready: verdict },
  { rest: '#ex=all-ten', ready: verdict },
  { rest: '#ex=field-as-text', ready: verdict },
  { rest: '#l=the-rule-that-never-fires', ready: place('The published rule that never fires') },
  { rest: '?embed=1&readonly=1', ready: verdict },
  { rest: '?embed=1&panes=why&nochrome=1', ready: verdict },
  { rest: '#author', ready: place('Make a lesson') },
  { rest: '#catalog', ready: place('Catalogue') },
  { rest: '#certificate', ready: place('Certificate') },
  { rest: '#embed', ready: place('Embed this') },
  { rest: '#gallery', ready: place('Gallery') },
  { rest: '#learn=cidr', ready: place('Learn Sigma') },
  { rest: '#lessons', ready: place('Lessons') },
];

interface Width {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  readonly forcedColors?: 'active';
}

const widths: readonly Width[] = [
  { name: 'phone', width: 360, height: 640, colorScheme: 'light' },
  { name: 'phone on its side, or 200 % zoom', width: 640, height: 360, colorScheme: 'dark' },
  { name: 'tablet', width: 768, height: 1024, colorScheme: 'light' },
  { name: 'laptop', width: 1280, height: 800, colorScheme: 'dark' },
  { name: 'desktop', width: 1920, height: 1080, colorScheme: 'light' },
  { name: 'forced colours', width: 1280, height: 800, colorScheme: 'dark', forcedColors: 'active' },
];

/** What is wrong with where things are, one line each. */
function badPlaces(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const leastTarget = 24;
    const width = document.documentElement.clientWidth;
    const say = (element: Element, what: string) => {
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40);
      return `${what}: <${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${name}`;
    };
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const isInScroller = (element: Element): boolean => {
      for (let up = element.parentElement; up; up = up.parentElement) if (scrolls(up)) return true;
      return false;
    };
    const found: string[] = [];
    if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
    for (const element of document.querySelectorAll(
      'button, a[href], input, select, textarea, summary, [tabindex="0"]',
    )) {
      if (element.closest('.monaco, [inert], [aria-hidden=true]')) continue;
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const { left, right, width: wide, height } = element.getBoundingClientRect();
      if (wide <= 1 || height <= 1) continue;
      if (!isInScroller(element) && (right > width + 1 || left < -1)) found.push(say(element, 'sticks out'));
      const isInText = element.matches('a') && getComputedStyle(element).display === 'inline';
      const isSplitter = element.matches('[role=separator]');
      // A box with a label is hit by its label.
      const isBox = element instanceof HTMLInputElement && /^(checkbox|radio)$/.test(element.type);
      const labelled = isBox && element.labels?.[0];
      const target = labelled ? labelled.getBoundingClientRect() : { width: wide, height };
      if (!isInText && !isSplitter && Math.min(target.width, target.height) < leastTarget - 0.5)
        found.push(say(element, `only ${Math.round(target.width)} × ${Math.round(target.height)}`));
    }
    return [...new Set(found)];
  });
}

for (const { name, width, height, colorScheme, forcedColors } of widths) {
  test.describe(`${name}: ${width} × ${height}, ${colorScheme}`, () => {
    test.use({ viewport: { width, height }, colorScheme });

    test('nothing sticks out, is too small, or is found by axe', async ({ playground, page }) => {
      test.setTimeout(300_000);
      if (forcedColors) await page.emulateMedia({ forcedColors });
      for (const { rest, ready } of screens) {
        await test.step(rest || 'first visit', async () => {
          await page.goto('about:blank');
          await playground.open(rest);
          await ready(playground);
          await page.waitForLoadState('networkidle');
          expect.soft(await badPlaces(page), rest).toEqual([]);
          // Which colours are forced the system says, and axe does not know.
          const found = await violationsOf(page);
          const counted = forcedColors ? found.filter((each) => !each.startsWith('color-contrast')) : found;
          expect.soft(counted, rest).toEqual([]);
        });
      }
    });
  });
}
