// Whether the built library does what README.md says: its examples run in plain Node, and its declarations hold.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './root.mjs';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [example, correlating, mapping, testing] = [
  ...readme.matchAll(/```js\n([\s\S]*?sigma-playground\/matcher[\s\S]*?)```/g),
].map(([, code]) => code);
assert(example && correlating && mapping && testing, 'README.md has four examples of the library');
const [, call, promised] = /^(evaluate\(.*\)); \/\/ (.*)$/m.exec(example) ?? [];
assert(call && promised, 'the example says what it gives');

/** The second example ends with what it gives. */
async function runCorrelatingExample(folder) {
  const [, asked, answer] = /^(correlate\(.*\));\n\/\/ (.*)$/m.exec(correlating) ?? [];
  assert(asked && answer, 'the example of correlations says what it gives');
  const file = join(folder, 'correlating.mjs');
  writeFileSync(file, correlating.replace(asked, `export const result = ${asked}`));
  const { result } = await import(pathToFileURL(file));
  assert.deepEqual(result, JSON.parse(answer), 'the example of correlations gives what it says');
}

/** The lines at the end of the example of pipelines say what they give. */
async function runMappingExample(folder) {
  const said = [...mapping.matchAll(/^(\w.*); \/\/ '(.*)'$/gm)];
  assert.equal(said.length, 2, 'the example of pipelines says what it gives');
  const file = join(folder, 'mapping.mjs');
  const code = said.reduce(
    (all, [line, asked]) => all.replace(line, () => `results.push(${asked});`),
    mapping,
  );
  writeFileSync(file, `export const results = [];\n${code}`);
  const { results } = await import(pathToFileURL(file));
  const promised = said.map(([, , answer]) => answer);
  assert.deepEqual(results, promised, 'the example of pipelines gives what it says');
}

/** The last example is a script: it tells a rule that fires from one that does not. */
function runTestingExample(folder) {
  const script = join(folder, 'testing.mjs');
  writeFileSync(script, testing);
  mkdirSync(join(folder, 'rules', 'aws'), { recursive: true });
  const rule = 'title: T\nlogsource: {}\ndetection:\n  s:\n    a: 1\n  condition: s\n';
  writeFileSync(join(folder, 'rules/aws/t.yml'), rule);
  const check = (event, status, output) => {
    const test = { name: 'one', expect: 'match', event };
    writeFileSync(join(folder, 'rules/aws/t.tests.ndjson'), JSON.stringify(test));
    const ran = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
    assert.equal(ran.status, status, ran.stderr);
    assert.match(ran.stdout, output);
  };
  check({ a: 1 }, 0, /^$/);
  check({ a: 2 }, 1, /^failed: T: one: .*`a`/);
}

// Inside the repository, for the package to find itself by its name.
const folder = mkdtempSync(join(root, 'dist-lib', 'check-'));
try {
  const file = join(folder, 'example.mjs');
  writeFileSync(file, example.replace(call, `export const result = ${call}`));
  const { result } = await import(pathToFileURL(file));
  assert.deepEqual(result, JSON.parse(promised), 'the example gives what it says');

  const typed = join(folder, 'example.mts');
  writeFileSync(typed, example.replace(call, `export const result: boolean[] = ${call}`));
  const program = ts.createProgram([typed], {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  assert.deepEqual(problems, [], 'the declarations hold');
  await runCorrelatingExample(folder);
  await runMappingExample(folder);
  runTestingExample(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`README.md's example: ${call} gives ${promised}`);
console.log('and its correlations fire where it says');
console.log('and its pipeline renames what it says');
console.log('and its script for tests of rules does what it says');
