// What a run of `readEvents` carries along, and how one event is read into it.
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import { readJson } from './json.ts';
import type { Resync } from './resync.ts';
import { resync } from './resync.ts';
import type { EventObject, EventValue } from './value.ts';
import { isEventObject } from './value.ts';

/** In UTF-16 units. Longer texts are not read. */
export const maxEventsLength = 64 * 1024 * 1024;
/** Events beyond this number are not read. */
export const maxEvents = 250_000;
/** Diagnostics beyond this number are counted only. */
export const maxEventDiagnostics = 100;

export interface LocatedEvent {
  readonly value: EventObject;
  readonly range: Range;
  /** The key of the list that it is an element of, in `{"Records": […]}`; empty for others. */
  readonly list: string;
}

export interface Reading {
  readonly text: string;
  readonly end: number;
  readonly listKeys: readonly string[];
  readonly events: LocatedEvent[];
  /** The key of the list that is being read. */
  list: string;
  readonly diagnostics: Diagnostic[];
  /** The first diagnostic that was not kept, and how many were not. */
  surplus: Diagnostic | null;
  surplusCount: number;
  /** Characters that may still be read a second time: keeps hostile texts linear. */
  rereads: number;
  saidComma: boolean;
}

export function report(reading: Reading, found: Diagnostic): void {
  if (reading.diagnostics.length < maxEventDiagnostics) reading.diagnostics.push(found);
  else {
    reading.surplus ??= found;
    reading.surplusCount++;
  }
}

export function reportSyntax(reading: Reading, start: number, end: number, message: string, fix?: Fix): void {
  report(reading, diagnostic('json_syntax', { start, end }, message, fix ? [fix] : []));
}

export function removal(start: number, end: number, title: string): Fix {
  return { title, edits: [{ range: { start, end }, text: '' }] };
}

export function isFull(reading: Reading, pos: number): boolean {
  if (reading.events.length < maxEvents) return false;
  const message = `Only the first ${maxEvents} events are read.`;
  report(reading, diagnostic('events_too_large', { start: pos, end: reading.end }, message));
  return true;
}

/** Reads one value as an event, in a list or on its own; returns where to go on. */
export function readEvent(reading: Reading, start: number, inList: boolean): Resync {
  const { text, end } = reading;
  const read = readJson(text, start, end);
  if ('diagnostic' in read) {
    report(reading, read.diagnostic);
    const next = resync(text, start, read.at, end, { inList, mayGoBack: reading.rereads > 0 });
    if (next.end < read.at) reading.rereads -= read.at - next.end;
    return next;
  }
  for (const warning of read.warnings) report(reading, warning);
  const range = { start, end: read.end };
  if (isEventObject(read.value)) reading.events.push({ value: read.value, range, list: reading.list });
  else report(reading, diagnostic('event_not_object', range, `${nameOf(read.value)} is no event.`));
  return { end: read.end, isBalanced: true };
}

function nameOf(value: EventValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'A list within the list of events';
  return typeof value === 'string' ? 'A text' : typeof value === 'boolean' ? `${value}` : 'A number';
}
