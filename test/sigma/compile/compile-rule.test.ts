import { describe, expect, test } from 'vitest';
import { compileRule as compileWithout, compileWhole, match } from '../../../src/sigma/index.ts';
import { compiled, firstRule, problems, rule, selection, verdict } from '../../_helpers/rule.ts';

describe('values that do not fit are refused, with their place', () => {
  test.each([
    ['f|re: (', 'regex_syntax', null],
    ["f|re: '[z-a]'", 'regex_syntax', null],
    ['f|cidr: 10.0.0.0/33', 'invalid_cidr', '10.0.0.0/33'],
    ['f|cidr: [10.0.0.0/8, AWS Internal]', 'invalid_cidr', 'AWS Internal'],
    ['f|cidr: 10', 'invalid_cidr', '10'],
    ["f|cidr: '10.0.0.*'", 'invalid_cidr', "'10.0.0.*'"],
    ['f|gt: abc', 'modifier_value_type', 'abc'],
    ['f|gt: true', 'modifier_value_type', 'true'],
    ["f|lte: ''", 'modifier_value_type', "''"],
    ['f|hour: five', 'modifier_value_type', 'five'],
    ['f|exists: maybe', 'modifier_value_type', 'maybe'],
    ['f|exists: 1', 'modifier_value_type', '1'],
    ["f|fieldref: ''", 'modifier_value_type', "''"],
    ["f|base64: 'a*b'", 'modifier_value_type', "'a*b'"],
    ["f|base64offset|contains: 'a?b'", 'modifier_value_type', "'a?b'"],
    ['f|contains: null', 'modifier_value_type', 'null'],
    ['f|re: null', 'modifier_value_type', 'null'],
    ['f|contains:', 'modifier_value_type', 'f|contains'],
    ['f|gt:', 'modifier_value_type', 'f|gt'],
    ["'|all': [a, null]", 'modifier_value_type', 'null'],
    ['-', 'modifier_value_type', '-'],
    ["f|expand: '%unknown%'", 'unresolved_placeholder', "'%unknown%'"],
    ["f|re|expand: '%unknown%'", 'unresolved_placeholder', "'%unknown%'"],
  ])('%s', (search, code, place) => {
    const found = problems(selection(search)).filter(([each]) => each === code);
    expect(found).toHaveLength(1);
    if (place !== null) expect(found[0]?.[1]).toBe(place);
    expect(compiled(selection(search)).refused).toBe(true);
    expect(verdict(selection(search), { f: 'a' })).toBe('unknown');
  });

  test('the place of a fault inside a regular expression is inside of it', () => {
    for (const value of ["'ab(cd'", '"ab(\\x63d"', 'ab(cd', '|-\n    ab(cd']) {
      const text = selection(`f|re: ${value}`);
      const fault = compiled(text).diagnostics.find(({ code }) => code === 'regex_syntax');
      expect(fault?.range.start).toBeGreaterThanOrEqual(text.indexOf('ab('));
      expect(fault?.range.end).toBeLessThanOrEqual(text.indexOf('d', text.indexOf('ab(')) + 2);
    }
  });
});

describe('values that are fine', () => {
  test.each([
    ["f|base64: 'a\\*b'", { f: 'YSpi' }],
    ['f|gt: 0x10', { f: 17 }],
    ["f|gt: '5'", { f: 6 }],
    ['f|cased: null', {}],
    ['f|all: null', {}],
    ['f|neq: null', { f: 1 }],
    ['f|exists: no', {}],
    ['f|fieldref: 5', { f: 'x', '5': 'X' }],
    ["f|utf16: 'a*b'", { f: '\xff\xfea\0xxb\0' }],
    ["f|wide: 'a?b'", { f: 'a\0c\0b\0' }],
    ['f|base64: 5', { f: 'NQ==' }],
    ['f|startswith: 46', { f: 4688 }],
  ])('%s', (search, event) => {
    expect(verdict(selection(search), event)).toBe('match');
  });
});

describe('placeholders', () => {
  const options = {
    placeholders: { admins: ['root', 'ad*'], nets: ['10.0.0.0/8', 'fd00::/8'], n: ['5', '9'], none: [] },
  };
  test.each([
    ["f|expand: '%admins%'", { f: 'Root' }, true],
    ["f|expand: '%admins%'", { f: 'admin' }, true],
    ["f|expand: '%admins%'", { f: '%admins%' }, false],
    ["f|expand: 'x-%admins%-y'", { f: 'x-root-y' }, true],
    ["f|expand: '%n%%n%'", { f: '59' }, true],
    ["f|expand: '%n%%n%'", { f: '58' }, false],
    ["f|expand|contains: '%admins%'", { f: 'the root user' }, true],
    ["f|contains|expand: '%admins%'", { f: 'the root user' }, true],
    ["f|re|expand: '^%n%$'", { f: '9' }, true],
    ["f|re|expand: '^%n%$'", { f: '7' }, false],
    ["f|expand|cidr: '%nets%'", { f: '10.1.1.1' }, true],
    ["f|expand|cidr: '%nets%'", { f: 'fd00::1' }, true],
    ["f|expand|cidr: '%nets%'", { f: '11.1.1.1' }, false],
    ["f|expand|gt: '%n%'", { f: 6 }, true],
    ["f|expand|gt: '%n%'", { f: 4 }, false],
    ["f|expand|fieldref: '%n%'", { f: 'x', '9': 'X' }, true],
    ['f|expand: 5', { f: 5 }, true],
    ["f|expand|neq: '%admins%'", { f: 'root' }, false],
    ["f|expand: '%none%'", { f: 'x' }, false],
    ["f|expand: '\\%admins%'", { f: '%admins%' }, true],
    ["f|expand: '100%'", { f: '100%' }, true],
    ["f: '%admins%'", { f: '%admins%' }, true],
  ])('%s on %j: %s', (search, event, matched) => {
    expect(verdict(selection(search), event, options)).toBe(matched ? 'match' : 'miss');
  });

  test.each(['constructor', '__proto__', 'toString'])('named %s is unknown', (name) => {
    expect(problems(selection(`f|expand: '%${name}%'`), options)).toEqual([
      ['unresolved_placeholder', `'%${name}%'`],
    ]);
  });

  test('expand up to a limit', () => {
    const many = Array.from({ length: 100 }, (_, i) => String(i));
    const of = (times: number) =>
      problems(selection(`f|expand: '${'%many%'.repeat(times)}'`), { placeholders: { many } });
    expect(of(2)).toEqual([]);
    expect(of(3).map(([code]) => code)).toEqual(['unresolved_placeholder']);
  });

  test('that cannot be resolved leave the rest of the rule to be explained', () => {
    const { searches, undecided, refused } = compiled(
      rule("a:\n  f|expand: '%x%'\nb:\n  f: v\ncondition: a or b"),
    );
    expect([refused, undecided]).toEqual([true, true]);
    expect(searches.get('b')?.test({ f: 'v' })).toBe(true);
  });
});

describe('values that few rules have', () => {
  test.each([
    ['f|cidr: 10.0.0.0/8', { f: '10.1.2.3' }],
    ['f|gte: 3', { f: 4 }],
    ['f|hour: 5', { f: '2026-01-01T05:00:00Z' }],
    ['f|fieldref: g', { f: 'x', g: 'x' }],
    ['f|base64offset|contains: secret', { f: 'c2VjcmV0' }],
    ['f|utf16|base64: a', { f: '//5hAA==' }],
  ])('%s waits for its compiler, which is loaded', async (item, event) => {
    const without = compileWithout(firstRule(selection(item)));
    expect([without.needsRareValues, without.refused, match(without, event)]).toEqual([
      true,
      true,
      'unknown',
    ]);
    const whole = await compileWhole(firstRule(selection(item)));
    expect([whole.needsRareValues, whole.refused, match(whole, event)]).toEqual([false, false, 'match']);
  });

  test('are not what other rules wait for', () => {
    const plain = firstRule(selection('f|exists: true\n  g|contains: a\n  h: 1\n  i: null'));
    expect(compileWithout(plain).needsRareValues).toBe(false);
  });
});

describe('regular expressions', () => {
  const greedy = selection("f|re: '(a+)+$'");

  test('wait for their compiler, and run in linear time', () => {
    const without = compileWithout(firstRule(greedy));
    expect([without.needsRegex, without.refused]).toEqual([true, true]);
    expect(compileWithout(firstRule(selection('f: v'))).needsRegex).toBe(false);
    expect(match(without, { f: 'a' })).toBe('unknown');
    const started = performance.now();
    expect(verdict(greedy, { f: `${'a'.repeat(60)}!` })).toBe('miss');
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('that were stopped before decide nothing', () => {
    const text = rule("a:\n  f|re: 'b'\nb:\n  g: v\ncondition: a or b");
    const start = text.indexOf("'b'");
    const skipped = [{ start, end: start + 3 }];
    expect(verdict(text, { f: 'b' }, { skipped })).toBe('unknown');
    expect(verdict(text, { f: 'b', g: 'v' }, { skipped })).toBe('match');
    expect(compiled(text, { skipped })).toMatchObject({ undecided: true, refused: false });
  });

  test('that backtrack are told before they run, and can be left out', () => {
    const text = selection("f|re|expand: '(\\w+)\\1+%x%'");
    const placeholders = { x: ['!'] };
    const running: string[] = [];
    const onRunning = ({ text: pattern }: { text: string }): void => void running.push(pattern);
    expect(verdict(text, { f: 'aa!' }, { placeholders, onRunning })).toBe('match');
    expect(running).toContain('(\\w+)\\1+!');
    expect(problems(text, { placeholders }).map(([code]) => code)).toContain('regex_backtracking');
    expect(verdict(text, { f: 'aa!' }, { placeholders, refuseBacktracking: true })).toBe('unknown');
  });
});

describe('many values', () => {
  const values = Array.from({ length: 50 }, (_, i) => `Value${i}`);
  test.each([
    ['exact values', values, 'VALUE49'],
    ['exact values and a pattern', [...values, 'p*n'], 'pattern'],
    ['exact values and a number', [...values, '5'], 5],
    ['exact values, the empty one among them', [...values, "''"], ''],
    ['exact values and null', [...values, 'null'], null],
  ])('%s', (_, list, value) => {
    const text = selection(`f:\n${list.map((each) => `  - ${each}`).join('\n')}`);
    expect(verdict(text, { f: value })).toBe('match');
    expect(verdict(text, { f: ['other', value] })).toBe('match');
    expect(verdict(text, { f: 'value50' })).toBe('miss');
  });

  test('cased ones mind case', () => {
    const text = selection(`f|cased: [${values.join(', ')}]`);
    expect([verdict(text, { f: 'Value1' }), verdict(text, { f: 'value1' })]).toEqual(['match', 'miss']);
  });
});
