// The built-in rules are correct by our own lint and event coverage.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverEvents } from '../../src/coverage/cover-events.ts';
import { toSkeleton } from '../../src/coverage/skeleton.ts';
import { attackEnterprise } from '../../src/knowledge/attack/attack-enterprise.ts';
import { lintAgainstEvents } from '../../src/lint/lint-against-events.ts';
import { lintCloudTrail } from '../../src/lint/lint-cloudtrail.ts';
import { lintRule } from '../../src/lint/lint-rule.ts';
import { withoutRepeats } from '../../src/lint/without-repeats.ts';
import type { EventObject } from '../../src/sigma/matcher.ts';
import { match } from '../../src/sigma/matcher.ts';
import { compiled, firstRule, marked } from '../_helpers/rule.ts';

const folder = new URL('../../src/catalog/rules/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.yml'));

/** What its events lack on purpose: a group may name networks of either kind. */
const tellings: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'ec2-security-group-remote-access-from-anywhere.yml': [
    ['events_lack_field', 'requestParameters.ipPermissions.items.ipv6Ranges.items.cidrIpv6'],
  ],
};

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

  it('has events that say nothing against it', async () => {
    const events = readFileSync(new URL(file.replace(/yml$/, 'events.json'), folder), 'utf8');
    const values = (JSON.parse(events) as { event: EventObject }[]).map(({ event }) => event);
    const steps = lintAgainstEvents(rule, values);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const found = withoutRepeats([...(await lintCloudTrail(rule)), ...step.value]);
    const ofEvents = marked(text, found).filter(([code]) => code.startsWith('events_'));
    expect(ofEvents).toEqual(tellings[file] ?? []);
  });

  it('fires on an event made for one of its rows', async () => {
    const { rows, fields } = await coverEvents(rule);
    const events = await Promise.all(rows.map(({ values }) => toSkeleton(rule, fields, values)));
    expect(events.map((event) => match(rule, JSON.parse(event) as EventObject))).toContain('match');
  });
});
