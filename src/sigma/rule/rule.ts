// What a rule text declares. Every node carries its place.
import type { ConditionNode } from '../condition/node.ts';
import type { DocumentNode, MappingNode, ScalarNode } from '../document/node.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';

interface RuleBase {
  /** The whole text that the ranges are offsets of. */
  readonly text: string;
  readonly title: string;
  readonly range: Range;
  /** The whole document, for whoever wants metadata. */
  readonly document: MappingNode | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The kind of rule that is evaluated: a document with a `detection`. */
export interface DetectionRule extends RuleBase {
  readonly type: 'detection';
  readonly logsource: Logsource;
  readonly detection: Detection;
}

/** A document that says something of other rules, which only all documents of the text together can answer. */
export interface OtherRule extends RuleBase {
  readonly type: 'correlation' | 'filter';
}

/** A document with an `action`: it is merged with its neighbours. */
export interface ActionDocument extends RuleBase {
  readonly type: 'action';
}

/** A document that is no rule. */
export interface BrokenRule extends RuleBase {
  readonly type: 'broken';
}

export type Rule = DetectionRule | OtherRule | ActionDocument | BrokenRule;

export interface Logsource {
  readonly category?: string;
  readonly product?: string;
  readonly service?: string;
}

export interface Detection {
  readonly identifiers: readonly SearchIdentifier[];
  /** Any of them suffices. */
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly text: string;
  readonly range: Range;
  readonly root: ConditionNode;
}

export interface SearchIdentifier {
  readonly name: string;
  readonly keyRange: Range;
  readonly range: Range;
  readonly search: Search;
}

/** What a search identifier holds: a mapping (`all_of`), a list (`any_of`) or one detection item. */
export type Search =
  | { readonly type: 'all_of' | 'any_of'; readonly children: readonly Search[]; readonly range: Range }
  | DetectionItem
  | ArrayItem
  | { readonly type: 'broken'; readonly range: Range };

/**
 * A key with array selectors, such as `field[any]`, as it stands: `array/` reads it when it is compiled, since few rules
 * have one.
 */
export interface ArrayItem {
  readonly type: 'array';
  readonly key: ScalarNode;
  readonly value: DocumentNode;
  readonly range: Range;
  readonly keyRange: Range;
}

/** `field|modifier: values`. */
export interface DetectionItem {
  readonly type: 'item';
  /** null for keywords. */
  readonly field: string | null;
  readonly fieldRange: Range;
  /** Where a pipeline gave it another name: the one that is written. */
  readonly renamedFrom?: string;
  readonly modifiers: readonly ModifierName[];
  readonly values: readonly ScalarNode[];
  readonly range: Range;
  readonly keyRange: Range;
}

export interface ModifierName {
  readonly name: string;
  readonly range: Range;
}
