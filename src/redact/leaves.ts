// A text of events, in whatever it is wrapped → all the texts in it, each with the name of the member that holds it.
// Nothing is left out: what is no JSON, or broken, is a text as well.
import { stringEnd } from '../sigma/index.ts';
import { readRecord } from '../intake/shapes/csv.ts';
import type { Layer } from './layer.ts';
import { cellPart, decodedPart, outermost, plainPart, stringPart } from './layer.ts';

export interface Leaf {
  readonly layer: Layer;
  /** Of the member that holds it, or the list that it stands in; empty when there is none. */
  readonly key: string;
  readonly type: 'value' | 'key' | 'number';
}

/** Texts within texts; what is nested more deeply is looked through as it stands. */
const maxDepth = 8;

export function* leavesOf(text: string): Generator<Leaf, void, undefined> {
  const whole = outermost(text);
  const delimiter = delimiterOf(text);
  if (delimiter === '') yield* scan(whole, 0);
  else yield* scanTable(whole, delimiter);
}

/** The lines of a text that is not JSON, as a rule. */
export function* linesOf(text: string): Generator<Leaf, void, undefined> {
  const whole = outermost(text);
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g))
    yield { layer: plainPart(whole, index, index + line.length), key: '', type: 'value' };
}

/** Of a table, whose first line names the columns; empty for any other text. */
function delimiterOf(text: string): string {
  const [line = ''] = /^[^\r\n]{1,20000}/.exec(text.slice(0, 20_000)) ?? [];
  for (const delimiter of [',', ';', '\t']) {
    const cells = line.split(delimiter);
    if (cells.length > 1 && cells.every((cell) => /^\ufeff?(?:"[\w .@/-]+"|[\w .@/-]+)$/.test(cell)))
      return delimiter;
  }
  return '';
}

function* scanTable(whole: Layer, delimiter: string): Generator<Leaf, void, undefined> {
  const { text } = whole;
  let names: readonly string[] | null = null;
  for (let pos = 0; pos < text.length;) {
    const record = readRecord(text, pos, delimiter);
    const layers = record.cells.map(({ range: { start, end }, isQuoted }) =>
      isQuoted ? cellPart(whole, start, end) : plainPart(whole, start, end),
    );
    for (const [column, layer] of layers.entries()) {
      if (names === null) yield { layer, key: '', type: 'key' };
      else yield* open(layer, names[column] ?? '', 1);
    }
    names ??= layers.map(({ text }) => text);
    pos = Math.max(record.next, pos + 1);
  }
}

/** A text, or what it holds when it is JSON or encoded itself. */
function* open(layer: Layer, key: string, depth: number): Generator<Leaf, void, undefined> {
  if (depth < maxDepth) {
    // Before any decoding: it may be only one of its strings that is encoded.
    if (/^\s*[[{"][^]*"|[[{]\s*"/.test(layer.text)) return yield* scan(layer, depth, key);
    const decoded = decodedPart(layer);
    if (decoded) return yield* open(decoded, key, depth + 1);
  }
  if (layer.text !== '') yield { layer, key, type: 'value' };
}

interface Frame {
  /** Of the member that holds it. */
  readonly key: string;
  /** What its member `name` or `key` says: the name of its member `value`. */
  name: string;
  /** The member `value`, when it came first. */
  value: Layer | null;
}

const literal = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=\s*(?:[,\]}]|$))/y;
const free = /[^\n"]*/y;
const colonAfter = /\s*:/y;

/** Forgiving: a fault costs what it names, and no text. */
function* scan(layer: Layer, depth: number, outerKey = ''): Generator<Leaf, void, undefined> {
  const { text } = layer;
  const frames: Frame[] = [];
  let frame: Frame = { key: outerKey, name: '', value: null };
  let key = outerKey;
  let pos = 0;
  let failsUntil = 0;
  while (pos < text.length) {
    const char = text[pos] as string;
    if (char === '{' || char === '[') {
      frames.push(frame);
      frame = { key, name: '', value: null };
      pos++;
    } else if (char === '}' || char === ']') {
      if (frame.value) yield* open(frame.value, frame.key, depth + 1);
      ({ key } = frame);
      frame = frames.pop() ?? { key: outerKey, name: '', value: null };
      pos++;
    } else if (char === ',' || char === ':' || char <= ' ') pos++;
    else {
      const end = char === '"' && pos >= failsUntil ? stringEnd(text, pos, text.length) : -1;
      // A quote on the way to a fault is an escaped one: read from there, the string would end in the same fault.
      if (char === '"' && pos >= failsUntil && end < 0) failsUntil = ~end;
      if (end > 0) {
        const string = stringPart(layer, pos + 1, end - 1);
        pos = end;
        if (endOf(colonAfter, text, end) > 0) {
          key = string.text;
          yield { layer: string, key: '', type: 'key' };
        } else yield* member(string, key, frame, depth);
        continue;
      }
      const literalEnd = endOf(literal, text, pos);
      const part = plainPart(layer, pos, literalEnd || endOf(free, text, pos + 1));
      pos += part.text.length;
      if (literalEnd > 0) yield { layer: part, key, type: 'number' };
      else {
        yield* open(part, key, depth + 1);
        // A word before a quote names what is quoted: `password="…"`.
        key = /([\w.-]+)\s*[=:]\s*$/.exec(part.text.slice(-80))?.[1] ?? key;
      }
    }
  }
  // What was never closed.
  for (const { value, key } of [...frames, frame]) if (value) yield* open(value, key, depth + 1);
}

function* member(layer: Layer, key: string, frame: Frame, depth: number): Generator<Leaf, void, undefined> {
  if (/^(name|key)$/i.test(key) && frame.name === '') {
    frame.name = layer.text;
    if (frame.value) yield* open(frame.value, frame.name, depth + 1);
    frame.value = null;
  } else if (/^value$/i.test(key) && frame.name === '' && !frame.value) {
    frame.value = layer;
    return;
  }
  yield* open(layer, /^value$/i.test(key) ? frame.name || key : key, depth + 1);
}

/** 0 when it does not stand there. */
function endOf(pattern: RegExp, text: string, pos: number): number {
  pattern.lastIndex = pos;
  return pattern.test(text) ? pattern.lastIndex : 0;
}
