// What people may write in a lesson, as data: one file a lesson in `answers/`, by the lesson's id.

export interface Answer {
  /** What is thought, or done otherwise. */
  readonly name: string;
  readonly rule: string;
}

export interface Answers {
  /** Plausible, right on all visible events, and wrong on a hidden one. */
  readonly wrong: readonly Answer[];
  /** Right on all events, and against a constraint. */
  readonly against?: readonly Answer[];
  /** They solve it, written otherwise than the solution. */
  readonly right: readonly Answer[];
  /** Codes of errors that the start rule has: a lesson may be about what cannot be read. */
  readonly startErrors?: readonly string[];
  /** What the linter says of the solution all the same: code, and why that is well. */
  readonly remarks?: Readonly<Record<string, string>>;
}

const files = import.meta.glob<{ readonly answers: Answers }>('./answers/*.ts', { eager: true });

export function answersTo(id: string): Answers {
  const file = files[`./answers/${id}.ts`];
  if (!file) throw new Error(`There are no answers to ${id}.`);
  return file.answers;
}

/** A text with other parts, each of which stands in it once. */
export function edited(text: string, ...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((before, [from, to]) => {
    const [start = '', end, ...more] = before.split(from);
    if (end === undefined || more.length > 0)
      throw new Error(`It stands ${more.length === 0 ? 'nowhere' : 'more than once'}: ${from}`);
    return start + to + end;
  }, text);
}
