import { describe, expect, test } from 'vitest';
import { aboutDiagnostics } from '../../../src/sigma/source/code-notes.ts';
import { diagnosticCodes } from '../../../src/sigma/source/codes.ts';
import { lintCodes } from '../../../src/sigma/source/lint-codes.ts';
import { collectionCodes } from '../../../src/sigma/source/collection-codes.ts';
import { aboutCorrelations } from '../../../src/sigma/source/correlation-notes.ts';
import { correlationCodes } from '../../../src/sigma/source/correlation-codes.ts';
import { pipelineCodes } from '../../../src/sigma/source/pipeline-codes.ts';
import { aboutPipelines } from '../../../src/sigma/source/pipeline-notes.ts';
import { ruleTestCodes } from '../../../src/sigma/source/rule-test-codes.ts';
import { applyEdits, diagnostic, refusesRule } from '../../../src/sigma/source/diagnostic.ts';
import { covers } from '../../../src/sigma/source/range.ts';

const at = (start: number, end: number) => ({ start, end });

test('a diagnostic has the severity of its code', () => {
  expect(diagnostic('yaml_syntax', at(0, 1), 'm').severity).toBe('error');
  expect(diagnostic('yaml_tag', at(0, 1), 'm').severity).toBe('warning');
  expect(diagnostic('no_events', at(0, 1), 'm').severity).toBe('info');
});

test('a diagnostic without fixes has no such property', () => {
  expect(diagnostic('yaml_tag', at(0, 1), 'm', [])).not.toHaveProperty('fixes');
});

test('only errors refuse a rule, and not all of them', () => {
  for (const [code, row] of Object.entries(diagnosticCodes))
    if (row.severity !== 'error') expect([code, row.refuses]).toEqual([code, code === 'x']);
  expect(refusesRule(diagnostic('unknown_identifier', at(0, 1), 'm'))).toBe(true);
  expect(refusesRule(diagnostic('all_of_nothing', at(0, 1), 'm'))).toBe(false);
});

test('every code has its line of documentation, and stands in one table', () => {
  const codes = [
    diagnosticCodes,
    collectionCodes,
    correlationCodes,
    lintCodes,
    pipelineCodes,
    ruleTestCodes,
  ].flatMap((table) => Object.keys(table));
  expect(new Set(codes).size).toBe(codes.length);
  expect(Object.keys({ ...aboutDiagnostics, ...aboutCorrelations, ...aboutPipelines }).sort()).toEqual(
    codes.sort(),
  );
});

test('codes are snake_case and say what they are about in one sentence', () => {
  for (const [code, about] of Object.entries({
    ...aboutDiagnostics,
    ...aboutCorrelations,
    ...aboutPipelines,
  })) {
    expect(code).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
    expect(about).toMatch(/^[A-Z`].*\.$/s);
  }
});

describe('applyEdits', () => {
  test.each([
    ['nothing', 'abc', [], 'abc'],
    ['a replacement', 'abc', [{ range: at(1, 2), text: 'XY' }], 'aXYc'],
    ['an insertion', 'abc', [{ range: at(3, 3), text: '!' }], 'abc!'],
    ['a removal', 'abc', [{ range: at(0, 2), text: '' }], 'c'],
    [
      'several, whatever their order',
      'abcd',
      [
        { range: at(0, 1), text: '--' },
        { range: at(3, 4), text: '' },
        { range: at(1, 2), text: 'B' },
      ],
      '--Bc',
    ],
  ])('%s', (_, text, edits, expected) => {
    expect(applyEdits(text, edits)).toBe(expected);
  });
});

test('a range covers the offsets at both of its ends', () => {
  expect([1, 2, 3, 4, 5].map((offset) => covers(at(2, 4), offset))).toEqual([false, true, true, true, false]);
});
