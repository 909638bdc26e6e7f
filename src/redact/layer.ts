// Texts inside texts: JSON in a string of JSON, percent-encoded JSON in that, a quoted cell of a table. A layer knows
// where each of its units stands in the text around it.
import type { TextEdit } from '../sigma/index.ts';
import { escapeEnd } from '../sigma/index.ts';

export interface Layer {
  readonly text: string;
  /** null: the text itself. */
  readonly around: Layer | null;
  /** Where the unit begins in the text around; of the length: where the last one ends. */
  readonly toOuter: (index: number) => number;
  /** What stands here was percent-encoded. */
  readonly isEncoded: boolean;
}

export function outermost(text: string): Layer {
  return { text, around: null, toOuter: (index) => index, isEncoded: false };
}

function within(around: Layer, text: string, toOuter: Layer['toOuter'], isEncoded = false): Layer {
  return { text, around, toOuter, isEncoded };
}

function placed(around: Layer, text: string, places: Uint32Array, isEncoded = false): Layer {
  return within(around, text, (index) => places[index] as number, isEncoded);
}

/** What stands between `from` and `to` as it is. */
export function plainPart(around: Layer, from: number, to: number): Layer {
  return within(around, around.text.slice(from, to), (index) => from + index);
}

/** What a well-formed JSON string says, whose content stands between `from` and `to`. */
export function stringPart(around: Layer, from: number, to: number): Layer {
  const source = around.text.slice(from, to);
  if (!source.includes('\\')) return within(around, source, (index) => from + index);
  const places = new Uint32Array(source.length + 1);
  let units = 0;
  for (let pos = 0; pos < source.length; units++) {
    places[units] = from + pos;
    pos = source.charCodeAt(pos) === 0x5c ? Math.abs(escapeEnd(source, pos, source.length)) : pos + 1;
  }
  places[units] = to;
  return placed(around, JSON.parse(`"${source}"`) as string, places);
}

/** What a quoted cell says, whose content stands between `from` and `to`: two quotes are one. */
export function cellPart(around: Layer, from: number, to: number): Layer {
  const source = around.text.slice(from, to);
  if (!source.includes('""')) return within(around, source, (index) => from + index);
  const places = new Uint32Array(source.length + 1);
  let units = 0;
  let text = '';
  for (let pos = 0; pos < source.length; units++) {
    places[units] = from + pos;
    text += source[pos];
    pos += source.startsWith('""', pos) ? 2 : 1;
  }
  places[units] = to;
  return placed(around, text, places);
}

const encodedRun = /(?:%[0-9a-f]{2})+/gi;

/** The layer without its percent-encoding; null when it has none. */
export function decodedPart(around: Layer): Layer | null {
  const { text } = around;
  if (!text.includes('%')) return null;
  const places: number[] = [];
  let decoded = '';
  let from = 0;
  const take = (to: number): void => {
    for (let i = from; i < to; i++) places.push(i);
    decoded += text.slice(from, to);
    from = to;
  };
  for (const { 0: run, index } of text.matchAll(encodedRun)) {
    const characters = decodeRun(run);
    if (characters === null) continue;
    take(index);
    for (const character of characters) {
      for (let unit = 0; unit < character.length; unit++) places.push(from);
      decoded += character;
      from += 3 * utf8Length(character);
    }
  }
  if (from === 0) return null;
  take(text.length);
  places.push(text.length);
  return placed(around, decoded, Uint32Array.from(places), true);
}

/** null when the bytes are no UTF-8. */
function decodeRun(run: string): string | null {
  try {
    return decodeURIComponent(run);
  } catch {
    return null;
  }
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0) as number;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** The edit of the outermost text that puts `standIn` in the place of what stands between `start` and `end`. */
export function toEdit(layer: Layer, start: number, end: number, standIn: string): TextEdit {
  let range = { start, end };
  let text = standIn;
  for (let at: Layer = layer; at.around !== null; at = at.around) {
    const outer = { start: at.toOuter(range.start), end: at.toOuter(range.end) };
    if (at.isEncoded && outer.end - outer.start !== range.end - range.start) text = encodeURIComponent(text);
    range = outer;
  }
  return { range, text };
}
