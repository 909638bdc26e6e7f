// What is read of an event, or of a hit of another correlation: the group it belongs to, and what is counted of it.
import { readPath, visitField } from '../event/path.ts';
import type { FieldPath } from '../event/path.ts';
import { kindOf, scalarText } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';
import type { CorrelationSource } from './graph.ts';
import { isCountable } from './scaled.ts';
import type { ExclusionReason } from './trace.ts';

/** Where a correlation fired, in no order that matters. */
export interface Hits {
  readonly events: readonly number[];
  /** Of each hit, the values that its group has. */
  readonly keys: readonly (readonly string[])[];
  /** What the values are of. */
  readonly groupBy: readonly string[];
}

/** One value that stands for several: an event with more combinations than this is left out. */
const maxCombinations = 32;

interface Problem {
  readonly reason: ExclusionReason;
  readonly field: string;
}

export interface ItemReader {
  readonly isHit: boolean;
  readonly valueName: string;
  keys(event: EventValue, place: number): (readonly string[])[] | Problem;
  values(event: EventValue): string[] | Problem;
}

export function toReader(source: CorrelationSource, areNumbers: boolean, hits: Hits | null): ItemReader {
  const groupPaths = source.groupFields.map(readPath);
  const valuePaths = source.valueFields.map(readPath);
  // A hit has the values of its group; of other fields, those of the event at which it fired.
  const ofHit = source.groupFields.map((field) => hits?.groupBy.indexOf(field) ?? -1);
  return {
    isHit: hits !== null,
    valueName: source.valueFields.join('\n'),
    keys: (event, place) =>
      tuples(groupPaths, (path, i) => {
        const own = ofHit[i] as number;
        if (own >= 0) return [hits?.keys[place]?.[own] as string];
        return textsAt(event, path) ?? { reason: reasonAt(event, path), field: path.text };
      }),
    values: (event) => {
      const read = areNumbers
        ? numbersAt(event, valuePaths[0] as FieldPath)
        : tuples(valuePaths, (path) => textsAt(event, path) ?? { reason: 'value_absent', field: path.text });
      if (!Array.isArray(read)) return read;
      return areNumbers
        ? (read as string[])
        : (read as string[][]).map((tuple) =>
            tuple.length === 1 ? (tuple[0] as string) : JSON.stringify(tuple),
          );
    },
  };
}

/** Every combination of the values of each field. */
function tuples(
  paths: readonly FieldPath[],
  read: (path: FieldPath, i: number) => readonly string[] | Problem,
): (readonly string[])[] | Problem {
  let all: (readonly string[])[] = [[]];
  for (const [i, path] of paths.entries()) {
    const texts = read(path, i);
    if (!isTexts(texts)) return texts;
    if (all.length * texts.length > maxCombinations) return { reason: 'too_many_values', field: path.text };
    all =
      texts.length === 1
        ? all.map((tuple) => [...tuple, texts[0] as string])
        : all.flatMap((tuple) => texts.map((text) => [...tuple, text]));
  }
  return all;
}

function isTexts(texts: readonly string[] | Problem): texts is readonly string[] {
  return Array.isArray(texts);
}

/** The values of a field as text, each once; null without one. An element of an array is a value of the field. */
function textsAt(event: EventValue, path: FieldPath): readonly string[] | null {
  let first: string | null = null;
  let more: Set<string> | null = null;
  visitField(event, path, false, (value) => {
    const text = scalarText(value);
    if (text === null || text === first) return;
    if (first === null) first = text;
    else more = (more ?? new Set<string>().add(first)).add(text);
  });
  if (first === null) return null;
  return more === null ? [first] : [...(more as Set<string>)];
}

function reasonAt(event: EventValue, path: FieldPath): ExclusionReason {
  let reason: ExclusionReason = 'group_value_absent';
  visitField(event, path, false, (value) => {
    if (kindOf(value) === 'object') reason = 'group_value_object';
  });
  return reason;
}

function numbersAt(event: EventValue, path: FieldPath): string[] | Problem {
  const numbers: string[] = [];
  let isThere = false;
  visitField(event, path, false, (value) => {
    if (value === null) return;
    isThere = true;
    const kind = kindOf(value);
    const text = scalarText(value);
    if (text !== null && (kind === 'number' || kind === 'string') && isCountable(text, kind === 'number'))
      numbers.push(text);
  });
  if (numbers.length > 0) return numbers;
  return { reason: isThere ? 'value_not_number' : 'value_absent', field: path.text };
}
