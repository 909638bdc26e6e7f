// What a textarea is given of a text that is too long for it.
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';

/** Browsers take seconds for each key in a longer textarea: then only the beginning is shown. */
export const MAX_EDITABLE = 2_000_000;
const EXCERPT = 50_000;

/** All of the text, or its first lines when it is too long. */
export function excerptOf(text: string): string {
  if (text.length <= MAX_EDITABLE) return text;
  const end = text.lastIndexOf('\n', EXCERPT);
  return text.slice(0, end > 0 ? end + 1 : EXCERPT);
}

export function excerptNote(shown: number, all: number): string {
  const count = (length: number) => length.toLocaleString('en');
  return fill(texts.editorTooLong, { shown: count(shown), all: count(all) });
}
