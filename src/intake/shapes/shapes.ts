// The table of shapes that wrap events, and what finds the places of what its rows name. A row is tried after those
// above it; what a row finds is looked at again, for shapes stand in each other.
import type { Diagnostic, EventObject, Range } from '../../sigma/index.ts';
import { diagnostic, isEventObject, locate, readJsonText, spanInText } from '../../sigma/index.ts';
import type { Locate, Shapes, Unwrapped, UnwrappedEvent } from '../unwrap.ts';
import { isNoJson } from '../unwrap.ts';
import {
  cloudWatchEvent,
  cloudWatchInsights,
  cloudWatchList,
  digestFile,
  eventBridge,
  insightEvent,
  logFile,
  ocsf,
} from './aws.ts';
import { athenaResult, cloudTrailRow, lakeResult } from './cloudtrail-row.ts';
import { elasticCloudTrail, elasticHit, elasticHits, elasticOriginal } from './elastic.ts';
import { readText } from './read-text.ts';
import type { Origin, Part, Place, Shape } from './shape.ts';
import { splunkCollector, splunkRaw, splunkResult, splunkResults } from './splunk.ts';
import { windowsEvent, winlogbeat } from './windows.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

const table: readonly Shape[] = [
  cloudWatchList,
  cloudWatchInsights,
  cloudWatchEvent,
  splunkResults,
  splunkResult,
  splunkRaw,
  splunkCollector,
  elasticHits,
  elasticHit,
  elasticOriginal,
  winlogbeat,
  elasticCloudTrail,
  windowsEvent,
  lakeResult,
  athenaResult,
  cloudTrailRow,
  digestFile,
  insightEvent,
  ocsf,
  eventBridge,
  logFile,
];

/** Shapes within each other. */
const maxDepth = 6;
/** Events of one value beyond this number are not read, as of a text. */
const maxUnwrapped = 250_000;

/** Diagnostics of one value beyond this number are not made, and of a text not listed. */
const maxDiagnostics = 100;
const maxDiagnosticsOfText = 1000;

/** Where something stands in a text; undefined for what has no place there. */
export type Find = (text: string, range: Range, place: Place) => Range | undefined;

const findInJson: Find = (text, range, [at, inside]) => {
  const outer = locate(text, range, [at]).get(at);
  return outer && inside !== '' ? (locate(text, outer, [inside]).get(inside) ?? outer) : outer;
};

/** A value that may be of a shape, and where it stands. */
export interface Unit {
  readonly value: EventObject;
  readonly range: Range;
  /** For what does not stand at `range` as it is: the place there of each of its pointers. */
  readonly origin: Origin | null;
  /** `range` is that of a string with JSON in it, or of no JSON at all. */
  readonly isInText: boolean;
  readonly find: Find;
}

/** `shape`: what it came in; itself an event of that shape when it is of none in the table. */
export function unwrapUnit(text: string, unit: Unit, shape: string): Unwrapped {
  const events: UnwrappedEvent[] = [];
  const diagnostics: Diagnostic[] = [];

  const add = ({ value, range, origin, find }: Unit, name: string): void => {
    events.push({ value, range, shape: name, ...(origin ? { locate: locateBy(origin, find) } : {}) });
  };
  /** Whether it is of a shape. */
  const open = (unit: Unit, name: string, depth: number): boolean => {
    for (const row of depth < maxDepth ? table : []) {
      const read = row.read(unit.value);
      if (!read) continue;
      const inner = name.endsWith(row.name) ? name : name === '' ? row.name : `${name}, ${row.name}`;
      const { parts, notes = [] } = read;
      const isDirect = unit.origin === null && !unit.isInText;
      // All at once: one by one they would be looked for from the beginning each time.
      const wanted = isDirect
        ? parts.flatMap(({ at, holder }) => [at, holder?.at ?? '']).filter(Boolean)
        : [];
      const ranges = wanted.length > 0 ? locate(text, unit.range, wanted) : new Map<string, Range>();
      for (const { at, code, message } of notes)
        if (!diagnostics.some((other) => other.message === message))
          diagnostics.push(diagnostic(code, placeOf(text, unit, at), message));
      for (const part of parts) {
        if (events.length >= maxUnwrapped) {
          const message = fill(texts.intakeTooMany, { n: maxUnwrapped });
          diagnostics.push(diagnostic('events_too_large', unit.range, message));
          return true;
        }
        take(unit, part, ranges, inner, depth + 1);
      }
      return true;
    }
    return false;
  };
  const take = (
    outer: Unit,
    part: Part,
    ranges: ReadonlyMap<string, Range>,
    name: string,
    depth: number,
  ): void => {
    const { value } = part;
    const range = ranges.get(part.at);
    if (typeof value !== 'string') {
      const unit = unitOf(outer, part, value, range);
      if (part.isFinal || !open(unit, name, depth)) add(unit, name);
      return;
    }
    const read = readJsonText(value);
    // Fixes are left out: their texts would need escaping.
    const say = (found: Diagnostic): void => {
      if (diagnostics.length >= maxDiagnostics) return;
      const place = range ? spanInText(text, range, found.range) : placeOf(text, outer, part.at);
      diagnostics.push({ code: found.code, severity: found.severity, message: found.message, range: place });
    };
    if ('value' in read && isEventObject(read.value)) {
      read.warnings.forEach(say);
      const unit = unitOf(outer, part, read.value, range);
      if (!open(unit, name, depth)) add(unit, name);
      return;
    }
    if ('diagnostic' in read) say(read.diagnostic);
    if (part.holder) take(outer, part.holder, ranges, name, depth);
  };

  if (!open(unit, shape, 0) && shape !== '') add(unit, shape);
  return { events, diagnostics };
}

/** `range`: where the part stands on its own. */
function unitOf(outer: Unit, part: Part, value: EventObject, range: Range | undefined): Unit {
  const { at, origin } = part;
  const isText = typeof part.value === 'string';
  if (origin && range) return { ...outer, value, range, origin: (pointer) => below(origin(pointer), at) };
  if (origin) return { ...outer, value, origin: composed(outer.origin, origin) };
  if (at === '') return { ...outer, value };
  if (range) return { value, range, origin: null, isInText: isText, find: outer.find };
  const within: Origin = isText ? (pointer) => [at, pointer] : (pointer) => [at + pointer, ''];
  return { ...outer, value, origin: composed(outer.origin, within) };
}

/** The same place, seen from the value at `at`. */
function below(place: Place | null, at: string): Place | null {
  return place?.[0].startsWith(`${at}/`) ? [place[0].slice(at.length), place[1]] : null;
}

/** What lies in a string within a string stands where that inner string does. */
function composed(outer: Origin | null, inner: Origin): Origin {
  if (!outer) return inner;
  return (pointer) => {
    const place = inner(pointer);
    const base = place && outer(place[0]);
    return base && base[1] === '' ? [base[0], place[1]] : base;
  };
}

function placeOf(text: string, { range, origin, find }: Unit, at: string): Range {
  if (at === '') return range;
  const place: Place | null = origin ? origin(at) : [at, ''];
  return (place && find(text, range, place)) ?? range;
}

function locateBy(origin: Origin, find: Find): Locate {
  return (text, range, pointers) => {
    const found = new Map<string, Range>();
    for (const pointer of pointers) {
      const place = origin(pointer);
      const there = place && find(text, range, place);
      if (there) found.set(pointer, there);
    }
    return found;
  };
}

export const shapes: Shapes = {
  unwrap: (text, value, range) => {
    const unit = { value, range, origin: null, isInText: false, find: findInJson };
    const unwrapped = unwrapUnit(text, unit, '');
    return unwrapped.events.length + unwrapped.diagnostics.length > 0 ? unwrapped : null;
  },
  complete(text, read) {
    const { parts, diagnostics } =
      (read.diagnostics.some(isNoJson) && readText(text, { shapes, unwrapUnit })) || read;
    const said = new Set<string>();
    // The same warning about each of many events is said once.
    const isNew = ({ severity, message }: Diagnostic) =>
      severity === 'error' || (!said.has(message) && said.add(message));
    return { parts, diagnostics: diagnostics.filter(isNew).slice(0, maxDiagnosticsOfText) };
  },
};
