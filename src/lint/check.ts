// What a check is.
import { lintCodes } from '../sigma/index.ts';
import type { Diagnostic, Fix, LintCode, Range, TextEdit } from '../sigma/index.ts';

export interface Finding {
  readonly range: Range;
  /** Says what is wrong and names the mend. */
  readonly message: string;
  readonly fixes: readonly Fix[];
}

/** One kind of thing to find in a subject. */
export interface Check<Subject> {
  readonly code: LintCode;
  readonly find: (subject: Subject) => readonly Finding[];
}

export function finding(range: Range, message: string, fixes: readonly (Fix | null)[] = []): Finding {
  return { range, message, fixes: fixes.filter((fix) => fix !== null) };
}

/** A fix of edits all of which can be made; null where one cannot. */
export function fixOf(title: string, ...edits: readonly (TextEdit | null)[]): Fix | null {
  const made = edits.filter((edit) => edit !== null);
  return made.length === edits.length ? { title, edits: made } : null;
}

/** A fix after which the rule may match other events. */
export function changing(fix: Fix | null): Fix | null {
  return fix && { ...fix, changesMeaning: true };
}

/** In the order of the text. */
export function runChecks<Subject>(checks: readonly Check<Subject>[], subject: Subject): Diagnostic[] {
  return inOrder(checks.flatMap((check) => findAll(check, subject)));
}

export function findAll<Subject>({ code, find }: Check<Subject>, subject: Subject): Diagnostic[] {
  return find(subject).map(({ range, message, fixes }): Diagnostic => {
    const base = { code, severity: lintCodes[code].severity, message, range };
    return fixes.length > 0 ? { ...base, fixes } : base;
  });
}

export const inOrder = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  [...diagnostics].sort((a, b) => a.range.start - b.range.start);
