// The built-in rules are correct by our own lint and event coverage.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverEvents } from '../../src/coverage/cover-events.ts';
import { toSkeleton } from '../../src/coverage/skeleton.ts';
import { attackEnterprise } from '../../src/knowledge/attack/attack-enterprise.ts';
import { lintRule } from '../../src/lint/lint-rule.ts';
import type { EventObject } from '../../src/sigma/matcher.ts';
import { match } from '../../src/sigma/matcher.ts';
import { compiled, firstRule } from '../_helpers/rule.ts';

const folder = new URL('../../src/catalog/rules/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.yml'));

describe.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const rule = compiled(text);

  it('has tags as ATT&CK and the specification write them', () => {
    expect(lintRule(firstRule(text), attackEnterprise)).toEqual([]);
  });

  it('names only events that there are, each of which it can fire on', async () => {
    const { rows, unbounded, more } = await coverEvents(rule);
    expect({ unbounded, more }).toEqual({ unbounded: false, more: 0 });
    expect(rows.length).toBeGreaterThan(0);
    const dead = rows.filter(({ state }) => state === 'cannot' || state === 'unknown_operation');
    expect(dead.map(({ values, reason }) => [...values, reason])).toEqual([]);
  });

  it('fires on an event made for one of its rows', async () => {
    const { rows, fields } = await coverEvents(rule);
    const events = await Promise.all(rows.map(({ values }) => toSkeleton(rule, fields, values)));
    expect(events.map((event) => match(rule, JSON.parse(event) as EventObject))).toContain('match');
  });
});
