import type { Hint, WhyNot } from '../worker/protocol.ts';
import { holds, sameRange } from './place.ts';
import type { Row } from './stages.ts';

/** The hint that speaks of a row, if any: of its value, or of its item. */
export function hintOf(row: Row, whyNot: WhyNot | null): Hint | undefined {
  if (!whyNot || row.reason === undefined) return undefined;
  return (
    whyNot.hints.find((hint) => sameRange(hint.range, row.ruleRange)) ??
    (row.kind === 'item' ? whyNot.hints.find((hint) => holds(row.ruleRange, hint.range)) : undefined)
  );
}
