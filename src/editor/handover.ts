import type { HistoryEntry } from './history.ts';
import type { EditorMark, EditorProblem, EditorSelection } from './marks.ts';

/** All that Monaco needs to go on where the plain editor stopped. */
export interface Handover {
  readonly text: string;
  readonly base: string;
  readonly done: readonly HistoryEntry[];
  readonly undone: readonly HistoryEntry[];
  readonly marks: readonly EditorMark[];
  readonly problems: readonly EditorProblem[];
  readonly selection: EditorSelection;
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly focused: boolean;
}
