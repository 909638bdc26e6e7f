// Shapes that wrap events: an event that was read → the events it carries, each with its place in the text. The common
// shapes stand here; the others are a part that is loaded late, and asked for only where an event is not plain.
import type { Diagnostic, EventObject, EventValue, LocatedEvent, Range } from '../sigma/index.ts';
import { diagnostic, isEventObject, locate, readJsonText, spanInText } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';

/** Keys of lists of events: log files as delivered to S3, and the output of `lookup-events`. */
export const listKeys = ['Records', 'Events'] as const;

export type Locate = typeof locate;

export interface Unwrapped {
  readonly events: readonly UnwrappedEvent[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface UnwrappedEvent {
  readonly value: EventObject;
  /** Of the event in the text; for JSON inside a string, of that string. */
  readonly range: Range;
  /** The name of the shape it came from; empty for an event that stood for itself. */
  readonly shape: string;
  /** For an event that does not stand in the text as it is: where its values do. */
  readonly locate?: Locate;
}

/** The shapes that are loaded late. */
export interface Shapes {
  /** null: it is of none of them. */
  unwrap(text: string, value: EventObject, range: Range): Unwrapped | null;
  /** What is given, or what is found in the text where it is not JSON throughout. */
  complete(text: string, read: PartsRead): PartsRead;
}

export interface PartsRead {
  readonly parts: readonly Unwrapped[];
  /** Of the text and of the parts. */
  readonly diagnostics: readonly Diagnostic[];
}

export function unwrap(text: string, event: LocatedEvent, shapes: Shapes | null): Unwrapped {
  const { value, range, list } = event;
  // `readEvents` knows a list that is the first member; this one stands behind others.
  const key = list === '' ? listKeys.find((key) => isListOfObjects(own(value, key))) : undefined;
  if (key === undefined) return unwrapOne(text, value, range, list, shapes);
  const elements = own(value, key) as readonly EventObject[];
  const pointers = elements.map((_, i) => `/${key}/${i}`);
  const ranges = locate(text, range, pointers);
  const parts = elements.map((element, i) =>
    unwrapOne(text, element, ranges.get(pointers[i] as string) ?? range, key, shapes),
  );
  return {
    events: parts.flatMap((part) => part.events),
    diagnostics: parts.flatMap((part) => part.diagnostics),
  };
}

function unwrapOne(
  text: string,
  value: EventObject,
  range: Range,
  list: string,
  shapes: Shapes | null,
): Unwrapped {
  const record = own(value, 'CloudTrailEvent');
  if (typeof record === 'string') return unwrapText(text, range, '/CloudTrailEvent', record);
  const detail = own(value, 'detail');
  if (typeof own(value, 'detail-type') === 'string' && detail !== undefined && isEventObject(detail)) {
    const place = locate(text, range, ['/detail']).get('/detail') ?? range;
    return { events: [{ value: detail, range: place, shape: 'EventBridge' }], diagnostics: [] };
  }
  const found = shapes && !isPlain(value) && shapes.unwrap(text, value, range);
  return found || { events: [{ value, range, shape: list }], diagnostics: [] };
}

/** Not JSON, or no object: perhaps a table. */
export const isNoJson = ({ code }: Diagnostic) => code === 'event_not_object';

/** A record of CloudTrail or an event of Windows with its own names, as nearly all are. */
export function isPlain(value: EventObject): boolean {
  return (
    (Object.hasOwn(value, 'eventSource') || Object.hasOwn(value, 'EventID')) &&
    !['userIdentity', 'requestParameters', '_raw'].some((key) => typeof own(value, key) === 'string')
  );
}

/** An event that stands as JSON text in a string. */
function unwrapText(text: string, outer: Range, pointer: string, json: string): Unwrapped {
  const range = locate(text, outer, [pointer]).get(pointer) ?? outer;
  const read = readJsonText(json);
  // Fixes are left out: their texts would need escaping.
  const inText = ({ code, severity, message, range: inner }: Diagnostic): Diagnostic => {
    return { code, severity, message, range: spanInText(text, range, inner) };
  };
  if ('diagnostic' in read) return { events: [], diagnostics: [inText(read.diagnostic)] };
  if (!isEventObject(read.value)) {
    const message = fill(texts.intakeNoObject, { key: pointer.slice(1) });
    return { events: [], diagnostics: [diagnostic('event_not_object', range, message)] };
  }
  const event = { value: read.value, range, shape: 'lookup-events' };
  return { events: [event], diagnostics: read.warnings.map(inText) };
}

export function own(value: EventObject, key: string): EventValue | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isListOfObjects(value: EventValue | undefined): value is readonly EventObject[] {
  return Array.isArray(value) && value.length > 0 && (value as readonly EventValue[]).every(isEventObject);
}
