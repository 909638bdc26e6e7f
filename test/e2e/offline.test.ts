// The page without a network, and with another version of it on the server. Each test has a server of its own, whose
// site it can change and take away.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staticHandler } from '../../.scripts/server.mjs';
import { writeServiceWorker } from '../../.scripts/service-worker.mjs';
import type { Page } from '@playwright/test';
import { expect, test as base } from './fixtures.ts';
import { PlaygroundPage } from './playground-page.ts';

const dist = join(import.meta.dirname, '../../dist');
const builds = mkdtempSync(join(tmpdir(), 'sigma-playground-'));
const promise = 'Nothing leaves your browser';

/** The site as another build of it would be: every file has another name, and the bar at the top says whose it is. */
async function buildOf(name: string): Promise<string> {
  const folder = join(builds, name);
  if (existsSync(join(folder, 'sw.js'))) return folder;
  cpSync(dist, folder, { recursive: true });
  const assets = join(folder, 'assets');
  const renamed = new Map(readdirSync(assets).map((file) => [file, file.replace(/(\.\w+)$/, `${name}$1`)]));
  const rewrite = (path: string) => {
    const text = readFileSync(path, 'utf8');
    const names = text.replace(/[\w.-]+\.(js|css|ttf|woff2)\b/g, (file) => renamed.get(file) ?? file);
    writeFileSync(path, names.replace(promise, `${promise}: ${name}`));
  };
  rewrite(join(folder, 'index.html'));
  for (const [was, is] of renamed) {
    if (/\.(js|css)$/.test(was)) rewrite(join(assets, was));
    renameSync(join(assets, was), join(assets, is));
  }
  await writeServiceWorker(folder);
  return folder;
}

class Site {
  readonly url: string;
  #folder = '';
  #answer = staticHandler(builds);
  /** There is no network. */
  isDown = false;
  /** Whose paths hold this are not there. */
  missing = '';

  constructor(port: number) {
    this.url = `http://localhost:${port}/playground/`;
  }

  async deploy(name: string): Promise<void> {
    this.deployFolder(await buildOf(name));
  }

  deployFolder(folder: string): void {
    this.#folder = folder;
    this.#answer = staticHandler(folder, '/playground/');
  }

  readonly handle: Parameters<typeof createServer>[1] = (request, response) => {
    if (this.isDown) return void request.socket.destroy();
    const isMissing = this.missing !== '' && request.url?.includes(this.missing);
    if (isMissing || this.#folder === '') return void response.writeHead(404).end();
    void this.#answer(request, response);
  };
}

const test = base.extend<{ readonly server: Site; readonly visitor: Visitor }>({
  server: async ({}, use) => {
    let handle: Site['handle'];
    const http = createServer((request, response) => handle?.(request, response));
    await new Promise<void>((done) => http.listen(0, 'localhost', done));
    const server = new Site((http.address() as AddressInfo).port);
    handle = server.handle;
    await server.deploy('a');
    await use(server);
    http.closeAllConnections();
    http.close();
  },
  visitor: async ({ page, server }, use) => {
    await use(new Visitor(page, server.url));
  },
});
test.use({ serviceWorkers: 'allow' });
test.describe.configure({ mode: 'default', timeout: 90_000 });
test.afterAll(() => rmSync(builds, { recursive: true, force: true }));

class Visitor extends PlaygroundPage {
  get notice() {
    return this.page.locator('.notice').filter({ hasText: 'New version' });
  }

  /** Which build it is that is seen. */
  async isOf(name: string): Promise<void> {
    await expect(this.page.getByText(`${promise}: ${name}`, { exact: true })).toBeVisible();
  }

  /** Everything is on this machine. */
  async isKept(): Promise<void> {
    await this.waitsForEverything();
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await expect
      .poll(() => this.page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 30_000 })
      .toBe('activated');
  }

  /** Opens what loads parts of its own: a place, dialogs, facts of a service, engines. */
  async usesEverything(): Promise<void> {
    await this.opensTheCatalogue();
    await this.opensTheCatalogueTab('Run');
    await this.page.getByRole('button', { name: 'Run all rules' }).click();
    await expect(this.page.getByRole('status', { name: 'Result of the run' })).toContainText('event');
    await this.page.getByRole('button', { name: /^Back/ }).click();
    await this.opensTheTab(/^Tests/);
    await expect(this.page.getByRole('grid')).toBeVisible();
    await this.writesRule(rule('eventSource: ecs.amazonaws.com', 'eventName|re: ^(R|r)unTask$'));
    await this.sees('Does not fire');
    await this.opensTheTab('Coverage');
    await expect(this.page.getByText('RunTask').last()).toBeVisible();
    expect(await this.copiesTheLink()).toContain('#s1.');
  }
}

function rule(...items: readonly string[]): string {
  const lines = items.map((item) => `    ${item}\n`).join('');
  return `title: t\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n  selection:\n${lines}  condition: selection\n`;
}

async function goesOffline(page: Page, server: Site): Promise<void> {
  server.isDown = true;
  await page.context().setOffline(true);
}

test('after one visit all of it works without a network', async ({ page, server, visitor }) => {
  await visitor.open();
  await visitor.sees('Fires');
  await visitor.isKept();
  const requests: string[] = [];
  page.context().on('request', (request) => requests.push(request.url()));
  await page.waitForTimeout(500);
  expect(requests).toEqual([]);
  await goesOffline(page, server);
  await visitor.usesEverything();
  await page.goto('about:blank');
  await visitor.open();
  await visitor.isOf('a');
  await visitor.sees('Does not fire');
  await visitor.waitsForMonaco();
  await visitor.usesEverything();
  expect(await page.evaluate(() => document.fonts.check('12px "Inter Variable"'))).toBe(true);
});

test('another version waits for the user; pages that are open go on with their own', async ({
  page,
  context,
  server,
  visitor,
}) => {
  await visitor.open();
  await visitor.isKept();
  await server.deploy('b');
  const second = new Visitor(await context.newPage(), server.url);
  await second.open();
  await second.isOf('a');
  await expect(second.notice).toBeVisible();
  await expect(visitor.notice).toBeVisible();
  await visitor.writesEvents('{"eventName": "mine"}');
  await visitor.notice.getByRole('button', { name: 'Reload' }).click();
  await visitor.isOf('b');
  await expect(page.getByRole('region', { name: 'Events' })).toContainText('mine');
  await expect(visitor.notice).toBeHidden();
  // Over one more deployment: what the second page loads now was never on the server since.
  await server.deploy('c');
  await page.reload();
  await visitor.isOf('b');
  await expect(visitor.notice).toBeVisible();
  await second.usesEverything();
  await second.isOf('a');
  await visitor.usesEverything();
  await visitor.isOf('b');
  // Back to the first.
  await server.deploy('a');
  await page.reload();
  await visitor.isOf('c');
  await expect(visitor.notice).toBeVisible();
  await page.reload();
  await visitor.isOf('a');
  await expect(visitor.notice).toBeHidden();
  await second.page.close();
});

test('a deployment that lacks a file is not taken; a broken one is mended by the next', async ({
  page,
  server,
  visitor,
  complaints,
}) => {
  await visitor.open();
  await visitor.isKept();
  await server.deploy('b');
  server.missing = 'securityhub';
  await page.reload();
  await visitor.isOf('a');
  await visitor.isKept();
  // Until the browser has given up on it.
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const { installing, waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
        return installing ?? waiting ?? null;
      }),
    )
    .toBe(null);
  await expect(visitor.notice).toBeHidden();
  await page.reload();
  await visitor.isOf('a');
  server.missing = '';
  await page.reload();
  await expect(visitor.notice).toBeVisible();
  await page.reload();
  await visitor.isOf('b');
  await visitor.isKept();

  // One whose page does not even start.
  const broken = join(builds, 'broken');
  cpSync(await buildOf('c'), broken, { recursive: true });
  for (const file of readdirSync(join(broken, 'assets')))
    if (/^index-.*\.js$/.test(file))
      writeFileSync(join(broken, 'assets', file), 'throw new Error("broken");');
  await writeServiceWorker(broken);
  server.deployFolder(broken);
  await page.reload();
  await expect(visitor.notice).toBeVisible();
  await page.reload();
  const waiting = page.locator('#app[aria-busy=true]');
  await expect(waiting).toBeAttached();
  await page.waitForTimeout(1000);
  await expect(waiting).toBeAttached();
  await server.deploy('a');
  await expect(async () => {
    await page.reload();
    await expect(waiting).not.toBeAttached({ timeout: 2000 });
  }).toPass();
  await visitor.isOf('a');
  complaints.length = 0;
});

test('what storage has lost is loaded again; where the site is gone, nothing of it stays', async ({
  page,
  server,
  visitor,
  complaints,
}) => {
  await visitor.open();
  await visitor.isKept();
  const lose = (what: string) =>
    page.evaluate(async (part) => {
      let count = 0;
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
          if (request.url.includes(part)) count += Number(await cache.delete(request));
      }
      return count;
    }, what);
  const count = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const all = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).length),
      );
      return all.reduce((sum, each) => sum + each, 0);
    });
  const whole = await count();
  expect(await lose('assets/monaco-')).toBeGreaterThan(1);
  await page.reload();
  await visitor.waitsForMonaco();
  await expect.poll(count).toBe(whole);
  expect(await lose('')).toBe(whole);
  await page.reload();
  await visitor.isOf('a');
  await expect.poll(count, { timeout: 20_000 }).toBe(whole);
  await visitor.usesEverything();

  const other = join(builds, 'other');
  cpSync(join(dist, 'icon.svg'), join(other, 'icon.svg'));
  writeFileSync(join(other, 'index.html'), '<!doctype html><title>Another site</title>');
  server.deployFolder(other);
  await expect(async () => {
    // The page asks whether the site is still there once it has come to rest.
    await page.reload();
    await expect(page).toHaveTitle('Another site', { timeout: 6000 });
  }).toPass();
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
  complaints.length = 0;
});

test('in frames nothing is kept, and nothing is asked for', async ({ page, server, visitor }) => {
  await page.setContent(
    `<iframe sandbox="allow-scripts" src="${server.url}" width="1200" height="800"></iframe>`,
  );
  await expect(page.frameLocator('iframe').getByText(promise)).toBeVisible();
  await page.waitForTimeout(1500);
  await visitor.open('?embed=1');
  await visitor.sees('Fires');
  await visitor.waitsForEverything();
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toHaveLength(0);
});

test('it can be installed', async ({ page, visitor }) => {
  await visitor.open();
  await visitor.isKept();
  const devtools = await page.context().newCDPSession(page);
  const { url, errors } = await devtools.send('Page.getAppManifest');
  expect(url).toMatch(/\/playground\/manifest\.webmanifest$/);
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // As every page of a test is.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
});
