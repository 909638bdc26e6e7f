// What Enter and Tab do to a text: they know lines and blocks, where a textarea does not.
import type { EditorSelection } from './marks.ts';
import { TAB_SIZE } from './surface.ts';
import type { Change } from './text.ts';
import { changeBetween, lineAt } from './text.ts';
import type { EditorLanguage } from '../language/tokens.ts';

export interface TypedEdit {
  readonly change: Change;
  readonly after: EditorSelection;
}

export interface TypingPlace {
  readonly text: string;
  /** Where the lines of the text begin. */
  readonly starts: readonly number[];
  /** What is selected. */
  readonly start: number;
  readonly end: number;
}

/** A new line begins where the last one did, and deeper after what opens a block. */
export function breakLine({ text, starts, start, end }: TypingPlace, language: EditorLanguage): TypedEdit {
  const before = text.slice(starts[lineAt(starts, start)] ?? 0, start);
  const opens = language === 'yaml' ? /:\s*$/ : /[{[]\s*$/;
  const indent = (/^[ \t]*/.exec(before)?.[0] ?? '') + (opens.test(before) ? ' '.repeat(TAB_SIZE) : '');
  return replaceBy('\n' + indent, text, start, end);
}

/** Within a line, spaces up to the next stop; over several lines, all of them one step deeper. */
export function indent(place: TypingPlace): TypedEdit | null {
  const { text, starts, start, end } = place;
  const first = lineAt(starts, start);
  if (first !== lineAt(starts, end)) return shiftLines(place, false);
  const column = start - (starts[first] ?? 0);
  return replaceBy(' '.repeat(TAB_SIZE - (column % TAB_SIZE)), text, start, end);
}

/** All lines of the selection one step back. */
export function outdent(place: TypingPlace): TypedEdit | null {
  return shiftLines(place, true);
}

function shiftLines({ text, starts, start, end }: TypingPlace, out: boolean): TypedEdit | null {
  const first = lineAt(starts, start);
  const last = lineAt(starts, end);
  const offset = starts[first] ?? 0;
  const removed = text.slice(offset, starts[last + 1] ?? text.length);
  const inserted = out ? removed.replace(/^(?: {1,2}|\t)/gm, '') : removed.replace(/^(?=.)/gm, '  ');
  const change = changeBetween(removed, inserted);
  if (!change) return null;
  const grown = inserted.length - removed.length;
  const firstGrown = out ? -(/^(?: {1,2}|\t)?/.exec(removed)?.[0].length ?? 0) : TAB_SIZE;
  const anchor = Math.max(offset, start + firstGrown);
  const head = first === last ? anchor : Math.max(offset, end + grown);
  return { change: { ...change, offset: offset + change.offset }, after: { anchor, head } };
}

function replaceBy(inserted: string, text: string, start: number, end: number): TypedEdit {
  const caret = start + inserted.length;
  return {
    change: { offset: start, removed: text.slice(start, end), inserted },
    after: { anchor: caret, head: caret },
  };
}
