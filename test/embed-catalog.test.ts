// A directory of rules that is built into a deployment.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sigma-playground-'))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Builds the worker of the references alone; gives what was written. */
async function build(): Promise<{ readonly name: string; readonly code: string }[]> {
  const { build } = await import('vite');
  const outDir = join(folder, 'dist');
  vi.stubEnv('VITEST', '');
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    logLevel: 'silent',
    build: { outDir, minify: false, rolldownOptions: { input: 'src/worker/reference/start.ts' } },
  });
  const assets = join(outDir, 'assets');
  return readdirSync(assets).map((name) => ({ name, code: readFileSync(join(assets, name), 'utf8') }));
}

test('its rules are a chunk of their own, with name, version and licence', { timeout: 120_000 }, async () => {
  const rules = join(folder, 'our-rules');
  const files = {
    'cloud/one.yml': 'title: One\n',
    'two.YAML': "title: 'Two </script> \u2028'\n",
    'readme.md': 'title: No rule',
    LICENSE: 'Detection Rule License (DRL) 1.1',
    'version.txt': 'r2026-08-01',
  };
  mkdirSync(join(rules, 'cloud'), { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(rules, path), text);
  vi.stubEnv('CATALOG_DIR', rules);
  const built = await build();
  const chunk = built.find(({ name }) => name.includes('embedded-rules-0'));
  expect(chunk).toBeDefined();
  const { default: embedded } = (await import(
    `data:text/javascript,${encodeURIComponent(chunk?.code ?? '')}`
  )) as { default: unknown };
  expect(embedded).toEqual([
    { path: 'cloud/one.yml', text: files['cloud/one.yml'] },
    { path: 'two.YAML', text: files['two.YAML'] },
  ]);
  const worker = built.find(({ name }) => name.startsWith('reference-'))?.code ?? '';
  for (const fact of ['our-rules', 'r2026-08-01', 'Detection Rule License (DRL) 1.1', chunk?.name ?? ''])
    expect(worker).toContain(fact);
});

test('a directory without rules stops the build', { timeout: 120_000 }, async () => {
  vi.stubEnv('CATALOG_DIR', folder);
  await expect(build()).rejects.toThrow('CATALOG_DIR');
});
