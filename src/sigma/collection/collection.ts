// All documents of one text together. Plain data.
import type { DetectionRule, Rule } from '../rule/rule.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Identity, ScopedFilter } from './apply-filters.ts';
import type { Filter } from './read-filter.ts';

export interface CollectedDocument extends Identity {
  /** As it reads, after `action` documents were merged into it. */
  readonly rule: Rule;
  /** What is evaluated: a detection rule with the filters that apply to it, or what a filter keeps; null for the rest. */
  readonly effective: DetectionRule | null;
  /** Of a document that is a filter. */
  readonly filter: Filter | null;
  /** Of a rule: places of the filters that apply to it. Of a filter: places of the rules it applies to. */
  readonly related: readonly number[];
  readonly filters: readonly ScopedFilter[];
  /** It is evaluated as another rule than its own text says. */
  readonly isChanged: boolean;
}

export interface Collection {
  /** One each of the rules that were read, in the order of the text. */
  readonly documents: readonly CollectedDocument[];
  /** Of all documents, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}
