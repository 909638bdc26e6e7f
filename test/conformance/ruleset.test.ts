// All rules from outside at once, on all events from outside, against each rule alone. Where the folder is missing, the
// test says that it was left out.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileRule, compileRuleSet, match, readRules } from '../../src/sigma/matcher.ts';
import type { CompiledRule, EventValue } from '../../src/sigma/matcher.ts';
import { conformanceFolder, readJson } from '../_helpers/conformance.ts';

const folder = join(conformanceFolder, '../../../shared/conformance/public');
const present = existsSync(folder);

function lines<T>(name: string): T[] {
  const text = readFileSync(join(folder, name), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

function compileFirst(text: string): CompiledRule | null {
  const rule = readRules(text).rules.find((each) => each.type === 'detection');
  return rule ? compileRule(rule) : null;
}

if (!present) {
  test.skip(`rules and events from outside: left out, there is no ${folder}`, () => {});
}

describe.runIf(present)('rules and events from outside, all at once', () => {
  const yaml = present ? lines<{ id: string; yaml: string }>('rules.ndjson') : [];
  const rules = yaml.map((each) => compileFirst(each.yaml) as CompiledRule);
  const set = compileRuleSet(rules);
  const corpus = present
    ? [...lines<EventValue>('windows.ndjson'), ...lines<EventValue>('cloudtrail.ndjson')]
    : [];
  const made = (present ? lines<{ id: string; events: { e: EventValue }[] }>('witness.ndjson') : []).map(
    ({ id, events }) => ({
      rule: yaml.findIndex((each) => each.id === id),
      events: events.map(({ e }) => e),
    }),
  );
  const { pairs } = set.matchBatch(corpus);
  const fired = corpus.map((): number[] => []);
  for (let i = 0; i < pairs.length; i += 2) fired[pairs[i] as number]?.push(pairs[i + 1] as number);

  test('what matches as a set matches alone, and one event at a time', () => {
    expect(pairs.length).toBeGreaterThan(500);
    for (const [at, matches] of fired.entries()) {
      const event = corpus[at] as EventValue;
      for (const rule of matches) expect(match(rules[rule] as CompiledRule, event)).toBe('match');
      expect(set.matchAll(event)).toEqual(matches);
    }
  });

  // Every rule and every event take part; every pair of them is for a machine with an hour to spare.
  test('each rule on every n-th event, each event under every n-th rule', () => {
    const n = 7;
    for (const [at, event] of corpus.entries()) {
      const got = fired[at] as number[];
      for (let rule = at % n; rule < rules.length; rule += n) {
        const verdict = match(rules[rule] as CompiledRule, event);
        if ((verdict === 'match') !== got.includes(rule))
          expect.fail(`event ${at}, rule ${rule}: ${verdict}`);
      }
    }
  }, 60_000);

  test('the answers on record', () => {
    const ids = new Map(yaml.map(({ id }, index) => [id, index]));
    const windows = lines<EventValue>('windows.ndjson').length;
    const files = [
      ['expected-windows.json', 0],
      ['expected-cloudtrail.json', windows],
      ['expected-cloudtrail-other.json', windows],
    ] as const;
    for (const [file, from] of files) {
      const record = readJson<{
        rules: string[];
        matches: Record<string, number[]>;
        contested?: Record<string, number[]>;
      }>(join(folder, file));
      const until = file === 'expected-windows.json' ? windows : corpus.length;
      const byRule = new Map(record.rules.map((id) => [ids.get(id) as number, [] as number[]]));
      for (let at = from; at < until; at++)
        for (const rule of fired[at] as number[]) byRule.get(rule)?.push(at - from);
      for (const id of record.rules) {
        const contested = record.contested?.[id] ?? [];
        const got = (byRule.get(ids.get(id) as number) as number[]).filter((at) => !contested.includes(at));
        expect([id, got]).toEqual([id, (record.matches[id] ?? []).filter((at) => !contested.includes(at))]);
      }
    }
  });

  test('events made for a rule, under that rule and all others', () => {
    let fires = 0;
    for (const { rule, events } of made) {
      for (const event of events) {
        const matches = set.matchAll(event);
        const alone = match(rules[rule] as CompiledRule, event) === 'match';
        if (alone) fires++;
        if (matches.includes(rule) !== alone) expect.fail(`rule ${rule}: alone ${alone}`);
        for (const each of matches)
          if (match(rules[each] as CompiledRule, event) !== 'match') expect.fail(`rule ${each}`);
      }
    }
    expect(fires).toBeGreaterThan(made.length);
  }, 60_000);

  test('vectors: each rule among all the others', () => {
    const names = ['composed', 'pysigma', 'rsigma', 'sigma-go', 'sigma-rust'];
    const vectors = names.flatMap((name) =>
      readJson<{ rule: string; event: EventValue }[]>(join(folder, `vectors-${name}.json`)),
    );
    const cases = vectors.flatMap(({ rule, event }) => {
      const compiled = compileFirst(rule);
      return compiled ? [{ compiled, event }] : [];
    });
    expect(cases.length).toBeGreaterThan(700);
    const all = cases.map(({ compiled }) => compiled);
    const small = compileRuleSet(all);
    for (const { event } of cases) {
      const expected = all.flatMap((rule, index) => (match(rule, event) === 'match' ? [index] : []));
      expect(small.matchAll(event)).toEqual(expected);
    }
  }, 60_000);
});
