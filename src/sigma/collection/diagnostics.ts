import { collectionCodes } from '../source/collection-codes.ts';
import type { CollectionCode } from '../source/collection-codes.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';

export function collectionDiagnostic(
  code: CollectionCode,
  range: Range,
  message: string,
  fixes: readonly Fix[] = [],
): Diagnostic {
  const base = { code, severity: collectionCodes[code].severity, message, range };
  return fixes.length > 0 ? { ...base, fixes } : base;
}

/** Whether the diagnostic makes its document unusable. */
export function refusesDocument(diagnostic: Diagnostic): boolean {
  const { code } = diagnostic;
  if (code in collectionCodes) return collectionCodes[code as CollectionCode].refuses;
  return refusesRule(diagnostic);
}
