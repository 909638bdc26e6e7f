import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatEvents, maxFormattedLength } from '../../src/intake/format-events.ts';
import { readInput } from '../../src/intake/read-input.ts';

test.each([
  ['', ''],
  ['{}', '{}'],
  ['[ ]', '[]'],
  ['{"a":1}', '{\n  "a": 1\n}'],
  ['{"a":[1,{"b":[]}],"c":{}}\n\n', '{\n  "a": [\n    1,\n    {\n      "b": []\n    }\n  ],\n  "c": {}\n}\n'],
  [
    '{"n":1.50e+3,"n":-0,"big":12345678901234567890}',
    '{\n  "n": 1.50e+3,\n  "n": -0,\n  "big": 12345678901234567890\n}',
  ],
  ['{"a{":"\\u00e9\\" , \\\\"}', '{\n  "a{": "\\u00e9\\" , \\\\"\n}'],
  ['\ufeff{"a":1}', '\ufeff{\n  "a": 1\n}'],
])('%j', (text, formatted) => {
  expect(formatEvents(text)).toBe(formatted);
});

test('one event a line becomes one after the other, and all are read', () => {
  const formatted = formatEvents('{"a":1}\n{"a":2}\n') ?? '';
  expect(formatted).toBe('{\n  "a": 1\n}\n{\n  "a": 2\n}\n');
  const { events, diagnostics } = readInput(formatted);
  expect(diagnostics).toEqual([]);
  expect(events.map(({ value }) => value)).toEqual([{ a: 1 }, { a: 2 }]);
});

test('what would grow beyond measure is left alone', () => {
  expect(formatEvents('['.repeat(500) + '[],'.repeat(20_000))).toBeNull();
  expect(formatEvents(`"${'x'.repeat(maxFormattedLength)}"`)).toBeNull();
});

test('a value stays the same, and twice is once', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2, '\t'), (value, space) => {
      const formatted = formatEvents(JSON.stringify(value, null, space)) ?? '';
      expect(formatted).toBe(JSON.stringify(value, null, 2));
      expect(formatEvents(formatted)).toBe(formatted);
    }),
  );
});

test('of any text only the white space changes', () => {
  const bare = (text: string) => text.replace(/[ \t\n\r]+/g, '');
  const piece = fc.constantFrom(...'{}[],:"\\ \n\t', 'a', '1', '"b c"', 'null', "'", '\\"');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      expect(bare(formatEvents(text) ?? '')).toBe(bare(text));
    }),
  );
});
