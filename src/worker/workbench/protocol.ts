// What may be asked about the rule and the events that the engine holds, beside their verdicts. Plain data only. The
// functions that answer are a part of the engine that is loaded late.
import type { Fix, Verdict } from '../../sigma/index.ts';

/**
 * One method for each question. While it is answered no run is: what takes longer than a frame or two is asked for in
 * slices.
 */
export interface Workbench {
  /** Effects of fixes of the rule on all events, in the order given. */
  preview(fixes: readonly Fix[]): Promise<readonly FixEffect[]>;
}

export type Question = keyof Workbench;
export type Asked<Q extends Question> = Parameters<Workbench[Q]>;
export type Answered<Q extends Question> = Awaited<ReturnType<Workbench[Q]>>;

/** The effect that a fix would have on all events. */
export interface FixEffect {
  readonly verdictsBefore: readonly Verdict[];
  readonly verdictsAfter: readonly Verdict[];
  /** Whether the edited rule can be read. */
  readonly readable: boolean;
}
