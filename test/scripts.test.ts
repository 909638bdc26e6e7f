import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isInstalled } from '../.scripts/install.mjs';
import { fileOf, serve } from '../.scripts/server.mjs';
import { countPlaywright, countVitest } from '../.scripts/stages.mjs';

test('packages count as installed when all but optional ones are there in their version', () => {
  const lock = (a: string) => ({
    packages: {
      '': {},
      'node_modules/a': { version: a },
      'node_modules/b': { version: '1.0.0', optional: true },
    },
  });
  const disk = { packages: { 'node_modules/a': { version: '1.0.0' } } };
  expect(isInstalled(lock('1.0.0'), disk)).toBe(true);
  expect(isInstalled(lock('1.0.1'), disk)).toBe(false);
  expect(isInstalled(lock('1.0.0'), { packages: {} })).toBe(false);
});

test('an address never leaves the folder that is served', () => {
  expect(fileOf('/site', '/', '/')).toBe('/site/index.html');
  expect(fileOf('/site', '/sub/', '/sub/a/b.js?x')).toBe('/site/a/b.js');
  expect(fileOf('/site', '/sub/', '/a.js')).toBeUndefined();
  for (const bad of ['/..%2fetc/passwd', '/%2e%2e%2fetc', '/a%00.js', '/%', '/..%2fsite-b/x']) {
    expect(fileOf('/site', '/', bad), bad).toBeUndefined();
  }
});

test('the server answers with types, 404 and 405, and refuses a taken port', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigma-playground-'));
  writeFileSync(join(folder, 'index.html'), '<p>here</p>');
  const server = await serve(folder, { base: '/sub/' });
  try {
    const page = await fetch(server.url);
    expect([page.status, await page.text()]).toEqual([200, '<p>here</p>']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await fetch(`${server.url}none`)).status).toBe(404);
    expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
    await expect(serve(folder, { port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test('a test file that cannot be loaded counts as a failure, a flaky test too', () => {
  const failed = { status: 'failed', assertionResults: [] };
  expect(countVitest({ numPassedTests: 3, numFailedTests: 1, testResults: [failed] })).toEqual({
    passed: 3,
    failed: 2,
  });
  expect(countPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1 } })).toEqual({
    passed: 4,
    failed: 2,
  });
});
