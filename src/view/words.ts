import type { Verdict } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { number } from '../texts/plural.ts';

export { number };

/** The word beside a predicate's icon. */
export const predicateWord: Readonly<Record<Verdict, string>> = {
  match: texts.wordMatch,
  miss: texts.wordMiss,
  unknown: texts.wordCannotDecide,
};

/** The word beside an event's icon. */
export const eventWord: Readonly<Record<Verdict, string>> = {
  match: texts.wordFires,
  miss: texts.wordDoesNotFire,
  unknown: texts.wordCannotDecide,
};
