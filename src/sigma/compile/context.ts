import type { ScalarNode } from '../document/node.ts';
import type { DetectionItem } from '../rule/rule.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { DiagnosticCode } from '../source/codes.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import type { Anchor } from '../value/pattern.ts';
import type { Predicate } from '../value/predicate.ts';
import type { CompileOptions } from './options.ts';
import type { ItemPlan } from './plan.ts';

/** What the compilers of values share. */
export interface ValueContext {
  readonly text: string;
  readonly item: DetectionItem;
  readonly plan: ItemPlan;
  readonly options: CompileOptions;
  readonly diagnostics: Diagnostic[];
  /** Names of placeholders that were met. */
  readonly placeholders: Set<string>;
  /** Set when the rule has a regular expression and there is no compiler for it. */
  needsRegex: boolean;
  /** Set when the rule has a value that few rules have and there is no compiler for it. */
  needsRareValues: boolean;
}

export type ValueCompiler = (context: ValueContext, value: ScalarNode, text: string) => Predicate;

export const undecided: Predicate = { type: 'undecided', reason: 'broken' };

export function refuse(
  context: ValueContext,
  value: ScalarNode,
  code: DiagnosticCode,
  message: string,
): Predicate {
  context.diagnostics.push(diagnostic(code, placeOf(context, value), message));
  return undecided;
}

/** An empty scalar has no width: its key stands for it, or the list that it is in. */
export function placeOf({ item }: ValueContext, value: ScalarNode): Range {
  const hasWidth = ({ start, end }: Range): boolean => end > start;
  return [value.range, item.keyRange].find(hasWidth) ?? item.range;
}

/** Keywords are found anywhere in a text. */
export function anchorOf({ plan, item }: ValueContext): Anchor {
  return plan.anchor ?? (item.field === null ? 'anywhere' : 'whole');
}
