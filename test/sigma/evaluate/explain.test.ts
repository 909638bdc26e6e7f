import { describe, expect, test } from 'vitest';
import { match, readEvents } from '../../../src/sigma/matcher.ts';
import type { EventValue, RuleTrace } from '../../../src/sigma/matcher.ts';
import { maxMet, maxMetLength } from '../../../src/sigma/evaluate/explain-item.ts';
import type { ConditionTrace } from '../../../src/sigma/evaluate/trace.ts';
import { compiled, explained, itemsOf, rule, selection, valuesOf } from '../../_helpers/rule.ts';

function rootOf(trace: RuleTrace): ConditionTrace {
  const root = trace.conditions[0]?.root;
  if (!root) throw new Error('no condition');
  return root;
}

/** The verdicts in brackets: `[and match [not miss]]`. */
function shape(node: ConditionTrace): string {
  switch (node.type) {
    case 'identifier':
    case 'broken':
      return node.verdict;
    case 'not':
      return `[not ${shape(node.child)}]`;
    default:
      return `[${node.type} ${node.children.map(shape).join(' ')}]`;
  }
}

describe('the reason of each value', () => {
  test.each<[string, EventValue, string]>([
    ['f: v', { f: 'V' }, 'matched'],
    ['f: v', {}, 'field_absent'],
    ['f.g: v', { f: {} }, 'field_absent'],
    ['f: v', { f: null }, 'field_null'],
    ['f: v', { f: [null, null] }, 'field_null'],
    ['f: v', { f: '' }, 'field_empty'],
    ['f: v', { f: [] }, 'no_value'],
    ['f: v', { f: [[], []] }, 'no_value'],
    ['f: null', { f: [] }, 'no_value'],
    ['f: v', { f: 'w' }, 'value_differs'],
    ['f: null', { f: 'w' }, 'value_differs'],
    ['f: 5', { f: '05' }, 'value_differs'],
    ['f|cased: v', { f: 'V' }, 'case_differs'],
    ['f|re: v', { f: 'V' }, 'case_differs'],
    ['f: a b', { f: 'a  b' }, 'whitespace_differs'],
    ['f: v', { f: { g: 'w' } }, 'type_differs'],
    ['f|gt: 5', { f: 'abc' }, 'not_numeric'],
    ['f|cidr: 10.0.0.0/8', { f: 'AWS Internal' }, 'not_an_ip'],
    ['f|hour: 5', { f: 'never' }, 'not_a_date'],
    ['f|exists: false', { f: null }, 'field_exists'],
    ['f|exists: true', {}, 'field_absent'],
    ['- v', { f: 'w' }, 'no_keyword'],
    ["'|cased': v", { f: 'V' }, 'no_keyword'],
    ['f|fieldref: g', { f: 'a' }, 'other_field_absent'],
    ['f|neq: v', { f: 'v' }, 'excluded'],
    ['f|neq: null', {}, 'excluded'],
    ['f|re: (', { f: 'v' }, 'broken'],
  ])('%s on %j: %s', (search, event, reason) => {
    expect(valuesOf(explained(selection(search), event))[0]?.reason).toBe(reason);
  });

  test('of a predicate that was stopped before', () => {
    const text = selection('f|re: abc');
    const start = text.indexOf('abc');
    const trace = explained(text, { f: 'abc' }, { skipped: [{ start, end: start + 3 }] });
    expect(valuesOf(trace)[0]).toMatchObject({ verdict: 'unknown', reason: 'regex_timeout' });
    expect(trace.verdict).toBe('unknown');
  });

  test('is the nearest of several event values', () => {
    const reasonOf = (values: EventValue[]) =>
      valuesOf(explained(selection('f|cased: Vv'), { f: values }))[0]?.reason;
    expect(reasonOf([null, 'w', 'vv'])).toBe('case_differs');
    expect(reasonOf([null, '', 'w'])).toBe('value_differs');
    expect(reasonOf([null, ''])).toBe('field_empty');
  });
});

describe('a trace is complete', () => {
  test('all values of a list are judged, whatever came before', () => {
    const trace = explained(selection('f: [a, b, c, d]'), { f: ['b', 'c'] });
    expect(valuesOf(trace).map(({ text, verdict }) => `${text} ${verdict}`)).toEqual([
      'a miss',
      'b match',
      'c match',
      'd miss',
    ]);
  });

  test('all items and all identifiers are judged', () => {
    const text = rule('a:\n  f: x\n  g: y\nb:\n  h: z\ncondition: a and b or not b');
    expect(itemsOf(explained(text, { g: 'y' })).map(({ field, verdict }) => `${field} ${verdict}`)).toEqual([
      'f miss',
      'g match',
      'h miss',
      'h miss',
    ]);
  });

  test('all conditions of a list are judged', () => {
    const text = rule('a:\n  f: x\nb:\n  g: y\ncondition:\n  - a\n  - b');
    const trace = explained(text, { f: 'x' });
    expect(trace.conditions.map(({ root, text: said }) => `${said} ${root.verdict}`)).toEqual([
      'a match',
      'b miss',
    ]);
    expect(trace.verdict).toBe('match');
  });

  test('`all` joins, `neq` turns round', () => {
    const [item] = itemsOf(explained(selection('f|contains|all: [a, b]'), { f: 'a' }));
    expect(item).toMatchObject({
      join: 'all',
      negated: false,
      verdict: 'miss',
      modifiers: ['contains', 'all'],
    });
    const [negated] = itemsOf(explained(selection('f|neq: [a, b]'), { f: 'c' }));
    expect(negated).toMatchObject({ join: 'any', negated: true, verdict: 'match' });
    expect(negated?.values.map(({ verdict }) => verdict)).toEqual(['miss', 'miss']);
  });

  test('survives a structured clone', () => {
    const trace = explained(rule('a:\n  - f: x\n  - y\ncondition: 1 of them or not a'), {
      f: ['x', { g: 5 }],
    });
    expect(structuredClone(trace)).toEqual(trace);
  });
});

describe('what was met', () => {
  const metOf = (search: string, event: EventValue) =>
    valuesOf(explained(selection(search), event))[0]?.met ?? [];

  test.each<[string, EventValue, string[]]>([
    ['f: v', { f: 'v' }, ['/f']],
    ['f.g: v', { f: { g: 'v' } }, ['/f/g']],
    ['f.g: v', { 'f.g': 'v', f: { g: 'v' } }, ['/f.g']],
    ['a.b.c: v', { 'a.b': { c: 'v' } }, ['/a.b/c']],
    ['f.g: v', { f: [{ g: 'v' }, { h: 1 }, { g: ['v', ['v']] }] }, ['/f/0/g', '/f/2/g/0', '/f/2/g/1/0']],
    ["'a/b~c': v", { 'a/b~c': 'v' }, ['/a~1b~0c']],
    ['- v', { a: 'v', b: ['x', { c: 'xvx' }] }, ['/a', '/b/1/c']],
    ['f: null', { f: [1, null] }, ['/f/1', '/f/0']],
    ['__proto__: v', JSON.parse('{"__proto__":"v"}') as EventValue, ['/__proto__']],
  ])('%s in %j at %j', (search, event, pointers) => {
    expect(metOf(search, event).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test('begins with what matched', () => {
    expect(
      metOf('f: v', { f: ['a', 'v', null, 'V'] }).map(({ text, verdict }) => `${text} ${verdict}`),
    ).toEqual(['v match', 'V match', 'a miss', 'null miss']);
  });

  test.each<[string, string, string]>([
    ['f: abc', 'abc', 'abc'],
    ['f|contains: b', 'aBc', 'B'],
    ['f|startswith: ab', 'abc', 'ab'],
    ['f|endswith: c', 'abc', 'c'],
    ['f: a*d*', 'abcdef', 'abcd'],
    ['f: "*b?d*"', 'ab😀def', 'b😀d'],
    ["f|re: 'b+'", 'abbbc', 'bbb'],
    ['f|windash|contains: " -x"', 'cmd /x', ' /x'],
    ['f|base64offset|contains: foobar', 'eHh4Zm9vYmFyeA==', 'Zm9vYmFy'],
    ['- bc', 'abcd', 'bc'],
  ])('%s in %s marks %s', (search, text, marked) => {
    const [met] = metOf(search, { f: text });
    expect(text.slice(met?.span?.start, met?.span?.end)).toBe(marked);
  });

  test('is of any kind, as text', () => {
    const event = { f: [null, true, 5, 'x', { g: [1] }] };
    expect(metOf('f: v', event).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'null null',
      'boolean true',
      'number 5',
      'string x',
      'object {"g":[1]}',
    ]);
  });

  test('is cut and counted', () => {
    const trace = explained(selection('f|contains: z'), { f: Array(100).fill('y'.repeat(1000)) });
    const [value] = valuesOf(trace);
    expect(value?.met).toHaveLength(maxMet);
    expect(value?.metCount).toBe(100);
    expect(value?.met[0]?.text).toHaveLength(maxMetLength);
  });

  test('a span counts in the whole text', () => {
    const [met] = metOf('f|contains: z', { f: `${'y'.repeat(1000)}z` });
    expect(met?.span).toEqual({ start: 1000, end: 1001 });
  });

  test('objects say how they were found', () => {
    const [leaf] = valuesOf(explained(selection('f|contains: v'), { f: { g: 'xvx' } }));
    const [json] = valuesOf(explained(selection('f|contains: \'"g":"v"\''), { f: { g: 'v' } }));
    expect([leaf?.verdict, json?.verdict]).toEqual(['match', 'match']);
    expect(leaf?.note).not.toBe(json?.note);
  });

  test('numbers keep their text', () => {
    const [event] = readEvents('{"f":9007199254740993}').events;
    expect(metOf('f: 1', event?.value ?? null)[0]).toMatchObject({
      text: '9007199254740993',
      kind: 'number',
    });
  });
});

describe('absentFrom', () => {
  test.each<[string, EventValue, string | undefined]>([
    ['a.b.c: v', {}, 'a'],
    ['a.b.c: v', { a: {} }, 'a.b'],
    ['a.b.c: v', { a: { b: {} } }, 'a.b.c'],
    ['a.b.c: v', { a: [{ x: 1 }, { b: 1 }] }, 'a.b.c'],
    ['a.b.c: v', { a: { b: { c: 1 } } }, undefined],
    ['a.b.c: v', { a: { b: { c: null } } }, undefined],
    ['- v', {}, undefined],
  ])('%s in %j: %s', (search, event, absent) => {
    expect(itemsOf(explained(selection(search), event))[0]?.absentFrom).toBe(absent);
  });
});

describe('quantified', () => {
  const text = (condition: string): string =>
    rule(`s_a:\n  f: a\ns_b:\n  f: b\ns_c:\n  g: c\n_x:\n  f: x\ncondition: ${condition}`);
  test.each([
    ['1 of s_*', 1, 2, 3, 'match'],
    ['all of s_*', 3, 2, 3, 'miss'],
    ['2 of s_*', 2, 2, 3, 'match'],
    ['3 of s_*', 3, 2, 3, 'miss'],
    ['5 of s_*', 5, 2, 3, 'miss'],
    ['1 of them', 1, 2, 3, 'match'],
    ['1 of _*', 1, 0, 1, 'miss'],
    ['1 of none*', 1, 0, 0, 'miss'],
    ['all of none*', 1, 0, 0, 'miss'],
    ['1 of s_c', 1, 0, 1, 'miss'],
  ])('%s needs %i and got %i of %i: %s', (condition, need, got, branches, verdict) => {
    const root = rootOf(explained(text(condition), { f: ['a', 'b'] }));
    expect(root).toMatchObject({ type: 'quantified', need, got, verdict, text: condition });
    expect(root.type === 'quantified' && root.children.length).toBe(branches);
  });
});

describe('what cannot be decided', () => {
  const of = (condition: string): string =>
    rule(`yes:\n  f: v\nno:\n  f: w\nbroken:\n  f|re: (\ncondition: ${condition}`);
  test.each([
    ['broken', 'unknown', 'unknown'],
    ['not broken', '[not unknown]', 'unknown'],
    ['yes and broken', '[and match unknown]', 'unknown'],
    ['no and broken', '[and miss unknown]', 'miss'],
    ['yes or broken', '[or match unknown]', 'match'],
    ['no or broken', '[or miss unknown]', 'unknown'],
    ['1 of them', '[quantified match miss unknown]', 'match'],
    ['all of them', '[quantified match miss unknown]', 'miss'],
    ['2 of them', '[quantified match miss unknown]', 'unknown'],
    ['yes and', '[and match unknown]', 'unknown'],
    ['no and', '[and miss unknown]', 'miss'],
    ['yes and gone', '[and match unknown]', 'unknown'],
  ])('%s: %s → %s, but a refused rule is always unknown', (condition, verdicts, verdict) => {
    const trace = explained(of(condition), { f: 'v' });
    expect(shape(rootOf(trace))).toBe(verdicts);
    expect(rootOf(trace).verdict).toBe(verdict);
    expect(trace.verdict).toBe('unknown');
    expect(match(compiled(of(condition)), { f: 'v' })).toBe('unknown');
  });

  test('a broken search identifier is shown beside the others', () => {
    const text = rule('s:\n  f: v\n  g: {h: i}\ncondition: s');
    const root = rootOf(explained(text, { f: 'v' }));
    const detection = root.type === 'identifier' ? root.detection : null;
    expect(
      detection?.type === 'all_of' && detection.children.map(({ type, verdict }) => [type, verdict]),
    ).toEqual([
      ['item', 'match'],
      ['broken', 'unknown'],
    ]);
  });
});

test('ranges are those of the rule', () => {
  const text = rule('sel:\n  f.g|contains|all:\n    - "a"\n    - b\ncondition: not 1 of sel*');
  const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  const trace = explained(text, {});
  const root = rootOf(trace);
  const [item] = itemsOf(trace);
  expect(slice(trace.conditions[0]?.range ?? root.range)).toBe('not 1 of sel*');
  expect(slice(root.range)).toBe('not 1 of sel*');
  expect(root.type === 'not' && slice(root.child.range)).toBe('1 of sel*');
  expect(item && slice(item.keyRange)).toBe('f.g|contains|all');
  expect(item && slice(item.range)).toMatch(/^f\.g\|contains\|all:\n.*- b$/s);
  expect(item?.values.map(({ range }) => slice(range))).toEqual(['"a"', 'b']);
});
