import type { Range } from '../../source/range.ts';
import type { CharSet } from './char-set.ts';

/** Flags are resolved while reading: no node depends on what stands around it. Ranges are offsets in the pattern. */
export type RegexNode =
  | SetNode
  | SequenceNode
  | AlternationNode
  | GroupNode
  | RepeatNode
  | AtomicNode
  | LookNode
  | AnchorNode
  | ReferenceNode;

/** One character out of a set. */
export interface SetNode {
  readonly type: 'set';
  readonly set: CharSet;
  /** The character as written, where the set is one character and at most its other cases. */
  readonly char: string | null;
  readonly range: Range;
}

export interface SequenceNode {
  readonly type: 'sequence';
  readonly parts: readonly RegexNode[];
  readonly range: Range;
}

export interface AlternationNode {
  readonly type: 'alternation';
  readonly branches: readonly RegexNode[];
  readonly range: Range;
}

/** A capturing group. A group that does not capture is just its body. */
export interface GroupNode {
  readonly type: 'group';
  readonly index: number;
  readonly body: RegexNode;
  readonly range: Range;
}

export interface RepeatNode {
  readonly type: 'repeat';
  readonly body: RegexNode;
  readonly min: number;
  /** `Infinity` when there is no upper bound. */
  readonly max: number;
  readonly lazy: boolean;
  readonly range: Range;
}

/** Never gives back what it has taken: `(?>…)` and possessive quantifiers. */
export interface AtomicNode {
  readonly type: 'atomic';
  readonly body: RegexNode;
  readonly range: Range;
}

export interface LookNode {
  readonly type: 'look';
  readonly behind: boolean;
  readonly negative: boolean;
  readonly body: RegexNode;
  readonly range: Range;
}

export type AnchorKind =
  | 'text_start'
  | 'text_end'
  /** At the end, or before a newline that is the last character: `\Z`, and `$` without the `m` flag. */
  | 'last_line_end'
  | 'line_start'
  | 'line_end'
  | 'word_boundary'
  | 'not_word_boundary';

export interface AnchorNode {
  readonly type: 'anchor';
  readonly kind: AnchorKind;
  readonly range: Range;
}

export interface ReferenceNode {
  readonly type: 'reference';
  readonly index: number;
  readonly ignoreCase: boolean;
  readonly range: Range;
}

/** Whether the node can match without taking a character. */
export function isNullable(node: RegexNode): boolean {
  switch (node.type) {
    case 'set':
      return false;
    case 'sequence':
      return node.parts.every(isNullable);
    case 'alternation':
      return node.branches.some(isNullable);
    case 'repeat':
      return node.min === 0 || isNullable(node.body);
    case 'group':
    case 'atomic':
      return isNullable(node.body);
    default:
      return true;
  }
}

/** The nodes directly inside. */
export function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.type) {
    case 'sequence':
      return node.parts;
    case 'alternation':
      return node.branches;
    case 'group':
    case 'atomic':
    case 'repeat':
    case 'look':
      return [node.body];
    default:
      return [];
  }
}
