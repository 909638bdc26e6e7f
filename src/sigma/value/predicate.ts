// A predicate decides one rule value. Matching and explaining share it: `test` is what `inspect` says, only faster.
import type { EventValue } from '../event/value.ts';
import type { Range } from '../source/range.ts';
import type { Pieces } from './pattern.ts';
import type { Reason } from './reason.ts';

/** What a predicate says of one event value, and why. */
export interface Finding {
  readonly matched: boolean;
  readonly reason: Reason;
  /** The matched stretch, where the event value is a text. */
  readonly span?: Range;
  readonly note?: string;
}

/** Looks at texts: strings, numbers and booleans as text, objects by their leaves and their compact JSON. */
export interface TextPredicate {
  readonly type: 'text';
  /** `folded` is `fold(text)`. */
  test(text: string, folded: string): boolean;
  find(text: string, folded: string): Range | null;
  inspect(text: string, folded: string): Finding;
  /** The only folded text that matches, where there is just one. */
  readonly exact: string | null;
  /** Called before a look that may never end. */
  readonly before?: () => void;
  /** What an index may know of it; left out, nothing. */
  readonly shape?: TextShape;
}

/** What a text that matches must hold: a pattern's stretches, one of several spellings, or, in any case, all literals. */
export type TextShape =
  | { readonly pieces: Pieces; readonly cased: boolean }
  | { readonly spellings: readonly TextPredicate[] }
  | { readonly literals: readonly string[] };

/** Looks at single values of any kind. */
export interface ValuePredicate {
  readonly type: 'value';
  test(value: EventValue): boolean;
  inspect(value: EventValue): Finding;
  /** Set where it is equality with a number: its text, and the predicate of values that are none. */
  readonly number?: { readonly text: string; readonly asText: TextPredicate };
}

/** Looks at a field as a whole: `present` tells an absent field from one without values. */
export interface FieldPredicate {
  readonly type: 'field';
  test(values: readonly EventValue[], present: boolean): boolean;
  readonly missReason: (values: readonly EventValue[], present: boolean) => Reason;
}

/** Compares a value with another field of the event. */
export interface ReferencePredicate {
  readonly type: 'reference';
  test(value: EventValue, event: EventValue): boolean;
  inspect(value: EventValue, event: EventValue): Finding;
}

/** Could not be compiled, or was stopped: decides nothing. */
export interface UndecidedPredicate {
  readonly type: 'undecided';
  readonly reason: 'broken' | 'regex_timeout';
}

export type DecidingPredicate = TextPredicate | ValuePredicate | FieldPredicate | ReferencePredicate;
export type Predicate = DecidingPredicate | UndecidedPredicate;

export const miss = (reason: Reason, note?: string): Finding =>
  note === undefined ? { matched: false, reason } : { matched: false, reason, note };
export const hit = (span?: Range, note?: string): Finding => ({
  matched: true,
  reason: 'matched',
  ...(span ? { span } : {}),
  ...(note === undefined ? {} : { note }),
});
