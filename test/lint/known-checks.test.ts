// Every check of other linters has a code here, which is told of a rule that is wrong and not of one that is right; or
// a reason.
import { describe, expect, test } from 'vitest';
import { attackEnterprise } from '../../src/knowledge/attack/attack-enterprise.ts';
import { lintAgainstEvents } from '../../src/lint/lint-against-events.ts';
import { lintCloudTrail } from '../../src/lint/lint-cloudtrail.ts';
import { lintRule } from '../../src/lint/lint-rule.ts';
import type { Diagnostic, EventValue } from '../../src/sigma/index.ts';
import { aboutDiagnostics, compileRule, readExemplars, readRules } from '../../src/sigma/matcher.ts';
import { collectionCodes } from '../../src/sigma/source/collection-codes.ts';
import { correlationCodes } from '../../src/sigma/source/correlation-codes.ts';
import { conventionCases, textCases } from './text/cases.ts';
import { ownChecks, pySigma, rsigma, rsigmaExemplars } from './text/known-checks.ts';
import type { KnownCheck } from './text/known-checks.ts';
import { readCases } from './text/read-cases.ts';

const tables = { rsigma, rsigmaExemplars, pySigma, ownChecks };
const all: readonly KnownCheck[] = Object.values(tables).flatMap((table) => Object.values(table));

test('the tables are whole', () => {
  expect(Object.keys(rsigma)).toHaveLength(85);
  expect(Object.keys(pySigma)).toHaveLength(31);
  for (const check of all) if ('not' in check) expect(check.not).toMatch(/^\S.*\.$/);
});

test('every row names codes that there are', () => {
  const codes = new Set<string>(
    Object.keys({ ...aboutDiagnostics, ...correlationCodes, ...collectionCodes }),
  );
  const named = all.flatMap((check) => ('codes' in check ? check.codes : []));
  expect(named.filter((code) => !codes.has(code))).toEqual([]);
});

// By a code of each reader: while it is not there, nor are the others.
test.each([
  ['correlations', 'invalid_correlation', /correlation|timespan|group|condition_|generate|rule_reference/],
  ['filters', 'invalid_filter', /filter/],
  ['arrays', 'array_selector', /array/],
])('every row that the reader of %s answers names codes that there are', (_, sign, own) => {
  const codes = new Set<string>(
    Object.keys({ ...aboutDiagnostics, ...correlationCodes, ...collectionCodes }),
  );
  const named = all
    .flatMap((check) => ('readers' in check ? check.readers : []))
    .filter((code) => own.test(code));
  expect(named.length).toBeGreaterThan(0);
  if (codes.has(sign)) expect(named.filter((code) => !codes.has(code))).toEqual([]);
});

async function everything(text: string, events: readonly EventValue[] = []): Promise<readonly Diagnostic[]> {
  const { rules, diagnostics } = readRules(text);
  const [rule] = rules;
  if (!rule) return diagnostics;
  const read = [
    ...diagnostics,
    ...lintRule(rule, attackEnterprise),
    ...readExemplars(rule.document).diagnostics,
  ];
  if (rule.type !== 'detection') return read;
  const compiled = compileRule(rule);
  const steps = lintAgainstEvents(compiled, events);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return [...read, ...compiled.diagnostics, ...step.value, ...(await lintCloudTrail(compiled))];
}

describe('is told of a rule that is wrong, and not of one that is right', () => {
  test.each(Object.entries(readCases))('%s', async (code, { bad, good, events }) => {
    const codes = async (text: string) => (await everything(text, events)).map((each) => each.code as string);
    expect(await codes(bad)).toContain(code);
    expect(await codes(good)).not.toContain(code);
  });
});

test('every code of the tables has an example', () => {
  // `lint-text.test.ts` tries those of the text.
  const tried = new Set([
    ...Object.keys(readCases),
    ...[...textCases, ...conventionCases].map(({ code }) => code),
  ]);
  const named = all.flatMap((check) => ('codes' in check ? check.codes : []));
  expect(named.filter((code) => !tried.has(code))).toEqual([]);
});
