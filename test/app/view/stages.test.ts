import { describe, expect, test } from 'vitest';
import { toStages } from '../../../src/view/stages.ts';
import { eachRow } from '../../../src/view/tree.ts';
import {
  allOf,
  and,
  anyOf,
  identifier,
  item,
  met,
  not,
  oneOf,
  or,
  rangeOf,
  rule,
  value,
} from '../../_helpers/trace.ts';

const condition = 'selection and not 1 of filter_*';
const range = { start: 0, end: condition.length };
const at = (part: string) => rangeOf(condition, part);

function seed(filterMatches: boolean) {
  const selection = identifier(
    'selection',
    allOf(
      item('eventSource', [value('ecs.amazonaws.com', 'matched', { met: [met('ecs.amazonaws.com')] })]),
      item('eventName', [value('RunTask', 'value_differs'), value('RegisterTask', 'matched')]),
    ),
    at('selection'),
  );
  const filters = oneOf(
    '1 of filter_*',
    at('1 of filter_*'),
    identifier('filter_a', allOf(item('user', [value('x', filterMatches ? 'matched' : 'field_absent')]))),
    identifier('filter_b', allOf(item('user', [value('y', 'value_differs')]))),
  );
  return toStages(
    rule(condition, range, and(range, selection, not(filters, at('not 1 of filter_*')))),
    condition,
  );
}

describe('stages', () => {
  test('the condition first, then a stage for each operand', () => {
    expect(seed(false).rows.map((row) => row.title)).toEqual([
      'Stage 0: condition',
      'Stage 1: selection',
      'Stage 2: not 1 of filter_*',
    ]);
  });

  test('the condition is cut into its operands', () => {
    expect(seed(false).rows[0]?.condition).toEqual([
      { text: 'selection', stage: 1 },
      { text: ' and ', stage: 0 },
      { text: 'not 1 of filter_*', stage: 2 },
    ]);
  });

  test('an operand that is an identifier holds its items; a quantified one its identifiers', () => {
    const [, selection, filters] = seed(false).rows;
    expect(selection?.children.map((row) => row.field)).toEqual(['eventSource', 'eventName']);
    expect(filters?.children.map((row) => row.title)).toEqual(['filter_a', 'filter_b']);
  });

  test('an item of one value is one row, with the reason of the value', () => {
    const [, selection] = seed(false).rows;
    expect(selection?.children[0]).toMatchObject({
      kind: 'item',
      wanted: 'ecs.amazonaws.com',
      reason: 'matched',
      children: [],
    });
    expect(selection?.children[1]?.children.map((row) => row.reason)).toEqual(['value_differs', 'matched']);
  });

  test('every leaf has a reason, every row its own key', () => {
    const rows = [...eachRow(seed(true).rows)];
    const leaves = rows.filter((row) => row.children.length === 0 && row.kind !== 'condition');
    expect(leaves.every((row) => row.reason !== undefined)).toBe(true);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });

  test('top-level not operands are exclusions', () => {
    expect(seed(false).exclusions).toEqual([
      {
        key: '2',
        stage: 2,
        text: 'not 1 of filter_*',
        verdict: 'match',
        sentence: 'excludes nothing here (0 of 2 match)',
      },
    ]);
    expect(seed(true).exclusions[0]).toMatchObject({
      verdict: 'miss',
      sentence: 'excludes this event (1 of 2 match)',
    });
  });

  test('what changes nothing above it is quiet', () => {
    const [, selection, filters] = seed(false).rows;
    expect(selection?.children[1]?.children.map((row) => row.quiet)).toEqual([true, false]);
    expect(filters?.children.every((row) => row.quiet)).toBe(true);
    const [, , excluding] = seed(true).rows;
    expect(excluding?.children[0]?.quiet).toBe(false);
  });

  test('a lone operand is a stage of its own', () => {
    const text = 'keywords';
    const whole = { start: 0, end: text.length };
    const stages = toStages(
      rule(text, whole, identifier('keywords', item(null, [value('mimikatz', 'no_keyword')]), whole)),
      text,
    );
    expect(stages.rows.map((row) => row.title)).toEqual(['Stage 0: condition', 'Stage 1: keywords']);
    expect(stages.rows[1]?.children[0]).toMatchObject({ reason: 'no_keyword', field: '' });
  });

  test('keywords have keys of their own, as a stage and below `1 of them`', () => {
    const text = '1 of them';
    const whole = { start: 0, end: text.length };
    const keywords = () => identifier('keywords', item(null, [value('x', 'no_keyword')]), whole);
    const broken = identifier('b', { type: 'broken', verdict: 'unknown', range: whole }, whole);
    const roots = [
      keywords(),
      broken,
      oneOf('them', whole, keywords(), broken),
      or(whole, keywords(), broken),
    ];
    for (const root of roots) {
      const keys = [...eachRow(toStages(rule(text, whole, root), text).rows)].map((row) => row.key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('the operands of `or` that missed are quiet once another matched', () => {
    const text = 'a or b';
    const whole = { start: 0, end: 6 };
    const a = identifier('a', item('x', [value('1', 'matched')]), rangeOf(text, 'a'));
    const b = identifier('b', item('x', [value('2', 'value_differs')]), rangeOf(text, 'b'));
    const { rows, exclusions } = toStages(rule(text, whole, or(whole, a, b)), text);
    expect(rows.map((row) => row.quiet)).toEqual([false, false, true]);
    expect(rows[2]?.children[0]?.quiet).toBe(true);
    expect(exclusions).toEqual([]);
  });

  test('a list of maps lists its alternatives', () => {
    const text = 'sel';
    const whole = { start: 0, end: 3 };
    const map = () => allOf(item('x', [value('1', 'value_differs')]), item('y', [value('2', 'matched')]));
    const { rows } = toStages(rule(text, whole, identifier('sel', anyOf(map(), map()), whole)), text);
    expect(rows[1]?.children.map((row) => row.title)).toEqual(['alternative 1 of 2', 'alternative 2 of 2']);
    expect(rows[1]?.children[0]?.children).toHaveLength(2);
  });

  test('a list of conditions: any one suffices', () => {
    const text = 'a\nb';
    const conditions = ['a', 'b'].map((name) => ({
      text: name,
      range: rangeOf(text, name),
      root: identifier(name, item('x', [value('1', 'value_differs')]), rangeOf(text, name)),
    }));
    const { rows } = toStages({ verdict: 'miss', conditions }, text);
    expect(rows.map((row) => row.title)).toEqual(['Stage 0: condition', 'Stage 1: a', 'Stage 2: b']);
    expect(rows[0]?.children.map((row) => row.title)).toEqual(['Condition 1', 'Condition 2']);
  });

  test('a broken operand and an unknown identifier are leaves that cannot be decided', () => {
    const text = 'a and';
    const whole = { start: 0, end: 5 };
    const broken = { type: 'broken', verdict: 'unknown', text: '', range: { start: 5, end: 5 } } as const;
    const { rows } = toStages(
      rule(text, whole, and(whole, identifier('a', null, rangeOf(text, 'a')), broken)),
      text,
    );
    expect(rows[1]?.children[0]).toMatchObject({ title: 'a', verdict: 'unknown', reason: 'broken' });
    expect(rows[2]).toMatchObject({ verdict: 'unknown', reason: 'broken', children: [] });
  });

  test('`neq` shows the verdict of the item and the reason of the value', () => {
    const text = 'sel';
    const whole = { start: 0, end: 3 };
    const negated = item('x', [value('1', 'excluded', { verdict: 'match' })], {
      negated: true,
      verdict: 'miss',
    });
    const { rows } = toStages(rule(text, whole, identifier('sel', negated, whole)), text);
    expect(rows[1]?.children[0]).toMatchObject({ verdict: 'miss', reason: 'excluded' });
  });
});
