import { describe, expect, test } from 'vitest';
import type { IndicatorRow } from '../../../../src/catalog/types.ts';
import type { CoverageRow } from '../../../../src/coverage/types.ts';
import { toCoverageTally } from '../../../../src/view/page/coverage-words.ts';
import { groupIndicators, toCountSentence } from '../../../../src/view/page/indicator-groups.ts';
import { toSafeUrl } from '../../../../src/view/page/safe-url.ts';
import { toMarkdownTable, toStageLines } from '../../../../src/view/page/stages-table.ts';
import { toStages } from '../../../../src/view/stages.ts';
import { compileRule, explain, readRules } from '../../../../src/sigma/index.ts';

describe('toSafeUrl', () => {
  test.each([
    ['https://example.com/a b', 'https://example.com/a%20b'],
    ['HTTP://example.com', 'http://example.com/'],
    ['javascript:alert(1)', null],
    [' https://example.com', null],
    ['data:text/html,x', null],
    ['https://', null],
    ['Internal research', null],
  ])('%s', (text, url) => {
    expect(toSafeUrl(text)).toBe(url);
  });
});

describe('indicators', () => {
  const row = (field: string, kind: string, value: string, counts: Partial<IndicatorRow> = {}) => ({
    ...{ field, kind, value, range: { start: 0, end: 1 }, others: 0, othersOfProduct: 0, seeAlso: 0 },
    ...counts,
  });

  test('those of one field and kind stand together', () => {
    const groups = groupIndicators([
      row('a', 'eq', '1'),
      row('a', 'eq', '2'),
      row('a', 're', '3'),
      row('b', 'eq', '1'),
    ]);
    expect(groups.map(({ field, kind, rows }) => [field, kind, rows.length])).toEqual([
      ['a', 'eq', 2],
      ['a', 're', 1],
      ['b', 'eq', 1],
    ]);
  });

  test('a count is said in words', () => {
    expect(toCountSentence(row('a', 'eq', '1'))).toBe('specific to this rule');
    expect(toCountSentence(row('a', 'eq', '1', { others: 1, othersOfProduct: 1 }))).toBe(
      '1 other rule looks for it',
    );
    expect(toCountSentence(row('a', 'eq', '1', { others: 12, othersOfProduct: 3 }))).toBe(
      '12 other rules look for it, 3 of this product',
    );
    expect(toCountSentence(row('a', 'eq', '1', { seeAlso: 2 }))).toMatch(/2 rules compare/);
  });
});

test('the tally counts what can fire', () => {
  const states: CoverageRow['state'][] = [
    'fires',
    'may_fire',
    'needs_data_events',
    'cannot',
    'unknown_operation',
  ];
  const rows = states.map((state) => ({
    values: [state],
    state,
    reason: '',
    range: null,
    kind: '',
    skeleton: false,
  }));
  expect(toCoverageTally(rows)).toBe('3 of 5 can fire');
  expect(toCoverageTally([])).toBe('');
});

describe('the table of stages', () => {
  const text = `title: t
logsource: { product: aws }
detection:
    selection:
        a|contains: 'x|y'
        b: [c, d]
    filter:
        e: '\`f\`'
    condition: selection and not filter
`;
  const [rule] = readRules(text).rules;
  if (rule?.type !== 'detection') throw new Error('no rule');
  const lines = toStageLines(toStages(explain(compileRule(rule), { a: 'x|y', b: 'd' }), text));

  test('has the condition, each stage, and its predicates below it', () => {
    expect(lines.map(({ stage }) => stage).filter(Boolean)).toEqual([
      'Stage 0: condition',
      'Stage 1: selection',
      'Stage 2: not filter',
    ]);
    expect(lines[0]).toMatchObject({ predicate: 'selection and not filter', verdict: 'match' });
    expect(lines[2]).toMatchObject({ stage: '', predicate: 'a|contains', value: 'x|y', verdict: 'match' });
  });

  test('stays one table as Markdown, whatever the values hold', () => {
    const table = toMarkdownTable(lines).trimEnd().split('\n');
    expect(table).toHaveLength(lines.length + 2);
    for (const line of table) expect(line.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(table.join('\n')).toContain('`` `f` ``');
  });
});
