import { describe, expect, test } from 'vitest';
import { EventError, evaluate, RuleError } from '../../../src/sigma/matcher.ts';
import { rule, selection } from '../../_helpers/rule.ts';

const text = selection('f: v');

describe('events', () => {
  test('as values', () => {
    expect(evaluate(text, [{ f: 'v' }, {}, { f: ['x', 'V'] }])).toEqual([true, false, true]);
    expect(evaluate(text, [])).toEqual([]);
  });

  test.each([
    ['one event', '{"f":"v"}', [true]],
    ['an array', '[{"f":"v"},{}]', [true, false]],
    ['lines', '{"f":"x"}\n{"f":"v"}\n', [false, true]],
  ])('as text: %s', (_, events, expected) => {
    expect(evaluate(text, events)).toEqual(expected);
  });

  test('as text keep their numbers', () => {
    const number = selection('f: 9007199254740993');
    expect(evaluate(number, '[{"f":9007199254740993},{"f":9007199254740992}]')).toEqual([true, false]);
  });

  test('that cannot be read are an error with its place', () => {
    const bad = '{"f": oops}';
    expect(() => evaluate(text, bad)).toThrow(EventError);
    try {
      evaluate(text, bad);
    } catch (error) {
      const found = (error as EventError).diagnostics.find(({ severity }) => severity === 'error');
      expect(found?.code).toBe('json_syntax');
      expect(bad.slice(found?.range.start)).toMatch(/^oops/);
    }
  });

  test('of strange values are answered', () => {
    expect(
      evaluate(text, [undefined, null, 5, 'v', [], { f: undefined }, { f: Symbol.iterator.description }]),
    ).toEqual(Array(7).fill(false));
  });
});

describe('rules', () => {
  test('the first detection rule counts', () => {
    const other = 'correlation:\n  type: event_count\n';
    expect(evaluate(`${other}---\n${text}---\n${selection('f: w')}`, [{ f: 'v' }])).toEqual([true]);
  });

  test.each(['title: [\n', 'title: only metadata\n', 'a: b: c\n', '- a list\n', 'text\n'])(
    'a document without a detection does not matter: %j',
    (other) => {
      expect(evaluate(`${text}---\n${other}`, [{ f: 'v' }])).toEqual([true]);
      expect(evaluate(`${other}---\n${text}`, [{ f: 'v' }])).toEqual([true]);
    },
  );

  test.each([
    ['nothing', '', 'no_rule'],
    ['a correlation', 'correlation: {}', 'no_rule'],
    ['a filter', 'filter: {}', 'missing_filter_rules'],
    ['an unknown identifier', rule('s:\n  f: v\ncondition: x'), 'unknown_identifier'],
    ['an unknown modifier', selection('f|x: v'), 'unknown_modifier'],
    ['a bad regular expression', selection('f|re: ('), 'regex_syntax'],
    ['a bad network', selection('f|cidr: x'), 'invalid_cidr'],
    ['an aggregation', rule('s:\n  f: v\ncondition: s | count() > 5'), 'aggregation_removed'],
    ['a placeholder', selection("f|expand: '%x%'"), 'unresolved_placeholder'],
    ['broken YAML', 'title: [', 'yaml_syntax'],
  ])('%s is an error that says why', (_, ruleText, code) => {
    expect.assertions(3);
    try {
      evaluate(ruleText, [{}]);
    } catch (error) {
      expect(error).toBeInstanceOf(RuleError);
      const { diagnostics, message } = error as RuleError;
      expect(diagnostics.map((each) => each.code)).toContain(code);
      expect(diagnostics.map((each) => each.message)).toContain(message);
    }
  });

  test('placeholders can be given', () => {
    expect(evaluate(selection("f|expand: '%x%'"), [{ f: 'v' }], { placeholders: { x: ['v'] } })).toEqual([
      true,
    ]);
  });
});

test('a string of 10 MB is looked at in time', () => {
  const event = { f: `${'a'.repeat(10_000_000)}v` };
  const started = performance.now();
  const rules = [
    "f|endswith: 'V'",
    "f: '*a?v'",
    "f|re: 'v$'",
    "f|contains|cased: 'V'",
    'f|cidr: 10.0.0.0/8',
    'f|gt: 5',
  ];
  expect(rules.map((each) => evaluate(selection(each), [event])[0])).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(performance.now() - started).toBeLessThan(5000);
});
