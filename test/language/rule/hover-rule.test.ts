import { describe, expect, test } from 'vitest';
import { joinHovers } from '../../../src/language/hover.ts';
import { hoverKnown } from '../../../src/language/rule/hover-known.ts';
import { hoverRule } from '../../../src/language/rule/hover-rule.ts';
import { attackEnterprise } from '../../../src/knowledge/attack/attack-enterprise.ts';
import { explained, rule } from '../../_helpers/rule.ts';
import type { Hover } from '../../../src/language/hover.ts';

const text = `${rule(`selection_a:
  eventName|contains|all: [Create, User]
selection_b:
  - other: 1
  - other: 2
condition: 1 of selection_* and not selection_b`)}tags:
  - attack.t1078.004
  - attack.stealth
`;
const trace = explained(text, { eventName: 'CreateUser' });
const facts = {
  trace,
  events: 3,
  fields: [{ path: 'eventName', events: 2, values: [{ text: 'CreateUser', isText: true }] }],
};
const words = (hover: Hover | null) =>
  hover && [
    hover.title,
    ...hover.parts.map((part) => (part.type === 'list' ? part.items.join(' / ') : part.text)),
  ];
const at = (needle: string, given = facts) => hoverRule(text, text.indexOf(needle) + 1, given);

test('a modifier: its meaning and an example', () => {
  const found = at('contains');
  expect(words(found)).toEqual([
    'contains',
    'The field has the value in it, anywhere.',
    'userAgent|contains: aws-cli',
    'matches `my aws-cli/2.1`',
  ]);
  expect(text.slice(found?.range.start, found?.range.end)).toBe('contains');
  expect(found?.topic).toBe('contains');
});

test('a field: its values in the events, and what its predicate says', () => {
  expect(words(at('eventName'))).toEqual([
    'eventName',
    '2 of 3 events have it:',
    'CreateUser',
    'This predicate matches the event.',
  ]);
  expect(words(at('other'))?.slice(1)).toEqual([
    'None of the events has it.',
    'This predicate misses the event.',
  ]);
  expect(words(hoverRule(text, text.indexOf('other') + 1, { trace: null, events: 0, fields: [] }))).toEqual([
    'other',
  ]);
});

test('parts of the condition, with their verdicts', () => {
  expect(words(at('1 of'))).toEqual([
    '1 of selection_*',
    'This part matches the event.',
    'It reaches:',
    'selection_a: matches the event / selection_b: misses the event',
  ]);
  expect(words(at('not selection_b'))?.[1]).toBe('This part matches the event.');
  const name = at('selection_b', facts);
  expect(words(name)).toEqual(['selection_b', 'It misses the event.']);
  const named = hoverRule(text, text.lastIndexOf('selection_b') + 2, facts);
  expect(words(named)).toEqual([
    'selection_b',
    'This part misses the event.',
    'selection_b:\n    - other: 1\n    - other: 2',
  ]);
});

test('other words: what the reference says of them', () => {
  const found = at('logsource');
  expect(found?.topic).toBe('log-source');
  expect(found?.parts).toHaveLength(1);
  expect(hoverRule('', 0, facts)).toBeNull();
});

describe('what is known beside the rule', () => {
  const known = (needle: string, of = text) => hoverKnown(of, of.indexOf(needle) + 2, attackEnterprise);

  test('techniques and tactics', async () => {
    expect(words(await known('attack.t1078.004'))).toEqual([
      'attack.t1078.004',
      '`T1078.004` Cloud Accounts, of `T1078` Valid Accounts.',
      expect.stringMatching(/^Tactics: .*Persistence/),
    ]);
    expect(words(await known('attack.stealth'))?.[1]).toMatch(/Stealth, a tactic/);
  });

  test('fields of CloudTrail, by the operations that the rule asks for', async () => {
    const cloudtrail = `logsource:
  product: aws
  service: cloudtrail
detection:
  s:
    eventSource: ecs.amazonaws.com
    eventName: RunTask
    requestParameters.launchType: FARGATE
    userIdentity.arn: x
  condition: s
`;
    expect(words(await known('requestParameters.launchType', cloudtrail))?.[1]).toMatch(
      /In the request of `RunTask`: a string: .*`FARGATE`/,
    );
    expect(words(await known('userIdentity.arn', cloudtrail))?.[1]).toMatch(/name of who/);
    expect(words(await known('eventName', cloudtrail))?.[2]).toMatch(/`RunTask` changes something/);
    expect(await known('condition', cloudtrail)).toBeNull();
  });

  test('both are told together, nothing twice', () => {
    const part = { type: 'text', text: 'a' } as const;
    const hover = { range: { start: 0, end: 1 }, title: 't', parts: [part], topic: '' };
    expect(joinHovers(hover, { ...hover, parts: [part, { type: 'text', text: 'b' }], topic: 'x' })).toEqual({
      ...hover,
      parts: [part, { type: 'text', text: 'b' }],
      topic: 'x',
    });
    expect(joinHovers(null, hover)).toBe(hover);
    expect(joinHovers(null, null)).toBeNull();
  });
});
