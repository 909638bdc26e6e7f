// A row of a table of CloudTrail records, as Athena and CloudTrail Lake give them: columns in any case, objects and
// truth values as text. What cannot be told exactly stays text, and is said.
import type { EventObject, EventValue } from '../../sigma/index.ts';
import { isEventObject, readJsonText } from '../../sigma/index.ts';
import { own } from '../unwrap.ts';
import {
  booleanNames,
  identityNameOf,
  nullableNames,
  objectNames,
  recordNameOf,
  resourceNameOf,
} from './cloudtrail-names.ts';
import { MadeEvent, madePart } from './made-event.ts';
import { readStruct } from './struct-text.ts';
import type { Note, Part, Shape, ShapeRead } from './shape.ts';
import { pointerOf, put } from './shape.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

export const cloudTrailRow: Shape = {
  name: texts.intakeShapeRows,
  read: (value) => (isRow(value) ? readRow(value) : null),
};

/** CloudTrail Lake's `get-query-results`: a row is a list of objects of one column each. */
export const lakeResult: Shape = {
  name: 'CloudTrail Lake',
  read(value) {
    const rows = own(value, 'QueryResultRows');
    if (!Array.isArray(rows)) return null;
    const reads = (rows as readonly EventValue[]).flatMap((row, i) => {
      if (!Array.isArray(row)) return [];
      const cells = (row as readonly EventValue[]).flatMap((cell, n) =>
        isEventObject(cell)
          ? Object.entries(cell).map(([name, text]): Cell => [
              name,
              text,
              pointerOf('QueryResultRows', i, n, name),
            ])
          : [],
      );
      return [readCells(cells, pointerOf('QueryResultRows', i))];
    });
    return joined(reads);
  },
};

/** Athena's `get-query-results`: the first row holds the names. */
export const athenaResult: Shape = {
  name: 'Athena',
  read(value) {
    const set = own(value, 'ResultSet');
    const rows = set !== undefined && isEventObject(set) ? own(set, 'Rows') : undefined;
    if (!Array.isArray(rows)) return null;
    const read = (rows as readonly EventValue[]).map(dataOf);
    const names = (read[0] ?? []).map((name) => (typeof name === 'string' ? name : ''));
    if (!names.some((name) => recordNameOf.has(name.toLowerCase()))) return null;
    const reads = read.slice(1).map((cells, i) =>
      readCells(
        cells.flatMap((text, n): Cell[] => {
          const name = names[n] ?? '';
          const at = pointerOf('ResultSet', 'Rows', i + 1, 'Data', n, 'VarCharValue');
          return name === '' || text === undefined ? [] : [[name, text, at]];
        }),
        pointerOf('ResultSet', 'Rows', i + 1),
      ),
    );
    return joined(reads);
  },
};

function dataOf(row: EventValue): readonly (EventValue | undefined)[] {
  const data = isEventObject(row) ? own(row, 'Data') : undefined;
  if (!Array.isArray(data)) return [];
  return (data as readonly EventValue[]).map((cell) =>
    isEventObject(cell) ? own(cell, 'VarCharValue') : undefined,
  );
}

function joined(reads: readonly ShapeRead[]): ShapeRead {
  return { parts: reads.flatMap(({ parts }) => parts), notes: reads.flatMap(({ notes }) => notes ?? []) };
}

type Cell = readonly [name: string, value: EventValue, at: string];

/** Whether the names are lower-cased ones, or what is an object in a record is text here. */
export function isRow(value: EventObject): boolean {
  if (Object.hasOwn(value, 'eventname') && Object.hasOwn(value, 'eventsource')) return true;
  if (!Object.hasOwn(value, 'eventSource') && !Object.hasOwn(value, 'eventName')) return false;
  return ['userIdentity', 'requestParameters'].some((name) => typeof own(value, name) === 'string');
}

export function readRow(value: EventObject): ShapeRead {
  return readCells(cellsOf(value), '');
}

function cellsOf(value: EventObject): readonly Cell[] {
  return Object.entries(value).map(([name, cell]) => [name, cell, pointerOf(name)]);
}

/** `row`: where the row stands. */
function readCells(cells: readonly Cell[], row: string): ShapeRead {
  const notes: Note[] = [];
  const event = makeRecord(cells, notes).event;
  // Only the origin is made again.
  const { origin } = madePart(event, () => makeRecord(cells, [])) as Required<Part>;
  return { parts: [{ at: row, value: event, origin, isFinal: true }], notes };
}

function makeRecord(cells: readonly Cell[], notes: Note[]): MadeEvent {
  const made = new MadeEvent();
  for (const [column, value, at] of cells) {
    const name = recordNameOf.get(column.toLowerCase()) ?? column;
    if (typeof value !== 'string') {
      if (value !== null || nullableNames.has(name)) putRenamed(made, name, value, at);
    } else if (objectNames.has(name)) putText(made, name, value, at, notes);
    else if (booleanNames.has(name) && /^(?:true|false)$/i.test(value))
      made.put([name], value.toLowerCase() === 'true', at);
    else made.put([name], value, at);
  }
  return made;
}

/** A column that holds an object as text. */
function putText(made: MadeEvent, name: string, text: string, at: string, notes: Note[]): void {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'null') {
    if (nullableNames.has(name)) made.put([name], null, at);
    return;
  }
  if (/^[[{]/.test(trimmed)) {
    const read = readJsonText(text);
    if ('value' in read) return putRenamed(made, name, read.value, at, '');
    const struct = name === 'userIdentity' ? readStruct(trimmed) : null;
    if (struct) return putRenamed(made, name, struct, at, '');
  }
  const message = fill(texts.intakeFieldText, { name });
  notes.push({ code: 'event_field_text', at, message });
  made.put([name], text, at);
}

/** Inside of what CloudTrail itself names, the names are mended as well; what a service names stays as it is. */
function putRenamed(made: MadeEvent, name: string, value: EventValue, at: string, inside?: string): void {
  const names =
    name === 'userIdentity' || name === 'tlsDetails'
      ? identityNameOf
      : name === 'resources'
        ? resourceNameOf
        : null;
  if (!names) return made.put([name], value, at, inside);
  const rename = (value: EventValue, to: string, from: string): EventValue => {
    if (Array.isArray(value))
      return (value as readonly EventValue[]).map((item, i) =>
        rename(item, to + pointerOf(i), from + pointerOf(i)),
      );
    if (!isEventObject(value)) return value;
    const renamed: Record<string, EventValue> = {};
    for (const [key, inner] of Object.entries(value)) {
      const name = names.get(key.toLowerCase()) ?? key;
      const below = [to + pointerOf(name), from + pointerOf(key)] as const;
      if (name !== key) {
        if (inside === undefined) made.note(below[0], at + below[1]);
        else made.note(below[0], at, inside + below[1]);
      }
      put(renamed, name, rename(inner, ...below));
    }
    return renamed;
  };
  made.put([name], rename(value, pointerOf(name), ''), at, inside);
}
