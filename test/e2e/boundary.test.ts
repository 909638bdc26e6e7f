// What the page may not do, whatever is typed into it.
import { request as httpRequest } from 'node:http';
import { expect, test } from './fixtures.ts';

test('the policy is the strict one', async ({ playground, page }) => {
  await playground.open();
  const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
  const directives = Object.fromEntries(
    (policy ?? '').split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/);
      return [name, values.join(' ')];
    }),
  );
  expect(directives).toMatchObject({
    'default-src': "'none'",
    'script-src': "'self'",
    'connect-src': "'none'",
    'worker-src': "'self'",
    'frame-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
  });
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).not.toMatch(/https?:|\*/);
});

test('the page itself cannot send anything', async ({ playground, page, complaints }) => {
  await playground.open();
  await expect(playground.verdict).toBeVisible();
  const sent = await page.evaluate(() =>
    fetch(location.href).then(
      () => 'sent',
      () => 'refused',
    ),
  );
  expect(sent).toBe('refused');
  expect(complaints.splice(0).join('\n')).toContain('connect-src');
});

test('the worker has no network of its own', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  const [worker] = page.workers();
  if (!worker) throw new Error('There is no worker.');
  const left = await worker.evaluate(() => {
    const names = [
      'fetch',
      'XMLHttpRequest',
      'WebSocket',
      'EventSource',
      'importScripts',
      'WebTransport',
      'Worker',
      'caches',
    ];
    const scope = globalThis as unknown as Record<string, unknown>;
    const found: string[] = [];
    for (const name of names) {
      for (
        let owner: object | null = globalThis;
        owner;
        owner = Object.getPrototypeOf(owner) as object | null
      ) {
        if (Object.getOwnPropertyDescriptor(owner, name)?.value !== undefined) found.push(name);
      }
      delete scope[name];
      if (scope[name] !== undefined) found.push(`${name} after delete`);
    }
    return found;
  });
  expect(left).toEqual([]);
});

test('after it has loaded, nothing is requested any more', async ({ playground, page }) => {
  await playground.open();
  await playground.sees('Fires');
  await playground.waitsForEverything();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const rule = (item: string) =>
    `title: t\nlogsource:\n  product: aws\ndetection:\n  selection:\n    ${item}\n  condition: selection\n`;
  await playground.writesRule(rule('eventName: DeleteTrail'));
  await playground.writesEvents('{"eventName": "DeleteTrail"}');
  await playground.sees('Fires');
  await playground.writesEvents('{"eventName": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}');
  await playground.sees('Does not fire');
  // One that must not run natively: it needs the part of the engine that is loaded late.
  await playground.writesRule(rule('eventName|re: ^(a+)+$'));
  await playground.sees('Does not fire');
  await playground.copiesTheLink();
  await page.getByRole('button', { name: 'Keys' }).click();
  await page.keyboard.press('Escape');
  await playground.picksTheSample(3);
  await playground.sees('Does not fire');
  await page.waitForTimeout(500);
  expect(requests).toEqual([]);
});

test('in a sandboxed frame, where workers are refused, it still answers', async ({ page, site }) => {
  await page.setContent(`<iframe sandbox="allow-scripts" src="${site}" width="1200" height="800"></iframe>`);
  const verdict = page.frameLocator('iframe').getByRole('status', { name: 'Verdict' });
  await expect(verdict).toHaveText(/^\s*Fires/);
});

test('the server gives files and nothing else', async ({ request, site }) => {
  expect((await request.get(site)).headers()['content-type']).toContain('text/html');
  expect((await request.get(`${site}no-such-file`)).status()).toBe(404);
  const { port } = new URL(site);
  // An HTTP client of its own: others mend such a path before they send it.
  const status = await new Promise((resolve, reject) => {
    httpRequest({ port, host: '127.0.0.1', path: '/sigma-playground/..%2f..%2fpackage.json' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(404);
});
