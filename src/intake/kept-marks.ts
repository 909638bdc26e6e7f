// Marks that were lost with their events, and come back with them: by undo, or where the events are put in again.
import type { EventMark } from './event-marks.ts';
import { findChange, shiftEach } from './event-marks.ts';
import type { shiftMarks } from './event-marks.ts';

interface Lost {
  readonly mark: EventMark;
  /** Of what was marked. */
  readonly text: string;
}

/** What one edit took. Its texts hold on to the whole text before it. */
interface Loss {
  readonly length: number;
  readonly lost: readonly Lost[];
}

const maxLosses = 20;
const maxLength = 50_000_000;
/** Characters looked through for lost events after one edit. */
const maxLooked = 50_000_000;

/** As `shiftMarks`, for the edits of one text, one after the other; where the text is another one, all is forgotten. */
export function createKeptMarks(): typeof shiftMarks {
  let losses: readonly Loss[] = [];
  let latest = '';
  return (marks, before, after) => {
    if (before === after) return marks;
    if (before !== latest) losses = [];
    latest = after;
    if (marks.length === 0 && losses.length === 0) return marks;
    const shifted = shiftEach(marks, before, after);
    const kept = shifted.filter((mark) => mark !== null);
    const lost = marks
      .filter((_, i) => shifted[i] === null)
      .map((mark) => ({ mark, text: before.slice(mark.range.start, mark.range.end) }));
    if (lost.length > 0) losses = withLoss(losses, { length: before.length, lost });
    if (losses.length === 0) return kept;
    const found = findAgain(losses, kept, before, after);
    if (found.size === 0) return kept;
    losses = losses
      .map((loss) => ({ ...loss, lost: loss.lost.filter((each) => !found.has(each)) }))
      .filter((loss) => loss.lost.length > 0);
    return [...kept, ...found.values()].sort(
      (a, b) => a.range.start - b.range.start || b.range.end - a.range.end,
    );
  };
}

/** The latest first. */
function withLoss(losses: readonly Loss[], loss: Loss): readonly Loss[] {
  const kept = [loss];
  let { length } = loss;
  for (const earlier of losses.slice(0, maxLosses - 1)) {
    length += earlier.length;
    if (length > maxLength) break;
    kept.push(earlier);
  }
  return kept;
}

/** Lost marks whose events stand in what was put in. */
function findAgain(
  losses: readonly Loss[],
  kept: readonly EventMark[],
  before: string,
  after: string,
): ReadonlyMap<Lost, EventMark> {
  const change = findChange(kept, before, after);
  const added = change.endAfter - change.start;
  const lost = losses.flatMap((loss) => loss.lost).filter(({ text }) => text.length <= added);
  const found = new Map<Lost, EventMark>();
  if (lost.length === 0) return found;
  // Events begin and end alike: what was put in may be seen to begin a little before or behind its first event.
  const longest = lost.reduce((most, { text }) => Math.max(most, text.length), 0);
  const first = Math.max(0, change.start - longest);
  const place = after.slice(first, change.endAfter + longest);
  const taken = new Set(kept.map(({ range }) => `${range.start} ${range.end}`));
  let looked = 0;
  let next = 0;
  for (const each of lost) {
    const { text, mark } = each;
    let [from, isAgain] = [next, false];
    while (looked < maxLooked) {
      const at = place.indexOf(text, from);
      looked += (at < 0 ? place.length : at) - from + 1;
      if (at < 0) {
        if (isAgain || next === 0) break;
        [from, isAgain] = [0, true];
        continue;
      }
      const range = { start: first + at, end: first + at + text.length };
      const key = `${range.start} ${range.end}`;
      const isAdded = range.end > change.start && range.start < change.endAfter;
      if (isAdded && !taken.has(key)) {
        taken.add(key);
        found.set(each, { ...mark, range });
        next = at;
        break;
      }
      from = at + 1;
    }
  }
  return found;
}
