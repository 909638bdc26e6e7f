import type { ShardAnswer } from './protocol.ts';

/** One answer of many in the order of the text. It ends at the first that is missing: behind it nothing has a number. */
export function joinAnswers(
  answers: readonly (ShardAnswer | undefined)[],
  leftOut: ReadonlySet<number>,
): Pick<ShardAnswer, 'pairs' | 'eventCount'> {
  const missing = answers.indexOf(undefined);
  const known = answers.slice(0, missing < 0 ? answers.length : missing) as ShardAnswer[];
  const pairs = new Uint32Array(known.reduce((sum, answer) => sum + answer.pairs.length, 0));
  let length = 0;
  let eventCount = 0;
  for (const answer of known) {
    for (let i = 0; i < answer.pairs.length; i += 2) {
      const rule = answer.pairs[i + 1] as number;
      // A rule that was stopped later has answered for a part of the events only.
      if (leftOut.has(rule)) continue;
      pairs[length++] = eventCount + (answer.pairs[i] as number);
      pairs[length++] = rule;
    }
    eventCount += answer.eventCount;
  }
  return { pairs: pairs.slice(0, length), eventCount };
}
