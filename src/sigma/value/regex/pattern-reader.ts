import type { Range } from '../../source/range.ts';
import type { CharSet } from './char-set.ts';
import { singleChar } from './char-set.ts';
import { closeOverCase } from './case-closure.ts';
import type { ReferenceNode, SetNode } from './regex-node.ts';
import type { RegexNote } from './regex-problem.ts';
import { syntaxFault, unsupportedFault } from './regex-problem.ts';

/** Groups within groups; far beyond what anyone writes, far below what a call stack holds. */
export const maxRegexDepth = 250;

/** In UTF-16 code units. */
export const maxRegexLength = 8192;

/** Ranges of characters in all classes together; `\p{L}` alone has some 600. */
export const maxClassRanges = 10_000;

export interface ActiveFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  /** The `x` flag: white space and `#` comments in the pattern mean nothing. */
  readonly extended: boolean;
}

/** A pattern and how far it has been read. Every reader moves `at` forward only, so reading is linear. */
export class PatternReader {
  readonly text: string;
  at = 0;
  flags: ActiveFlags;
  /** Between `\Q` and `\E` everything stands for itself. */
  isQuoting = false;
  depth = 0;
  groupCount = 0;
  private rangeCount = 0;
  readonly groupNames = new Map<string, number>();
  readonly notes: RegexNote[] = [];
  readonly references: ReferenceNode[] = [];
  readonly namesAhead: { readonly name: string; readonly range: Range }[] = [];

  constructor(text: string, flags: ActiveFlags) {
    this.text = text;
    this.flags = flags;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The next code unit, or an empty text at the end. */
  peek(ahead = 0): string {
    return this.text.charAt(this.at + ahead);
  }

  /** Takes one character: a surrogate pair is one. */
  take(): string {
    const char = String.fromCodePoint(this.text.codePointAt(this.at)!);
    this.at += char.length;
    return char;
  }

  accept(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** `sticky` needs the `y` flag. */
  acceptMatch(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.at;
    const match = sticky.exec(this.text);
    if (match) this.at = sticky.lastIndex;
    return match;
  }

  rangeFrom(start: number): Range {
    return { start, end: this.at };
  }

  syntax(start: number, message: string): Error {
    return syntaxFault(start, Math.max(this.at, start), message);
  }

  unsupported(start: number, message: string): Error {
    return unsupportedFault(start, Math.max(this.at, start), message);
  }

  /** Notes a construct beyond the specification; each construct once. */
  noteOutside(start: number, construct: string): void {
    const message = `Sigma's specification does not allow ${construct} in a regular expression; other engines may refuse it.`;
    if (this.notes.some((note) => note.message === message)) return;
    this.notes.push({ code: 'regex_outside_specification', message, range: this.rangeFrom(start) });
  }

  /** A class, whose characters are already widened to their other cases where that is asked for. */
  class(set: CharSet, start: number): SetNode {
    this.rangeCount += set.length / 2;
    if (this.rangeCount > maxClassRanges) {
      throw this.unsupported(
        start,
        'The classes hold too many ranges of characters. Write fewer or simpler ones.',
      );
    }
    return { type: 'set', set, char: null, range: this.rangeFrom(start) };
  }

  literal(codePoint: number, start: number): SetNode {
    const set = singleChar(codePoint);
    return {
      type: 'set',
      set: this.flags.ignoreCase ? closeOverCase(set) : set,
      char: String.fromCodePoint(codePoint),
      range: this.rangeFrom(start),
    };
  }
}
