import type { Verdict } from '../sigma/index.ts';

/** The word beside a predicate's icon. */
export const predicateWord: Readonly<Record<Verdict, string>> = {
  match: 'match',
  miss: 'miss',
  unknown: 'cannot decide',
};

/** The word beside an event's icon. */
export const eventWord: Readonly<Record<Verdict, string>> = {
  match: 'fires',
  miss: 'does not fire',
  unknown: 'cannot decide',
};

/** `1 event`, `4,412 events`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
