// What the plain editor and Monaco have in common, seen from CodeEditor.svelte.
import type { Fix } from '../sigma/index.ts';
import type { EditorMark, EditorProblem, EditorReveal } from './marks.ts';
import type { Shortcut } from './shortcuts.ts';

export interface Surface {
  /** The text in the editor, exactly as it was last set or reported. */
  readonly text: string;
  /** The text field that has the focus when the editor has; null while there is none. */
  readonly input: HTMLTextAreaElement | null;
  /** Where the cursor stands; -1 while something is selected. */
  readonly caret: number;
  /** Sets a text from outside, as one edit that can be undone. Not reported back. */
  setText(text: string): void;
  /** Replaces a stretch, as the author would: one step of undo, the cursor behind it. */
  replace(start: number, end: number, text: string): void;
  /** Where a place of the text stands in the window, in pixels. */
  boxAt(offset: number): CaretBox;
  setMarks(marks: readonly EditorMark[]): void;
  setProblems(problems: readonly EditorProblem[]): void;
  setReadonly(readonly: boolean): void;
  setLabel(label: string): void;
  setTheme(theme: 'system' | 'light' | 'dark'): void;
  hasFixAtCursor(): boolean;
  reveal(reveal: EditorReveal): void;
  focus(): void;
  dispose(): void;
}

export interface CaretBox {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

export interface SurfaceEvents {
  /** The author changed the text. */
  edit(text: string): void;
  /** `anchor`: the other end of the selection. */
  cursor(offset: number, byUser: boolean, anchor: number): void;
  /** The author chose something of the page from a menu of the editor. */
  shortcut(shortcut: Shortcut): void;
  /** The author asks for a fix; the state applies it and the text comes back. */
  quickFix(fix: Fix, problem: EditorProblem): void;
}

/** Sizes in pixels that both editors draw with, so that text stands in the same place in both. */
export interface Metrics {
  readonly fontFamily: string;
  readonly fontSize: number;
  readonly lineHeight: number;
}

export const PADDING = 8;
export const LINE_NUMBER_DIGITS = 3;
/** Between line numbers and text: Monaco's decorations lane and folding signs. */
export const GUTTER_GAP = 22;
export const TAB_SIZE = 2;

export function readMetrics(element: Element): Metrics {
  const style = getComputedStyle(element);
  const fontSize = Math.round(parseFloat(style.fontSize) * 100) / 100 || 13;
  return {
    fontFamily: style.fontFamily,
    fontSize,
    lineHeight: Math.round(parseFloat(style.lineHeight)) || Math.round(fontSize * 1.54),
  };
}
