// Plain data of the catalogue: what crosses the worker boundary, and what lists are made of.
import type { Logsource, Range } from '../sigma/index.ts';

/** Where rules came from: the site's own, a directory embedded at build time, or what the user dropped. */
export interface RuleSource {
  /** `built-in`, `embedded`, or a random id. */
  readonly id: string;
  /** `Built-in rules`, `sigma_core.zip`. */
  readonly name: string;
  readonly kind: 'built_in' | 'embedded' | 'user';
  readonly ruleCount: number;
  /** Milliseconds since 1970; 0 for what came with the site. */
  readonly addedAt: number;
  /** `r2026-08-01`, where a name or file tells it; empty otherwise. */
  readonly version: string;
  /** `Detection Rule License 1.1`; empty where nothing tells it. */
  readonly licence: string;
}

/** One rule in a list. */
export interface CatalogEntry {
  /** Unique in the catalogue and stable over reloads: source id and path. */
  readonly key: string;
  readonly source: string;
  /** `rules/cloud/aws/cloudtrail/aws_x.yml`. */
  readonly path: string;
  /** The rule's own id; empty when it has none. */
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly level: string;
  readonly logsource: Logsource;
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly date: string;
  readonly modified: string;
  /** Correlations, filters and files of several documents are read and named, not evaluated. */
  readonly notEvaluated?: boolean;
  /** In the answer to a search: other sources that have the same rule, which is listed once. */
  readonly alsoIn?: readonly string[];
}

/** A file that could not be taken, and why. */
export interface BrokenFile {
  readonly path: string;
  readonly message: string;
}

/** Kinds as the page shows them: `eq`, `contains`, `base64offset:contains`, `re/i`, `eq/cs`. */
export interface Indicator {
  /** As written; empty for keywords. */
  readonly field: string;
  readonly kind: string;
  /** In canonical form. */
  readonly value: string;
}

export interface IndicatorRow extends Indicator {
  /** Where the rule has it. */
  readonly range: Range;
  /** How many other rules of the catalogue look for the same. */
  readonly others: number;
  /** The same among rules of this rule's product; equal to `others` when the rule has no product. */
  readonly othersOfProduct: number;
  /** How many other rules have it with another kind of comparison (`contains` for `eq` and the reverse). */
  readonly seeAlso: number;
}

export type Relation = 'same_action' | 'shared_indicators' | 'near_duplicate' | 'declared';

export interface RelatedRule {
  readonly entry: CatalogEntry;
  readonly relations: readonly Relation[];
  /** What they share, rarest first; at most a few. */
  readonly shared: readonly Indicator[];
  readonly sharedCount: number;
  /** For near-duplicates: what only this rule and only the other has; at most a few. */
  readonly onlyHere: readonly Indicator[];
  readonly onlyThere: readonly Indicator[];
  /** Sum of the rareness of what they share; lists are sorted by it. */
  readonly score: number;
}

export interface CatalogQuery {
  /** Words: all must be found in title, id, tags, log source, fields or values. `field:value` looks at one of them. */
  readonly text: string;
  readonly products: readonly string[];
  readonly levels: readonly string[];
  readonly statuses: readonly string[];
  /** Short names of tactics. */
  readonly tactics: readonly string[];
  readonly sources: readonly string[];
  /** Keys to limit the search to, as those that fired; absent for all. */
  readonly keys?: readonly string[];
}

export interface Facet {
  readonly value: string;
  /** Rules of the answer with this value, as if this facet had no filter of its own. */
  readonly count: number;
}

export interface CatalogAnswer {
  readonly entries: readonly CatalogEntry[];
  readonly total: number;
  readonly facets: {
    readonly products: readonly Facet[];
    readonly levels: readonly Facet[];
    readonly statuses: readonly Facet[];
    readonly tactics: readonly Facet[];
  };
}

/** A rule that fires on some of the events. */
export interface RuleHits {
  readonly entry: CatalogEntry;
  /** Indexes of events, ascending. */
  readonly events: Uint32Array;
}

/** A rule that is one predicate short of firing. */
export interface NearMiss {
  readonly entry: CatalogEntry;
  readonly event: number;
  /** The predicate in words: `eventName: StopLogging`. */
  readonly predicate: string;
}

export interface RunReport {
  readonly hits: readonly RuleHits[];
  readonly nearMisses: readonly NearMiss[];
  readonly eventCount: number;
  readonly ruleCount: number;
  /** Rules left out: another log source, or refused; and why in numbers. */
  readonly skipped: {
    readonly logsource: number;
    readonly refused: number;
    readonly notEvaluated: number;
  };
  /** Rules that a run had to stop, as a regular expression never ended. */
  readonly stopped: readonly CatalogEntry[];
  readonly elapsedMs: number;
  readonly canceled: boolean;
}

/** One cell of the ATT&CK view. */
export interface MatrixCell {
  readonly id: string;
  readonly name: string;
  readonly rules: number;
  readonly subtechniques: readonly MatrixCell[];
}

export interface Matrix {
  readonly columns: readonly {
    readonly id: string;
    readonly name: string;
    readonly shortname: string;
    /** Rules with a tag of this tactic, or of a technique under it. */
    readonly rules: number;
    readonly techniques: readonly MatrixCell[];
  }[];
  /** Rules that have no ATT&CK tag at all. */
  readonly untagged: number;
}
