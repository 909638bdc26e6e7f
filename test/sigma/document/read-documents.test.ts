import { describe, expect, test } from 'vitest';
import { entryOf, scalarText } from '../../../src/sigma/document/node.ts';
import type { DocumentNode, MappingNode, ScalarNode } from '../../../src/sigma/document/node.ts';
import {
  maxDocumentDepth,
  maxExpandedNodes,
  maxRuleTextLength,
  readDocuments,
} from '../../../src/sigma/document/read-documents.ts';
import { applyEdits } from '../../../src/sigma/source/diagnostic.ts';
import { marked } from '../../_helpers/rule.ts';

/** Nodes as plain values; scalars by their text. */
function plain(node: DocumentNode | null): unknown {
  if (node === null) return null;
  if (node.type === 'scalar') return node.text;
  if (node.type === 'sequence') return node.items.map(plain);
  return node.entries.map(({ key, value }) => [key.text, plain(value)]);
}

function first(text: string): MappingNode {
  const root = readDocuments(text)[0]?.root;
  if (root?.type !== 'mapping') throw new Error('no mapping');
  return root;
}

function valueOf(text: string): ScalarNode {
  const value = first(text).entries[0]?.value;
  if (value?.type !== 'scalar') throw new Error('no scalar');
  return value;
}

function found(text: string): [string, string][] {
  return marked(
    text,
    readDocuments(text).flatMap(({ diagnostics }) => diagnostics),
  );
}

describe('scalars', () => {
  test.each([
    ['a: text', 'string', 'text', 'plain', 'text'],
    ['a: two words # comment', 'string', 'two words', 'plain', 'two words'],
    ["a: 'it''s'", 'string', "it's", 'single', "'it''s'"],
    ['a: "q\\"\\u00e9"', 'string', 'q"é', 'double', '"q\\"\\u00e9"'],
    ['a: 5', 'number', '5', 'plain', '5'],
    ['a: 0755', 'number', '0755', 'plain', '0755'],
    ['a: 0x1F', 'number', '0x1F', 'plain', '0x1F'],
    ['a: 1e3', 'number', '1e3', 'plain', '1e3'],
    ['a: 9007199254740993', 'number', '9007199254740993', 'plain', '9007199254740993'],
    ['a: .inf', 'string', '.inf', 'plain', '.inf'],
    ['a: True', 'boolean', 'True', 'plain', 'True'],
    ['a: yes', 'string', 'yes', 'plain', 'yes'],
    ['a: 2020-01-01', 'string', '2020-01-01', 'plain', '2020-01-01'],
    ['a: 12:30:45', 'string', '12:30:45', 'plain', '12:30:45'],
    ['a: ~', 'null', '~', 'plain', '~'],
    ['a: null', 'null', 'null', 'plain', 'null'],
    ["a: 'null'", 'string', 'null', 'single', "'null'"],
    ["a: '5'", 'string', '5', 'single', "'5'"],
    ["a: ''", 'string', '', 'single', "''"],
    ['a: !!str 5', 'string', '5', 'plain', '5'],
    ['a: &x v', 'string', 'v', 'plain', 'v'],
  ])('%s', (text, kind, said, style, source) => {
    const { range, ...node } = valueOf(text);
    expect(node).toEqual({ type: 'scalar', kind, text: said, style });
    expect(text.slice(range.start, range.end)).toBe(source);
  });

  test('a value that is not there is null, without a width, behind its key', () => {
    const value = valueOf('a:\nb: 1');
    expect(value).toMatchObject({ kind: 'null', text: '' });
    expect(value.range.start).toBe(value.range.end);
  });

  test.each([
    ['literal', 'a: |\n  one\n    two\n', 'one\n  two\n'],
    ['literal, stripped', 'a: |-\n  one\n  two\n', 'one\ntwo'],
    ['folded', 'a: >\n  one\n  two\n\n  three\n', 'one two\nthree\n'],
    ['with an indentation indicator', 'a: |1-\n   one\n', '  one'],
  ])('block: %s', (_, text, said) => {
    expect(valueOf(text)).toMatchObject({ kind: 'string', style: 'block', text: said });
  });

  test('line breaks of Windows count as line breaks', () => {
    expect(valueOf('a: |\r\n  one\r\n  two\r\n').text).toBe('one\ntwo\n');
    expect(plain(first('a: 1\r\nb:\r\n  - x\r\n  - y\r\n'))).toEqual([
      ['a', '1'],
      ['b', ['x', 'y']],
    ]);
  });

  test('a directive for YAML 1.1 changes nothing', () => {
    expect(valueOf('%YAML 1.1\n---\na: yes')).toMatchObject({ kind: 'string', text: 'yes' });
  });
});

describe('collections', () => {
  test('keep the order and the ranges of their entries', () => {
    const text = 'b: 1\na:\n  - x\n  - {k: v}\n\n';
    const root = first(text);
    expect(plain(root)).toEqual([
      ['b', '1'],
      ['a', ['x', [['k', 'v']]]],
    ]);
    expect(root.entries.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'b: 1',
      'a:\n  - x\n  - {k: v}',
    ]);
  });

  test('keys that touch prototypes are ordinary', () => {
    const root = first('__proto__: 1\nconstructor: 2\ntoString: 3');
    expect(root.entries.map(({ key }) => key.text)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(scalarText(root, 'constructor')).toBe('2');
    expect(entryOf(first('a: 1'), 'constructor')).toBeUndefined();
  });

  test('a byte order mark is no part of the first key', () => {
    expect(first('\ufefftitle: x').entries[0]?.key.text).toBe('title');
  });
});

describe('several documents', () => {
  test('are read one by one, their ranges apart', () => {
    const text = 'a: 1\n---\nb: 2\n...\n---\nc: 3\n';
    const documents = readDocuments(text);
    expect(documents.map(({ root }) => plain(root))).toEqual([[['a', '1']], [['b', '2']], [['c', '3']]]);
    for (const [i, { range }] of documents.entries())
      expect(text.slice(range.start, range.end)).toContain(['a: 1', 'b: 2', 'c: 3'][i]);
  });

  test('a broken one does not hide its neighbours', () => {
    const documents = readDocuments('a: 1\n---\nb: [\n---\nc: 3\n');
    expect(plain(documents[0]?.root ?? null)).toEqual([['a', '1']]);
    expect(plain(documents.at(-1)?.root ?? null)).toEqual([['c', '3']]);
    expect(documents[0]?.diagnostics).toEqual([]);
    expect(documents.at(-1)?.diagnostics).toEqual([]);
  });

  test.each(['', '\n\n', '# nothing\n', '---\n---\n'])('%j holds none', (text) => {
    expect(readDocuments(text).filter(({ root }) => root)).toEqual([]);
  });
});

describe('anchors and aliases', () => {
  test('an alias stands for what its anchor marks', () => {
    expect(plain(first('a: &x [1, 2]\nb: *x'))).toEqual([
      ['a', ['1', '2']],
      ['b', ['1', '2']],
    ]);
  });

  test('an anchor that stands twice: the nearer one above counts', () => {
    expect(plain(first('a: &x 1\nb: *x\nc: &x 2\nd: *x'))).toEqual([
      ['a', '1'],
      ['b', '1'],
      ['c', '2'],
      ['d', '2'],
    ]);
  });

  test('a value that begins with `*` is taken for an alias, and can be quoted', () => {
    const text = 'a: *.exe';
    const [problem] = readDocuments(text)[0]?.diagnostics ?? [];
    expect(found(text)).toEqual([['yaml_syntax', '*.exe']]);
    expect(applyEdits(text, problem?.fixes?.[0]?.edits ?? [])).toBe("a: '*.exe'");
  });

  test('a merge key merges, with a warning; own keys and earlier mappings win', () => {
    const text = 'x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  a: 3\n  <<: [*x, *y]\n';
    const merged = entryOf(first(text), 'z')?.value ?? null;
    expect(plain(merged)).toEqual([
      ['a', '3'],
      ['b', '1'],
      ['c', '2'],
    ]);
    expect(found(text)).toEqual([['yaml_merge_key', '<<']]);
  });

  test('a quoted `<<` is an ordinary key', () => {
    expect(plain(first("'<<': 1"))).toEqual([['<<', '1']]);
  });

  test('an alias inside its own anchor is refused', () => {
    expect(found('a: &x\n  b: *x')).toEqual([['yaml_alias_bomb', '*x']]);
  });

  test('an alias bomb is refused, quickly', () => {
    const levels = 'abcdefghijkl'.split('');
    const text = levels
      .map(
        (name, i) =>
          `${name}: &${name} [${Array(10)
            .fill(i === 0 ? 'x' : `*${levels[i - 1]}`)
            .join(', ')}]`,
      )
      .join('\n');
    const started = performance.now();
    expect(found(text)[0]?.[0]).toBe('yaml_alias_bomb');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('aliases may expand up to the limit', () => {
    const of = (items: number, aliases: number): string =>
      `a: &a [${Array(items).fill('x').join(',')}]\nb: [${Array(aliases).fill('*a').join(',')}]`;
    expect(found(of(1000, 150))).toEqual([]);
    expect(found(of(1000, maxExpandedNodes / 1000))[0]?.[0]).toBe('yaml_alias_bomb');
  });
});

describe('what is refused, with its place', () => {
  test.each([
    ['a tab as indentation', 'a:\n\tb: 1', 'yaml_tab'],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', 'yaml_duplicate_key', 'a'],
    ['also in flow', '{a: 1, "a": 2}', 'yaml_duplicate_key', '"a"'],
    ['a list as a key', '? [a]\n: 1', 'yaml_key_not_scalar', '[a]'],
    ['a mapping as a key', '{{a: 1}: 2}', 'yaml_key_not_scalar', '{a: 1}'],
    ['an unclosed quote', "a: 'b", 'yaml_syntax'],
    ['an unclosed bracket', 'a: [b', 'yaml_syntax'],
    ['a bad escape', 'a: "\\q"', 'yaml_syntax'],
    ['a value that begins with `@`', 'a: @b', 'yaml_syntax'],
    ['a second colon', 'a: b: c', 'yaml_syntax'],
    ['bad indentation', 'a:\n  b: 1\n c: 2', 'yaml_syntax'],
  ])('%s', (_, text, code, slice?: string) => {
    const problem = found(text)[0];
    expect(problem?.[0]).toBe(code);
    if (slice !== undefined) expect(problem?.[1]).toBe(slice);
  });

  test('a repeated key is marked where it stands the second time', () => {
    const text = 'a: 1\nb: 2\na: 3';
    expect(readDocuments(text)[0]?.diagnostics[0]?.range).toEqual({ start: 10, end: 11 });
  });

  test('a key beyond 1024 characters, even behind `?`', () => {
    const key = 'k'.repeat(1025);
    expect(found(`? ${key}\n: 1`)).toEqual([['yaml_syntax', key]]);
    expect(found(`? ${key.slice(1)}\n: 1`)).toEqual([]);
  });

  test('nesting beyond the limit', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(found(nested(maxDocumentDepth))).toEqual([]);
    expect(found(nested(maxDocumentDepth + 3)).map(([code]) => code)).toEqual(['yaml_too_deep']);
  });

  test.each([
    ['brackets', '['],
    ['braces', '{a: '],
    ['dashes', '- '],
    ['question marks', '? '],
  ])('%s without end: what stands before is read, and nothing behind the limit', (_, open) => {
    const text = `a: 1\n---\n${open.repeat(30_000)}`;
    const [first, second, ...others] = readDocuments(text);
    expect(first).toMatchObject({ root: { entries: [{ key: { text: 'a' } }] }, diagnostics: [] });
    expect(second).toMatchObject({ root: null, range: { end: text.length } });
    expect(second?.diagnostics.map(({ code }) => code)).toEqual(['yaml_too_deep']);
    const { start = 0 } = second?.diagnostics[0]?.range ?? {};
    expect(Math.floor((start - 9) / open.length)).toBe(maxDocumentDepth + 2);
    expect(others).toEqual([]);
  });

  test('a text beyond the limit', () => {
    expect(found(`# ${'x'.repeat(maxRuleTextLength)}`)).toEqual([['yaml_too_large', '']]);
    expect(found(`a: 1 #${'x'.repeat(maxRuleTextLength - 6)}`)).toEqual([]);
  });

  test('an unknown tag is a warning only', () => {
    expect(found('a: !thing b')).toEqual([['yaml_tag', '!thing']]);
    expect(valueOf('a: !thing b').text).toBe('b');
  });
});

describe('mends', () => {
  test.each([
    ['a tab', 'a:\n\tb: 1', 'a:\n    b: 1'],
    ['a second colon', 'a: b: c', "a: 'b: c'"],
    ['a value that begins with `@`', 'a: @b', "a: '@b'"],
    ['a value that begins with a backquote', 'a:\n  - `b`', "a:\n  - '`b`'"],
  ])('%s', (_, text, mended) => {
    const problem = readDocuments(text)[0]?.diagnostics[0];
    expect(applyEdits(text, problem?.fixes?.[0]?.edits ?? [])).toBe(mended);
    expect(found(mended)).toEqual([]);
  });
});

describe('no text is too hostile', () => {
  test.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', '{a: '.repeat(20_000)],
    ['dashes', '- '.repeat(30_000)],
    ['question marks', '? '.repeat(30_000)],
    ['anchors', '&a '.repeat(20_000)],
    ['documents', '---\n'.repeat(20_000)],
    ['backslashes', `"${'\\'.repeat(200_000)}`],
    ['closing brackets', ']'.repeat(20_000)],
  ])('%s', (_, text) => {
    const started = performance.now();
    readDocuments(text);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
