import type { ProcessingItem } from './pipeline.ts';
import type { RuleDraft } from './rule-draft.ts';

/** One item after the other, as long as none refuses the rule. */
export function applyItems(items: readonly ProcessingItem[], draft: RuleDraft): void {
  for (const item of items) {
    if (draft.failures.length > 0) return;
    if (!item.matchesRule(draft)) continue;
    item.transform(draft, item);
    if (item.id !== '') draft.applied.add(item.id);
  }
}
