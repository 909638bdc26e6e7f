// Coverage against public rules and events: what it says can never fire must never have fired.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverEvents } from '../../src/coverage/cover-events.ts';
import type { EventObject } from '../../src/sigma/matcher.ts';
import { compiled } from '../_helpers/rule.ts';

const folder = join(import.meta.dirname, '../../../shared/conformance/public');
const linesOf = <T>(name: string): T[] =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

interface RuleLine {
  readonly id: string;
  readonly product: string | null;
  readonly yaml: string;
}

describe.skipIf(!existsSync(folder))('public rules', () => {
  const rules = existsSync(folder) ? linesOf<RuleLine>('rules.ndjson') : [];
  const cloudTrailRules = rules.filter(({ product }) => product === 'aws');
  const coverageOf = (id: string) =>
    coverEvents(compiled(rules.find((rule) => rule.id.startsWith(id))?.yaml ?? ''));

  test(
    'no event that a rule fired on is one of which coverage says that it cannot',
    { timeout: 60_000 },
    async () => {
      const events = linesOf<EventObject>('cloudtrail.ndjson');
      const { matches } = JSON.parse(readFileSync(join(folder, 'expected-cloudtrail.json'), 'utf8')) as {
        matches: Record<string, number[]>;
      };
      const wrong: string[] = [];
      let seen = 0;
      for (const { id, yaml } of cloudTrailRules) {
        const coverage = await coverEvents(compiled(yaml));
        for (const line of matches[id] ?? []) {
          const event = events[line];
          const pair = [String(event?.['eventSource']), String(event?.['eventName'])];
          const row = coverage.rows.find(
            ({ values }) => values.join('\n').toLowerCase() === pair.join('\n').toLowerCase(),
          );
          if (row) seen++;
          if (row ? row.state === 'cannot' : !coverage.unbounded && coverage.more === 0)
            wrong.push(`${id} ${pair.join(' ')}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(seen).toBeGreaterThan(20);
    },
  );

  test.each([
    ['ccd6a6c8', 'iam.amazonaws.com', 'DeleteSAMLProvider', 'cannot'],
    ['b94bf91e', 'ecs.amazonaws.com', 'RunTask', 'cannot'],
    ['b94bf91e', 'ecs.amazonaws.com', 'DescribeTaskDefinition', 'cannot'],
    ['b94bf91e', 'ecs.amazonaws.com', 'RegisterTaskDefinition', 'may_fire'],
    ['7c797da2', 'elasticache.amazonaws.com', 'AuthorizeCacheSecurityGroupEgress', 'unknown_operation'],
    ['7c797da2', 'elasticache.amazonaws.com', 'DeleteCacheSecurityGroup', 'fires'],
    ['39c9f26d', 's3.amazonaws.com', 'DeleteBucket', 'may_fire'],
    ['97fbabf8', 'lambda.amazonaws.com', 'UpdateFunctionConfiguration20150331v2', 'may_fire'],
  ] as const)('%s on %s %s: %s', async (id, eventSource, eventName, state) => {
    const { rows } = await coverageOf(id);
    const row = rows.find(({ values }) => values[0] === eventSource && values[1] === eventName);
    expect(row?.state).toBe(state);
  });

  test('every rule has rows, or says that it is not limited to any', { timeout: 60_000 }, async () => {
    for (const { id, yaml } of rules) {
      const rule = compiled(yaml);
      if (rule.refused) continue;
      const { rows, unbounded, fields } = await coverEvents(rule);
      expect(rows.length > 0 || unbounded, id).toBe(true);
      expect(rows.every(({ values }) => values.length === fields.length)).toBe(true);
    }
  });
});
