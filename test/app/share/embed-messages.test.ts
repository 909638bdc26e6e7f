import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  maxEventsLength,
  maxRuleLength,
  readLoad,
  resizeMessage,
  verdictMessage,
} from '../../../src/share/embed-messages.ts';

const load = (parts: object) => ({ type: 'sigma-playground:load', ...parts });

test('texts are taken in, each alone or both, with the event to explain', () => {
  expect(readLoad(load({ rule: 'r' }))).toEqual({ rule: 'r', event: 0 });
  expect(readLoad(load({ events: '' }))).toEqual({ events: '', event: 0 });
  expect(readLoad(load({ rule: 'r', events: 'e', event: 3, later: {} }))).toEqual({
    rule: 'r',
    events: 'e',
    event: 2,
  });
});

test.each([
  null,
  undefined,
  7,
  'sigma-playground:load',
  [],
  {},
  load({}),
  { type: 'sigma-playground:verdict', rule: 'r' },
  { type: 'load', rule: 'r' },
  load({ rule: 7 }),
  load({ rule: null }),
  load({ rule: ['r'] }),
  load({ rule: { toString: () => 'r' } }),
  load({ rule: 'r', events: [{}] }),
  load({ rule: 'r', event: 0 }),
  load({ rule: 'r', event: 1.5 }),
  load({ rule: 'r', event: NaN }),
  load({ rule: 'r', event: '1' }),
  load({ rule: 'r', event: 1e9 }),
  load({ rule: 'x'.repeat(maxRuleLength + 1) }),
  load({ events: 'x'.repeat(maxEventsLength + 1) }),
  Object.create(load({ rule: 'r' })),
])('anything else is not: %#', (data) => {
  expect(readLoad(data)).toBeNull();
});

test('at the limit a text passes', () => {
  expect(readLoad(load({ rule: 'x'.repeat(maxRuleLength) }))?.rule).toHaveLength(maxRuleLength);
});

test('whatever is said, reading it neither throws nor gives another shape', () => {
  const data = fc.oneof(
    fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }),
    fc.record(
      {
        type: fc.constantFrom('sigma-playground:load', 'sigma-playground:ready'),
        rule: fc.anything(),
        events: fc.oneof(fc.string(), fc.anything()),
        event: fc.oneof(fc.integer(), fc.anything()),
      },
      { requiredKeys: ['type'] },
    ),
  );
  fc.assert(
    fc.property(data, (value) => {
      const read = readLoad(value);
      if (read === null) return;
      expect(Object.keys(read).every((key) => ['rule', 'events', 'event'].includes(key))).toBe(true);
      for (const text of [read.rule, read.events]) expect(['string', 'undefined']).toContain(typeof text);
      expect(Number.isInteger(read.event) && read.event >= 0).toBe(true);
    }),
  );
});

test('a verdict is counted; of very many events the first are told', () => {
  const line = { tone: 'match', text: 'Fires on 1 of 3 events' } as const;
  expect(verdictMessage(line, ['miss', 'match', 'unknown'], 1)).toEqual({
    type: 'sigma-playground:verdict',
    verdict: 'match',
    text: 'Fires on 1 of 3 events',
    fired: 1,
    undecided: 1,
    total: 3,
    event: 2,
    verdicts: ['miss', 'match', 'unknown'],
  });
  const many = verdictMessage(
    line,
    Array.from({ length: 1500 }, () => 'match' as const),
    0,
  );
  expect(many).toMatchObject({ fired: 1500, total: 1500 });
  expect(many.verdicts).toHaveLength(1000);
  expect(verdictMessage({ tone: 'idle', text: '' }, [], 4).event).toBe(0);
});

test('a height is whole pixels', () => {
  expect(resizeMessage(120.2)).toEqual({ type: 'sigma-playground:resize', height: 121 });
});
