import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../src/sigma/event/read-events.ts';
import { rereadEvents } from '../../../src/sigma/event/reread-events.ts';

const text = '{"a":1}\n{"b":{"c":"x"}}\n{"d":3}';

describe('an edit', () => {
  test('inside one event reads only that', () => {
    const before = readEvents(text);
    const after = rereadEvents(before, text.replace('"x"', '"longer"'));
    expect(after).toEqual(readEvents(after.text));
    expect(after.events[0]?.value).toBe(before.events[0]?.value);
    expect(after.events[1]?.value).toEqual({ b: { c: 'longer' } });
    expect(after.events[2]?.value).toBe(before.events[2]?.value);
  });

  test('of nothing gives the same reading', () => {
    const before = readEvents(text);
    expect(rereadEvents(before, text)).toBe(before);
  });

  test.each([
    ['that ends an event early', text.replace('"x"', '"x"}} {"e":{"f":1')],
    ['that breaks an event', text.replace('"x"', '"x')],
    ['that repeats a key', text.replace('"x"', '"x","c":2')],
    ['between events', text.replace('\n', '\n\n')],
    ['that joins events', text.replace('}\n{"b"', ',"b"')],
    ['that makes a list of an event', text.replace('"b":{"c":"x"}', '"L":[{"c":"x"}]')],
    ['that removes all', ''],
    ['at the end', `${text}\n{}`],
  ])('%s gives what a fresh reading gives', (_, edited) => {
    expect(rereadEvents(readEvents(text, ['L']), edited, ['L'])).toEqual(readEvents(edited, ['L']));
  });
});

test('any edit gives what a fresh reading gives', () => {
  const event = fc.dictionary(fc.constantFrom('a', 'b', 'L', '__proto__'), fc.jsonValue({ maxDepth: 2 }), {
    maxKeys: 3,
  });
  const form = fc.constantFrom(
    (lines: string[]) => lines.join('\n'),
    (lines: string[]) => `[${lines.join(', ')}]`,
    (lines: string[]) => `{"L":[${lines.join(',')}],"n":[{}]}\n`,
  );
  const insert = fc.oneof(
    fc.constantFrom('', '"', '{', '}', ',', '\\', '"L":[', '{}', 'x', ' '),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 5 }),
      form,
      fc.nat(),
      fc.nat(4),
      insert,
      (events, join, at, removed, piece) => {
        const before = join(events.map((value) => JSON.stringify(value)));
        const place = at % (before.length + 1);
        const after = before.slice(0, place) + piece + before.slice(place + removed);
        const reread = rereadEvents(readEvents(before, ['L']), after, ['L']);
        expect(reread).toEqual(readEvents(after, ['L']));
      },
    ),
    { numRuns: 2000 },
  );
});

test('an edit in 1,000 events of 1.5 KB takes milliseconds', () => {
  const line = JSON.stringify({ eventName: 'GetObject', requestParameters: { key: 'x'.repeat(1440) } });
  const long = Array(1000).fill(line).join('\n');
  let reading = readEvents(long);
  const times: number[] = [];
  for (let i = 0; i < 21; i++) {
    const at = reading.events[500]?.range.start ?? 0;
    const edited = `${reading.text.slice(0, at + 60)}y${reading.text.slice(at + 60)}`;
    const started = performance.now();
    reading = rereadEvents(reading, edited);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  expect(reading.events).toHaveLength(1000);
  // Usually under 2; the ceiling is loose for busy machines.
  expect(times[10]).toBeLessThan(25);
});
