// A record of a file → the events in it, by the same readers as text that is pasted.
import type { Diagnostic, EventObject, EventValue } from '../../sigma/index.ts';
import { diagnostic, isEventObject, readJsonText } from '../../sigma/index.ts';
import { readInput } from '../read-input.ts';
import type { Shapes, UnwrappedEvent } from '../unwrap.ts';
import { unwrap } from '../unwrap.ts';
import type { Unit } from './split-records.ts';
import * as texts from '../../texts/en.ts';

/** Ranges are places in `text`. */
export interface UnitRead {
  readonly text: string;
  readonly events: readonly Pick<UnwrappedEvent, 'value' | 'range'>[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A mark of the byte order counts as a character, as bytes of it do. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Invariant: what `readInput` reads of the same text. */
export function readUnit(unit: Unit, shapes: Shapes): UnitRead {
  const text = decoder.decode(unit.bytes);
  if (unit.type !== 'record') return { ...readInput(text, shapes), text };
  const range = { start: 0, end: text.length };
  const value = readRecord(text, unit.isSimple);
  if ('diagnostic' in value) return { text, events: [], diagnostics: [value.diagnostic] };
  if (!isEventObject(value.value)) {
    const found = diagnostic('event_not_object', range, texts.intakeListInList);
    return { text, events: [], diagnostics: [found] };
  }
  return { text, ...unwrap(text, { value: value.value, range, list: unit.list }, shapes) };
}

/** Where every number is a short integer, the quick reader gives the same value. */
function readRecord(
  text: string,
  isSimple: boolean,
): { readonly value: EventValue } | { readonly diagnostic: Diagnostic } {
  if (isSimple) {
    try {
      return { value: JSON.parse(text) as EventObject };
    } catch {
      // The other reader says what is wrong, and where.
    }
  }
  return readJsonText(text);
}
