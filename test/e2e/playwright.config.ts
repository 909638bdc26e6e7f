import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from '../../.scripts/chromium.mjs';

const executablePath = await findChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  outputDir: '../../test-results',
  globalSetup: './global-setup.ts',
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: { args: chromiumArgs, ...(executablePath ? { executablePath } : {}) },
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    // A copy of the site for each test would take its time: offline.test.ts is about it.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
  },
});
