import type { Verdict } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';
import type { FixEffect } from '../worker/workbench/protocol.ts';
import { number } from './words.ts';

/** What a fix would do to all events: `would then fire on 3 of 10 events (now 2)`. */
export function toEffectLine(effect: FixEffect): string {
  if (!effect.readable) return texts.fixStillBroken;
  const { verdictsBefore: before, verdictsAfter: after } = effect;
  if (after.length === 0) return '';
  if (after.length === 1) {
    const now = after[0] ?? 'unknown';
    return now === before[0] ? single[now].same : single[now].changed;
  }
  const was = fired(before);
  const will = fired(after);
  const values = {
    will: number(will),
    was: number(was),
    all: plural(after.length, texts.countEventOne, texts.countEventMany),
  };
  return fill(was === will ? texts.fixStillFiresOn : texts.fixThenFiresOn, values);
}

const single: Readonly<Record<Verdict, { same: string; changed: string }>> = {
  match: { same: texts.fixStillFires, changed: texts.fixThenFires },
  miss: { same: texts.fixStillSilent, changed: texts.fixThenSilent },
  unknown: { same: texts.fixStillUndecided, changed: texts.fixThenUndecided },
};

function fired(verdicts: readonly Verdict[]): number {
  return verdicts.filter((verdict) => verdict === 'match').length;
}
