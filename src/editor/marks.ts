// What an editor is asked to show. All ranges are offsets in the text that the editor last reported.
import type { Fix, Range, Severity } from '../sigma/index.ts';

/**
 * `match`, `miss` and `unknown` are verdicts of a predicate; `hover` is the place of the row under the
 * pointer or focus, `selected` the place of the selected row.
 */
export type MarkKind = 'match' | 'miss' | 'unknown' | 'hover' | 'selected';

export interface EditorMark {
  readonly range: Range;
  readonly kind: MarkKind;
  /** Shows the sign of the kind in the margin of the line where the range begins. */
  readonly margin?: boolean;
  /** Plain text, shown where the pointer rests on the mark. */
  readonly title?: string;
}

export interface EditorProblem {
  readonly range: Range;
  readonly severity: Severity;
  readonly message: string;
  readonly code: string;
  readonly fixes?: readonly Fix[];
}

export interface EditorReveal {
  readonly range: Range;
  /** A reveal is done once for each serial. */
  readonly serial: number;
  /** Also puts the cursor at the start of the range and takes the focus. */
  readonly focus?: boolean;
}

export interface EditorSelection {
  readonly anchor: number;
  readonly head: number;
}

/** Signs that tell verdicts apart without colour. */
export const markSigns: Readonly<Partial<Record<MarkKind, string>>> = {
  match: '✓',
  miss: '✗',
  unknown: '?',
};
