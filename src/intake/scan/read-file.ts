// A log file, unpacked and read as it comes → its events one after the other, and what could not be read. Nothing of
// it is kept: the memory that it takes is that of its largest record.
import type { EventObject } from '../../sigma/index.ts';
import { isTableHead } from '../shapes/read-text.ts';
import type { Shapes } from '../unwrap.ts';
import { readUnit } from './read-unit.ts';
import type { UnitRead } from './read-unit.ts';
import { RecordSplitter } from './split-records.ts';
import type { SplitterLimits, Stretch, Unit } from './split-records.ts';
import { unpack } from './unpack.ts';
import type { UnpackFault } from './unpack.ts';
import * as texts from '../../texts/en.ts';
import { plural } from '../../texts/plural.ts';

/** Where an event stands: bytes of the unpacked file. */
export interface EventPlace {
  /** Among the events of the file. */
  readonly index: number;
  /** Of the text that is read again to open it: for a wrapped event, with what it is wrapped in. */
  readonly start: number;
  readonly end: number;
  /** Among the events of that text. */
  readonly part: number;
  /** The head of the table that it is a row of. */
  readonly head?: readonly [start: number, end: number];
}

/** `at`: a place in the unpacked file, but for faults of unpacking, where it is one in the file as it is. */
export interface FileProblem {
  readonly code: Stretch['code'] | UnpackFault | 'invalid' | 'note';
  readonly at: number;
  readonly message: string;
}

export interface FileHooks {
  /** `place` is asked for only when it is wanted: few are. */
  onEvent(value: EventObject, place: () => EventPlace): void;
  onProblem(problem: FileProblem): void;
  /** Bytes of the file as it is. */
  onRead?(bytes: number): void;
  /** Awaited after each piece. */
  slice?(): Promise<void> | void;
}

const encoder = new TextEncoder();

export async function readFile(
  file: Blob,
  shapes: Shapes,
  hooks: FileHooks,
  limits: SplitterLimits & { readonly pieceBytes?: number } = {},
): Promise<void> {
  let count = 0;
  const decoder = new TextDecoder();

  function onUnit(unit: Unit): void {
    const read = readUnit(unit, shapes);
    const toBytes = createByteCounter(read.text);
    for (let i = 0; i < read.events.length; i++) {
      const event = read.events[i] as UnitRead['events'][number];
      const index = count++;
      hooks.onEvent(event.value, () => ({ index, ...placeOf(unit, read, i, toBytes) }));
    }
    for (const { code, severity, range, message } of read.diagnostics) {
      if (code === 'json_duplicate_key' || code === 'no_events') continue;
      const at = unit.start + toBytes(range.start);
      hooks.onProblem({ code: severity === 'error' ? 'invalid' : 'note', at, message });
    }
  }

  const splitter = new RecordSplitter(
    {
      onUnit,
      onStretch: ({ code, start, end }) =>
        hooks.onProblem({ code, at: start, message: say(code, start, end) }),
      isTableHead: (line) => isTableHead(decoder.decode(line)),
    },
    limits,
  );
  const options = {
    ...(limits.pieceBytes ? { pieceBytes: limits.pieceBytes } : {}),
    onRead: (bytes: number) => hooks.onRead?.(bytes),
    onFault: (code: UnpackFault, at: number) => hooks.onProblem({ code, at, message: faults[code] }),
  };
  for await (const bytes of unpack(file, options)) {
    splitter.push(bytes);
    await hooks.slice?.();
  }
  splitter.end();
}

function placeOf(
  unit: Unit,
  { events }: UnitRead,
  part: number,
  toBytes: (offset: number) => number,
): Omit<EventPlace, 'index'> {
  const end = unit.start + unit.bytes.length;
  if (unit.type === 'record') return { start: unit.start, end, part };
  const { range } = events[part] as UnitRead['events'][number];
  const start = unit.start + toBytes(range.start);
  const place = { start, end: unit.start + toBytes(range.end), part: 0 };
  const headEnd = unit.bytes.indexOf(0x0a);
  return unit.type === 'rest' ? { ...place, head: [unit.start, unit.start + headEnd + 1] } : place;
}

/** Offsets in a text → offsets in its bytes. Quick where they are asked for in order. */
function createByteCounter(text: string): (offset: number) => number {
  let [known, bytes] = [0, 0];
  return (offset) => {
    if (offset < known) [known, bytes] = [0, 0];
    bytes += encoder.encode(text.slice(known, offset)).length;
    known = offset;
    return bytes;
  };
}

const faults: Readonly<Record<UnpackFault, string>> = {
  truncated: texts.intakePackedEnds,
  corrupt: texts.intakePackedBroken,
  trailing: texts.intakePackedTrailing,
  unreadable: texts.intakePackedUnreadable,
};

function say(code: Stretch['code'], start: number, end: number): string {
  const bytes = (one: string, many: string) => plural(end - start, one, many);
  switch (code) {
    case 'malformed':
      return bytes(texts.intakeNoJsonOne, texts.intakeNoJsonMany);
    case 'too_large':
      return end < 0
        ? texts.intakeTableTooLarge
        : bytes(texts.intakeRecordTooLargeOne, texts.intakeRecordTooLargeMany);
    case 'stray':
      return bytes(texts.intakeStrayOne, texts.intakeStrayMany);
    case 'not_closed':
      return end < 0 ? texts.intakeListOpen : bytes(texts.intakeRecordOpenOne, texts.intakeRecordOpenMany);
  }
}
