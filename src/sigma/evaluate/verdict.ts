// Three-valued logic: what is unknown decides only where the rest does not.
import type { Verdict } from './trace.ts';

export function toVerdict(matched: boolean): Verdict {
  return matched ? 'match' : 'miss';
}

export function opposite(verdict: Verdict): Verdict {
  return verdict === 'match' ? 'miss' : verdict === 'miss' ? 'match' : 'unknown';
}

/** At least `need` of the verdicts are `match`. */
export function atLeast(need: number, verdicts: readonly Verdict[]): Verdict {
  const got = verdicts.filter((verdict) => verdict === 'match').length;
  if (got >= need) return 'match';
  const open = verdicts.filter((verdict) => verdict === 'unknown').length;
  return got + open >= need ? 'unknown' : 'miss';
}

export const allOf = (verdicts: readonly Verdict[]): Verdict => atLeast(verdicts.length, verdicts);
export const anyOf = (verdicts: readonly Verdict[]): Verdict => atLeast(1, verdicts);
