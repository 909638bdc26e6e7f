import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EventValue, WhyNot } from '../../../src/sigma/matcher.ts';
import { applyEdits, explain, readEvents, whyNot } from '../../../src/sigma/matcher.ts';
import { compiled, problems, rule, selection, verdict } from '../../_helpers/rule.ts';

function why(text: string, event: EventValue): WhyNot {
  const each = compiled(text);
  const answer = whyNot(each, event, explain(each, event));
  if (!answer) throw new Error('it does match');
  return answer;
}

const flipsOf = (text: string, event: EventValue): string[] =>
  why(text, event).flips.map(({ start, end }) => text.slice(start, end));

/** The rule after each fix that is offered. */
const mendsOf = (text: string, event: EventValue): string[] =>
  why(text, event).hints.flatMap(({ fix }) => (fix ? [applyEdits(text, fix.edits)] : []));

describe('the seed rule', () => {
  const folder = join(import.meta.dirname, '../../../src/lessons');
  const seed = readFileSync(join(folder, 'seed-rule.yml'), 'utf8');
  const eventOf = (name: string): EventValue => {
    const [event] = readEvents(readFileSync(join(folder, 'events', `${name}.json`), 'utf8')).events;
    if (!event) throw new Error('no event');
    return event.value;
  };
  const command = /^.*containerDefinitions\.command.*$/m.exec(seed)?.[0].trim() ?? '';

  test.each(['01-register-task-definition-fires', '07-register-lowercase-fires'])('%s', (name) => {
    expect(verdict(seed, eventOf(name))).toBe('match');
    expect(whyNot(compiled(seed), eventOf(name), explain(compiled(seed), eventOf(name)))).toBe(null);
  });

  test.each([
    ['02-run-task-overrides-misses', 'requestParameters.overrides.containerOverrides.command|contains'],
    ['04-register-braces-misses', "contains: 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'"],
    ['05-register-entrypoint-misses', 'requestParameters.containerDefinitions.entryPoint|contains'],
    ['06-register-healthcheck-misses', 'requestParameters.containerDefinitions.healthCheck.command|contains'],
    ['08-register-env-only-benign', 'requestParameters.containerDefinitions.environment.value|contains'],
  ])('%s: one flip, and the mend that makes it match', (name, mended) => {
    expect(flipsOf(seed, eventOf(name))).toEqual([command]);
    const [first] = mendsOf(seed, eventOf(name));
    expect(first).toContain(mended);
    expect(verdict(first ?? '', eventOf(name))).toBe('match');
  });

  test.each([
    ['03-describe-task-definition-cannot-fire', '/requestParameters/taskDefinition'],
    ['09-register-denied-no-parameters', undefined],
    ['10-run-task-by-aws-service', '/requestParameters/taskDefinition'],
  ])('%s: one flip, and no mend', (name, pointer) => {
    const answer = why(seed, eventOf(name));
    expect(flipsOf(seed, eventOf(name))).toEqual([command]);
    expect(answer.hints.every(({ fix }) => fix === undefined)).toBe(true);
    expect(answer.hints[0]?.pointer).toBe(pointer);
  });
});

describe('the smallest set of flips', () => {
  const two = 'a:\n  f: x\n  g: y\nb:\n  h: z\n';
  test.each<[string, EventValue, string[]]>([
    ['a', {}, ['f: x', 'g: y']],
    ['a', { f: 'x' }, ['g: y']],
    ['a or b', {}, ['h: z']],
    ['a and b', { f: 'x', g: 'y' }, ['h: z']],
    ['a and not b', { f: 'x', g: 'y', h: 'z' }, ['h: z']],
    ['b and not a', { f: 'x', g: 'y', h: 'z' }, ['f: x']],
    ['not (a or b)', { h: 'z' }, ['h: z']],
    ['not (a and b)', { f: 'x', g: 'y', h: 'z' }, ['f: x']],
    ['1 of them', {}, ['h: z']],
    ['all of them', { f: 'x' }, ['g: y', 'h: z']],
    ['a and 1 of b', { f: 'x' }, ['g: y', 'h: z']],
    ['(a or b) and (b or not b) and (b or a)', {}, ['h: z']],
    ['b and (not b or a)', { f: 'x' }, ['h: z', 'g: y']],
  ])('%s on %j', (condition, event, flips) => {
    expect(flipsOf(rule(`${two}condition: ${condition}`), event)).toEqual(flips);
  });

  test('there is none where the condition contradicts itself', () => {
    expect(why(rule(`${two}condition: b and not b`), {})).toMatchObject({ flips: [], hints: [] });
  });

  test('of a list: any value would do, so the item is named', () => {
    expect(flipsOf(selection('f: [a, b]'), { f: 'c' })).toEqual(['f: [a, b]']);
  });

  test('of a list that needs all: the values that are missing', () => {
    expect(flipsOf(selection('f|contains|all: [a, b, c]'), { f: 'b' })).toEqual(['a', 'c']);
  });

  test('of `neq`: the value that is there', () => {
    expect(flipsOf(selection('f|neq: [a, b]'), { f: 'b' })).toEqual(['b']);
  });

  test('of several conditions: those of the cheapest', () => {
    expect(flipsOf(rule(`${two}condition:\n  - a\n  - b`), {})).toEqual(['h: z']);
  });

  test.each(['3 of them', 'all of none*', '1 of none*'])('there is none: %s', (condition) => {
    const answer = why(rule(`${two}condition: ${condition}`), {});
    expect(answer).toMatchObject({ flips: [], hints: [] });
    expect(answer.sentence).not.toBe('');
  });

  test('nothing is said of what matches or cannot be decided', () => {
    const matching = compiled(selection('f: v'));
    expect(whyNot(matching, { f: 'v' }, explain(matching, { f: 'v' }))).toBe(null);
    const broken = compiled(selection('f|re: ('));
    expect(whyNot(broken, {}, explain(broken, {}))).toBe(null);
  });
});

describe('the sentence', () => {
  test.each<[string, EventValue, string]>([
    ['f|exists: true', {}, '`f` is absent'],
    ['f: null', { f: 'x' }, '`f` is `x` and should be `null`'],
    ["f: ''", { f: 'x' }, '`f` is `x` and should be empty'],
    ['f: x', { f: '' }, '`f` is empty and should be `x`'],
    ['f: x', { f: [] }, '`f` is an empty list'],
    ['f|neq: null', {}, '`f` is absent, which `neq` rules out'],
    ['f|neq: x', { f: ['y', 'x'] }, '`f` is `x` (and 1 more), which `neq` rules out'],
    ['f|hour: 5', { f: '2024-01-01T06:00' }, '`f` is `2024-01-01T06:00` and its hour should be `5`'],
    [
      'f|hour|gte: 7',
      { f: '2024-01-01T06:00' },
      '`f` is `2024-01-01T06:00` and its hour should be at least `7`',
    ],
    ['f|fieldref: g', { f: 'x', g: 'y' }, '`f` is `x` and should equal the field `g`'],
    ['f|fieldref|contains: g', { f: 'x', g: 'y' }, '`f` is `x` and should contain the field `g`'],
    ['f|fieldref: g', { f: 'x' }, '`f` is `x` and should equal the field `g`, which has no value'],
    ['f|wide|base64offset|contains: abc', { f: 'x' }, '`f` is `x` and should contain `abc` in base64'],
    ['- abc\n- bcd', { f: 'x' }, 'nothing in the event holds any of 2 values'],
    ["'|neq': abc", { f: 'abc' }, 'the event holds `abc`, which `neq` rules out'],
  ])('%s on %j', (search, event, sentence) => {
    expect(why(selection(search), event).sentence).toBe(`One predicate stands in the way: ${sentence}.`);
  });

  test('says once what several predicates have in common', () => {
    expect(why(selection('f|contains|all: [a, b]\ng: x'), {}).sentence).toBe(
      'Three predicates stand in the way: `f` is absent; `g` is absent.',
    );
  });

  test('keeps its backticks in pairs, and values short', () => {
    const event = { f: `a\`b\`\u{1f600}${'\u{1f600}'.repeat(100)}` };
    const { sentence, hints } = why(selection("f: 'a `x` y'\ng|cased: X"), { ...event, g: 'x', '`': 'X' });
    for (const text of [sentence, ...hints.map(({ message }) => message)]) {
      expect(text.split('`').length % 2).toBe(1);
      expect(text.length).toBeLessThan(300);
      expect(text).not.toMatch(/\p{Surrogate}/u);
    }
    expect(sentence).toMatch(/`aˋbˋ\u{1f600}+…`/u);
  });

  test.each<[string, EventValue, string]>([
    ['f|exists: no', {}, '`f` is absent'],
    ['f|exists: yes', { f: [] }, '`f` is there'],
    ['f: null', {}, '`f` is absent'],
    ['f|neq: x', { f: 'y' }, '`f` is none of the values of `neq`'],
    ["'|neq': x", { f: 'y' }, 'the event holds none of the values of `neq`'],
    ['- abc', { f: 'xabcx' }, 'the event holds `abc`'],
  ])('of what excludes: %s on %j', (search, event, sentence) => {
    const text = rule(`s:\n  ${search.replace(/\n/g, '\n  ')}\ncondition: not s`);
    expect(why(text, event).sentence).toBe(
      `One predicate stands in the way: \`s\` excludes the event, since ${sentence}.`,
    );
  });

  describe('where a regular expression was stopped', () => {
    const stopped = (condition: string): WhyNot | null => {
      const text = rule(`a:\n  f|re: x\nb:\n  f: y\nc:\n  f: z\ncondition: ${condition}`);
      const at = text.indexOf('x\n');
      const each = compiled(text, { skipped: [{ start: at, end: at + 1 }] });
      return whyNot(each, { f: 'z' }, explain(each, { f: 'z' }));
    };

    test('does not say that it misses', () => {
      expect(stopped('a and b')?.sentence).toBe(
        'Two predicates stand in the way: it is not decided whether `f` matches `x`; `f` is `z` and should be `y`.',
      );
    });

    test('does not promise a match that hangs on it', () => {
      expect(stopped('not (a or c)')).toMatchObject({ flips: [], hints: [] });
      expect(stopped('not (a or c)')?.sentence).toMatch(/cannot be said/);
    });
  });
});

describe('mends, each of which makes the rule match', () => {
  test.each<[string, string, EventValue, string]>([
    ['case of a cased value', 'f|cased: value', { f: 'VALUE' }, 'f: value'],
    ['case behind an anchor', 'f|startswith|cased: val', { f: 'VALUE' }, 'f|startswith: val'],
    ['case of a regular expression', "f|re: '^val'", { f: 'VALUE' }, "f|re|i: '^val'"],
    ['white space', 'f: a b c', { f: 'a  b\tc' }, ''],
    ['white space and a backslash', "f: 'C:\\\\x y'", { f: 'C:\\x  y' }, "f: 'C:\\x  y'"],
    ['white space, doubled backslashes', "f: 'a\\\\\\\\b c'", { f: 'a\\\\b  c' }, "f: 'a\\\\\\b  c'"],
    ['a part of the field', 'f: value', { f: 'the value is' }, 'f|contains: value'],
    ['a part behind an anchor', 'f|startswith: value', { f: 'the value' }, 'f|contains: value'],
    ['a part of one element', 'f: value', { f: ['x', 'a value'] }, 'f|contains: value'],
    [
      'another spelling',
      'f: RegisterTaskDefinition',
      { f: 'RegisterTaskDefinitions' },
      "f: 'RegisterTaskDefinitions'",
    ],
    [
      'a part of the value',
      "f|contains: '$some_long_value'",
      { f: 'a some_long_value' },
      "f|contains: 'some_long_value'",
    ],
    [
      'the beginning of the value',
      'f|startswith: abcdefghijk',
      { f: 'abcdefghijxyz' },
      "f|startswith: 'abcdefghij'",
    ],
    ['a case variant of the field', 'EventName: RunTask', { eventName: 'RunTask' }, 'eventName: RunTask'],
    ['a slip in the field', 'eventNmae: RunTask', { eventName: 'RunTask' }, 'eventName: RunTask'],
    ['the same leaf elsewhere', 'a.b.name: RunTask', { a: { c: { name: 'RunTask' } } }, 'a.c.name: RunTask'],
    ['another field', 'f: RunTask', { g: { h: ['RunTask'] } }, 'g.h: RunTask'],
    ['a list that needs all', 'f|contains|all: [one, two]', { g: 'one two' }, 'g|contains|all: [one, two]'],
    ['a quoted key', "'f.x|contains': RunTask", { f: { y: 'RunTask' } }, "'f.y|contains': RunTask"],
  ])('%s', (_, search, event, mended) => {
    const text = selection(search);
    const mends = mendsOf(text, event);
    for (const mend of mends) expect([mend, verdict(mend, event)]).toEqual([mend, 'match']);
    if (mended === '') expect(mends.some((mend) => verdict(mend, event) === 'match')).toBe(false);
    else expect(mends).toContain(selection(mended));
  });

  test('a field that is right in name alone is offered, since a slip is a slip', () => {
    const mends = mendsOf(selection('EventName: RunTask'), { eventName: 'StopTask' });
    expect(mends).toEqual([selection('eventName: RunTask')]);
  });
});

describe('what is not offered', () => {
  test.each<[string, string, EventValue]>([
    ['another field that has but one of all values', 'f|contains|all: [one, two]', { f: 'one', g: 'two' }],
    ['the end of the value at the beginning', 'f|startswith: xyzabcdefghijk', { f: 'ab abcdefghijk' }],
    ['a short value elsewhere', 'f: ab', { g: 'ab' }],
    ['`contains` for what is encoded', 'f|base64|startswith: value', { f: 'a value' }],
    ['a field name that YAML reads otherwise', 'f: RunTask', { '- g': 'RunTask' }],
    ['a field name with a bar', 'f: RunTask', { 'g|h': 'RunTask' }],
    ['a wildcard elsewhere', "f: '***'", { g: 'anything' }],
  ])('%s', (_, search, event) => {
    const text = selection(search);
    for (const mend of mendsOf(text, event)) {
      expect(problems(mend).filter(([code]) => code === 'yaml_syntax')).toEqual([]);
      expect([mend, verdict(mend, event)]).toEqual([mend, 'match']);
    }
    expect(mendsOf(text, event)).toEqual([]);
  });
});

test('a value that is there in full is not called near', () => {
  const { hints } = why(selection('f|endswith: value'), { f: 'the value ' });
  expect(hints.map(({ message }) => message).join()).not.toMatch(/missing/);
});

test('a large event is answered in time', () => {
  const event = {
    f: 'x'.repeat(1_000_000),
    g: Array.from({ length: 20_000 }, (_, i) => ({ h: `value ${i}` })),
  };
  const started = performance.now();
  why(
    selection(
      `f|contains|all:\n${Array.from({ length: 50 }, (_, i) => `  - needle number ${i}`).join('\n')}`,
    ),
    event,
  );
  expect(performance.now() - started).toBeLessThan(5000);
});
