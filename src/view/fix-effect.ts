import type { Verdict } from '../sigma/index.ts';
import type { FixEffect } from '../worker/workbench/protocol.ts';
import { count, number } from './words.ts';

/** What a fix would do to all events: `would then fire on 3 of 10 events (now 2)`. */
export function toEffectLine(effect: FixEffect): string {
  if (!effect.readable) return 'the rule would still have an error';
  const { verdictsBefore: before, verdictsAfter: after } = effect;
  if (after.length === 0) return '';
  if (after.length === 1) {
    const now = after[0] ?? 'unknown';
    return now === before[0] ? single[now].same : single[now].changed;
  }
  const was = fired(before);
  const will = fired(after);
  const of = `${number(will)} of ${count(after.length, 'event')}`;
  return was === will ? `would still fire on ${of}` : `would then fire on ${of} (now ${number(was)})`;
}

const single: Readonly<Record<Verdict, { same: string; changed: string }>> = {
  match: { same: 'would still fire', changed: 'would then fire' },
  miss: { same: 'would still not fire', changed: 'would then not fire' },
  unknown: { same: 'could still not be decided', changed: 'could then not be decided' },
};

function fired(verdicts: readonly Verdict[]): number {
  return verdicts.filter((verdict) => verdict === 'match').length;
}
