// What a first visit shows, and what the engine says of it. Not needed before the first verdict: where it is shown, the
// page is built with its verdict, see `src/prerender.ts`.
import { firstSample } from '../lessons/first-sample.ts';
import { firstAnswer } from '../worker/first-answer.ts';
import type { RunResult } from '../worker/protocol.ts';
import type { Texts } from './answer.ts';

export interface FirstWork extends Texts {
  /** null where it is not known before the engine is asked. */
  readonly result: RunResult | null;
}

export const firstWork: FirstWork = {
  ruleText: firstSample.rule,
  eventsText: firstSample.events,
  result: firstAnswer,
};
