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

export type FindOccurrences<T> = (text: string) => readonly Occurrence<T>[];

/** In order, without overlaps; of those that begin together the longest. Case does not matter. */
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

  return (text) => {
    if (text.length < minLength) return [];
    const folded = foldUnits(text);
    const found: Occurrence<T>[] = [];
    for (let at = 0; at <= folded.length - minLength;) {
      const beginning = beginningOf(folded, at);
      const hit =
        ((bits[beginning >> 3] as number) & (1 << (beginning & 7))) === 0
          ? undefined
          : byBeginning
              .get(beginning)
              ?.find(
                (each) =>
                  folded.startsWith(each.folded, at) &&
                  standsAlone(folded, at, each.folded.length, each.known),
              );
      if (!hit) at++;
      else {
        found.push({ start: at, end: at + hit.folded.length, known: hit.known });
        at += hit.folded.length;
      }
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
function standsAlone(text: string, start: number, length: number, { kind }: Known): boolean {
  if (sensitivityOf(kind) === 'secret' && length >= 8) return true;
  const part = kind === 'account_id' ? /\d/ : kind === 'ip' ? /[\p{L}\p{N}.:]/u : /[\p{L}\p{N}]/u;
  const end = start + length;
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (part.test(before) && part.test(text.charAt(start))) return false;
  // A full stop ends a sentence, unless the number goes on.
  if (kind === 'ip' && (after === '.' || after === ':')) return !/[\da-f]/.test(text.charAt(end + 1));
  return !(part.test(after) && part.test(text.charAt(end - 1)));
}
