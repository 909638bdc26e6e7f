import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/worker/engine.ts';

const rule = `title: Stop
name: stop
logsource: {product: aws}
detection:
  s: {eventName: StopLogging}
  condition: s
`;
const filter = `title: Admins
logsource: {product: aws}
filter:
  rules: [stop]
  s: {user: admin}
  condition: not s
`;
const correlation = `title: Twice
correlation:
  type: event_count
  rules: [stop]
  timespan: 10m
  condition: {gte: 2}
`;
const events = JSON.stringify([
  { eventName: 'StopLogging', user: 'eve', eventTime: '2026-01-01T00:00:00Z' },
  { eventName: 'StopLogging', user: 'admin', eventTime: '2026-01-01T00:01:00Z' },
  { eventName: 'StopLogging', user: 'eve', eventTime: '2026-01-01T00:02:00Z' },
]);

function run(ruleText: string, document?: number, selected = 1) {
  return createEngine({ onRunning: () => {} }).run({
    id: 1,
    ruleText,
    eventsText: events,
    selected,
    skipped: [],
    ...(document === undefined ? {} : { document }),
  });
}

const all = [rule, filter, correlation].join('---\n');

test('a plain rule is answered as ever', async () => {
  const answer = await run(rule);
  expect(answer.collection).toBeUndefined();
  expect(answer).toMatchObject({
    rule: { state: 'ready', evaluated: 0 },
    verdicts: ['match', 'match', 'match'],
  });
});

describe('each document has its answer', () => {
  test('a correlation speaks for the rules that it refers to', async () => {
    expect((await run(all)).rule.evaluated).toBe(2);
    expect((await run([correlation, rule, filter].join('---\n'))).rule.evaluated).toBe(0);
    expect((await run([rule, filter].join('---\n'))).rule.evaluated).toBe(0);
  });

  test('a rule is explained with its filters', async () => {
    const { rule: of, verdicts, collection, explanation } = await run(all, 0);
    expect(of).toMatchObject({ state: 'ready', evaluated: 0 });
    expect(of.diagnostics.map(({ severity }) => severity)).not.toContain('error');
    expect(of.documents.map(({ kind }) => kind)).toEqual(['detection', 'filter', 'correlation']);
    expect(verdicts).toEqual(['match', 'miss', 'match']);
    expect(explanation?.trace.verdict).toBe('miss');
    expect(collection?.excludedBy).toEqual([1]);
    expect(collection?.effectiveText).toContain('condition: s and not _filter_s');
    expect(collection?.documents).toMatchObject([
      { name: 'stop', state: 'ready', fired: 2, excluded: 1, verdict: 'miss', related: [1] },
      { state: 'part', excluded: 1, verdict: null, related: [0] },
      { state: 'ready', fired: 1, verdict: 'match', related: [0] },
    ]);
  });

  test('a filter is explained by its own condition', async () => {
    const { rule: of, verdicts, explanation, collection } = await run(all, 1);
    expect(of).toMatchObject({ state: 'part', evaluated: 1 });
    expect(verdicts).toEqual([]);
    expect(collection?.line).toEqual({
      tone: 'idle',
      text: 'This filter applies to 1 rule',
      detail: 'it excludes 1 event on which they would fire',
    });
    expect(explanation?.trace.verdict).toBe('miss');
  });

  test('a correlation sees what the filters leave', async () => {
    const { rule: of, collection, explanation } = await run(all, 2);
    expect(of).toMatchObject({ state: 'ready', evaluated: 2 });
    expect(explanation).toBeNull();
    expect(collection?.line).toEqual({ tone: 'match', text: 'Fires', detail: 'once, in 1 group' });
    expect(collection?.correlation?.trace).toMatchObject({ verdict: 'match', hitCount: 1 });
    expect([...(collection?.correlation?.trace.firedAt ?? [])]).toEqual([2]);
    expect(collection?.correlation?.groups[0]?.windows).toHaveLength(1);
    const once = await run(all.replace('user: admin', 'user: eve'), 2);
    expect(once.collection?.correlation?.trace.verdict).toBe('miss');
  });

  test('one that is not there: as if none were asked for', async () => {
    expect((await run(all, 9)).rule.evaluated).toBe(2);
  });

  test('a broken neighbour changes nothing', async () => {
    const { rule: of, verdicts } = await run(`${rule}---\ntitle: [\n`);
    expect(of).toMatchObject({ state: 'ready', evaluated: 0 });
    expect(verdicts).toHaveLength(3);
  });
});
