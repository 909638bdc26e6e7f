import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformanceFolder, formatProblem, readCases, readJson } from '../_helpers/conformance.ts';
import type { ConformanceCase } from '../_helpers/conformance.ts';
import { testUnlessKnown } from '../_helpers/known-failures.ts';
import type { KnownFailures } from '../_helpers/known-failures.ts';
import { attackEnterprise } from '../../src/knowledge/attack/attack-enterprise.ts';
import { lintRule } from '../../src/lint/lint-rule.ts';
import {
  diagnosticCodes,
  explain,
  match,
  modifiers,
  readCollection,
  readEvents,
} from '../../src/sigma/index.ts';
import type { EventValue } from '../../src/sigma/index.ts';
import { compileRule } from '../../src/sigma/matcher.ts';

const known = readJson<KnownFailures>(join(conformanceFolder, 'known-failures.json'));
const cases = readCases();

/** Codes that no case can show, and why. */
const withoutCase: Readonly<Record<string, string>> = {
  yaml_too_large: 'millions of characters: see test/sigma/document',
  events_too_large: 'millions of characters: see test/sigma/event',
  event_shape: 'what wraps events: see test/intake',
  event_field_text: 'what wraps events: see test/intake',
  pipeline_failure: 'a rule under a pipeline: see test/sigma/pipeline',
};

function valueOf(event: unknown): EventValue {
  const [first] = typeof event === 'string' ? readEvents(event).events : [];
  return first ? first.value : (event as EventValue);
}

/** All values of an object graph that stand under the key `reason`. */
function reasonsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'reason' && typeof value === 'string' ? [value] : reasonsIn(value),
  );
}

function check({ ruleText, eventsText, diagnostics, refused, events }: ConformanceCase): void {
  if (ruleText === undefined) {
    const codes = readEvents(eventsText ?? '').diagnostics.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining([...diagnostics]));
    return;
  }
  const read = readCollection(ruleText);
  const rule = read.documents.find((each) => each.rule.type === 'detection')?.effective;
  const compiled = rule && compileRule(rule);
  const linted = rule ? lintRule(rule, attackEnterprise) : [];
  const codes = [...read.diagnostics, ...(compiled?.diagnostics ?? []), ...linted].map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining([...diagnostics]));
  if (refused || events.length > 0) expect(compiled?.refused ?? true, codes.join()).toBe(refused);
  for (const { event, match: expected, reason } of events) {
    if (!compiled) throw new Error('There is no detection rule.');
    const value = valueOf(event);
    expect(match(compiled, value), JSON.stringify(event)).toBe(expected ? 'match' : 'miss');
    const trace = explain(compiled, value);
    expect(trace.verdict).toBe(expected ? 'match' : 'miss');
    if (reason !== undefined) expect(reasonsIn(trace)).toContain(reason);
  }
}

describe('conformance', () => {
  for (const each of cases) testUnlessKnown(known, each.id, each.id, () => check(each));
});

describe('the cases', () => {
  test('known failures are cases, and have a reason', () => {
    const ids = new Set(cases.map(({ id }) => id));
    for (const [id, reason] of Object.entries(known)) {
      expect(ids.has(id), id).toBe(true);
      expect(reason.length).toBeGreaterThan(10);
    }
  });

  test('every value modifier is in a case that decides', () => {
    const deciding = cases.filter(({ events }) => events.length > 0).map(({ ruleText }) => ruleText ?? '');
    const used = new Set(deciding.flatMap((text) => [...text.matchAll(/\|(\w+)/g)].map(([, name]) => name)));
    expect(Object.keys(modifiers).filter((name) => !used.has(name))).toEqual([]);
  });

  test('every diagnostic code is in a case, and no other', () => {
    const used = new Set(cases.flatMap(({ diagnostics }) => diagnostics));
    expect(Object.keys(diagnosticCodes).filter((code) => !used.has(code) && !withoutCase[code])).toEqual([]);
    expect([...used].filter((code) => !Object.hasOwn(diagnosticCodes, code))).toEqual([]);
  });

  test('a case that is not in the format is found', () => {
    const event = { event: {}, match: true };
    expect(formatProblem({ description: 'd', detection: 'x', events: [event] })).toBeUndefined();
    expect(formatProblem({ description: 'd', detection: 'x' })).toBe('it wants nothing');
    expect(formatProblem({ description: 'd', events: [event] })).toMatch(/one of/);
    expect(formatProblem({ description: 'd', detection: 'x', refused: true, events: [event] })).toMatch(
      /refused/,
    );
    expect(formatProblem({ description: 'd', detection: 'x', event: [] } as never)).toMatch(/unknown key/);
  });
});
