import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import { importsOf, isTopLevelName, namesNoHost, problemsOf } from './_helpers/architecture.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

describe('the repository', () => {
  test.each(['src', 'test'])('%s keeps to the tables', (folder) => {
    const files = filesUnder(folder).filter((path) => /\.(ts|svelte)$/.test(path));
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((path) => problemsOf({ path, text: read(path) }))).toEqual([]);
  });

  test('has nothing but what belongs on its top level', () => {
    const ignored = read('.gitignore')
      .split('\n')
      .map((line) => line.replace(/\/$/, ''));
    expect(readdirSync(root).filter((name) => !ignored.includes(name) && !isTopLevelName(name))).toEqual([]);
  });

  test('has a lock file that names no registry', () => {
    expect(namesNoHost(JSON.parse(read('package-lock.json')))).toBe(true);
    expect(read('.npmrc')).not.toMatch(/registry\s*=/);
  });

  test('pins every action of its workflows, which have no rights', () => {
    for (const path of filesUnder('.github/workflows')) {
      const text = read(path);
      expect(text).toMatch(/^permissions: \{\}$/m);
      for (const [, action] of text.matchAll(/uses:\s*(\S+)/g)) expect(action).toMatch(/@[0-9a-f]{40}$/);
    }
  });
});

describe('the checks can fail', () => {
  const bad: [path: string, text: string, problem: RegExp][] = [
    ['src/sigma/source/x.ts', `import { a } from '../event/value.ts';`, /a folder below it/],
    ['src/sigma/event/x.ts', `export * from '../index.ts';`, /a folder below it/],
    ['src/sigma/event/x.ts', `import type { A } from '../../intake/a.ts';`, /a folder below it/],
    ['src/view/x.ts', `import { a } from '../sigma/event/value.ts';`, /only door/],
    ['src/view/x.ts', `import { a } from '../sigma/matcher.ts';`, /only door/],
    ['src/main.ts', `import { a } from './sigma/matcher.ts';`, /only door/],
    ['src/view/x.ts', `import { a } from '../library.ts';`, /a folder below it/],
    ['src/library.ts', `import { a } from './sigma/event/value.ts';`, /only door/],
    ['src/view/x.ts', `const a = await import('../components/X.svelte');`, /a folder below it/],
    [
      'src/components/X.svelte',
      `<script lang="ts">import A from '../App.svelte';</script>`,
      /a folder below it/,
    ],
    [
      'src/components/X.svelte',
      `<script>import * as m from 'monaco-editor/editor';</script>`,
      /not its place/,
    ],
    ['src/sigma/value/regex/parse.ts', `import { RE2JS } from 're2js';`, /not its place/],
    ['src/state/x.svelte.ts', `import { wrap } from 'comlink';`, /not its place/],
    ['src/view/x.ts', `import 'lodash';`, /not one of our packages/],
    ['src/view/x.ts', `import { readFileSync } from 'node:fs';`, /not one of our packages/],
    ['src/view/x.ts', `import { a } from './a';`, /without its ending/],
    ['src/view/x.ts', `import { a } from '../../test/a.ts';`, /outside of src/],
    ['src/components/X.svelte', `<p>{@html text}</p>`, /raw HTML/],
    ['src/view/x.ts', `element.innerHTML = text;`, /raw HTML/],
    ['src/view/x.ts', `eval(text);`, /code made from text/],
    ['src/view/x.ts', `const f = new Function('return 1');`, /code made from text/],
    ['src/worker/x.ts', `void import(address);`, /computed/],
    ['src/utils/x.ts', ``, /not a folder of src/],
    ['src/sigma/helpers/x.ts', ``, /not a folder of src\/sigma/],
    ['src/view/traceRows.ts', ``, /kebab-case/],
    ['src/components/verdict-bar.svelte', ``, /PascalCase/],
  ];
  test.each(bad)('%s: %s', (path, text, problem) => {
    expect(problemsOf({ path, text }).join('\n')).toMatch(problem);
  });

  const good: [path: string, text: string][] = [
    [
      'src/view/x.ts',
      `import { a } from '../sigma/index.ts'; import type { B } from '../worker/protocol.ts';`,
    ],
    ['src/library.ts', `export * from './sigma/matcher.ts'; import { a } from './intake/a.ts';`],
    ['src/sigma/value/regex/re2js-engine.ts', `import { RE2JS } from 're2js';`],
    ['src/worker/start-worker.ts', `import url from './entry.ts?worker&url'; void import('./engine.ts');`],
    [
      'src/main.ts',
      `import App from './App.svelte'; import './styles/base.css'; import { mount } from 'svelte';`,
    ],
  ];
  test.each(good)('and lets pass what is right: %s', (path, text) => {
    expect(problemsOf({ path, text })).toEqual([]);
  });

  test('imports are found wherever they stand', () => {
    const text = `import a from './a.ts'; export { b } from './b.ts'; import type { C } from './c.ts';
      import './d.css'; const e = () => import('./e.ts'); // import './not.ts'`;
    expect(importsOf({ path: 'src/view/x.ts', text })).toEqual(
      expect.arrayContaining(['./a.ts', './b.ts', './c.ts', './d.css', './e.ts']),
    );
    expect(importsOf({ path: 'src/view/x.ts', text })).toHaveLength(5);
  });

  test('top level and lock file', () => {
    expect(['docs', 'tools', 'eslint.config.js', 'NOTES.md'].some(isTopLevelName)).toBe(false);
    expect(namesNoHost({ packages: { a: { resolved: 'https://host/a.tgz' } } })).toBe(false);
  });
});

describe('src/sigma', () => {
  test('runs where there is nothing but the language: no page, no Node', async () => {
    const output = await build({
      configFile: false,
      root,
      publicDir: false,
      logLevel: 'silent',
      build: {
        write: false,
        minify: false,
        target: 'es2022',
        lib: { entry: 'src/sigma/matcher.ts', formats: ['iife'], name: 'matcher' },
        rolldownOptions: { output: { codeSplitting: false } },
      },
    });
    const chunks = (Array.isArray(output) ? output : [output]).flatMap((one) =>
      'output' in one ? one.output : [],
    );
    const code = chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n');
    const rule =
      'title: t\nlogsource: {}\ndetection:\n  s:\n    a|contains: b\n    c|re: ^x+$\n  condition: s\n';
    const call = `${code}\n;JSON.stringify(matcher.evaluate(rule, [{ a: 'abc', c: 'xx' }, { a: 'z', c: 'xx' }]))`;
    expect(runInNewContext(call, { rule })).toBe('[true,false]');
  });
});
