// The verdict in words, for documents that have another one than a rule: here, for few texts have such.
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { plural } from '../../texts/plural.ts';
import type { CollectionLine, CorrelationAnswer, DocumentAnswer, RuleSummary } from '../protocol.ts';

/** null for a rule, and for what is refused. */
export function sayLine(
  kind: RuleSummary['kind'] | undefined,
  own: DocumentAnswer | undefined,
  correlation: CorrelationAnswer | null,
): CollectionLine | null {
  if (own?.state === 'part') return ofPart(kind, own);
  return correlation && ofCorrelation(correlation);
}

/** A filter, or a document that is merged into others. */
function ofPart(kind: RuleSummary['kind'] | undefined, own: DocumentAnswer): CollectionLine {
  if (kind !== 'filter') return { tone: 'idle', text: texts.verdictPart, detail: texts.verdictPartAbout };
  if (own.related.length === 0)
    return { tone: 'idle', text: texts.verdictFilterIdle, detail: texts.verdictFilterIdleAbout };
  const rules = plural(own.related.length, texts.verdictRuleOne, texts.verdictRuleMany);
  const excluded = plural(own.excluded, texts.countEventOne, texts.countEventMany);
  return {
    tone: 'idle',
    text: fill(texts.verdictFilter, { rules }),
    detail: fill(own.excluded > 0 ? texts.verdictFilterExcludes : texts.verdictFilterExcludesNone, {
      excluded,
    }),
  };
}

function ofCorrelation({ trace, undecided }: CorrelationAnswer): CollectionLine {
  if (trace.verdict === 'unknown')
    return { tone: 'unknown', text: texts.verdictCannotDecide, detail: undecided };
  if (trace.verdict === 'miss')
    return { tone: 'miss', text: texts.verdictDoesNotFire, detail: texts.verdictCorrelation };
  const times = plural(trace.hitCount, texts.verdictTimeOne, texts.verdictTimeMany);
  const groups = plural(trace.firedGroupCount, texts.verdictGroupOne, texts.verdictGroupMany);
  const detail = fill(texts.verdictCorrelationFired, { times, groups });
  return { tone: 'match', text: texts.verdictFires, detail };
}
