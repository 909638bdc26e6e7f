import type { Engine, RunningNotice } from './protocol.ts';

export interface EngineHooks {
  onRunning(notice: RunningNotice): void;
}

export function createEngine(_hooks: EngineHooks): Engine {
  return {
    run: async ({ id }) => ({
      id,
      rule: { state: 'empty', documents: [], evaluated: -1, diagnostics: [] },
      events: { state: 'empty', diagnostics: [], list: [], unwrapped: '' },
      verdicts: [],
      explanation: null,
      elapsedMs: 0,
    }),
    preview: async () => [],
  };
}
