import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isInstalled } from '../.scripts/install.mjs';
import { fileOf, serve } from '../.scripts/server.mjs';
import { filesOf } from '../.scripts/size.mjs';
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

test('what is loaded at first, on a visit, and later, workers and what they load included', () => {
  const dist = mkdtempSync(join(tmpdir(), 'sigma-playground-'));
  const files: Record<string, string> = {
    'assets/engine.js': 'import "./shared.js"; import("./regex.js");',
    'assets/shared.js': '',
    'assets/regex.js': '',
    'assets/reference-1.js': 'import "./shared.js"; import("./operations.js");',
    'assets/operations.js': '',
    'assets/lone-sample-a.js': '',
    'assets/01-short-a.js': 'a',
    'assets/02-long-a.js': 'another',
    'assets/work-link-a.js': '',
  };
  const manifest = {
    'index.html': {
      file: 'assets/index.js',
      css: ['assets/index.css'],
      assets: ['assets/font.woff2'],
      imports: ['_start.js'],
      dynamicImports: ['src/components/later.ts', 'src/components/catalog/catalog.ts'],
    },
    '_start.js': { file: 'assets/start.js', assets: ['assets/engine.js'] },
    'src/components/later.ts': { file: 'assets/later.js', assets: ['assets/reference-1.js', 'assets/x.css'] },
    'src/components/catalog/catalog.ts': { file: 'assets/catalog.js', imports: ['index.html'] },
    'src/light-page.ts': { file: 'assets/light.js' },
  };
  for (const folder of ['.vite', 'assets']) mkdirSync(join(dist, folder));
  for (const [file, code] of Object.entries(files)) writeFileSync(join(dist, file), code);
  writeFileSync(join(dist, '.vite/manifest.json'), JSON.stringify(manifest));
  try {
    const { first, light, lightSample, visit, later } = filesOf(dist);
    const at = (names: string) => names.split(' ').map((name) => `assets/${name}`);
    expect(first).toEqual(['index.html', ...at('index.js index.css start.js engine.js shared.js')]);
    expect(visit.filter((file) => !first.includes(file))).toEqual(at('regex.js later.js x.css'));
    expect(later).toEqual(at('reference-1.js operations.js catalog.js'));
    // A link needs what reads it; a sample, its own event: the largest counts.
    expect(light.filter((file) => !first.includes(file))).toEqual(at('light.js work-link-a.js'));
    expect(lightSample.filter((file) => !first.includes(file))).toEqual(
      at('light.js lone-sample-a.js 02-long-a.js'),
    );
  } finally {
    rmSync(dist, { recursive: true });
  }
});
