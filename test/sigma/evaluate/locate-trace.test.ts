import { describe, expect, test } from 'vitest';
import { locateTrace, locateWhyNot } from '../../../src/sigma/evaluate/locate-trace.ts';
import type { Met } from '../../../src/sigma/evaluate/trace.ts';
import { explain, readEvents, whyNot } from '../../../src/sigma/matcher.ts';
import { compiled, itemsOf, selection } from '../../_helpers/rule.ts';

function metIn(search: string, text: string, index = 0): readonly Met[] {
  const event = readEvents(text).events[index];
  if (!event) throw new Error('no event');
  const trace = locateTrace(explain(compiled(selection(search)), event.value), text, event.range);
  return itemsOf(trace)[0]?.values[0]?.met ?? [];
}

const slice = (text: string, range: { start: number; end: number } | undefined): string | undefined =>
  range && text.slice(range.start, range.end);

describe('event ranges', () => {
  test.each([
    ['f: v', '{"f": "v"}', '"v"', 'v'],
    ['f.g|contains: b', '{"f": [{"x": 1}, {"g": ["a", "abc"]}]}', '"abc"', 'b'],
    ['f|contains: é', '{"f": "a\\u00e9b"}', '"a\\u00e9b"', '\\u00e9'],
    ['f|contains: \\', '{"f": "a\\\\b"}', '"a\\\\b"', '\\\\'],
    ['f|contains: 😀', '{"f": "a\\ud83d\\ude00b"}', '"a\\ud83d\\ude00b"', '\\ud83d\\ude00'],
    ['f: 5', '{"f": 5.0}', '5.0', undefined],
    ['f|contains: 6', '{"f": 4688}', '4688', '6'],
    ['f: true', '{"f": true}', 'true', 'true'],
    ['f: null', '{"f": null}', 'null', undefined],
    ['- v', '{"a": {"b": "xvx"}}', '"xvx"', 'v'],
    ['f|contains: v', '{"f": {"g": "v"}}', '{"g": "v"}', undefined],
    ["'a/b~c': v", '{"a/b~c": "v"}', '"v"', 'v'],
  ])('%s in %s: %s, span %s', (search, text, value, span) => {
    const [met] = metIn(search, text);
    expect(slice(text, met?.range)).toBe(value);
    expect(slice(text, met?.spanRange)).toBe(span);
  });

  test('are those of the event that was asked about', () => {
    const text = '[{"f": "a"},\n {"f": "v"}]';
    const [met] = metIn('f: v', text, 1);
    expect(met?.range).toEqual({ start: text.lastIndexOf('"v"'), end: text.lastIndexOf('"v"') + 3 });
  });

  test('of values that missed are there too', () => {
    const text = '{"f": ["a", "b"]}';
    expect(metIn('f: v', text).map(({ range }) => slice(text, range))).toEqual(['"a"', '"b"']);
  });

  test('change nothing else', () => {
    const text = '{"f": "v"}';
    const trace = explain(compiled(selection('f: v')), { f: 'v' });
    const before = structuredClone(trace);
    locateTrace(trace, text, { start: 0, end: text.length });
    expect(trace).toEqual(before);
  });
});

test('hints get the range of the value that they point at', () => {
  const text = '{"g": "value"}';
  const rule = compiled(selection('f: value'));
  const why = whyNot(rule, { g: 'value' }, explain(rule, { g: 'value' }));
  if (!why) throw new Error('no answer');
  const located = locateWhyNot(why, text, { start: 0, end: text.length });
  expect(located.hints.map(({ eventRange }) => slice(text, eventRange))).toContain('"value"');
});
