// What the text of a processing pipeline declares: items that change a rule, one after the other.
import type { DetectionItem } from '../rule/rule.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import type { RuleDraft } from './rule-draft.ts';

/** Holds closures: it cannot be sent to a worker. */
export interface Pipeline {
  /** The whole text that the ranges are offsets of. */
  readonly text: string;
  /** Empty where it has none. */
  readonly name: string;
  readonly items: readonly ProcessingItem[];
  readonly diagnostics: readonly Diagnostic[];
  /** Some part cannot be read: it is applied to no rule, since half a pipeline says something else. */
  readonly broken: boolean;
}

export interface ProcessingItem extends Scope {
  readonly type: string;
  readonly matchesRule: (draft: RuleDraft) => boolean;
  readonly transform: Transform;
}

/** Of what a transformation may change, and by which name it is told of. */
export interface Scope {
  /** Empty where it has none. */
  readonly id: string;
  /** The id, or the type where there is none. */
  readonly label: string;
  /** In the text of the pipeline. */
  readonly range: Range;
  readonly matchesItem: (item: DetectionItem, draft: RuleDraft) => boolean;
  /** null for keywords. */
  readonly matchesField: (field: string | null, draft: RuleDraft) => boolean;
}

export type Transform = (draft: RuleDraft, scope: Scope) => void;

/** Something that a pipeline changed in a rule. */
export interface PipelineChange {
  readonly kind: 'field' | 'value' | 'dropped' | 'added' | 'logsource' | 'state' | 'attribute';
  /** Empty where there was nothing. */
  readonly before: string;
  readonly after: string;
  /** In the text of the rule. */
  readonly range: Range;
  /** The item that did it: its id, or its type, and its place in the text of the pipeline. */
  readonly by: string;
  readonly byRange: Range;
}
