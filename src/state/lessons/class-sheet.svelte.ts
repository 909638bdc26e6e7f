// Results that learners handed in, and whether their rules really pass.
import type { LessonTask } from '../../lessons/grade.ts';
import type { LessonEntry } from '../../lessons/lesson.ts';
import { decodeResults } from '../../share/results.ts';
import type { LessonResult } from '../../share/results.ts';
import type { Diagnostic } from '../../sigma/index.ts';
import * as texts from '../../texts/en.ts';
import type { Runner } from '../playground.svelte.ts';

export interface SheetRow extends LessonResult {
  /** Number of its line, from 1. */
  readonly line: number;
  readonly name: string;
  readonly isExam: boolean;
  /** null for a lesson that is not in the course. */
  readonly entry: Pick<LessonEntry, 'number' | 'title'> | null;
  /** By our own grading. */
  readonly state: 'waiting' | 'passed' | 'failed' | 'ungraded' | 'unknown';
  readonly predicates: number;
}

export interface SheetParts {
  readonly ask: Runner['ask'];
  readonly find: (id: string) => LessonEntry | undefined;
  /** What the linter says of a rule. */
  readonly meaningOf: (ruleText: string) => Promise<readonly Diagnostic[]>;
}

export const maxSheetLines = 500;
const maxLine = 500_000;
const [maxAsked, askAgainMs] = [4, 200];

export class ClassSheet {
  readonly #parts: SheetParts;
  #text = $state('');
  #rows = $state.raw<readonly SheetRow[]>([]);
  #problems = $state.raw<readonly { readonly line: number; readonly problem: string }[]>([]);
  #isCut = $state(false);
  #latest = 0;

  constructor(parts: SheetParts) {
    this.#parts = parts;
  }

  get text(): string {
    return this.#text;
  }
  /** By line, then as the learner has them. */
  get rows(): readonly SheetRow[] {
    return this.#rows;
  }
  get problems(): readonly { readonly line: number; readonly problem: string }[] {
    return this.#problems;
  }
  /** There were more lines than are read. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Reads what was pasted, and grades it one by one; a later text takes its place. */
  async read(text: string): Promise<void> {
    const run = ++this.#latest;
    this.#text = text;
    const lines = text.split('\n').map((line, i) => ({ line: i + 1, link: line.trim() }));
    const filled = lines.filter(({ link }) => link !== '');
    const read = await Promise.all(
      filled.slice(0, maxSheetLines).map(async ({ line, link }) => ({
        line,
        results: link.length > maxLine ? { problem: texts.sheetTooLong } : await decodeResults(link),
      })),
    );
    if (run !== this.#latest) return;
    this.#isCut = filled.length > maxSheetLines;
    this.#problems = read.flatMap(({ line, results }) =>
      'problem' in results ? [{ line, problem: results.problem }] : [],
    );
    this.#rows = read.flatMap(({ line, results }) =>
      'problem' in results ? [] : results.lessons.map((result) => this.#toRow(line, results, result)),
    );
    for (const [i, row] of this.#rows.entries()) {
      if (row.state === 'unknown') continue;
      const graded = await this.#grade(row);
      if (run !== this.#latest) return;
      this.#rows = this.#rows.with(i, { ...row, ...graded });
    }
  }

  #toRow(line: number, { name, isExam }: Pick<SheetRow, 'name' | 'isExam'>, result: LessonResult): SheetRow {
    const entry = this.#parts.find(result.id) ?? null;
    return { ...result, line, name, isExam, entry, state: entry ? 'waiting' : 'unknown', predicates: 0 };
  }

  async #grade({ id, ruleText }: SheetRow): Promise<Pick<SheetRow, 'state' | 'predicates'>> {
    const ungraded = { state: 'ungraded', predicates: 0 } as const;
    try {
      const lesson = await this.#parts.find(id)?.load();
      if (!lesson) return ungraded;
      const { start, events, hidden, constraints } = lesson;
      const task: LessonTask = { start, events, hidden, constraints };
      const isLinted = constraints.some(({ kind }) => kind === 'no_diagnostics');
      const meaning = isLinted ? await this.#parts.meaningOf(ruleText) : [];
      for (let tries = 0; tries < maxAsked; tries++) {
        const grade = await this.#parts.ask('grade', { task, meaning, ruleText });
        if (grade) return { state: grade.isPassed ? 'passed' : 'failed', predicates: grade.predicates };
        await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      }
    } catch {
      // Told as what could not be graded.
    }
    return ungraded;
  }
}
