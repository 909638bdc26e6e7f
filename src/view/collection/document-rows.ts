// The documents of a rule text as rows to choose from: what each is, and what it says of the events.
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { number, plural } from '../../texts/plural.ts';
import type { CollectionAnswer, DocumentAnswer, RuleSummary, RunResult } from '../../worker/protocol.ts';
import type { Tone } from '../verdict-line.ts';
import { toShort } from '../visible.ts';

export interface DocumentRow {
  readonly index: number;
  readonly title: string;
  /** `Rule`, `Filter`. */
  readonly kind: string;
  readonly tone: Tone;
  /** What it says of all events. */
  readonly outcome: string;
}

const kinds: Readonly<Record<RuleSummary['kind'], string>> = {
  detection: texts.documentRule,
  correlation: texts.documentCorrelation,
  filter: texts.documentFilter,
  action: texts.documentAction,
  broken: texts.documentBroken,
};

export function toDocumentRows({ rule, collection, verdicts, events }: RunResult): readonly DocumentRow[] {
  return rule.documents.map((document, index) => {
    const answer = collection?.documents[index];
    const total = events.list.length || verdicts.length;
    return {
      index,
      title: titleOf(document, answer, index),
      kind: kinds[document.kind],
      ...(answer ? said(document, answer, total) : { tone: 'idle', outcome: '' }),
    };
  });
}

export function titleOf({ title }: RuleSummary, answer: DocumentAnswer | undefined, index: number): string {
  return toShort(title || answer?.name || fill(texts.documentUntitled, { n: index + 1 }), 80);
}

function said(
  { kind }: RuleSummary,
  { state, fired, undecided, verdict, related, excluded }: DocumentAnswer,
  total: number,
): Pick<DocumentRow, 'tone' | 'outcome'> {
  if (state === 'broken') return { tone: 'error', outcome: texts.documentRefused };
  if (kind === 'filter')
    return {
      tone: 'idle',
      outcome:
        related.length === 0
          ? texts.documentAppliesToNone
          : plural(excluded, texts.documentExcludesOne, texts.documentExcludesMany),
    };
  if (state === 'part') return { tone: 'idle', outcome: texts.documentMerged };
  if (kind === 'correlation')
    return verdict === 'match'
      ? { tone: 'match', outcome: plural(fired, texts.documentFiredOne, texts.documentFiredMany) }
      : { tone: verdict ?? 'idle', outcome: verdict === 'miss' ? texts.documentSilent : texts.documentOpen };
  if (fired > 0)
    return {
      tone: 'match',
      outcome: fill(texts.documentFires, { fired: number(fired), total: number(total) }),
    };
  if (undecided > 0) return { tone: 'unknown', outcome: texts.documentOpen };
  return total === 0
    ? { tone: 'idle', outcome: '' }
    : { tone: 'miss', outcome: fill(texts.documentFires, { fired: '0', total: number(total) }) };
}

/** `excluded by “Admins”`: but for these filters the rule would fire on the explained event; empty where it is not so. */
export function toExcludedBy(documents: readonly RuleSummary[], collection: CollectionAnswer): string {
  const titles = collection.excludedBy.map((i) => {
    const document = documents[i];
    return document ? `“${titleOf(document, collection.documents[i], i)}”` : '';
  });
  return titles.length === 0 ? '' : fill(texts.documentExcludedBy, { filters: titles.join(', ') });
}
