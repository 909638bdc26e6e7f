import { expect, test } from 'vitest';
import { pickChosen, pickDropped } from '../../../src/state/library-files.ts';

function fileAt(path: string): File {
  const file = new File([''], path.split('/').at(-1) ?? '');
  Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return file;
}

test.each([
  [['a.yml'], ''],
  [['a.yml', 'b.yml', 'c.zip'], 'a.yml and 2 more'],
  [['rules/a.yml', 'rules/aws/b.yml'], 'rules'],
  [[], ''],
])('%j chosen are called %j', (paths, name) => {
  const picked = pickChosen(paths.map(fileAt));
  expect(picked.name).toBe(name);
  expect(picked.files.map(({ path }) => path)).toEqual(paths);
});

test('folders that hold no rules are left out', () => {
  const picked = pickChosen(['r/.git/x.yml', 'r/node_modules/y.yml', 'r/z.yml'].map(fileAt));
  expect(picked.files.map(({ path }) => path)).toEqual(['r/z.yml']);
});

/** A folder as a browser hands it over: a few of its entries at a time. */
function folder(path: string, entries: readonly FileSystemEntry[]): FileSystemEntry {
  const left = [...entries];
  return {
    isFile: false,
    isDirectory: true,
    name: path.split('/').at(-1),
    fullPath: path,
    createReader: () => ({
      readEntries: (give: (some: FileSystemEntry[]) => void) => give(left.splice(0, 2)),
    }),
  } as unknown as FileSystemEntry;
}

function file(path: string, isReadable = true): FileSystemEntry {
  return {
    isFile: true,
    isDirectory: false,
    name: path.split('/').at(-1),
    fullPath: path,
    file: (give: (file: File) => void, refuse: (error: Error) => void) =>
      isReadable ? give(new File([''], path)) : refuse(new Error('gone')),
  } as unknown as FileSystemEntry;
}

function dropOf(entries: readonly FileSystemEntry[], files: readonly File[] = []): DataTransfer {
  const items = entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry }));
  return { items, files } as unknown as DataTransfer;
}

const noSignal = new AbortController().signal;

test('a dropped folder is looked through to its end', async () => {
  const inner = folder('/rules/aws', [file('/rules/aws/c.yml')]);
  const root = folder('/rules', [
    file('/rules/a.yml'),
    file('/rules/gone.yml', false),
    folder('/rules/.git', [file('/rules/.git/x.yml')]),
    inner,
    file('/rules/b.yml'),
  ]);
  const found: number[] = [];
  const picked = await pickDropped(dropOf([root]))(noSignal, (count) => found.push(count));
  expect(picked.files.map(({ path }) => path)).toEqual(['rules/a.yml', 'rules/aws/c.yml', 'rules/b.yml']);
  expect(picked.name).toBe('rules');
  expect(found[0]).toBe(1);
});

test('looking through folders can be ended, and ends by itself at a depth no rule set has', async () => {
  const controller = new AbortController();
  controller.abort();
  const drop = dropOf([folder('/r', [file('/r/a.yml')])]);
  expect((await pickDropped(drop)(controller.signal, () => {})).files).toEqual([]);
  let deep: FileSystemEntry = file('/deep.yml');
  for (let depth = 0; depth < 100; depth++) deep = folder('/d', [deep]);
  expect((await pickDropped(dropOf([deep]))(noSignal, () => {})).files).toEqual([]);
});

test('where the browser hands over no entries, the plain files are taken', async () => {
  const picked = await pickDropped(dropOf([], [fileAt('a.yml')]))(noSignal, () => {});
  expect(picked.files.map(({ path }) => path)).toEqual(['a.yml']);
});
