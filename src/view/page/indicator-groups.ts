// Indicators as the table shows them: one row a field and kind, its values in it.
import type { IndicatorRow } from '../../catalog/types.ts';

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
      ? `specific to this rule; ${rules(seeAlso)} compare it in another way`
      : 'specific to this rule';
  const ofProduct = othersOfProduct < others ? `, ${othersOfProduct} of this product` : '';
  return `${others === 1 ? '1 other rule looks' : `${others} other rules look`} for it${ofProduct}`;
}

function rules(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}
