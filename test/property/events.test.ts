import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../src/sigma/event/json.ts';
import { locate, spanInText } from '../../src/sigma/event/locate.ts';
import { pointerAt } from '../../src/sigma/event/pointer-at.ts';
import { readEvents } from '../../src/sigma/event/read-events.ts';
import type { Range } from '../../src/sigma/source/range.ts';

const pieces = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    "'",
    '/*',
    '//',
    '#',
    '\n',
    '\r\n',
    ' ',
    '\ufeff',
    '\ud800',
    '\0',
  ],
  ...[
    '{"a":1}',
    '{"L":[',
    '{"a":',
    '[{',
    '"a"',
    '"__proto__":',
    'true',
    'None',
    '-',
    '1',
    '00',
    '1e',
    '“',
    '…',
  ],
);
const soup = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));
const anyText = fc.oneof(soup, fc.string({ unit: 'binary' }), fc.string());

function expectInside(text: string, { start, end }: Range): void {
  expect(0 <= start && start <= end && end <= text.length).toBe(true);
}

test('no text makes the readers throw, and all ranges are in the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      readJson(text);
      const { events, diagnostics } = readEvents(text, ['L']);
      let last = 0;
      for (const { range } of events) {
        expectInside(text, range);
        expect(range.start).toBeGreaterThanOrEqual(last);
        last = range.end;
      }
      for (const { range, fixes } of diagnostics) {
        expectInside(text, range);
        for (const { edits } of fixes ?? []) for (const edit of edits) expectInside(text, edit.range);
      }
      expect(events.length + diagnostics.length).toBeGreaterThan(text.includes('{"L":[') ? -1 : 0);
    }),
    { numRuns: 3000 },
  );
});

test('an event that reads well is found whatever stands on the lines around it', () => {
  const line = anyText.map((text) => text.replace(/[\r\n]/g, ' '));
  // A bracket opened on another line may lawfully take the line in.
  const closed = line.map((text) => text.replace(/[[{]/g, ''));
  fc.assert(
    fc.property(closed, closed, (before, after) => {
      const { events } = readEvents(`${before}\n{"needle":1}\n${after}`);
      expect(events.map(({ value }) => value)).toContainEqual({ needle: 1 });
    }),
  );
  fc.assert(
    fc.property(line, (after) => {
      const { events } = readEvents(`{"needle":1}\n${after}`);
      expect(events.map(({ value }) => value)).toContainEqual({ needle: 1 });
    }),
  );
});

test('no text and no range makes the locators throw or hang', () => {
  fc.assert(
    fc.property(anyText, fc.nat(60), fc.nat(60), fc.nat(60), (text, start, length, offset) => {
      const range = { start, end: start + length };
      locate(text, range, ['', '/a', '/a/0', '/0/a', '/L/1']);
      pointerAt(text, range, offset);
      spanInText(text, range, { start: offset, end: offset + 3 });
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['brackets', '['],
  ['braces', '{'],
  ['nested objects', '{"a":'],
  ['unclosed lines', '{"a":[\n'],
  ['unclosed lines with whole ones', '{"a":[\n{"b":1}\n,\n'],
  ['unclosed texts', '{"a":"\n'],
  ['quotes', '"'],
  ['commas', ','],
  ['closing brackets', ']}'],
  ['comments', '/*'],
  ['broken events on one line', '{"a":x}'],
  ['scalars', '1 '],
  ['repeated keys', '{"a":1,"a":2,"b":{"a":1,"a":2}}'],
  ['wrong closings', '{"a":[}]'],
])('2 MB of %s are answered in time', (_, unit) => {
  const text = unit.repeat(2_000_000 / unit.length);
  const started = performance.now();
  expect(readEvents(text, ['L']).diagnostics.length).toBeGreaterThan(0);
  // Usually under 1,000; the ceiling is loose for busy machines.
  expect(performance.now() - started).toBeLessThan(5000);
});
