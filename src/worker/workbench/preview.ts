import { applyEdits, match } from '../../sigma/index.ts';
import type { CompiledRule, Fix, Verdict } from '../../sigma/index.ts';
import type { Held } from './held.ts';
import type { FixEffect } from './protocol.ts';

export async function previewFixes(held: Held, fixes: readonly Fix[]): Promise<readonly FixEffect[]> {
  const decideAll = (rule: CompiledRule): Verdict[] =>
    held.input.events.map(({ value }) => match(rule, value));
  const { ruleText } = held;
  const verdictsBefore = held.rule ? decideAll(held.rule) : [];
  const effects: FixEffect[] = [];
  for (const { edits } of fixes) {
    const rule = await held.compile(applyEdits(ruleText, edits));
    if (rule) effects.push({ verdictsBefore, verdictsAfter: decideAll(rule), readable: !rule.refused });
    else effects.push({ verdictsBefore, verdictsAfter: [], readable: false });
  }
  return effects;
}
