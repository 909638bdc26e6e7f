import type { Range } from '../sigma/index.ts';
import type { EventMark } from './event-marks.ts';

/** The mark of each event: the narrowest that holds its range. Marks and ranges are in the order of the text. */
export function marksOf(marks: readonly EventMark[], ranges: readonly Range[]): (EventMark | null)[] {
  const open: EventMark[] = [];
  let next = 0;
  return ranges.map(({ start, end }) => {
    for (; next < marks.length; next++) {
      const mark = marks[next] as EventMark;
      if (mark.range.start > start) break;
      open.push(mark);
    }
    while (open.length > 0 && (open.at(-1) as EventMark).range.end <= start) open.pop();
    let found: EventMark | null = null;
    for (const mark of open) {
      if (mark.range.end >= end && (!found || lengthOf(mark) <= lengthOf(found))) found = mark;
    }
    return found;
  });
}

function lengthOf({ range }: EventMark): number {
  return range.end - range.start;
}
