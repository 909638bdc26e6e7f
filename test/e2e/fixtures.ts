// `test` for the journeys: a page object, and an ear for everything that goes wrong without being seen.
import { test as base } from '@playwright/test';
import { PlaygroundPage } from './playground-page.ts';

interface Fixtures {
  readonly site: string;
  readonly playground: PlaygroundPage;
  /** Errors of the page and its policy so far. A test that expects one empties the list. */
  readonly complaints: string[];
}

export const test = base.extend<Fixtures>({
  site: async ({}, use) => {
    const url = process.env['SITE_URL'];
    if (!url) throw new Error('The global set-up did not run.');
    await use(url);
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
      });
      // What a page was still loading when it was left for another is no failure.
      page.on('requestfailed', (request) => {
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`request: ${request.url()}`);
      });
      await use(complaints);
      base.expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  playground: async ({ page, site }, use) => {
    await use(new PlaygroundPage(page, site));
  },
});

export { expect } from '@playwright/test';
