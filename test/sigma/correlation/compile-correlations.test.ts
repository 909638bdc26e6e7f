import { describe, expect, test } from 'vitest';
import {
  compiledOf,
  correlationOf,
  documents,
  mended,
  messageOf,
  named,
  problemsOf,
} from '../../_helpers/correlation.ts';

const id = '5638f7c0-ac70-491d-8465-2a65075e0d86';
const count = (rules: string): string =>
  `type: event_count\nrules: ${rules}\ngroup-by: [u]\ntimespan: 1m\ncondition: {gte: 2}`;
const temporal = (rules: string, more = ''): string =>
  `type: temporal\nrules: ${rules}\ngroup-by: [u]\ntimespan: 1m\n${more}`;

test('rules are referred to by name or id, in any order of the text', () => {
  const text = documents(
    correlationOf(temporal(`[a, ${id}]`)),
    named('a'),
    named('b').replace('name: b', `name: b\nid: ${id}`),
  );
  expect(problemsOf(text)).toEqual([]);
  expect(compiledOf(text).correlations[0]?.sources).toMatchObject([
    { rule: 1, type: 'detection', name: 'a', names: ['a'] },
    { rule: 2, type: 'detection', name: id, names: [id, 'b'] },
  ]);
});

test('each correlation stands behind those that it refers to, however deep', () => {
  const depth = 300;
  const chain = Array.from({ length: depth }, (_, i) =>
    correlationOf(count(i === depth - 1 ? '[a]' : `[c${i + 1}]`), `c${i}`),
  );
  const { correlations, diagnostics } = compiledOf(documents(...chain, named('a')));
  expect(diagnostics).toEqual([]);
  expect(correlations.map(({ rule }) => rule)).toEqual([...Array(depth).keys()].reverse());
});

describe('a reference to nothing', () => {
  test('suggests the nearest name, which its fix writes', () => {
    const text = documents(correlationOf(count('[failed_logon]')), named('failed_login'));
    expect(problemsOf(text)).toEqual([['unknown_rule_reference', 'failed_logon']]);
    expect(problemsOf(mended(text))).toEqual([]);
    expect(compiledOf(text).correlations[0]?.refused).toBe(true);
  });

  test('that is a title says so', () => {
    const text = documents(correlationOf(count('[Rule a]')), named('a'));
    expect(problemsOf(text)).toEqual([['unknown_rule_reference', 'Rule a']]);
    expect(messageOf(text)).toContain('is the title');
    expect(problemsOf(mended(text))).toEqual([]);
    expect(messageOf(text.replace('name: a\n', ''))).toContain('give that rule a `name`');
  });

  test('that is a filter says so', () => {
    const filter = 'title: F\nname: f\nfilter: {rules: [a], selection: {u: x}, condition: not selection}\n';
    expect(messageOf(documents(correlationOf(count('[f]')), named('a'), filter))).toContain('is a filter');
  });

  test('never suggests the correlation itself', () => {
    expect(messageOf(documents(correlationOf(count('[cc]'), 'cd'), named('other')))).not.toContain('`cd`');
  });
});

test('a name that two rules have is ambiguous', () => {
  const text = documents(correlationOf(count('[a]')), named('a'), named('a'));
  expect(problemsOf(text)).toEqual([['ambiguous_rule_reference', 'a']]);
  expect(compiledOf(text).correlations[0]?.refused).toBe(true);
});

test('one rule twice is refused, by one name or by two', () => {
  expect(problemsOf(documents(correlationOf(count('[a, a]')), named('a')))).toEqual([
    ['repeated_rule_reference', 'a'],
  ]);
  const text = documents(
    correlationOf(count(`[a, ${id}]`)),
    named('a').replace('name: a', `name: a\nid: ${id}`),
  );
  expect(problemsOf(text)).toEqual([['repeated_rule_reference', id]]);
});

describe('cycles', () => {
  test('of one', () => {
    const text = documents(correlationOf(count('[c]')));
    expect(problemsOf(text)).toEqual([['cyclic_rule_reference', 'c']]);
  });

  test('of three, and what hangs on them; the rest runs', () => {
    const text = documents(
      correlationOf(count('[two]'), 'one'),
      correlationOf(temporal('[three, a]'), 'two'),
      correlationOf(count('[one]'), 'three'),
      correlationOf(count('[one]'), 'four'),
      correlationOf(count('[a]'), 'five'),
      named('a'),
    );
    expect(problemsOf(text)).toEqual([
      ['cyclic_rule_reference', 'two'],
      ['cyclic_rule_reference', 'three'],
      ['cyclic_rule_reference', 'one'],
      ['refused_rule_reference', 'one'],
    ]);
    const refused = compiledOf(text).correlations.map(({ rule, refused: is }) => [rule, is]);
    expect(Object.fromEntries(refused)).toEqual({ 0: true, 1: true, 2: true, 3: true, 4: false });
  });
});

test('a rule that is refused refuses what refers to it, and what refers to that', () => {
  const text = documents(
    correlationOf(count('[middle]'), 'outer'),
    correlationOf(count('[a]'), 'middle'),
    named('a').replace('condition: s', 'condition: nothing'),
  );
  expect(problemsOf(text)).toEqual([
    ['refused_rule_reference', 'middle'],
    ['refused_rule_reference', 'a'],
  ]);
});

describe('aliases', () => {
  const aliased = (aliases: string, groupBy = '[ip]'): string =>
    documents(
      correlationOf(temporal('[a, b]', `aliases:\n${aliases}`).replace('[u]', groupBy)),
      named('a').replace('name: a', `name: a\nid: ${id}`),
      named('b'),
    );

  test('give each rule its own field, by name or id', () => {
    const text = aliased(`  ip:\n    ${id}: source.ip\n    b: destination.ip`);
    expect(problemsOf(text)).toEqual([]);
    expect(compiledOf(text).correlations[0]?.sources.map(({ groupFields }) => groupFields)).toEqual([
      ['source.ip'],
      ['destination.ip'],
    ]);
  });

  test('stand for the field of a condition too', () => {
    const text = documents(
      correlationOf(
        'type: value_count\nrules: [a, b]\ngroup-by: [u]\ntimespan: 1m\naliases:\n  ip: {a: x, b: y}\ncondition: {field: ip, gte: 2}',
      ),
      named('a'),
      named('b'),
    );
    expect(problemsOf(text)).toEqual([]);
    expect(compiledOf(text).correlations[0]?.sources.map(({ valueFields }) => valueFields)).toEqual([
      ['x'],
      ['y'],
    ]);
  });

  test('that lack a rule, name an unknown one, or are used nowhere', () => {
    expect(problemsOf(aliased('  ip:\n    a: source.ip'))).toEqual([['incomplete_alias', 'ip']]);
    expect(problemsOf(aliased('  ip:\n    a: x\n    b: y\n    bb: z'))).toEqual([
      ['unknown_rule_reference', 'bb'],
    ]);
    expect(problemsOf(aliased('  ip:\n    a: x\n    b: y', '[u]'))).toEqual([['unused_alias', 'ip']]);
  });
});

describe('expressions', () => {
  const of = (condition: string, rules = '[a, b, c]'): string =>
    documents(
      correlationOf(temporal(rules, `condition: ${condition}`), 'x'),
      named('a'),
      named('b'),
      named('c'),
    );

  test('name rules of the list', () => {
    expect(problemsOf(of('a and (b or not c)'))).toEqual([]);
    expect(problemsOf(of('a and b and cc'))).toEqual([
      ['unused_rule_reference', 'c'],
      ['unknown_rule_reference', 'cc'],
    ]);
    expect(messageOf(of('a and b and cc'))).toContain('Did you mean `c`');
  });

  test('stand for the list where there is none', () => {
    const text = of('a and not c').replace('  rules: [a, b, c]\n', '');
    expect(problemsOf(text)).toEqual([]);
    expect(compiledOf(text).correlations[0]?.sources.map(({ name }) => name)).toEqual(['a', 'c']);
  });

  test('that leave a rule out', () => {
    expect(problemsOf(of('a and b'))).toEqual([['unused_rule_reference', 'c']]);
  });

  test('that cannot be read say where', () => {
    expect(problemsOf(of('a and and b'))[0]?.[0]).toBe('condition_syntax');
    expect(compiledOf(of('a and and b')).correlations[0]?.refused).toBe(true);
  });

  test('that nothing needs to occur for are refused', () => {
    expect(problemsOf(of('not a and not b and not c'))).toEqual([
      ['invalid_correlation_condition', 'not a and not b and not c'],
    ]);
  });

  test('that can be met in too many ways are refused, quickly', () => {
    const names = Array.from({ length: 40 }, (_, i) => `n${i}`);
    const text = documents(
      correlationOf(temporal(`[${names.join(', ')}]`, 'condition: 20 of them'), 'x'),
      ...names.map(named),
    );
    expect(problemsOf(text).map(([code]) => code)).toContain('invalid_correlation_condition');
  });
});

test('rules that are referred to are hidden, unless something says to generate them', () => {
  const text = documents(
    correlationOf(count('[a]'), 'one'),
    correlationOf(`${count('[b]')}\ngenerate: true`, 'two'),
    correlationOf(temporal('[one, a, b]'), 'three'),
    named('a'),
    named('b'),
    named('c'),
  );
  expect(compiledOf(text).hidden).toEqual([0, 3]);
});

test('a text without correlations has none', () => {
  expect(compiledOf(named('a'))).toEqual({ correlations: [], diagnostics: [], hidden: [] });
});
