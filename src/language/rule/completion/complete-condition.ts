// What may come next in a condition: its words, and the search identifiers of the rule.
import type { Suggestion } from './completion.ts';
import * as texts from '../../../texts/en.ts';
import { plural } from '../../../texts/plural.ts';

/** `before`: the condition up to the word at the cursor. */
export function conditionWords(before: string, identifiers: readonly string[]): Suggestion[] {
  const last = (before.match(/[()]|[^\s()]+/g) ?? []).at(-1)?.toLowerCase() ?? '';
  const names = identifiers.map((name) => word(name, texts.completionConditionPart));
  if (/^(?:1|any|all)$/.test(last)) return [word('of', texts.completionConditionOf)];
  if (last === 'of')
    return [word('them', texts.completionConditionThem), ...patternsOf(identifiers), ...names];
  if (last === '' || /^(?:and|or|not|\()$/.test(last))
    return [
      ...names,
      ...(last === 'not' ? [] : [word('not', texts.completionConditionNot)]),
      word('1 of', texts.completionConditionOneOf),
      word('all of', texts.completionConditionAllOf),
    ];
  return [word('and', texts.completionConditionAnd), word('or', texts.completionConditionOr)];
}

/** `selection_*` where several begin with `selection_`. */
function patternsOf(identifiers: readonly string[]): Suggestion[] {
  const counts = new Map<string, number>();
  for (const name of identifiers) {
    const end = name.indexOf('_', 1);
    if (end > 0) counts.set(name.slice(0, end + 1), (counts.get(name.slice(0, end + 1)) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([start, count]) =>
      word(`${start}*`, plural(count, texts.completionPartsOne, texts.completionPartsMany)),
    );
}

function word(label: string, detail: string): Suggestion {
  return { label, insert: label, detail };
}
