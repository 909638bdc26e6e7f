import { applyEdits, match } from '../../sigma/index.ts';
import type { CompiledRule, Fix, Verdict } from '../../sigma/index.ts';
import type { Input } from '../../intake/read-input.ts';
import type { Held } from './held.ts';
import type { FixEffect } from './protocol.ts';

interface Decided {
  readonly input: Input;
  readonly verdicts: readonly Verdict[];
}

/** What the present rule says: of many events each fix is asked for alone. */
const decided = new WeakMap<CompiledRule, Decided>();

export async function previewFixes(held: Held, fixes: readonly Fix[]): Promise<readonly FixEffect[]> {
  const { ruleText } = held;
  const verdictsBefore = held.rule ? decideOnce(held.rule, held.input) : [];
  const effects: FixEffect[] = [];
  for (const { edits } of fixes) {
    const rule = await held.compile(applyEdits(ruleText, edits));
    const verdictsAfter = rule ? decideAll(rule, held.input) : [];
    effects.push({ verdictsBefore, verdictsAfter, readable: rule !== null && !rule.refused });
  }
  return effects;
}

function decideOnce(rule: CompiledRule, input: Input): readonly Verdict[] {
  const known = decided.get(rule);
  if (known?.input === input) return known.verdicts;
  const verdicts = decideAll(rule, input);
  decided.set(rule, { input, verdicts });
  return verdicts;
}

function decideAll(rule: CompiledRule, { events }: Input): Verdict[] {
  return events.map(({ value }) => match(rule, value));
}
