// What people paste → the events in it, each with its place in the text, a short name, and one line that says
// what was unwrapped.
import type { Diagnostic, EventObject, EventsRead, Range } from '../sigma/index.ts';
import { readEvents, rereadEvents } from '../sigma/index.ts';
import { labelOf } from './label.ts';
import type { Locate, Shapes, Unwrapped } from './unwrap.ts';
import { isNoJson, isPlain, listKeys, unwrap } from './unwrap.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';

export interface InputEvent {
  readonly value: EventObject;
  /** Of the event in the text; for an event that is JSON inside a string, of that string. */
  readonly range: Range;
  readonly label: string;
  /** For an event that does not stand in the text as it is: where its values do. */
  readonly locate?: Locate;
}

export interface Input {
  readonly text: string;
  readonly events: readonly InputEvent[];
  readonly diagnostics: readonly Diagnostic[];
  /** e.g. `Records: 4 events`; empty for events that stood for themselves. */
  readonly unwrapped: string;
  /** There may be more in it than was found: read it again with the shapes of `loadShapes`. */
  readonly needsShapes: boolean;
  /** What `rereadInput` stands on. */
  readonly memory: Memory;
}

interface Memory {
  readonly read: EventsRead;
  /** One for each event of `read`. */
  readonly parts: readonly Unwrapped[];
  readonly shapes: Shapes | null;
}

/** `shapes`: what `loadShapes` gives; without them only the common shapes are known. */
export function readInput(text: string, shapes: Shapes | null = null): Input {
  const read = readEvents(text, listKeys);
  return toInput(
    read,
    read.events.map((event) => unwrap(text, event, shapes)),
    shapes,
  );
}

/** What `readInput(text, shapes)` gives, quickly where the text resembles the previous one. */
export function rereadInput(previous: Input, text: string, shapes: Shapes | null = null): Input {
  if (previous.text === text && (previous.memory.shapes === shapes || !previous.needsShapes)) return previous;
  // While the text is broken, the last whole reading stays the ground.
  const before = previous.memory;
  const read = rereadEvents(before.read, text, listKeys);
  const isLike = before.shapes === shapes && read.events.length === before.read.events.length;
  const parts = read.events.map((event, i) => {
    const old = isLike ? before.read.events[i] : undefined;
    const part = before.parts[i];
    if (!old || !part || old.value !== event.value) return unwrap(text, event, shapes);
    return shifted(part, event.range.start - old.range.start);
  });
  const input = toInput(read, parts, shapes);
  return read.diagnostics.length > 0 && before.read.diagnostics.length === 0
    ? { ...input, memory: before }
    : input;
}

function toInput(read: EventsRead, readParts: readonly Unwrapped[], shapes: Shapes | null): Input {
  const { text } = read;
  const own = [...read.diagnostics, ...readParts.flatMap((part) => part.diagnostics)];
  const first = { parts: readParts, diagnostics: own };
  const { parts, diagnostics } = shapes ? shapes.complete(text, first) : first;
  const found = parts.flatMap((part) => part.events);
  const counts = new Map<string, number>();
  for (const { shape } of found) if (shape !== '') counts.set(shape, (counts.get(shape) ?? 0) + 1);
  return {
    text,
    events: found.map(({ shape: _, ...event }, i) => ({
      ...event,
      label: labelOf(event.value) || fill(texts.intakeEvent, { n: i + 1 }),
    })),
    diagnostics: diagnostics.toSorted((a, b) => a.range.start - b.range.start),
    unwrapped: [...counts]
      .map(([shape, n]) => plural(n, texts.intakeUnwrappedOne, texts.intakeUnwrappedMany, { shape }))
      .join(', '),
    needsShapes: !shapes && (read.diagnostics.some(isNoJson) || found.some(({ value }) => !isPlain(value))),
    memory: { read, parts: readParts, shapes },
  };
}

function shifted(part: Unwrapped, by: number): Unwrapped {
  if (by === 0) return part;
  const shift = <T extends { readonly range: Range }>(item: T): T => ({
    ...item,
    range: { start: item.range.start + by, end: item.range.end + by },
  });
  return { ...part, events: part.events.map(shift), diagnostics: part.diagnostics.map(shift) };
}
