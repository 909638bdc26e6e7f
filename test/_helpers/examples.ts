// What must hold of events that were made from a rule.
import { expect } from 'vitest';
import { coverEvents } from '../../src/coverage/cover-events.ts';
import { toExamples } from '../../src/coverage/near-miss-events.ts';
import type { Examples } from '../../src/coverage/near-miss-events.ts';
import type { JsonValue } from '../../src/knowledge/aws/types.ts';
import { match } from '../../src/sigma/matcher.ts';
import type { CompiledRule, EventObject } from '../../src/sigma/matcher.ts';

/** Made for all operations, and looked at: every event comes out as it says, every near miss differs in one place. */
export async function examplesOf(rule: CompiledRule, name = ''): Promise<Examples> {
  const examples = await toExamples(rule, await coverEvents(rule), null);
  let base: JsonValue = {};
  for (const { event, expectation, predicate } of examples.events) {
    const read = JSON.parse(JSON.stringify(event)) as EventObject;
    expect(match(rule, read), name).toBe(expectation === 'fire' ? 'match' : 'miss');
    expect(predicate === null).toBe(expectation === 'fire');
    if (expectation === 'fire') base = event;
    else expect(differences(base, event), `${name}: ${JSON.stringify([base, event])}`).toBe(1);
  }
  return examples;
}

type JsonRecord = Readonly<Record<string, JsonValue>>;

/** Values that are others, that are there no longer, or that are new; nothing and null hold none. */
export function differences(a: JsonValue | undefined, b: JsonValue | undefined): number {
  if (isRecord(b) && (a === null || a === undefined)) return Math.max(1, differences({}, b));
  if (isRecord(a) && isRecord(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    const at = (of: JsonRecord, key: string) => (Object.hasOwn(of, key) ? of[key] : undefined);
    return [...keys].reduce((sum, key) => sum + differences(at(a, key), at(b, key)), 0);
  }
  if (Array.isArray(b) && a === undefined)
    return b.length === 1 ? differences(undefined, b[0] as JsonValue) : 1;
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.reduce((sum: number, each: JsonValue, i) => sum + differences(each, b[i] as JsonValue), 0);
  return JSON.stringify(a) === JSON.stringify(b) ? 0 : 1;
}

const isRecord = (value: JsonValue | undefined): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
