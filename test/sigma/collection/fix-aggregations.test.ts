import { existsSync, readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileRule } from '../../../src/sigma/compile/compile-rule.ts';
import { readCollection } from '../../../src/sigma/collection/read-collection.ts';
import { entryOf } from '../../../src/sigma/document/node.ts';
import { applyEdits, refusesRule } from '../../../src/sigma/source/diagnostic.ts';
import { regexCompiler } from '../../../src/sigma/value/regex/regex-compiler.ts';

const text = (condition: string, timeframe = '  timeframe: 15m\n', head = ''): string =>
  `title: Failed sign-ins\n${head}logsource:\n  product: aws\ndetection:\n  selection:\n    eventName: ConsoleLogin\n  other:\n    eventName: X\n${timeframe}  condition: ${condition}\nlevel: high\n`;

function problemOf(rule: string) {
  return readCollection(rule).diagnostics.find(({ code }) => code === 'aggregation_removed');
}

function mended(rule: string): string {
  const [fix] = problemOf(rule)?.fixes ?? [];
  if (!fix) throw new Error('There is no fix.');
  return applyEdits(rule, fix.edits);
}

/** What stands below the first document. */
function added(rule: string): string {
  return mended(rule).split('\n---\n').slice(1).join('\n---\n');
}

const correlation = (body: string): string =>
  `title: Failed sign-ins (correlation)\ncorrelation:\n${body}level: high\n`;

describe('a calculation', () => {
  test('the whole text', () => {
    expect(mended(text('selection | count() by userName, sourceIPAddress > 5'))).toBe(`name: failed_sign_ins
title: Failed sign-ins
logsource:
  product: aws
detection:
  selection:
    eventName: ConsoleLogin
  other:
    eventName: X
  condition: selection
level: high
---
title: Failed sign-ins (correlation)
correlation:
    type: event_count
    rules:
        - failed_sign_ins
    group-by:
        - userName
        - sourceIPAddress
    timespan: 15m
    condition:
        gt: 5
level: high
`);
  });

  test.each([
    ['count() > 5', 'event_count', 'gt: 5'],
    ['count() >= 5', 'event_count', 'gte: 5'],
    ['count() < 5', 'event_count', 'lt: 5'],
    ['count() <= 5', 'event_count', 'lte: 5'],
    ['count() = 5', 'event_count', 'eq: 5'],
    ['count() == 5', 'event_count', 'eq: 5'],
    ['COUNT(*) != 5', 'event_count', 'neq: 5'],
    ['count(userName) > 5', 'value_count', 'gt: 5\n        field: userName'],
    ['count( a.b ) > 5', 'value_count', 'gt: 5\n        field: a.b'],
    ['sum(bytes) > 1000.5', 'value_sum', 'gt: 1000.5\n        field: bytes'],
    ['avg(bytes) >= 10', 'value_avg', 'gte: 10\n        field: bytes'],
  ])('%s', (aggregation, type, condition) => {
    expect(added(text(`selection | ${aggregation}`))).toBe(
      correlation(
        `    type: ${type}\n    rules:\n        - failed_sign_ins\n    timespan: 15m\n    condition:\n        ${condition}\n`,
      ),
    );
  });

  test.each([
    ['30s', '30s'],
    ['1h', '1h'],
    ['24h', '24h'],
    ['7d', '7d'],
    ['2w', '14d'],
    ['1M', '30d'],
    ['last 5m', '5m'],
  ])('within %s', (timeframe, timespan) => {
    expect(added(text('selection | count() > 5', `  timeframe: ${timeframe}\n`))).toContain(
      `timespan: ${timespan}\n`,
    );
  });

  test.each(['', '  timeframe: soon\n'])('without a time: %j, the title says so', (timeframe) => {
    const rule = text('selection | count() > 5', timeframe);
    expect(problemOf(rule)?.fixes?.[0]?.title).toContain('names no time');
    expect(added(rule)).toContain('timespan: 1h\n');
  });

  test.each([
    ['id: 7e4bfe58-4a47-4709-828d-d86c78b7cc1f\n', '7e4bfe58-4a47-4709-828d-d86c78b7cc1f'],
    ['name: mine\nid: 7e4bfe58-4a47-4709-828d-d86c78b7cc1f\n', 'mine'],
  ])('a rule that can be referred to keeps its head: %j', (head, reference) => {
    const rule = text('selection | count() > 5', undefined, head);
    expect(mended(rule)).toMatch(/^title:/);
    expect(added(rule)).toContain(reference);
  });

  test('a name that is taken is not given twice', () => {
    const other = 'title: o\nname: failed_sign_ins\nlogsource: {}\ndetection:\n  s: {a: b}\n  condition: s\n';
    expect(mended(`${text('selection | count() > 5')}---\n${other}`)).toContain('name: failed_sign_ins_2\n');
  });

  test.each([
    ['quoted', "'selection | count() > 5'"],
    ['folded', '>\n    selection\n    | count() > 5'],
    ['before the pipe more than a name', '1 of sel* and not other | count() > 5'],
    ['a comment behind', 'selection | count() > 5 # many'],
  ])('%s', (_, condition) => {
    const rule = text(condition);
    expect(errorsOf(mended(rule))).toEqual([]);
    expect(errorsOf(mended(rule.replaceAll('\n', '\r\n')))).toEqual([]);
  });

  test.each([
    ['the greatest', 'max(bytes) > 5', 'bytes|gt: 5'],
    ['the least', 'min(bytes) <= 5', 'bytes|lte: 5'],
    ['the greatest, below', 'max(bytes) < 5', 'nothing that says the same'],
  ])('%s has no correlation, and that is said', (_, aggregation, message) => {
    const problem = problemOf(text(`selection | ${aggregation}`));
    expect(problem?.fixes).toBeUndefined();
    expect(problem?.message).toContain(message);
  });

  test.each([
    'selection | rare by x',
    'selection | count() by x',
    'selection | sum() > 5',
    'selection |',
    '| count() > 5',
  ])('%s: no fix, for it is not known what it says', (condition) => {
    expect(problemOf(text(`'${condition}'`))?.fixes).toBeUndefined();
  });

  test('of several conditions there is no fix', () => {
    const problem = problemOf(text('[selection | count() > 5, other]'));
    expect(problem?.fixes).toBeUndefined();
    expect(problem?.message).toContain('rule of each');
  });
});

describe('near', () => {
  test('each search identifier becomes a rule', () => {
    const rule = text('selection | near other');
    expect(mended(rule)).toBe(`name: failed_sign_ins
title: Failed sign-ins
logsource:
  product: aws
detection:
  selection:
    eventName: ConsoleLogin
  condition: selection
level: high
---
title: 'Failed sign-ins: other'
name: failed_sign_ins_other
logsource:
    product: aws
detection:
    other:
        eventName: X
    condition: other
---
title: Failed sign-ins (correlation)
correlation:
    type: temporal
    rules:
        - failed_sign_ins
        - failed_sign_ins_other
    timespan: 15m
level: high
`);
  });

  test('what must not be near is in the condition', () => {
    expect(added(text('selection | near other and not selection'))).toContain(
      'condition: failed_sign_ins and failed_sign_ins_other and not failed_sign_ins_selection\n',
    );
  });

  test.each(['selection | near 1 of o*', 'selection | near nothing', 'selection | near'])(
    '%s: no fix',
    (condition) => {
      expect(problemOf(text(condition))?.fixes).toBeUndefined();
    },
  );
});

function errorsOf(collection: string): string[] {
  const { documents, diagnostics } = readCollection(collection);
  const compiled = documents.flatMap(({ effective }) =>
    effective ? compileRule(effective, { regex: regexCompiler }).diagnostics : [],
  );
  return [...diagnostics, ...compiled].filter(refusesRule).map(({ code, message }) => `${code}: ${message}`);
}

const published = joinPath(
  import.meta.dirname,
  '../../../../../shared/conformance/public/expected-errors.json',
);
const known = existsSync(published)
  ? (JSON.parse(readFileSync(published, 'utf8')) as { path: string; yaml: string }[]).filter(({ yaml }) =>
      problemOf(yaml),
    )
  : [];

test.runIf(known.length > 0)(
  'published rules with an aggregation: each is mended, or it is said why not',
  () => {
    const outcomes = known.map(({ path, yaml }) => {
      const problem = problemOf(yaml);
      if (!problem?.fixes) return `${path}: ${problem?.message}`;
      const after = mended(yaml);
      const types = readCollection(after).documents.map(({ rule }) => rule.type);
      const correlations = readCollection(after).documents.filter(
        ({ rule }) => rule.document && entryOf(rule.document, 'correlation'),
      );
      const errors = errorsOf(after);
      return errors.length === 0 && types[0] === 'detection' && correlations.length === 1
        ? 'mended'
        : `${path}: ${errors.join()} ${types.join()}`;
    });
    expect(outcomes.filter((each) => each !== 'mended')).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(10);
  },
);
