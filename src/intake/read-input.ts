// What people paste → the events in it, each with its place in the text, a short name, and one line that says
// what was unwrapped.
import type { Diagnostic, EventObject, EventsRead, Range } from '../sigma/index.ts';
import { readEvents, rereadEvents } from '../sigma/index.ts';
import { labelOf } from './label.ts';
import type { Unwrapped } from './unwrap.ts';
import { listKeys, unwrap } from './unwrap.ts';

export interface InputEvent {
  readonly value: EventObject;
  /** Of the event in the text; for an event that is JSON inside a string, of that string. */
  readonly range: Range;
  readonly label: string;
}

export interface Input {
  readonly text: string;
  readonly events: readonly InputEvent[];
  readonly diagnostics: readonly Diagnostic[];
  /** e.g. `Records: 4 events`; empty for events that stood for themselves. */
  readonly unwrapped: string;
  /** What `rereadInput` stands on. */
  readonly memory: Memory;
}

interface Memory {
  readonly read: EventsRead;
  /** One for each event of `read`. */
  readonly parts: readonly Unwrapped[];
}

export function readInput(text: string): Input {
  const read = readEvents(text, listKeys);
  return toInput(
    read,
    read.events.map((event) => unwrap(text, event)),
  );
}

/** What `readInput(text)` gives, quickly where the text resembles the previous one. */
export function rereadInput(previous: Input, text: string): Input {
  if (previous.text === text) return previous;
  // While the text is broken, the last whole reading stays the ground.
  const before = previous.memory;
  const read = rereadEvents(before.read, text, listKeys);
  const isSameLength = read.events.length === before.read.events.length;
  const parts = read.events.map((event, i) => {
    const old = isSameLength ? before.read.events[i] : undefined;
    const part = before.parts[i];
    if (!old || !part || old.value !== event.value || part.diagnostics.length > 0) return unwrap(text, event);
    return shifted(part, event.range.start - old.range.start);
  });
  const input = toInput(read, parts);
  return read.diagnostics.length > 0 && before.read.diagnostics.length === 0
    ? { ...input, memory: before }
    : input;
}

function toInput(read: EventsRead, parts: readonly Unwrapped[]): Input {
  const found = parts.flatMap((part) => part.events);
  const inner = parts.flatMap((part) => part.diagnostics);
  const diagnostics = [...read.diagnostics, ...inner].sort((a, b) => a.range.start - b.range.start);
  const counts = new Map<string, number>();
  for (const { shape } of found) if (shape !== '') counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return {
    text: read.text,
    events: found.map(({ value, range }, i) => ({ value, range, label: labelOf(value) || `event ${i + 1}` })),
    diagnostics,
    unwrapped: [...counts].map(([shape, n]) => `${shape}: ${n} event${n === 1 ? '' : 's'}`).join(', '),
    memory: { read, parts },
  };
}

function shifted(part: Unwrapped, by: number): Unwrapped {
  if (by === 0) return part;
  const events = part.events.map((event) => ({
    ...event,
    range: { start: event.range.start + by, end: event.range.end + by },
  }));
  return { ...part, events };
}
