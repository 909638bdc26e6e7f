// Where values stand that are known already, in texts of any kind: each text is walked once for all of them.
import type { SecretKind } from './kinds.ts';
import { foldUnits, sensitivityOf } from './kinds.ts';

export interface Known {
  readonly kind: SecretKind;
  /** Any spelling of it. */
  readonly value: string;
}

export interface Occurrence<T> {
  readonly start: number;
  readonly end: number;
  readonly known: T;
}

/** A shorter value is everywhere: it is replaced only where it was found. */
const minLength = 3;

/** Between `from` and `to`. `isProse`: a name that is a plain word means somebody only where it stands for itself. */
export type FindOccurrences<T> = (
  text: string,
  from: number,
  to: number,
  isProse: boolean,
) => readonly Occurrence<T>[];

/**
 * In order, without overlaps; of those that begin together the longest. Case does not matter, but for plain words as
 * parts of compounds: `credentials` is not that of `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`.
 */
export function indexOccurrences<T extends Known>(values: readonly T[]): FindOccurrences<T> {
  if (values.length === 0) return () => [];
  const byBeginning = new Map<number, { readonly folded: string; readonly known: T }[]>();
  const bits = new Uint8Array(1 << 18);
  for (const known of values) {
    const folded = foldUnits(known.value);
    if (folded.length < minLength) continue;
    const beginning = beginningOf(folded, 0);
    bits[beginning >> 3] = (bits[beginning >> 3] as number) | (1 << (beginning & 7));
    const others = byBeginning.get(beginning) ?? [];
    others.push({ folded, known });
    byBeginning.set(beginning, others);
  }
  for (const others of byBeginning.values()) others.sort((a, b) => b.folded.length - a.folded.length);

  return (text, from, to, isProse) => {
    if (to - from < minLength) return [];
    const folded = foldUnits(text.slice(from, to));
    const found: Occurrence<T>[] = [];
    for (let at = 0; at <= folded.length - minLength;) {
      const beginning = beginningOf(folded, at);
      const isLikely = ((bits[beginning >> 3] as number) & (1 << (beginning & 7))) !== 0;
      const hit = (isLikely ? byBeginning.get(beginning) : undefined)?.find(
        (each) => folded.startsWith(each.folded, at) && standsAlone(text, from + at, each.known, isProse),
      );
      if (hit) found.push({ start: from + at, end: from + at + hit.folded.length, known: hit.known });
      at += hit?.folded.length ?? 1;
    }
    return found;
  };
}

function beginningOf(text: string, at: number): number {
  return (
    ((text.charCodeAt(at) & 127) << 14) |
    ((text.charCodeAt(at + 1) & 127) << 7) |
    (text.charCodeAt(at + 2) & 127)
  );
}

/** Whether it is not a part of a longer word; secrets may be. */
function standsAlone(text: string, start: number, { kind, value }: Known, isProse: boolean): boolean {
  const end = start + value.length;
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  if (sensitivityOf(kind) === 'secret' && value.length >= 8) return true;
  // A full stop ends a sentence, unless the number goes on.
  if (kind === 'ip' && /[.:]/.test(after))
    return !/[\w.:]/.test(before) && !/[\da-f]/i.test(text.charAt(end + 1));
  const part = kind === 'account_id' ? /\d/ : kind === 'ip' ? /[\p{L}\p{N}.:]/u : /[\p{L}\p{N}]/u;
  if (part.test(before) && part.test(text.charAt(start))) return false;
  if (part.test(after) && part.test(text.charAt(end - 1))) return false;
  const isWord = (kind === 'arn_name' || kind === 'host') && /^\p{L}+$/u.test(value);
  const isJoined =
    /[_.-]/.test(before) || /[_-]/.test(after) || (after === '.' && /\w/.test(text.charAt(end + 1)));
  return !(isWord && isJoined) || (!isProse && text.startsWith(value, start));
}
