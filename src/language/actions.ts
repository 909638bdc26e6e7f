// What can be done about the problems at a place: each fix of each of them, the most pressing problem first.
import type { Fix, Range, Severity } from '../sigma/index.ts';

export interface Problem {
  readonly range: Range;
  readonly severity: Severity;
  readonly fixes?: readonly Fix[];
}

export interface FixAction<P extends Problem> {
  readonly problem: P;
  readonly fix: Fix;
}

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** Those of problems that touch the stretch; a cursor also reaches those of the lines that it is in. */
export function actionsAt<P extends Problem>(
  problems: readonly P[],
  text: string,
  at: Range,
): readonly FixAction<P>[] {
  const lineStart = text.lastIndexOf('\n', at.start - 1) + 1;
  const next = text.indexOf('\n', at.end);
  const reach = at.start === at.end ? { start: lineStart, end: next < 0 ? text.length : next } : at;
  return problems
    .filter(({ range, fixes }) => fixes?.length && range.start <= reach.end && reach.start <= range.end)
    .toSorted((a, b) => weights[a.severity] - weights[b.severity])
    .flatMap((problem) => (problem.fixes ?? []).map((fix) => ({ problem, fix })));
}
