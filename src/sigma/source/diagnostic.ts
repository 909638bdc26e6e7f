import type { DiagnosticCode } from './codes.ts';
import type { CollectionCode } from './collection-codes.ts';
import type { CorrelationCode } from './correlation-codes.ts';
import type { LintCode } from './lint-codes.ts';
import { diagnosticCodes } from './codes.ts';
import type { PipelineCode } from './pipeline-codes.ts';
import type { Range } from './range.ts';
import type { RuleTestCode } from './rule-test-codes.ts';

/** How much it matters to an author. Whether a rule can be evaluated is another question: see `refusesRule`. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Replaces the text of `range` by `text`. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** A mend the author can apply with one click. The edits of one fix never overlap. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The rule means another thing afterwards, and its verdicts may change: the author has to want it. */
  readonly changesMeaning?: true;
}

/** Something to tell the author about a text. Branch on `code`, never on the wording of `message`. */
export interface Diagnostic {
  readonly code: DiagnosticCode | CollectionCode | CorrelationCode | LintCode | PipelineCode | RuleTestCode;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly fixes?: readonly Fix[];
  /** What the code is about, where `aboutDiagnostics` does not have it: of parts that are loaded late. */
  readonly about?: string;
}

/** A diagnostic of a known code, which decides its severity. Without fixes there is no `fixes`. */
export function diagnostic(
  code: DiagnosticCode,
  range: Range,
  message: string,
  fixes?: readonly Fix[],
): Diagnostic {
  const base = { code, severity: diagnosticCodes[code].severity, message, range };
  return fixes && fixes.length > 0 ? { ...base, fixes } : base;
}

/** Whether the diagnostic makes a rule unusable: its verdict cannot be decided. */
export function refusesRule(diagnostic: Diagnostic): boolean {
  const { code, severity } = diagnostic;
  // Of the other tables, each error is one.
  return code in diagnosticCodes ? diagnosticCodes[code as DiagnosticCode].refuses : severity === 'error';
}

/** The text after all edits, whose ranges are offsets into `text` as it is and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (out, { range, text: insert }) => out.slice(0, range.start) + insert + out.slice(range.end),
      text,
    );
}
