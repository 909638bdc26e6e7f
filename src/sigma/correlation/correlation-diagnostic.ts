import { correlationCodes } from '../source/correlation-codes.ts';
import type { CorrelationCode } from '../source/correlation-codes.ts';
import { aboutCorrelations } from '../source/correlation-notes.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import { nearestWord } from '../source/nearest-word.ts';
import type { Range } from '../source/range.ts';

/** A diagnostic of a code of correlations, which decides its severity. Without fixes there is no `fixes`. */
export function correlationDiagnostic(
  code: CorrelationCode,
  range: Range,
  message: string,
  fixes: readonly Fix[] = [],
): Diagnostic {
  const { severity } = correlationCodes[code];
  const base = { code, severity, message, range, about: aboutCorrelations[code] };
  return fixes.length > 0 ? { ...base, fixes } : base;
}

/** Whether the diagnostic makes a correlation unusable: conditions of rule names have the codes of all conditions. */
export function refusesCorrelation(diagnostic: Diagnostic): boolean {
  const { code } = diagnostic;
  return code in correlationCodes
    ? correlationCodes[code as CorrelationCode].refuses
    : refusesRule(diagnostic);
}

export function replacement(title: string, range: Range, text: string): Fix {
  return { title, edits: [{ range, text }] };
}

/** Behind so many problems nothing is suggested: comparing each name with every other takes its time. */
const maxProblems = 50;

export function suggest(
  word: string,
  names: readonly string[],
  before: readonly Diagnostic[],
): string | null {
  return before.length < maxProblems ? nearestWord(word, names) : null;
}
