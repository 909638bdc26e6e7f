// The text of a plain editor, and what lies on it: marks and problems, which move with it from edit to edit.
import { excerptOf } from './excerpt.ts';
import type { EditorMark, EditorProblem } from './marks.ts';
import type { Change } from './text.ts';
import { applyChange, lineAt, lineStarts, moveOffset } from './text.ts';

export class HeldText {
  marks: readonly EditorMark[] = [];
  problems: readonly EditorProblem[] = [];
  #text: string;
  #shown: string;
  #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#shown = excerptOf(text);
    this.#starts = lineStarts(this.#shown);
  }

  get text(): string {
    return this.#text;
  }

  /** What the textarea holds: all of the text, or the beginning of one that is too long. */
  get shown(): string {
    return this.#shown;
  }

  /** Where the lines begin that are shown. */
  get starts(): readonly number[] {
    return this.#starts;
  }

  get isExcerpt(): boolean {
    return this.#shown.length < this.#text.length;
  }

  /** Marks and problems move with the text until the next answer brings new ones. */
  change(change: Change, text = applyChange(this.#text, change)): void {
    this.#text = text;
    this.#shown = excerptOf(text);
    this.#starts = lineStarts(this.#shown);
    const move = <T extends EditorMark | EditorProblem>(item: T): T => ({
      ...item,
      range: {
        start: moveOffset(item.range.start, change),
        end: moveOffset(item.range.end, change, true),
      },
    });
    this.marks = this.marks.map(move).filter(({ range }) => range.start < range.end);
    this.problems = this.problems.map(move).filter(({ range }) => range.start <= range.end);
  }

  /** The problem that can be fixed at the offset, or else in its line. */
  fixableAt(offset: number): EditorProblem | undefined {
    const line = lineAt(this.#starts, offset);
    const fixable = this.problems.filter(({ fixes }) => fixes && fixes.length > 0);
    return (
      fixable.find(({ range }) => range.start <= offset && offset <= range.end) ??
      fixable.find(({ range }) => lineAt(this.#starts, range.start) === line)
    );
  }
}
