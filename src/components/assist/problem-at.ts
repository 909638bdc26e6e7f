import type { Diagnostic, Severity } from '../../sigma/index.ts';

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** The problem that the cursor is in: the worst, and of those the one that says it of the shortest stretch. */
export function problemAt(problems: readonly Diagnostic[], offset: number): Diagnostic | null {
  const here = problems.filter(
    ({ range }) => range.start <= offset && offset <= Math.max(range.end, range.start + 1),
  );
  const length = ({ range }: Diagnostic) => range.end - range.start;
  return (
    here.toSorted((a, b) => weights[a.severity] - weights[b.severity] || length(a) - length(b))[0] ?? null
  );
}
