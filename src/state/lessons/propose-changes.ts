// What to write into the start rule to have the solution, as a hint says it: pieces that each stand once in the text.
import type { LessonHint } from '../../lessons/lesson.ts';
import { withChanges } from './with-changes.ts';

type Changes = NonNullable<LessonHint['changes']>;

/** Longer rules are compared by their beginnings and ends alone. */
const maxLines = 400;

interface Hunk {
  /** Lines of the start, and what stands in their place. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Empty where there is nothing to change, or nothing to hold on to. */
export function proposeChanges(start: string, solution: string): Changes {
  if (start === solution || start === '') return [];
  const [from, to] = [start.split('\n'), solution.split('\n')];
  const fine = from.length + to.length <= maxLines ? hunksOf(from, to) : [];
  for (const hunks of [fine, [middleOf(from, to)]]) {
    const changes = hunks.length > 0 ? toChanges(from, hunks) : null;
    if (changes && withChanges(start, changes) === solution) return changes;
  }
  return [{ from: start, to: solution }];
}

function middleOf(from: readonly string[], to: readonly string[]): Hunk {
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head++;
  let tail = 0;
  const most = Math.min(from.length, to.length) - head;
  while (tail < most && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  return { start: head, end: from.length - tail, lines: to.slice(head, to.length - tail) };
}

/** By the longest common sequence of lines. */
function hunksOf(from: readonly string[], to: readonly string[]): readonly Hunk[] {
  const width = to.length + 1;
  const common = new Uint16Array((from.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--)
      common[i * width + j] = from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const [start, first] = [i, j];
    while ((i < from.length || j < to.length) && !(i < from.length && j < to.length && from[i] === to[j])) {
      if (j >= to.length || (i < from.length && at(i + 1, j) >= at(i, j + 1))) i++;
      else j++;
    }
    if (i > start || j > first) hunks.push({ start, end: i, lines: to.slice(first, j) });
    while (i < from.length && j < to.length && from[i] === to[j]) {
      i++;
      j++;
    }
  }
  return hunks;
}

/** Each hunk with as many lines around it as it takes to stand once; null where they would run into each other. */
function toChanges(from: readonly string[], hunks: readonly Hunk[]): Changes | null {
  const text = from.join('\n');
  const changes: { from: string; to: string }[] = [];
  let free = 0;
  for (const [n, { start, end, lines }] of hunks.entries()) {
    const limit = hunks[n + 1]?.start ?? from.length;
    let [head, tail] = [start, end];
    const piece = () => from.slice(head, tail).join('\n');
    const isOnce = (part: string) => part !== '' && text.indexOf(part) === text.lastIndexOf(part);
    while (!isOnce(piece())) {
      // A line before tells more than one behind: it is the key that a list or a map belongs to.
      if (head > free) head--;
      else if (tail < limit) tail++;
      else return null;
    }
    const around = (part: readonly string[]) =>
      [...from.slice(head, start), ...part, ...from.slice(end, tail)].join('\n');
    changes.push({ from: piece(), to: around(lines) });
    free = tail;
  }
  return changes;
}
