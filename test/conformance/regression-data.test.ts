// SigmaHQ's regression data, laid out as in its repository, through the published `runTests`. Where the folder is missing,
// the test says that it was left out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runTests } from '../../src/library.ts';
import type { TestFile } from '../../src/library.ts';
import { conformanceFolder, readJson } from '../_helpers/conformance.ts';

const folder = join(conformanceFolder, '../../../shared/conformance/public');
const present = existsSync(folder);

interface Regression {
  readonly rule: string;
  readonly info: string;
  readonly events: readonly number[];
  readonly min: number;
}

function lines(name: string): string[] {
  return readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
}

/** A repository like SigmaHQ's: each rule, its `info.yml`, and the JSON beside an EVTX file that is not there. */
function layOut(tests: readonly Regression[], matches: (min: number) => number): TestFile[] {
  const events = lines('windows-raw.ndjson');
  const rules = new Map(
    lines('rules.ndjson')
      .map((line) => JSON.parse(line) as { id: string; path: string; yaml: string })
      .map((rule) => [rule.id, rule]),
  );
  return tests.flatMap(({ rule: id, info, events: own, min }) => {
    const rule = rules.get(id);
    if (!rule) throw new Error(id);
    const base = `${info.replace(/[^/]*$/, '')}${id}`;
    const entry = [
      `  - {name: Positive Detection Test, type: evtx, provider: x, path: ${base}.evtx,`,
      `     match_count: ${matches(min)}}`,
    ];
    const text = ['id: 0', 'rule_metadata:', `  - id: ${id}`, 'regression_tests_info:', ...entry].join('\n');
    return [
      { path: rule.path, text: rule.yaml },
      { path: info, text },
      { path: `${base}.json`, text: own.map((n) => events[n]).join('\n') },
    ];
  });
}

if (!present) {
  test.skip(`regression data from outside: left out, there is no ${folder}`, () => {});
}

describe.runIf(present)('regression data from outside', () => {
  const tests = present ? readJson<Regression[]>(join(folder, 'regression.json')) : [];

  test('every rule passes its own tests', () => {
    const report = runTests(layOut(tests, (min) => min));
    expect(report.problems).toEqual([]);
    const failed = report.rules.flatMap((rule) => rule.tests.filter(({ outcome }) => outcome !== 'passed'));
    expect(failed).toEqual([]);
    expect(report.counts).toMatchObject({ passed: tests.length, rulesWithoutTests: 0 });
    expect(report.ok).toBe(true);
  });

  test('and fails the opposite', () => {
    const report = runTests(layOut(tests, () => 0));
    expect(report.counts).toMatchObject({ passed: 0, failed: tests.length });
    expect(report.ok).toBe(false);
  });
});
