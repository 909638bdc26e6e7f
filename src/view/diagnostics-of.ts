import type { Diagnostic } from '../sigma/index.ts';
import type { RunResult } from '../worker/protocol.ts';

/**
 * What the editors underline: `meaning` are those about the meaning of the rule, which come later. An empty text is a
 * beginning, not a mistake.
 */
export function diagnosticsOf(
  { rule, events }: RunResult,
  meaning: readonly Diagnostic[],
): {
  readonly rule: readonly Diagnostic[];
  readonly events: readonly Diagnostic[];
} {
  return {
    rule: rule.state === 'empty' ? [] : [...rule.diagnostics, ...meaning],
    events: events.state === 'empty' ? [] : events.diagnostics,
  };
}
