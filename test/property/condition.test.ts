import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printCondition } from '../../src/sigma/condition/node.ts';
import type { ConditionNode } from '../../src/sigma/condition/node.ts';
import { readCondition } from '../../src/sigma/condition/read-condition.ts';

/** A few seconds on an idle machine. */
const patient = { timeout: 60_000 };
const range = { start: 0, end: 0 };
const read = (text: string) => readCondition(text, (each) => each);

const word = fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/).filter((each) => !/^(and|or|not|of)$/i.test(each));
const pattern = fc
  .oneof(fc.constant('them'), fc.stringMatching(/^[a-z_*]{1,6}$/))
  .filter((each) => !/^(and|or|not|of)$/.test(each));

const tree: fc.Arbitrary<ConditionNode> = fc.letrec<{ node: ConditionNode }>((tie) => {
  const children = fc.array(tie('node'), { minLength: 2, maxLength: 4 });
  return {
    node: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'condition' },
      word.map((name): ConditionNode => ({ type: 'identifier', name, range })),
      fc
        .tuple(fc.oneof(fc.constant<'all'>('all'), fc.integer({ min: 1, max: 99 })), pattern)
        .map(([quantifier, each]): ConditionNode => ({
          type: 'quantified',
          quantifier,
          pattern: each,
          range,
        })),
      tie('node').map((child): ConditionNode => ({ type: 'not', child, range })),
      children.map((each): ConditionNode => ({ type: 'and', children: each, range })),
      children.map((each): ConditionNode => ({ type: 'or', children: each, range })),
    ),
  };
}).node;

function withoutRanges(node: ConditionNode): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'range' ? undefined : value)));
}

test('what is printed is read back as it was', patient, () => {
  fc.assert(
    fc.property(tree, (node) => {
      const { root, diagnostics } = read(printCondition(node));
      expect(withoutRanges(root)).toEqual(withoutRanges(node));
      expect(diagnostics.filter(({ code }) => code !== 'count_not_in_specification')).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('the text of each node, read alone, is that node', patient, () => {
  fc.assert(
    fc.property(tree, (node) => {
      const text = printCondition(node);
      const check = (each: ConditionNode): void => {
        const own = read(text.slice(each.range.start, each.range.end)).root;
        expect(withoutRanges(own)).toEqual(withoutRanges(each));
        if (each.type === 'not') check(each.child);
        else if ('children' in each) each.children.forEach(check);
      };
      check(read(text).root);
    }),
    { numRuns: 200 },
  );
});

const scraps = fc
  .array(
    fc.constantFrom(
      'a',
      'not',
      'and',
      'or',
      'of',
      '1',
      'all',
      'them',
      'x*',
      '(',
      ')',
      '|',
      ',',
      'AND',
      '\0',
      '\ud800',
    ),
  )
  .map((parts) => parts.join(' '));

test('no text makes the reader throw; what is not understood is told', patient, () => {
  fc.assert(
    fc.property(fc.oneof(scraps, fc.string({ unit: 'binary' })), (text) => {
      const { root, diagnostics } = read(text);
      for (const { range: place } of diagnostics) {
        expect(place.start).toBeLessThanOrEqual(place.end);
        expect(place.end).toBeLessThanOrEqual(text.length);
      }
      if (JSON.stringify(root).includes('"broken"')) expect(diagnostics).not.toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test.each(['not ', '(', 'a and ', '1 of ', ')', '| ', 'a ', ', ', 'a or (', 'not (a and '])(
  'thousands of `%s` are answered in time',
  (unit) => {
    const started = performance.now();
    read(unit.repeat(20_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(2000);
  },
);
