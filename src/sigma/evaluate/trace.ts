// The trace: plain data that says of every node of a rule what it answered, why, and where in both texts.
import type { Fix } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import type { Reason } from '../value/reason.ts';

/** `unknown`: cannot be decided (a part of the rule is broken, or a regular expression was stopped). */
export type Verdict = 'match' | 'miss' | 'unknown';

export type { Reason };

/** A value of the event that a predicate looked at. */
export interface Met {
  /** RFC 6901 JSON pointer inside the event; '' is the event itself. */
  readonly pointer: string;
  /** The value as text, cut at `maxMetLength` code units. */
  readonly text: string;
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  /** Where the value stands in the events text; absent when events were given as parsed values. */
  readonly range?: Range;
  /** The matched stretch inside the value's text, in code units of the whole (uncut) text. */
  readonly span?: Range;
  /** The matched stretch in the events text. */
  readonly spanRange?: Range;
  readonly verdict: Verdict;
}

/** One value of a detection item. */
export interface ValueTrace {
  readonly type: 'value';
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** What the rule looks for, as the author wrote it. */
  readonly text: string;
  /** Where the value stands in the rule. */
  readonly range: Range;
  /** The event values looked at, those that matched first; at most `maxMet`. */
  readonly met: readonly Met[];
  /** How many event values were looked at. */
  readonly metCount: number;
  /** What else a reader should know: the base64 variant that hit, an IPv4-mapped address and so on. */
  readonly note?: string;
}

/** One detection item: `field|modifier: values`. */
export interface ItemTrace {
  readonly type: 'item';
  readonly verdict: Verdict;
  /** null for keywords. */
  readonly field: string | null;
  /** Where a pipeline gave the field another name: the one that the rule has. */
  readonly renamedFrom?: string;
  readonly modifiers: readonly string[];
  /** How the values are joined. */
  readonly join: 'any' | 'all';
  /** `neq`: the verdict is the opposite of what the values say. */
  readonly negated: boolean;
  readonly values: readonly ValueTrace[];
  /** For an absent field: the shortest part of its path that the event does not have. */
  readonly absentFrom?: string;
  readonly range: Range;
  readonly keyRange: Range;
}

/** A search identifier's content: a mapping (`all_of`) or a list (`any_of`). */
export interface GroupTrace {
  readonly type: 'all_of' | 'any_of';
  readonly verdict: Verdict;
  readonly children: readonly DetectionTrace[];
  readonly range: Range;
}

/** A part of the detection that could not be read. */
export interface BrokenDetectionTrace {
  readonly type: 'broken';
  readonly verdict: 'unknown';
  readonly range: Range;
}

export type ArrayQuantifier = 'any' | 'all' | 'all_or_empty' | 'none';

/** A question about the elements of an array: `field[any]: …`. */
export interface ArrayTrace {
  readonly type: 'array';
  readonly verdict: Verdict;
  /** As written, without modifiers. */
  readonly field: string;
  readonly quantifier: ArrayQuantifier;
  readonly elementCount: number;
  /** How many of them match what stands under the key. */
  readonly matchedCount: number;
  /** Of very many elements those that decide, in their order; at most `maxElements`. */
  readonly elements: readonly ElementTrace[];
  /** Where there is no array: the shortest part of its path that the event does not have. */
  readonly absentFrom?: string;
  /** Where no elements, or not all, are listed: the array as one predicate. */
  readonly whole?: ItemTrace;
  readonly range: Range;
  readonly keyRange: Range;
}

/** An element of an array, and what the array's question says of it. */
export interface ElementTrace {
  readonly verdict: Verdict;
  readonly met: Met;
  readonly body: DetectionTrace | ConditionTrace;
}

export type DetectionTrace = GroupTrace | ItemTrace | ArrayTrace | BrokenDetectionTrace;

export interface IdentifierTrace {
  readonly type: 'identifier';
  readonly verdict: Verdict;
  readonly name: string;
  /** Where the condition names it; for a branch of `1 of …` the quantified expression. */
  readonly range: Range;
  /** Where the detection defines it; absent for an unknown identifier. */
  readonly definitionRange?: Range;
  readonly detection: DetectionTrace | null;
}

export interface BooleanTrace {
  readonly type: 'and' | 'or';
  readonly verdict: Verdict;
  readonly children: readonly ConditionTrace[];
  readonly range: Range;
}

export interface NotTrace {
  readonly type: 'not';
  readonly verdict: Verdict;
  readonly child: ConditionTrace;
  readonly range: Range;
}

export interface QuantifiedTrace {
  readonly type: 'quantified';
  readonly verdict: Verdict;
  /** As written: `1 of selection_*`. */
  readonly text: string;
  /** How many branches must match. */
  readonly need: number;
  /** How many did. */
  readonly got: number;
  readonly children: readonly IdentifierTrace[];
  readonly range: Range;
}

/** A part of the condition that could not be read. */
export interface BrokenTrace {
  readonly type: 'broken';
  readonly verdict: 'unknown';
  readonly text: string;
  readonly range: Range;
}

export type ConditionTrace = BooleanTrace | NotTrace | QuantifiedTrace | IdentifierTrace | BrokenTrace;

export interface RuleTrace {
  readonly verdict: Verdict;
  /** One condition, or several of which any suffices. */
  readonly conditions: readonly {
    readonly text: string;
    readonly range: Range;
    readonly root: ConditionTrace;
  }[];
}

/** Why a rule does not match an event. */
export interface WhyNot {
  /** The smallest set of predicates that would have to flip, in one sentence. */
  readonly sentence: string;
  /** Rule ranges of those predicates. */
  readonly flips: readonly Range[];
  /** Nearest misses, best first. */
  readonly hints: readonly Hint[];
}

/** A nearest miss of one predicate. */
export interface Hint {
  /** The rule range of the detection item or value that it speaks of. */
  readonly range: Range;
  readonly message: string;
  /** JSON pointer to the nearest value in the event. */
  readonly pointer?: string;
  /** Where it stands in the events text; added by `locateWhyNot`. */
  readonly eventRange?: Range;
  /** Present when the hint is a text edit of the rule. */
  readonly fix?: Fix;
}
