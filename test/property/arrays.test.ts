// Array selectors: the fast and the complete walk agree, the index leaves no rule out, and the quantifiers are what
// logic says of them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRule, compileRuleSet, explain, match, oneShort, whyNot } from '../../src/sigma/matcher.ts';
import type { EventValue } from '../../src/sigma/matcher.ts';
import { firstRule, selection } from '../_helpers/rule.ts';

const v3 = (search: string) => compileRule(firstRule(`sigma-version: 3\n${selection(search)}`));

const scalar = fc.constantFrom('x', 'y', 'xy', 1, 2, true, null);
const { value: anything } = fc.letrec<{ value: EventValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
}));
const event = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.b', 'a[0]'), anything, {
  minKeys: 1,
  maxKeys: 4,
});

const quantifier = fc.constantFrom('any', 'all', 'all_or_empty', 'none');
const selector = fc.oneof(quantifier, fc.constantFrom('0', '1', '-1', '-2')).map((each) => `[${each}]`);
const name = fc.constantFrom('a', 'b', 'c', 'a.b', 'b.c');
const plainItem = fc
  .tuple(
    name,
    fc.constantFrom('', '|contains', '|neq', '|all', '|exists'),
    fc.constantFrom('x', 'y', '1', 'null'),
  )
  .map(
    ([field, modifier, text]) =>
      `'${field}${modifier}': ${modifier === '|exists' ? 'true' : modifier === '|all' ? '[x, y]' : modifier === '|contains' ? 'x' : text}`,
  );
const { item } = fc.letrec<{ item: string; block: string }>((tie) => ({
  block: fc.oneof(
    fc
      .uniqueArray(tie('item'), {
        minLength: 1,
        maxLength: 3,
        selector: (each) => each.slice(0, each.indexOf(':')),
      })
      .map((all) => `{${all.join(', ')}}`),
    fc
      .tuple(tie('item'), tie('item'), fc.constantFrom('p and not q', 'p or q', '1 of them', 'not p and q'))
      .map(([p, q, condition]) => `{p: {${p}}, q: {${q}}, condition: ${condition}}`),
  ),
  item: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'item' },
    plainItem,
    fc.tuple(name, selector, scalar).map(([field, at, each]) => `'${field}${at}': ${String(each)}`),
    fc.tuple(name, selector, plainItem).map(([field, at, rest]) => `'${field}${at}.${rest.slice(1)}`),
    fc
      .tuple(name, quantifier, tie('block'))
      .map(([field, each, body]) => `'${field}[${each}]': ${body as string}`),
  ),
}));
const search = fc
  .uniqueArray(item, { minLength: 1, maxLength: 3, selector: (each) => each.slice(0, each.indexOf(':')) })
  .map((all) => all.join('\n'));

test('what matches is explained as a match, and the index finds it', () => {
  fc.assert(
    fc.property(
      fc.array(search, { minLength: 1, maxLength: 6 }),
      fc.array(event, { maxLength: 6 }),
      (searches, events) => {
        const rules = searches.map(v3);
        const set = compileRuleSet(rules);
        for (const each of events) {
          const verdicts = rules.map((rule) => match(rule, each));
          for (const rule of rules) expect(rule.refused).toBe(false);
          expect(rules.map((rule) => explain(rule, each).verdict)).toEqual(verdicts);
          expect(set.matchAll(each)).toEqual(
            verdicts.flatMap((verdict, i) => (verdict === 'match' ? [i] : [])),
          );
          for (const rule of rules) {
            const trace = explain(rule, each);
            expect(whyNot(rule, each, trace) === null).toBe(trace.verdict === 'match');
            oneShort(rule, each);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('`[any]` of one key is the plain key, where the array is flat and nothing is negated', () => {
  const element = fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 });
  const key = fc.constantFrom('x: 1', 'x: xy', 'x|contains: x', 'y: true', 'x|endswith: y');
  fc.assert(
    fc.property(fc.array(element, { maxLength: 4 }), key, (a, one) => {
      expect(match(v3(`a[any].${one}`), { a })).toBe(match(v3(`a.${one}`), { a }));
    }),
  );
});

test('`none` is not `any`; `all` is `all_or_empty` and not empty', () => {
  fc.assert(
    fc.property(plainItem, event, (one, each) => {
      const says = (name: string): boolean => match(v3(`a[${name}]: {${one}}`), each) === 'match';
      expect(says('none')).toBe(!says('any'));
      const isEmpty = says('none') && says('all_or_empty');
      expect(says('all')).toBe(says('all_or_empty') && !isEmpty);
    }),
  );
});
