// Cases from outside, read where they lie beside the repository. They are not ours to copy; where the folder is
// missing, the tests say that they were left out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformanceFolder, readJson, ruleAround } from '../_helpers/conformance.ts';
import { testUnlessKnown } from '../_helpers/known-failures.ts';
import type { KnownFailures } from '../_helpers/known-failures.ts';
import { evaluate } from '../../src/sigma/matcher.ts';

const folder = join(conformanceFolder, '../../../shared/conformance');
const present = existsSync(folder);
const known = readJson<KnownFailures>(join(conformanceFolder, 'known-failures-shared.json'));
const file = (name: string) => join(folder, 'public', name);

type Answer = readonly boolean[] | 'error';

function answer(ruleText: string, events: readonly unknown[] | string): Answer {
  try {
    return evaluate(ruleText, events);
  } catch {
    return 'error';
  }
}

function lines<T>(name: string): T[] {
  return readFileSync(file(name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

/** Fails with the list of what went wrong, known failures apart; a known one that passes is wrong too. */
function expectAll(
  suite: string,
  units: readonly (readonly [id: string, problem: string | undefined])[],
): void {
  expect(units.length).toBeGreaterThan(0);
  const wrong = units.flatMap(([id, problem]) => {
    const isKnown = known[`${suite}: ${id}`] !== undefined;
    if (isKnown === (problem !== undefined)) return [];
    return [isKnown ? `${id}: passes now, take it off the list of known failures` : `${id}: ${problem}`];
  });
  expect(wrong).toEqual([]);
}

if (!present) {
  test.skip(`cases from outside: left out, there is no ${folder}`, () => {});
}

describe.runIf(present)('semantics', () => {
  // The event is taken as text: numbers beyond 2^53 must stay exact.
  const rows = present ? readFileSync(join(folder, 'semantics.json'), 'utf8').split('\n') : [];
  for (const line of rows.filter((row) => row.startsWith('{'))) {
    const row = JSON.parse(line.replace(/,$/, '')) as {
      id: string;
      detection: string;
      expect: boolean | 'error';
      why: string;
    };
    const eventText = /"event": (.*), "expect":/.exec(line)?.[1] ?? '';
    testUnlessKnown(known, `semantics: ${row.id}`, `${row.id} ${row.why}`, () => {
      const got = answer(ruleAround(row.detection), eventText);
      expect(got === 'error' ? got : got[0]).toBe(row.expect);
    });
  }
});

interface SharedRule {
  readonly id: string;
  readonly path: string;
  readonly yaml: string;
}

type Outcome = boolean | 'error';

/** `expected` is the specification's answer or, of a contested one, a recommendation. */
interface Vector {
  readonly name: string;
  readonly rule: string;
  readonly event: unknown;
  readonly expected: Outcome;
  readonly status: string;
  /** What the suite says that the vector is taken from. */
  readonly source_expected?: Outcome;
  readonly engines?: Record<string, Outcome>;
}

const vectorFiles = ['composed', 'pysigma', 'rsigma', 'sigma-go', 'sigma-rust'];

function vectorsOf(name: string): readonly Vector[] {
  return readJson(file(`vectors-${name}.json`));
}

function answerTo({ rule, event }: Vector): Outcome | undefined {
  const got = answer(rule, [event]);
  return got === 'error' ? got : got[0];
}

describe.runIf(present)('public rules and events', () => {
  const rules = new Map((present ? lines<SharedRule>('rules.ndjson') : []).map((rule) => [rule.id, rule]));
  const ruleOf = (id: string): SharedRule => {
    const rule = rules.get(id);
    if (!rule) throw new Error(`There is no rule ${id}.`);
    return rule;
  };

  test.each(vectorFiles)('vectors: %s', (name) => {
    expectAll(
      name,
      vectorsOf(name)
        .filter(({ status }) => status !== 'contested')
        .map((vector) => {
          const single = answerTo(vector);
          return [
            vector.name,
            single === vector.expected ? undefined : `expected ${vector.expected}, got ${single}`,
          ];
        }),
    );
  });

  test('where other engines answer otherwise, it is known why', () => {
    const table = readJson<{ why: string; ours: Record<string, Outcome> }[]>(
      join(conformanceFolder, 'known-disagreements.json'),
    );
    const differing = vectorFiles.flatMap((name) =>
      vectorsOf(name).flatMap((vector) => {
        const ours = answerTo(vector);
        const theirs = [vector.expected, vector.source_expected, ...Object.values(vector.engines ?? {})];
        return theirs.every((each) => each === undefined || each === ours) ? [] : [[vector.name, ours]];
      }),
    );
    expect(differing.length).toBeGreaterThan(0);
    expect(Object.fromEntries(differing)).toEqual(Object.assign({}, ...table.map(({ ours }) => ours)));
    expect(table.filter(({ why }) => why.trim() === '')).toEqual([]);
  });

  test('regression events of the rules', () => {
    const windows = lines<unknown>('windows.ndjson');
    const tests = readJson<{ rule: string; events: number[]; min: number }[]>(file('regression.json'));
    expectAll(
      'regression',
      tests.map((each) => {
        const { path, yaml } = ruleOf(each.rule);
        const events = each.events.map((index) => windows[index]);
        const got = answer(yaml, events);
        const count = got === 'error' ? -1 : got.filter(Boolean).length;
        return [path, count >= each.min ? undefined : `${count} of ${each.min}`];
      }),
    );
  });

  test('events made for each rule', () => {
    const all = lines<{ id: string; events: { k: string; m: boolean; e: unknown }[] }>('witness.ndjson');
    expectAll(
      'witness',
      all.map(({ id, events }) => {
        const { path, yaml } = ruleOf(id);
        const wanted = events.map(({ e }) => e);
        const got = answer(yaml, wanted);
        const wrong = events.filter(({ m }, index) => got === 'error' || got[index] !== m);
        return [path, wrong.length === 0 ? undefined : wrong.map(({ k }) => k).join()];
      }),
    );
  }, 60_000);

  test.each([
    ['expected-cloudtrail.json', 'cloudtrail.ndjson'],
    ['expected-windows.json', 'windows.ndjson'],
  ])(
    'every rule on every event: %s',
    (expected, corpus) => {
      const matrix = readJson<{
        rules: string[];
        matches: Record<string, number[]>;
        contested?: Record<string, number[]>;
      }>(file(expected));
      const events = lines<unknown>(corpus);
      expectAll(
        expected,
        matrix.rules.map((id) => {
          const { path, yaml } = ruleOf(id);
          const got = answer(yaml, events);
          if (got === 'error') return [path, 'refused'];
          const wanted = new Set(matrix.matches[id]);
          const contested = new Set(matrix.contested?.[id]);
          const wrong = got.flatMap((one, index) =>
            contested.has(index) || one === wanted.has(index) ? [] : [index],
          );
          return [path, wrong.length === 0 ? undefined : `events ${wrong.slice(0, 5).join()}`];
        }),
      );
    },
    240_000,
  );

  test('rules that must be refused', () => {
    const all = readJson<{ path: string; why: string; yaml: string }[]>(file('expected-errors.json'));
    expectAll(
      'errors',
      all.map(({ path, why, yaml }) => [path, answer(yaml, [{}]) === 'error' ? undefined : why]),
    );
  });
});
