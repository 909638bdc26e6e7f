import { expect, test } from 'vitest';
import { readEventTime, readEventTimes } from '../../../src/sigma/correlation/event-time.ts';
import { ExactNumber } from '../../../src/sigma/event/value.ts';

const at = Date.UTC(2026, 0, 2, 3, 4, 5);

test.each([
  ['2026-01-02T03:04:05Z', at],
  ['2026-01-02T03:04:05.678Z', at + 678],
  ['2026-01-02 03:04:05.678', at + 678],
  ['2026-01-02T03:04:05,5+01:00', at + 500 - 3_600_000],
  ['2026-01-02T03:04:05.1234567Z', at + 123.4567],
  [' 2026-01-02T03:04:05Z ', at],
  [String(at / 1000), at],
  [`${at / 1000}.25`, at + 250],
  [String(at), at],
  [`${at}123`, at + 0.123],
  [`${at}123456`, at + 0.123],
  ['yesterday', null],
  ['2026-13-02T03:04:05Z', null],
  ['2026-01-02T03:04:05.Z', null],
  ['', null],
])('%s', (text, ms) => {
  const read = readEventTime(text);
  if (ms === null) expect(read).toBe(null);
  else expect(read).toBeCloseTo(ms, 3);
});

test('parts of a second keep their distance whatever day it is', () => {
  const one = readEventTime('2026-01-02T03:04:05.123456Z') as number;
  const other = readEventTime('2026-01-02T03:14:05.123456Z') as number;
  expect(other - one).toBe(600_000);
});

test.each([
  [{ eventTime: '2026-01-02T03:04:05Z', timestamp: '2020-01-01T00:00:00Z' }, 'eventTime'],
  [{ '@timestamp': '2026-01-02T03:04:05Z', time: 1 }, '@timestamp'],
  [{ UtcTime: '2026-01-02 03:04:05.000' }, 'UtcTime'],
  [{ System: { TimeCreated: { SystemTime: '2026-01-02T03:04:05Z' } } }, 'System.TimeCreated.SystemTime'],
  [
    { Event: { System: { TimeCreated: { '#attributes': { SystemTime: '2026-01-02T03:04:05Z' } } } } },
    'Event.System.TimeCreated.#attributes.SystemTime',
  ],
  [{ eventTime: 'soon', timestamp: at / 1000 }, 'timestamp'],
  [{ time: new ExactNumber(`${at / 1000}.0`) }, 'time'],
])('the first known field that holds a time: %j', (event, field) => {
  const { times, trace } = readEventTimes([event]);
  expect([...times]).toEqual([at]);
  expect(trace.fields).toEqual([{ field, events: 1 }]);
});

test('a chosen field is the only one', () => {
  const { times, trace } = readEventTimes([{ seen: { at: at }, time: 1 }, { time: 1 }], 'seen.at');
  expect([...times]).toEqual([at, NaN]);
  expect(trace).toEqual({
    fields: [{ field: 'seen.at', events: 1 }],
    missing: { count: 1, events: [1] },
    late: { count: 0, events: [] },
  });
});

test('sorted by time, equal times as they stand; late ones are named, and many only counted', () => {
  const { order, trace } = readEventTimes([
    { time: 5 },
    { time: 3 },
    {},
    { time: 5 },
    { time: 3 },
    { time: 9 },
  ]);
  expect([...order]).toEqual([1, 4, 0, 3, 5]);
  expect(trace.late).toEqual({ count: 2, events: [1, 4] });
  expect(trace.missing).toEqual({ count: 1, events: [2] });
  const many = readEventTimes(Array.from({ length: 1000 }, () => ({})));
  expect(many.trace.missing.count).toBe(1000);
  expect(many.trace.missing.events).toHaveLength(100);
});
