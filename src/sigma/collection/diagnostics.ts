import { collectionCodes } from '../source/collection-codes.ts';
import type { CollectionCode } from '../source/collection-codes.ts';
import { correlationCodes } from '../source/correlation-codes.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';

type Code = CollectionCode | 'unknown_rule_reference';

export function collectionDiagnostic(
  code: Code,
  range: Range,
  message: string,
  fixes: readonly Fix[] = [],
): Diagnostic {
  const { severity } = code === 'unknown_rule_reference' ? correlationCodes[code] : collectionCodes[code];
  const base = { code, severity, message, range };
  return fixes.length > 0 ? { ...base, fixes } : base;
}
