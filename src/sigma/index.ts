// The only door of the matcher.
export type { Range } from './source/range.ts';
export type { Diagnostic, Fix, Severity, TextEdit } from './source/diagnostic.ts';
export { applyEdits, refusesRule } from './source/diagnostic.ts';
export type { DiagnosticCode } from './source/codes.ts';
export { diagnosticCodes } from './source/codes.ts';
export type * from './evaluate/trace.ts';
export type { EventObject, EventValue } from './event/value.ts';
export { ExactNumber } from './event/value.ts';
