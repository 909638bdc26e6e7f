// Texts that are not JSON throughout: tables (CSV), and lines with a time before their JSON, among JSON or alone.
import type { Diagnostic, EventObject, Range } from '../../sigma/index.ts';
import { diagnostic, isEventObject, readEvents, readJsonText } from '../../sigma/index.ts';
import type { PartsRead, Shapes, Unwrapped } from '../unwrap.ts';
import { listKeys, unwrap } from '../unwrap.ts';
import type { CsvRecord } from './csv.ts';
import { cellText, locateInCell, readRecord } from './csv.ts';
import { nullableNames, recordNameOf } from './cloudtrail-names.ts';
import { pointerOf, put } from './shape.ts';
import type { Find, Unit, unwrapUnit } from './shapes.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

interface Tools {
  readonly shapes: Shapes;
  readonly unwrapUnit: typeof unwrapUnit;
}

/** A time, perhaps the name of a stream, and an object: as CloudWatch Logs exports and tails. */
const logLine = /^\d{4}-\d\d-\d\d[T ][\d:.,+Z-]{5,30}(?:[ \t]+[^\s{]{1,512})?[ \t]+(?=\{)/;
const plainLogLine = new RegExp(logLine.source, 'gm');
/** What may be the names of columns: no JSON, not too many, and one of the names that tell. */
const headerLine =
  /^(?=[^\r\n]*\b(?:eventname|eventsource|eventid|_raw|message)\b)(?:"[^"\r\n:{}]{1,200}"|[@\w][\w .@-]{0,200})(?:[,;\t](?:"[^"\r\n:{}]{0,200}"|[\w .@-]{0,200})){0,1999}(?=\r?$)/i;
const anyHeaderLine = new RegExp(headerLine.source, 'gim');
const maxEvents = 250_000;

interface Table {
  readonly delimiter: string;
  /** In lower case. */
  readonly names: ReadonlySet<string>;
  readonly columns: readonly string[];
}

/** null when nothing but JSON is known of it. */
export function readText(text: string, tools: Tools): PartsRead | null {
  const parts: Unwrapped[] = [];
  const diagnostics: Diagnostic[] = [];
  let isOther = false;
  let count = 0;
  const add = (part: Unwrapped): boolean => {
    parts.push(part);
    diagnostics.push(...part.diagnostics);
    count += part.events.length;
    return count < maxEvents;
  };
  for (let pos = 0; pos < text.length && count < maxEvents;) {
    const table = tableAt(text, pos);
    if (table) {
      isOther = true;
      pos = readTable(text, pos, table, tools, add, diagnostics);
    } else if (logLine.test(text.slice(pos, pos + 600))) {
      isOther = true;
      pos = readLogLine(text, pos, tools, add, diagnostics);
    } else {
      const end = nextOther(text, pos);
      const read = readEvents(text.slice(pos, end), listKeys);
      const shift = shiftBy(pos);
      // An empty stretch is no fault.
      if (read.events.length > 0 || text.slice(pos, end).trim() !== '')
        diagnostics.push(...read.diagnostics.map(shifted(pos)));
      for (const event of read.events)
        if (!add(unwrap(text, { ...event, range: shift(event.range) }, tools.shapes))) break;
      pos = end;
    }
  }
  if (count >= maxEvents) {
    const message = fill(texts.intakeTooMany, { n: maxEvents });
    diagnostics.push(diagnostic('events_too_large', { start: text.length, end: text.length }, message));
  }
  return isOther ? { parts, diagnostics } : null;
}

function shiftBy(by: number): (range: Range) => Range {
  return ({ start, end }) => ({ start: start + by, end: end + by });
}

function shifted(by: number): (found: Diagnostic) => Diagnostic {
  const shift = shiftBy(by);
  return (found) => ({
    ...found,
    range: shift(found.range),
    ...(found.fixes
      ? {
          fixes: found.fixes.map((fix) => ({
            ...fix,
            edits: fix.edits.map((edit) => ({ ...edit, range: shift(edit.range) })),
          })),
        }
      : {}),
  });
}

/** The line at or after `pos`, but for the first, at which something begins that is not JSON. */
function nextOther(text: string, pos: number): number {
  const from = text.indexOf('\n', pos) + 1;
  if (from === 0) return text.length;
  let next = text.length;
  plainLogLine.lastIndex = from;
  next = Math.min(next, plainLogLine.exec(text)?.index ?? next);
  anyHeaderLine.lastIndex = from;
  for (let found = anyHeaderLine.exec(text); found && found.index < next; found = anyHeaderLine.exec(text))
    if (tableAt(text, found.index)) return found.index;
  return next;
}

function readLogLine(
  text: string,
  start: number,
  { shapes }: Tools,
  add: (part: Unwrapped) => boolean,
  diagnostics: Diagnostic[],
): number {
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const open = text.indexOf('{', start);
  const read = readJsonText(text.slice(open, end));
  if ('diagnostic' in read) diagnostics.push(shifted(open)(read.diagnostic));
  else if (isEventObject(read.value)) {
    const range = { start: open, end: open + text.slice(open, end).trimEnd().length };
    const part = unwrap(text, { value: read.value, range, list: '' }, shapes);
    const events = part.events.map((event) => ({ ...event, shape: event.shape || texts.intakeShapeLines }));
    add({ ...part, events });
  }
  return end + 1;
}

export function isTableHead(line: string): boolean {
  return tableAt(line, 0) !== null;
}

function tableAt(text: string, pos: number): Table | null {
  const lineEnd = text.indexOf('\n', pos);
  const line = text.slice(pos, lineEnd < 0 ? text.length : lineEnd);
  const bare = line.replace(/^\ufeff/, '');
  if (!headerLine.test(bare)) return null;
  const shift = line.length - bare.length;
  for (const delimiter of [',', ';', '\t']) {
    const { cells } = readRecord(text, pos + shift, delimiter, pos + line.length);
    const columns = cells.map((cell) => cellText(text, cell).trim());
    const names = new Set(columns.map((name) => name.toLowerCase()));
    const has = (...wanted: readonly string[]) => wanted.every((name) => names.has(name));
    const isEvents =
      has('eventname', 'eventsource') ||
      has('_raw') ||
      has('@message') ||
      has('timestamp', 'message') ||
      (has('eventid') && (has('channel') || has('computer') || has('image') || has('provider_name')));
    if (isEvents) return { delimiter, names, columns };
  }
  return null;
}

/** Returns where the table ends: with the text, or where a line begins like something else. */
function readTable(
  text: string,
  start: number,
  table: Table,
  { unwrapUnit }: Tools,
  add: (part: Unwrapped) => boolean,
  diagnostics: Diagnostic[],
): number {
  const { delimiter, columns } = table;
  const find = findIn(table);
  let pos = readRecord(text, start, delimiter).next;
  while (pos < text.length) {
    const c = text[pos];
    if (c === '\n' || c === '\r') {
      pos++;
      continue;
    }
    const isOther = c === '{' || c === '[' || logLine.test(text.slice(pos, pos + 600));
    if (isOther) return pos;
    const record = readRecord(text, pos, delimiter);
    const first = record.cells[0] ? cellText(text, record.cells[0]).toLowerCase() : '';
    if ((recordNameOf.has(first) || table.names.has(first)) && tableAt(text, pos)) return pos;
    const range = { start: pos, end: record.end };
    if (record.isOpen) {
      const message = texts.intakeOpenQuote;
      diagnostics.push(diagnostic('event_shape', { start: pos, end: record.end }, message));
    }
    const value = valueOf(text, columns, record);
    const origin = (pointer: string): readonly [string, string] => [pointer, ''];
    const unit: Unit = { value, range, origin, isInText: true, find };
    if (!add(unwrapUnit(text, unit, 'CSV'))) return text.length;
    pos = record.next;
  }
  return pos;
}

/** An empty cell is no field, unless it is quoted or the record has a null for it. The first column of a name counts. */
function valueOf(text: string, columns: readonly string[], { cells }: CsvRecord): EventObject {
  const value: Record<string, string> = {};
  for (const [i, name] of columns.entries()) {
    const cell = cells[i];
    if (!cell || name === '' || Object.hasOwn(value, name)) continue;
    const isNull = nullableNames.has(recordNameOf.get(name.toLowerCase()) ?? '');
    if (cell.range.start < cell.range.end || cell.isQuoted || isNull) put(value, name, cellText(text, cell));
  }
  return value;
}

function findIn({ delimiter, columns }: Table): Find {
  return (text, range, [at, inside]) => {
    if (at === '') return range;
    const i = columns.findIndex((name) => at === pointerOf(name) || at.startsWith(`${pointerOf(name)}/`));
    const cell = readRecord(text, range.start, delimiter, range.end).cells[i];
    return cell && (inside === '' ? cell.range : locateInCell(text, cell, inside));
  };
}
