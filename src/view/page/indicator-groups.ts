// Indicators as the table shows them: one row a field and kind, its values in it.
import type { IndicatorRow } from '../../catalog/types.ts';
import * as texts from '../../texts/en.ts';
import { plural } from '../../texts/plural.ts';

export interface IndicatorGroup {
  readonly key: string;
  readonly field: string;
  readonly kind: string;
  readonly rows: readonly IndicatorRow[];
}

/** `rows` are sorted by field and kind. */
export function groupIndicators(rows: readonly IndicatorRow[]): readonly IndicatorGroup[] {
  const groups: { key: string; field: string; kind: string; rows: IndicatorRow[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last.field === row.field && last.kind === row.kind) last.rows.push(row);
    else groups.push({ key: `${row.field}|${row.kind}`, field: row.field, kind: row.kind, rows: [row] });
  }
  return groups;
}

/** The corpus count in words. */
export function toCountSentence({ others, othersOfProduct, seeAlso }: IndicatorRow): string {
  if (others === 0)
    return seeAlso > 0
      ? plural(seeAlso, texts.pageIndicatorsSpecificButOne, texts.pageIndicatorsSpecificButMany)
      : texts.pageIndicatorsSpecific;
  return othersOfProduct < others
    ? plural(others, texts.pageIndicatorsSharedProductOne, texts.pageIndicatorsSharedProductMany, {
        product: othersOfProduct,
      })
    : plural(others, texts.pageIndicatorsSharedOne, texts.pageIndicatorsSharedMany);
}
