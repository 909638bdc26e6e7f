import { describe, expect, test } from 'vitest';
import { applyChange, lineStarts } from '../../../src/editor/text.ts';
import type { TypedEdit, TypingPlace } from '../../../src/editor/typing.ts';
import { breakLine, indent, outdent } from '../../../src/editor/typing.ts';

/** `|` stands for the caret, two of them for the selection. */
function place(marked: string): TypingPlace {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|');
  const text = marked.replaceAll('|', '');
  return { text, starts: lineStarts(text), start, end: end > start ? end - 1 : start };
}

function after({ text }: TypingPlace, edit: TypedEdit | null): string {
  if (!edit) return 'nothing';
  const edited = applyChange(text, edit.change);
  const { anchor, head } = edit.after;
  const first = `${edited.slice(0, anchor)}|`;
  return head === anchor
    ? first + edited.slice(anchor)
    : `${first}${edited.slice(anchor, head)}|${edited.slice(head)}`;
}

describe('Enter', () => {
  test.each([
    ['begins where the line did', 'a:\n  b: c|', 'a:\n  b: c\n  |', 'yaml'],
    ['goes deeper after a key', 'a:|', 'a:\n  |', 'yaml'],
    ['goes deeper after a bracket', '\t{|', '\t{\n\t  |', 'json'],
    ['takes a bracket for a word in YAML', '[|', '[\n|', 'yaml'],
    ['replaces what is selected', '  a|bc|d', '  a\n  |d', 'yaml'],
  ] as const)('%s', (_, before, expected, language) => {
    const at = place(before);
    expect(after(at, breakLine(at, language))).toBe(expected);
  });
});

describe('Tab', () => {
  test.each([
    ['fills up to the next stop', 'a|b', 'a |b', indent],
    ['adds a whole step at a stop', '|b', '  |b', indent],
    ['moves all lines of a selection', 'a|b\n\nc|d\n', '  a|b\n\n  c|d\n', indent],
    ['takes one line back', '  a|b', 'a|b', outdent],
    ['takes a tab back', '\ta|b', 'a|b', outdent],
    ['takes back what there is of a step', ' a|b\n    c|d', 'a|b\n  c|d', outdent],
    ['does nothing where there is nothing to take', 'a|b', 'nothing', outdent],
  ])('%s', (_, before, expected, edit) => {
    const at = place(before);
    expect(after(at, edit(at))).toBe(expected);
  });
});
