import type { Diagnostic } from '../sigma/index.ts';
import type { RunResult } from '../worker/protocol.ts';

export interface PageDiagnostics {
  readonly rule: readonly Diagnostic[];
  readonly events: readonly Diagnostic[];
}

/**
 * What the editors underline: `meaning` are those about the meaning of the rule, which come later. An empty text is a
 * beginning, not a mistake.
 */
export function diagnosticsOf({ rule, events }: RunResult, meaning: readonly Diagnostic[]): PageDiagnostics {
  return {
    rule: rule.state === 'empty' ? [] : [...rule.diagnostics, ...meaning],
    events: events.state === 'empty' ? [] : events.diagnostics,
  };
}
