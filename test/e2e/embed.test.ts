// The page inside another one: a host of another origin, a sandbox, and what they say to each other.
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { living } from './playground-page.ts';
import { violationsOf } from './violations.ts';

const server: { host?: Server; origin: string } = { origin: '' };

test.beforeAll(async () => {
  server.host = createServer((_, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html><html lang="en"><title>Host</title><main><h1>Host</h1></main>'),
  );
  await new Promise<void>((done) => server.host?.listen(0, '127.0.0.1', done));
  server.origin = `http://127.0.0.1:${(server.host.address() as AddressInfo).port}`;
});
test.afterAll(() => void server.host?.close());

interface Message {
  readonly type: string;
  readonly height?: number;
  readonly verdict?: string;
  readonly text?: string;
  readonly fired?: number;
  readonly total?: number;
}

/** A page of another origin with the playground in a frame; what the frame says is kept. */
async function host(page: Page, src: string, sandbox = 'allow-scripts') {
  await page.goto(server.origin);
  await page.evaluate(
    ([src, sandbox]) => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      const frame = document.createElement('iframe');
      addEventListener('message', (event) => {
        if (event.source === frame.contentWindow) heard.push(event.data);
      });
      frame.sandbox.value = sandbox as string;
      frame.title = 'Playground';
      frame.style.cssText = 'width:100%;height:500px;border:0';
      frame.src = src as string;
      document.querySelector('main')?.append(frame);
    },
    [src, sandbox],
  );
  const frame = page.frameLocator('iframe');
  // Before that nobody listens.
  await living(frame).waitFor({ state: 'attached' });
  return {
    frame,
    verdict: frame.getByRole('status', { name: 'Verdict' }),
    heard: () => page.evaluate(() => (window as unknown as { heard: Message[] }).heard),
    say: (data: unknown) =>
      page.evaluate((data) => {
        document.querySelector('iframe')?.contentWindow?.postMessage(data, '*');
      }, data),
  };
}

const rule =
  'title: Theirs\nlogsource:\n  product: aws\ndetection:\n  s:\n    eventName: A\n  condition: s\n';

/** What has travelled so far, compressed as it was; fonts apart. */
function weigh(page: Page, site: string): () => number {
  const files = new Map<string, number>();
  page.on('response', (response) => {
    const [url = ''] = response.url().split(/[?#]/);
    if (url.startsWith(site) && !/\.(woff2|ttf)$/.test(url))
      files.set(url, Number(response.headers()['content-length']));
  });
  return () => [...files.values()].reduce((sum, size) => sum + size, 0);
}

test('a light frame evaluates in a sandbox, within its weight, and asks for nothing more', async ({
  page,
  site,
}) => {
  const requests: string[] = [];
  const weight = weigh(page, site);
  page.on('request', (request) => {
    if (request.url().startsWith(site)) requests.push(request.url());
  });
  const { frame, verdict, heard } = await host(page, `${site}?embed=1&readonly=1#ex=run-task`);
  await expect(verdict).toHaveText(/^\s*(Fires|Does not fire)/);
  await expect(frame.getByRole('tree', { name: 'Stages and predicates' })).toBeVisible();
  await expect(frame.getByRole('textbox', { name: 'Sigma rule' })).toHaveValue(/detection:/);
  await page.waitForTimeout(800);
  expect(requests.filter((url) => /monaco|reference|later|regex/.test(url))).toEqual([]);
  // A sample by its name brings none of those beside it, and why it misses.
  expect(weight()).toBeGreaterThan(90_000);
  expect(weight()).toBeLessThan(120_000);
  const before = requests.length;
  const message = (await heard()).find(({ type }) => type === 'sigma-playground:verdict');
  expect(message).toMatchObject({ total: 1 });
  expect(Object.keys(message ?? {}).sort()).toEqual([
    'event',
    'fired',
    'text',
    'total',
    'type',
    'undecided',
    'verdict',
    'verdicts',
  ]);
  expect(JSON.stringify(await heard())).not.toMatch(/detection|eventName|selection/);
  await frame.getByRole('treeitem').last().click();
  await page.setViewportSize({ width: 360, height: 700 });
  await page.waitForTimeout(500);
  expect(requests.length).toBe(before);
  const height = (await heard()).findLast(({ type }) => type === 'sigma-playground:resize')?.height ?? 0;
  expect(height).toBeGreaterThan(300);
  const inside = frame.locator('html');
  expect(await inside.evaluate((html) => html.scrollWidth <= html.clientWidth)).toBe(true);
});

for (const [fragment, verdict] of [
  ['', /^\s*Fires/],
  ['#ex=health-check', /^\s*Does not fire/],
  ['#ex=lower-case', /^\s*Fires/],
] as const)
  test(`only to be read, ${fragment || 'the first sample'} weighs less than 120 kB`, async ({
    page,
    site,
  }) => {
    const weight = weigh(page, site);
    // In a sandbox the engine is loaded by the page itself, where it can be weighed.
    const framed = await host(page, `${site}?embed=1&readonly=1${fragment}`);
    await expect(framed.verdict).toHaveText(verdict);
    await expect
      .poll(async () => (await framed.heard()).some(({ type }) => type.endsWith('resize')))
      .toBe(true);
    await page.waitForTimeout(800);
    expect(weight()).toBeGreaterThan(90_000);
    expect(weight()).toBeLessThan(120_000);
  });

test('a frame keeps nothing', async ({ page, site }) => {
  await page.goto(`${site}?embed=1`);
  const rule = page.getByRole('textbox', { name: 'Sigma rule' });
  await rule.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText('x');
  await expect(page.getByRole('status', { name: 'Verdict' })).toHaveText(/^\s*Rule error/);
  await page.waitForTimeout(700);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('the named page hands texts in, and nobody else does', async ({ page, site }) => {
  const named = await host(page, `${site}?embed=1&readonly=1&origin=${encodeURIComponent(server.origin)}`);
  await expect(named.verdict).toHaveText(/^\s*Fires/);
  for (const bad of [
    null,
    'sigma-playground:load',
    { type: 'sigma-playground:load' },
    { type: 'sigma-playground:load', rule: 7 },
    { type: 'sigma-playground:load', rule: '<img src=x onerror=alert(1)>', event: {} },
  ])
    await named.say(bad);
  await named.say({ type: 'sigma-playground:load', rule, events: '[{"eventName":"B"},{"eventName":"A"}]' });
  await expect(named.verdict).toHaveText(/^\s*Fires on 1 of 2/);
  await expect
    .poll(async () => (await named.heard()).findLast(({ type }) => type.endsWith('verdict')))
    .toMatchObject({ verdict: 'match', text: 'Fires on 1 of 2 events', fired: 1, total: 2 });
  // Markup is text.
  await named.say({ type: 'sigma-playground:load', rule: '<img src=x onerror="document.title=1">' });
  await expect(named.verdict).toHaveText(/^\s*Rule error/);
  expect(await named.frame.locator('img').count()).toBe(0);

  const other = await host(page, `${site}?embed=1&readonly=1&origin=https://docs.example.org`);
  await expect(other.verdict).toHaveText(/^\s*Fires/);
  await other.say({ type: 'sigma-playground:load', rule, events: '{"eventName":"B"}' });
  await page.waitForTimeout(400);
  await expect(other.verdict).toHaveText(/^\s*Fires/);
  expect(await other.heard()).toEqual([]);
});

test('a frame looks as its address asks, and is accessible in light and dark', async ({ page, site }) => {
  for (const theme of ['light', 'dark']) {
    await page.goto(`${site}?embed=1&readonly=1&theme=${theme}&event=2#ex=all-ten`);
    await expect(page.getByLabel('Event', { exact: true })).toHaveValue('1');
    await expect(page.getByRole('tree')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
    expect(await violationsOf(page)).toEqual([]);
  }
  const link = page.getByRole('link', { name: /Open in Sigma Playground/ });
  await expect(link).toHaveAttribute('href', `${site}#ex=all-ten`);
  await expect(link).toHaveAttribute('rel', 'noopener');
  await page.goto(`${site}?embed=1&readonly=1&panes=events,why&nochrome=1`);
  await expect(page.getByRole('textbox', { name: 'Events' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Sigma rule' })).toHaveCount(0);
  await expect(link).toHaveCount(0);
  await page.goto(`${site}?embed=1&readonly=1&tab=problems`);
  await expect(page.getByRole('tab', { name: /Problems/ })).toHaveAttribute('aria-selected', 'true');
  await expect(page.locator('[data-editor=monaco]')).toHaveCount(0);
});

test('how to embed the page is told with a live sample', async ({ page, site }) => {
  // Who shares finds it beside the code of a frame.
  await page.goto(site);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('link', { name: /^Embed this/ })
    .click();
  await expect(page.getByRole('heading', { name: 'Embed this' })).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/#embed$/);
  const sample = page.frameLocator('iframe').getByRole('status', { name: 'Verdict' });
  await expect(sample).toHaveText(/^\s*Fires/);
  const code = page.getByLabel('HTML of the frame');
  const tab = page.getByRole('combobox', { name: 'Tab' });
  await expect(tab.locator('option')).toHaveText([
    'Explain',
    'Tests',
    'Scan',
    'Coverage',
    'Indicators',
    'Related',
    'Pipeline',
    'Problems',
  ]);
  await tab.selectOption('Problems');
  await expect(code).toHaveValue(/tab=problems/);
  await tab.selectOption('Explain');
  await page.getByLabel('Theme').last().selectOption('dark');
  await page.getByLabel(/Origin of your page/).fill('https://docs.example.org/a');
  await expect(code).toHaveValue(
    /embed=1&amp;readonly=1&amp;theme=dark&amp;origin=https:\/\/docs.example.org#/,
  );
  await page.getByRole('checkbox', { name: 'Rule' }).uncheck();
  await expect(code).toHaveValue(/panes=events,why/);
  await expect(sample).toHaveText(/^\s*Fires/);
  expect(await violationsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});
