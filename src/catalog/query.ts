// The text of a search → terms, all of which must be found.
import { fold } from '../sigma/index.ts';

export interface Term {
  /** Folded; null looks everywhere. */
  readonly field: string | null;
  /** Folded. */
  readonly text: string;
}

const maxTerms = 50;

/** `word`, `"a phrase"`, `field:value`, `field:"a phrase"`. */
export function readTerms(text: string): Term[] {
  const terms = [...text.matchAll(/([^\s":]+):"([^"]*)"?|"([^"]*)"?|(\S+)/g)].map((match): Term => {
    const [, field, value, phrase, word = ''] = match;
    if (field !== undefined) return { field: fold(field), text: fold(value ?? '') };
    if (phrase !== undefined) return { field: null, text: fold(phrase) };
    const colon = word.indexOf(':');
    if (colon <= 0) return { field: null, text: fold(word) };
    return { field: fold(word.slice(0, colon)), text: fold(word.slice(colon + 1)) };
  });
  return terms.filter(({ field, text: sought }) => field !== null || sought !== '').slice(0, maxTerms);
}
