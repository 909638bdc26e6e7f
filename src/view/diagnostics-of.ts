import type { Diagnostic } from '../sigma/index.ts';
import type { RunResult } from '../worker/protocol.ts';

/** What the editors underline. An empty text is a beginning, not a mistake. */
export function diagnosticsOf({ rule, events }: RunResult): {
  readonly rule: readonly Diagnostic[];
  readonly events: readonly Diagnostic[];
} {
  return {
    rule: rule.state === 'empty' ? [] : rule.diagnostics,
    events: events.state === 'empty' ? [] : events.diagnostics,
  };
}
