import type { EventMark } from '../../intake/event-marks.ts';
import type { Verdict } from '../../sigma/index.ts';

/** How many of the labelled events are judged as their labels say; what is undecided is not. */
export function toRightness(
  marks: readonly (Pick<EventMark, 'expectation'> | null)[],
  verdicts: readonly Verdict[],
): { readonly right: number; readonly all: number } | null {
  const labelled = marks.flatMap((mark, i) => {
    const wanted = mark?.expectation;
    if (wanted !== 'fire' && wanted !== 'silent') return [];
    return [verdicts[i] === (wanted === 'fire' ? 'match' : 'miss')];
  });
  if (labelled.length === 0) return null;
  return { right: labelled.filter(Boolean).length, all: labelled.length };
}
