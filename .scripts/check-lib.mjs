// Whether the built library does what README.md says: its example runs in plain Node, and its declarations hold.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './root.mjs';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const example = /```js\n([\s\S]*?sigma-playground\/matcher[\s\S]*?)```/.exec(readme)?.[1];
assert(example, 'README.md has an example of the library');
const [, call, promised] = /^(evaluate\(.*\)); \/\/ (.*)$/m.exec(example) ?? [];
assert(call && promised, 'the example says what it gives');

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
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`README.md's example: ${call} gives ${promised}`);
