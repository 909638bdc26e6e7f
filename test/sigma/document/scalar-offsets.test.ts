import { describe, expect, test } from 'vitest';
import type { ScalarNode } from '../../../src/sigma/document/node.ts';
import { readDocuments } from '../../../src/sigma/document/read-documents.ts';
import { rangeInScalar } from '../../../src/sigma/document/scalar-offsets.ts';

function scalarOf(source: string): ScalarNode {
  const root = readDocuments(source)[0]?.root;
  const value = root?.type === 'mapping' ? root.entries[0]?.value : null;
  if (value?.type !== 'scalar') throw new Error('no scalar');
  return value;
}

/** The source text of the first occurrence of `wanted` in the scalar's text. */
function sliceOf(source: string, wanted: string): string {
  const scalar = scalarOf(source);
  const start = scalar.text.indexOf(wanted);
  if (start < 0) throw new Error(`no ${wanted} in ${scalar.text}`);
  const range = rangeInScalar(source, scalar, start, start + wanted.length);
  return source.slice(range.start, range.end);
}

describe('the source of a stretch of a scalar', () => {
  test.each([
    ['plain', 'a: one two three', 'two', 'two'],
    ['plain over two lines', 'a: one\n  two\n  three', 'three', 'three'],
    ['plain over a line break', 'a: one\n  two', 'one two', 'one\n  two'],
    ['single', "a: 'one two'", 'two', 'two'],
    ['single behind quotes', "a: 'it''s one''s two'", 'two', 'two'],
    ['single, only quotes', "a: ''''''", "''", "''''"],
    ['single that begins with a quote', "a: '''one'' two'", 'one', 'one'],
    ['single over blank lines', "a: 'one\n\n\n  two three'", 'three', 'three'],
    ['double', 'a: "one two"', 'two', 'two'],
    ['double behind escapes', 'a: "\\t\\x41\\u0042\\\\ two"', 'two', 'two'],
    ['an escape itself', 'a: "one \\u0042 two"', 'B', '\\u0042'],
    ['double behind an astral escape', 'a: "\\U0001F600\\U0001F600 two"', 'two', 'two'],
    ['double with a continued line', 'a: "one \\\n   two \\\n   three"', 'three', 'three'],
    ['double, an escape behind indentation', 'a: "one\n   \\x62b"', 'bb', '\\x62b'],
    ['double, an escaped space behind indentation', 'a: "one\n   \\ two"', 'two', 'two'],
    ['double over a blank line', 'a: "one\n\n  two"', 'two', 'two'],
    ['literal block', 'a: |\n  one\n  two\n', 'two', 'two'],
    ['literal block, indented more', 'a: |\n  one\n     two\n  three\n', 'two', 'two'],
    ['folded block', 'a: >\n  one\n  two\n', 'two', 'two'],
    ['folded block with a comment', 'a: > # comment two\n  one\n  two\n', 'two', 'two'],
    ['folded and stripped', 'a: >-\n    one\n    and two\n', 'and two', 'and two'],
    ['block, Windows line breaks', 'a: >\r\n  one\r\n  two\r\n', 'two', 'two'],
    ['block, carriage returns alone', 'a: >\r  one\r  two\r', 'two', 'two'],
    ['double, Windows line breaks', 'a: "one\r\n  two"', 'two', 'two'],
    ['behind a tag', 'a: !!str one two', 'two', 'two'],
    ['behind an anchor', 'a: &x "one two"', 'two', 'two'],
    ['surrogate pairs', "a: '😀😀 two'", 'two', 'two'],
    ['no-break space', "a: '\u00a0\u00a0 two'", 'two', 'two'],
  ])('%s', (_, source, wanted, slice) => {
    expect(sliceOf(source, wanted)).toBe(slice);
  });

  test('an empty stretch has its place and no width', () => {
    const source = "a: 'it''s'";
    expect(rangeInScalar(source, scalarOf(source), 3, 3)).toEqual({ start: 8, end: 8 });
  });

  test('the end of the text is the end of the source', () => {
    const source = 'a: >\n  one\n  two\n';
    const scalar = scalarOf(source);
    const range = rangeInScalar(source, scalar, scalar.text.length, scalar.text.length);
    expect(range.end).toBeLessThanOrEqual(source.length);
    expect(range.start).toBe(range.end);
  });
});
