// When an event happened: which of its fields says so, and what that is in milliseconds.
import { readPath, visitField } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import { scalarText } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';
import { readTime } from '../value/time.ts';
import { SampleBuilder } from './sample.ts';
import type { EventTimesTrace } from './trace.ts';

/** Fields that say when an event happened, CloudTrail's first; the first that an event has counts. */
export const timeFields = [
  'eventTime',
  '@timestamp',
  'UtcTime',
  'TimeCreated',
  'System.TimeCreated.SystemTime',
  'System.TimeCreated.#attributes.SystemTime',
  'Event.System.TimeCreated.SystemTime',
  'Event.System.TimeCreated.#attributes.SystemTime',
  'Event.System.TimeCreated.@SystemTime',
  'SystemTime',
  'EventTime',
  'TimeGenerated',
  'timestamp',
  'Timestamp',
  'time',
  '_time',
  'ts',
  'event.created',
  'datetime',
  'date',
] as const;

export interface EventTimes {
  /** Of each event, milliseconds since 1970; NaN without a time. */
  readonly times: Float64Array;
  /** Indexes of the events with a time, by time, then as they stand. */
  readonly order: Uint32Array;
  readonly trace: EventTimesTrace;
}

/** `timeField`: look nowhere else. */
export function readEventTimes(events: readonly EventValue[], timeField?: string): EventTimes {
  const fields = (timeField === undefined ? timeFields : [timeField]).map((field) => ({
    field,
    path: readPath(field),
    events: 0,
  }));
  const times = new Float64Array(events.length);
  const missing = new SampleBuilder();
  const late = new SampleBuilder();
  let latest = -Infinity;
  for (let i = 0; i < events.length; i++) {
    const event = events[i] as EventValue;
    let time = NaN;
    for (const field of fields) {
      time = timeAt(event, field.path);
      if (Number.isNaN(time)) continue;
      field.events++;
      break;
    }
    times[i] = time;
    if (Number.isNaN(time)) missing.add(i);
    else if (time < latest) late.add(i);
    else latest = time;
  }
  return {
    times,
    order: sorted(times, late.count > 0),
    trace: {
      fields: fields
        .filter((field) => field.events > 0)
        .map(({ field, events: count }) => ({ field, events: count }))
        .sort((a, b) => b.events - a.events),
      missing: missing.sample(),
      late: late.sample(),
    },
  };
}

function sorted(times: Float64Array, isLate: boolean): Uint32Array {
  const order = new Uint32Array(times.length);
  let count = 0;
  for (let i = 0; i < times.length; i++) if (!Number.isNaN(times[i])) order[count++] = i;
  const used = order.subarray(0, count);
  return isLate ? used.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b) : used;
}

/** The first value that is a time. */
function timeAt(event: EventValue, path: FieldPath): number {
  let time = NaN;
  visitField(event, path, false, (value) => {
    const text = scalarText(value);
    if (text !== null && Number.isNaN(time)) time = readEventTime(text) ?? NaN;
  });
  return time;
}

const fraction = /^(.{11,20}:\d\d)[.,](\d+)(.*)$/;

/** As `readTime`, with parts of a second; also counts of microseconds and nanoseconds since 1970. */
export function readEventTime(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d{16}$/.test(trimmed)) return Number(trimmed) / 1e3;
  if (/^\d{19}$/.test(trimmed)) return Number(BigInt(trimmed) / 1000n) / 1e3;
  if (trimmed.length > 50) return null;
  const parts = fraction.exec(trimmed);
  if (!parts) return readTime(trimmed);
  const seconds = readTime(`${parts[1]}${parts[3]}`);
  return seconds === null ? null : seconds + Number(`0.${parts[2]}`) * 1000;
}
