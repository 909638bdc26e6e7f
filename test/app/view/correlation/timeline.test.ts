import { beforeAll, describe, expect, test } from 'vitest';
import { sequences } from '../../../../src/lessons/demonstrations/sequences.ts';
import {
  aroundTimes,
  moveView,
  placeIn,
  sayTime,
  sayView,
  toTicks,
  viewWith,
  zoomView,
} from '../../../../src/view/correlation/time-view.ts';
import {
  fewLanes,
  findStop,
  measureRanges,
  nearestStop,
  sayStop,
  toLanes,
  toSources,
  toWhole,
  toWindowRows,
} from '../../../../src/view/correlation/timeline.ts';
import { createEngine } from '../../../../src/worker/engine.ts';
import type { CorrelationAnswer } from '../../../../src/worker/protocol.ts';

async function answerOf(ruleText: string, eventsText: string): Promise<CorrelationAnswer> {
  const engine = createEngine({ onRunning: () => {} });
  const { collection } = await engine.run({ id: 1, ruleText, eventsText, selected: 0, skipped: [] });
  if (!collection?.correlation) throw new Error('no correlation');
  return collection.correlation;
}

const counted = (timespan: string, gte: number) => `title: Stop
name: stop
logsource: {product: aws}
detection: {s: {eventName: StopLogging}, condition: s}
---
title: Often
correlation:
  type: event_count
  rules: [stop]
  group-by: [user]
  timespan: ${timespan}
  condition:
    gte: ${gte}
`;

const begin = Date.parse('2026-03-02T10:00:00Z');
const at = (seconds: number, user = 'eve') => ({
  eventName: 'StopLogging',
  user,
  eventTime: new Date(begin + seconds * 1000).toISOString(),
});

describe('the stretch of time', () => {
  const whole = { start: begin, end: begin + 100_000 };

  test('holds all times, with room; of one time, as much as a window is long', () => {
    expect(aroundTimes([begin + 100_000, begin], 0)).toEqual({ start: begin - 5000, end: begin + 105_000 });
    expect(aroundTimes([begin], 60_000)).toEqual({ start: begin - 60_000, end: begin + 60_000 });
  });

  test('zooms about a place, and never beyond the whole', () => {
    const close = zoomView(whole, whole, 0.5, 0.2);
    expect(close).toEqual({ start: begin + 10_000, end: begin + 60_000 });
    expect(zoomView(close, whole, 8)).toEqual(whole);
    expect(moveView(close, whole, -3).start).toBe(begin);
    expect(moveView(close, whole, 3).end).toBe(whole.end);
  });

  test('moves only as far as a time is out of sight', () => {
    const close = { start: begin + 10_000, end: begin + 20_000 };
    expect(viewWith(close, whole, begin + 15_000)).toBe(close);
    expect(placeIn(viewWith(close, whole, begin + 50_000), begin + 50_000)).toBeCloseTo(0.9);
    expect(placeIn(viewWith(close, whole, begin + 5000), begin + 5000)).toBeCloseTo(0.1);
  });

  test.each([
    [{ start: begin, end: begin + 60_000 }, 700, '10:00:00', '10:00:10'],
    [{ start: begin, end: begin + 3_600_000 }, 700, '10:00', '10:10'],
    [{ start: begin, end: begin + 400 }, 500, '10:00:00.000', '10:00:00.100'],
    [{ start: begin - 50_000_000, end: begin + 400_000_000 }, 500, '2026-03-02', '2026-03-04'],
  ])('ticks stand at round times of UTC: %#', (view, width, first, second) => {
    const ticks = toTicks(view, width);
    expect(ticks.slice(0, 2).map(({ label }) => label)).toEqual([first, second]);
    expect(ticks.length).toBeLessThanOrEqual(width / 84 + 1);
  });

  test('is said with its date once', () => {
    expect(sayView(whole)).toBe('2026-03-02, 10:00:00 to 10:01:40 UTC');
    expect(sayView({ start: begin, end: begin + 86_400_000 })).toBe(
      '2026-03-02 10:00:00 to 2026-03-03 10:00:00, UTC',
    );
    expect(sayTime(begin + 20)).toBe('2026-03-02 10:00:00.020');
  });
});

describe('lanes', () => {
  test('those that fired come first, then the nearest; a window too short says by how much', async () => {
    const events = [at(0), at(10), at(20), at(0, 'kim'), at(10, 'kim'), at(70, 'kim')];
    const answer = await answerOf(counted('30s', 3), JSON.stringify(events));
    const whole = toWhole(answer);
    const [eve, kim] = toLanes(answer, whole, 600, false);
    expect(eve).toMatchObject({ state: 'fired', name: '`user` = `eve`', outcome: 'fired once' });
    expect(eve?.stops.map(({ first, count }) => [first, count])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(eve?.spans).toMatchObject([
      { state: 'fired', from: placeIn(whole, begin), value: '3', late: null },
    ]);
    expect(kim?.spans).toMatchObject([
      { state: 'nearest', value: '2', late: { event: 5, at: placeIn(whole, begin + 70_000) } },
    ]);
    const rows = toWindowRows(answer);
    expect(rows.map(({ state, members, event }) => [state, members, event])).toEqual([
      ['fired', [0, 1, 2], 2],
      ['nearest', [3, 4], 4],
    ]);
    expect(rows[1]?.sentence).toContain('the next came 40 s too late');
  });

  test('events that would stand on one spot are one stop; zooming divides them, moving does not', async () => {
    const events = Array.from({ length: 3000 }, (_, i) => at(i));
    const answer = await answerOf(counted('1m', 100_000), JSON.stringify(events));
    const whole = toWhole(answer);
    const [lane] = toLanes(answer, whole, 600, false);
    const stops = lane?.stops ?? [];
    expect(stops.length).toBeLessThanOrEqual(600 / 14 + 1);
    expect(stops.reduce((sum, { count }) => sum + count, 0)).toBe(2000);
    expect(lane?.more).toBe(1000);
    expect(stops[findStop(stops, 1999)]).toBe(stops.at(-1));
    const close = zoomView(whole, whole, 1 / 200, 0.3);
    const [near] = toLanes(answer, close, 600, false);
    expect(near?.stops.every(({ count }) => count === 1)).toBe(true);
    const [moved] = toLanes(answer, moveView(close, whole, 0.37), 600, false);
    expect(moved?.stops.map(({ first }) => first)).toEqual(near?.stops.map(({ first }) => first));
  });

  test('many groups are shown when all are asked for', async () => {
    const events = Array.from({ length: 20 }, (_, i) => at(i, `u${i}`));
    const answer = await answerOf(counted('1m', 2), JSON.stringify(events));
    expect(toLanes(answer, toWhole(answer), 600, false)).toHaveLength(fewLanes);
    expect(toLanes(answer, toWhole(answer), 600, true)).toHaveLength(20);
  });

  test('a stop is said with its event, time and rules; several, from when to when', async () => {
    const answer = await answerOf(counted('1m', 5), JSON.stringify([at(0), at(10)]));
    const items = answer.trace.groups[0]?.items ?? [];
    const sources = toSources(answer);
    expect(sources).toMatchObject([{ name: 'stop', shape: 'circle', hue: 1, matched: 2 }]);
    const stop = { at: 0, first: 0, count: 1, sources: [0] };
    expect(sayStop(stop, items, sources, ['a`b'])).toBe("Event 1, `a'b`, at 10:00:00: `stop`");
    expect(sayStop({ ...stop, count: 2 }, items, sources, [])).toBe(
      '2 events from 10:00:00 to 10:00:10: `stop`',
    );
  });

  test('the nearest stop to a place', () => {
    const stops = [0.1, 0.5, 0.9].map((at, first) => ({ at, first, count: 1, sources: [0] }));
    expect([0, 0.4, 2].map((place) => nearestStop(stops, place))).toEqual([0, 1, 2]);
    expect(nearestStop([], 0)).toBe(-1);
  });
});

test('the lines that a window answers: timespan and condition of that document', () => {
  const text = counted('30s', 3);
  const start = text.indexOf('title: Often');
  const found = measureRanges(text, { start, end: text.length });
  expect(found.map((range) => text.slice(range.start, range.end))).toEqual([
    'timespan: 30s',
    'condition:\n    gte: 3',
  ]);
});

describe('the sample of brute force', () => {
  let answer: CorrelationAnswer;
  beforeAll(async () => {
    const [sample] = sequences;
    answer = await answerOf(sample?.rule ?? '', (await sample?.events()) ?? '');
  });

  test('is explained by the last of its chain, and fires for one address alone', () => {
    expect(answer.trace).toMatchObject({ type: 'temporal_ordered', verdict: 'match', firedGroupCount: 1 });
    expect(answer.groups[0]?.name).toContain('203.0.113.66');
    expect(toSources(answer).map(({ name, shape }) => [name, shape])).toEqual([
      ['many_failed', 'circle'],
      ['sign_in', 'square'],
    ]);
  });
});
