import type { Range } from '../sigma/index.ts';
import type { Hint, WhyNot } from '../worker/protocol.ts';
import { holds, sameRange } from './place.ts';
import type { Row } from './row.ts';

/** The hints to list. What is nearest needs no line of its own where a mend of the same place already names it. */
export function toHints({ hints }: WhyNot): readonly Hint[] {
  return hints.filter((hint, at) => {
    if (hint.fix) return true;
    const mended = hints.slice(0, at).some(({ fix, range }) => fix && meet(range, hint.range));
    return !(mended && hint.message.includes('nearest'));
  });
}

function meet(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** What the hints add to a row's sentence: `nearest: …`; empty when there is nothing. */
export function toHintWords(row: Row, whyNot: WhyNot | null): string {
  const hints = hintsOf(row, whyNot);
  const hint = hints.find(({ message }) => message.includes('nearest')) ?? hints[0];
  if (!hint) return '';
  const message = hint.message.charAt(0).toLowerCase() + hint.message.slice(1);
  const rest = message.startsWith(row.sentence) ? message.slice(row.sentence.length) : message;
  return rest.replace(/^[\s;.,]+/, '').replace(/\.$/, '');
}

/** A row that missed points at the nearest value of the event first, then at those it met. */
export function withNearest(row: Row, whyNot: WhyNot | null): Row {
  const nearest = hintsOf(row, whyNot).find(({ eventRange }) => eventRange)?.eventRange;
  if (!nearest) return row;
  const met = row.eventRanges.filter((range) => !sameRange(range, nearest));
  return { ...row, eventRanges: [nearest, ...met] };
}

function hintsOf(row: Row, whyNot: WhyNot | null): readonly Hint[] {
  if (!whyNot || row.reason === undefined || row.verdict === 'match') return [];
  const own = whyNot.hints.filter((hint) => sameRange(hint.range, row.ruleRange));
  if (own.length > 0 || row.kind !== 'item') return own;
  return whyNot.hints.filter((hint) => holds(row.ruleRange, hint.range));
}
