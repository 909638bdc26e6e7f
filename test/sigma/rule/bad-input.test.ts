// What people paste by mistake or by malice: a clear answer with its place, and the text kept as it was.
import { describe, expect, test } from 'vitest';
import { evaluate, explain, match, readRules, RuleError } from '../../../src/sigma/matcher.ts';
import {
  compiled,
  explained,
  marked,
  problems,
  rule,
  selection,
  valuesOf,
  verdict,
} from '../../_helpers/rule.ts';

/** Codes and places of a text's first rule, compiled where it can be. */
function told(text: string): [string, string][] {
  const { rules, diagnostics } = readRules(text);
  const [first] = rules;
  return first?.type === 'detection' ? problems(text) : marked(text, diagnostics);
}

describe('each is told with its place, refused, and kept', () => {
  const fine = selection('f: v');
  test.each([
    ['no detection', 'title: t\nlogsource: {}\n', 'missing_detection', 'title'],
    ['no condition', fine.replace('  condition: s\n', ''), 'missing_condition', 'detection'],
    ['an unknown identifier', fine.replace('condition: s', 'condition: sel'), 'unknown_identifier', 'sel'],
    ['an unknown modifier', selection('f|contain: v'), 'unknown_modifier', 'contain'],
    ['a bad regular expression', selection("f|re: 'a)'"), 'regex_syntax', ')'],
    ['a bad network', selection('f|cidr: 10.0.0.0/40'), 'invalid_cidr', '10.0.0.0/40'],
    ['an alias without an anchor', selection('f: *v'), 'yaml_syntax', '*v'],
    ['an alias of itself', rule('s: &s\n  f: v\n  g: [*s]\ncondition: s'), 'yaml_alias_bomb', '*s'],
    ['a key twice', selection('f: v\nf: w'), 'yaml_duplicate_key', 'f'],
    ['a search identifier twice', rule('s:\n  f: v\ns:\n  f: w\ncondition: s'), 'yaml_duplicate_key', 's'],
    ['an aggregation', fine.replace(': s\n', ': s | count() > 5\n'), 'aggregation_removed', '| count() > 5'],
    ['a tab', fine.replace('    f', '\tf'), 'yaml_tab', null],
    ['JSON that is no rule', '[{"eventName": "RunTask"}]', 'not_a_mapping', '[{"eventName": "RunTask"}]'],
    ['an event in place of a rule', '{"eventName": "RunTask"}', 'missing_detection', '"eventName"'],
    ['a page of HTML', '<!doctype html>\n<p>Not found</p>', 'not_a_mapping', null],
    ['a Splunk search', 'index=main | stats count', 'not_a_mapping', 'index=main | stats count'],
  ])('%s', (_, text, code, place) => {
    const found = told(text).filter(([each]) => each === code);
    expect(found.length).toBeGreaterThan(0);
    if (place !== null) expect(found[0]?.[1]).toBe(place);
    expect(readRules(text).rules[0]?.text).toBe(text);
    expect(() => evaluate(text, [{}])).toThrow(RuleError);
  });

  test.each([
    ['correlation', 'title: c\ncorrelation:\n  type: event_count\n'],
    ['filter', 'title: f\nfilter:\n  rules: any\n'],
  ])('a %s is read and named, and never misses', (type, text) => {
    const { rules, diagnostics } = readRules(text);
    expect(rules).toMatchObject([{ type, text }]);
    expect(diagnostics).toEqual([]);
    expect(() => evaluate(text, [{}])).toThrow(RuleError);
  });
});

describe('characters that are shown, not obeyed', () => {
  test.each([
    ['NUL', '\0'],
    ['escape', '\x1b'],
    ['right-to-left override', '\u202e'],
    ['first strong isolate', '\u2068'],
    ['zero width joiner', '\u200d'],
    ['lone high surrogate', '\ud800'],
    ['lone low surrogate', '\udfff'],
    ['line separator', '\u2028'],
    ['next line', '\x85'],
    ['a private character', '\ue000'],
    ['not a character', '\uffff'],
  ])('%s in a value is matched as it is', (_, character) => {
    const text = selection(`f: 'a${character}b'`);
    expect(verdict(text, { f: `A${character}B` })).toBe('match');
    expect(verdict(text, { f: 'ab' })).toBe('miss');
    expect(valuesOf(explained(text, { f: `a${character}b` }))[0]?.met[0]?.text).toBe(`a${character}b`);
    expect(readRules(text).rules[0]?.text).toBe(text);
  });

  test('Windows line breaks and a byte order mark change nothing', () => {
    const text = `\ufeff${selection('f|contains:\n  - a\n  - |\n    b\n    c')}`.replace(/\n/g, '\r\n');
    expect(verdict(text, { f: 'xb\nc\nx' })).toBe('match');
    expect(problems(text)).toEqual([]);
    const [item] = explained(text, {}).conditions;
    expect(text.slice(item?.range.start, item?.range.end)).toBe('s');
  });

  test('HTML is text', () => {
    const html = '<img src=x onerror=alert(1)>';
    const text = rule(`'${html}':\n  '${html}': '${html}'\ncondition: ${html}`);
    const [first] = readRules(text).rules;
    expect(first?.type === 'detection' && first.detection.identifiers[0]?.name).toBe(html);
    expect(told(text).map(([code]) => code)).toContain('unknown_identifier');
  });
});

describe('names of properties that every object has', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'valueOf', '__defineGetter__'])(
    '%s',
    (name) => {
      const event = JSON.parse(`{"${name}": {"${name}": "${name}"}}`) as never;
      for (const search of [
        `${name}.${name}: ${name}`,
        `${name}.${name}|fieldref: ${name}.${name}`,
        `- ${name}`,
      ])
        expect([search, verdict(selection(search), event)]).toEqual([search, 'match']);
      expect(verdict(selection(`${name}|exists: true`), {})).toBe('miss');
      expect(verdict(selection(`f.${name}|exists: true`), { f: {} })).toBe('miss');
      expect(verdict(selection(`f.${name}|exists: true`), { f: 'text' })).toBe('miss');
      expect(verdict(rule(`a:\n  f: v\ncondition: 1 of ${name}*`), { f: 'v' })).toBe('miss');
      expect(compiled(rule(`a:\n  f: v\ncondition: ${name}`)).refused).toBe(true);
      expect({}).not.toHaveProperty('polluted');
    },
  );
});

describe('too much of something is answered in time', () => {
  const long = 'a'.repeat(500_000);
  test.each([
    ['a long value', selection(`f: '${long}'`)],
    ['a long encoded value', selection(`f|wide|base64offset|contains: '${long.slice(0, 100_000)}'`)],
    ['a long regular expression', selection(`f|re: '${long.slice(0, 100_000)}'`)],
    ['a long field', selection(`${long.slice(0, 1000)}: v`)],
    ['a long path', selection(`${'a.'.repeat(500)}a: v`)],
    ['a long reference', selection(`f|fieldref: ${'a.'.repeat(100_000)}a`)],
    ['a long network', selection(`f|cidr: '${long}'`)],
    ['a long number', selection(`f|gt: ${'9'.repeat(200_000)}`)],
    ['a number with many digits behind the point', selection(`f: 0.${'0'.repeat(200_000)}1`)],
    ['a scalar of underscores', selection(`f: 1${'_'.repeat(100_000)}x`)],
    ['a scalar of colons', selection(`f: 1${':00'.repeat(100_000)}`)],
    ['many values', selection(`f:\n${'  - yes\n'.repeat(20_000)}`)],
    ['many modifiers', selection(`? 'f${'|all'.repeat(5000)}'\n: v`)],
    ['many fields', selection(Array.from({ length: 10_000 }, (_, i) => `f${i}: v`).join('\n'))],
    [
      'many unknown names',
      rule(
        `${Array.from({ length: 5000 }, (_, i) => `s${i}: v`).join('\n')}\ncondition: ${Array.from({ length: 2000 }, (_, i) => `t${i}`).join(' or ')}`,
      ),
    ],
    ['many stars', selection(`f: '${'*a'.repeat(10_000)}b'`)],
    ['many placeholders', selection(`f|expand: '${'%x%'.repeat(10_000)}'`)],
  ])('%s', (_, text) => {
    const started = performance.now();
    const each = compiled(text);
    const event = { f: long, a: { a: 'v' }, f1: 'v' };
    expect(explain(each, event).verdict).toBe(match(each, event));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
