import type { Engine, RunningNotice } from './protocol.ts';

export interface EngineHooks {
  /** Called before a predicate runs that may never end. */
  onRunning(notice: RunningNotice): void;
}

/** For an engine that nobody can stop, because it runs on the page's own thread. */
export interface EngineLimits {
  /** A run gives up after this many milliseconds and answers `unknown` for what is left. Default: no limit. */
  readonly budgetMs?: number;
  /** `refuse`: a regular expression that needs backtracking is `unknown` and never run. Default: `run`. */
  readonly backtracking?: 'run' | 'refuse';
}

export function createEngine(_hooks: EngineHooks, _limits: EngineLimits = {}): Engine {
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
