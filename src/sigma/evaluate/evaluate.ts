// Events as they are given, and the errors of texts that cannot be used.
import { readEvents } from '../event/read-events.ts';
import type { EventValue } from '../event/value.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';

/** A text that cannot be used. `diagnostics` say where and why. */
class TextError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[], decisive: Diagnostic | undefined) {
    super(decisive?.message ?? 'The text cannot be read.');
    this.name = new.target.name;
    this.diagnostics = diagnostics;
  }
}

/** The rule cannot be evaluated. */
export class RuleError extends TextError {
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics, diagnostics.find(refusesRule) ?? diagnostics[0]);
  }
}

/** The text of the events cannot be read. */
export class EventError extends TextError {
  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      diagnostics,
      diagnostics.find(({ severity }) => severity === 'error'),
    );
  }
}

/** @throws EventError when the text cannot be read. */
export function valuesOf(events: readonly unknown[] | string): readonly EventValue[] {
  if (typeof events !== 'string') return events as readonly EventValue[];
  const read = readEvents(events);
  if (read.diagnostics.some(({ severity }) => severity === 'error')) throw new EventError(read.diagnostics);
  return read.events.map(({ value }) => value);
}
