// What an editor can be asked to complete, and with what. Nothing here knows which editor it is.

import type { KnownTag } from '../../../knowledge/attack/known-tags.ts';
import type { LogsourceWords } from '../../../knowledge/logsource/logsource-words.ts';
import type { FieldWord } from '../../fields.ts';

export interface Suggestion {
  /** What is shown; what was typed is looked for in it. */
  readonly label: string;
  /** What is written in the place of the range. */
  readonly insert: string;
  /** What it is, in a few words; may be empty. */
  readonly detail: string;
  /** Other words that it is found by: the name of a technique. */
  readonly also?: string;
}

export interface Completion {
  /** What is replaced: what was typed of the word, and the rest of it behind the cursor. */
  readonly start: number;
  readonly end: number;
  /** What was typed of it. */
  readonly typed: string;
  /** The best first; never the very word that stands there. */
  readonly suggestions: readonly Suggestion[];
  /** Whether the word that stands there is one of those that could: then nobody needs to be asked. */
  readonly isWhole: boolean;
  /** Anything may stand here, and these are only examples: none is taken unless it was chosen. */
  readonly isFree: boolean;
}

/** What the words come from besides the specification. */
export interface CompletionFacts {
  readonly fields: readonly FieldFacts[];
  /** How many events there are. */
  readonly events: number;
  /** Empty until they are known. */
  readonly tags: readonly KnownTag[];
  readonly logsources: LogsourceWords;
  /** Fields that events of the log source can have, whatever those at hand have. */
  readonly words: readonly FieldWord[];
}

export interface FieldFacts {
  readonly path: string;
  /** In how many events. */
  readonly events: number;
  /** The most frequent ones; numbers and the like as they are written in JSON. */
  readonly values: readonly { readonly text: string; readonly isText: boolean }[];
}

export const noFacts: CompletionFacts = {
  fields: [],
  events: 0,
  tags: [],
  logsources: { products: {}, services: [], categories: [] },
  words: [],
};
