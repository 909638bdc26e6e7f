import type { Range } from '../source/range.ts';
import { fold } from './fold.ts';

/** A part of a Sigma text value. `dash` is what `windash` makes of a dash that begins a word. */
export type Token =
  { readonly type: 'literal'; readonly text: string } | { readonly type: 'any' | 'one' | 'dash' };

export const anyToken: Token = { type: 'any' };

/** Spec (Detections, escaping): a backslash escapes only `*`, `?` and itself; before anything else it is itself. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') tokens.push({ type: 'literal', text: literal });
    literal = '';
  };
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string;
    const next = text[i + 1];
    if (unit === '\\' && (next === '*' || next === '?' || next === '\\')) {
      literal += next;
      i++;
    } else if (unit === '*' || unit === '?') {
      flush();
      tokens.push({ type: unit === '*' ? 'any' : 'one' });
    } else literal += unit;
  }
  flush();
  return tokens;
}

export function hasWildcard(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.type === 'any' || token.type === 'one');
}

/** The text that tokens without wildcards stand for. */
export function literalText(tokens: readonly Token[]): string {
  return tokens.map((token) => (token.type === 'literal' ? token.text : '')).join('');
}

/** Where a pattern must sit in a text. */
export type Anchor = 'whole' | 'start' | 'end' | 'anywhere';

/** Decides a text. `folded` is `fold(text)`; a cased pattern looks at `text` alone. */
export interface TextPattern {
  test(text: string, folded: string): boolean;
  /** What matched, in code units: from the first to the last part that is no outer wildcard. */
  find(text: string, folded: string): Range | null;
  /** The only text that matches, where there is just one (folded unless cased). */
  readonly exact: string | null;
  readonly pieces: Pieces;
}

/** A linear-time wildcard matcher: each stretch between stars is taken at its leftmost place. */
export function compilePattern(tokens: readonly Token[], anchor: Anchor, cased: boolean): TextPattern {
  const open = anchor === 'end' || anchor === 'anywhere' ? [anyToken] : [];
  const close = anchor === 'start' || anchor === 'anywhere' ? [anyToken] : [];
  const pieces = splitAtStars([...open, ...tokens, ...close], cased);
  const find = (text: string, folded: string): Range | null => findPieces(pieces, cased ? text : folded);
  const { segments, openStart, openEnd } = pieces;
  const literal = segments.length === 1 ? (segments[0]?.literal ?? null) : null;
  if (literal !== null) {
    const test = literalTest(literal, openStart, openEnd);
    return {
      exact: !openStart && !openEnd ? literal : null,
      pieces,
      find,
      test: cased ? (text) => test(text) : (text, folded) => literal.length <= text.length && test(folded),
    };
  }
  return { exact: null, pieces, find, test: (text, folded) => find(text, folded) !== null };
}

function literalTest(literal: string, openStart: boolean, openEnd: boolean): (text: string) => boolean {
  if (openStart && openEnd) return (text) => text.includes(literal);
  if (openStart) return (text) => text.endsWith(literal);
  if (openEnd) return (text) => text.startsWith(literal);
  return (text) => text === literal;
}

/** A stretch without stars. */
interface Segment {
  /** Set when all of it is plain: `indexOf` can look for it. */
  readonly literal: string | null;
  /** Otherwise its single units, `one` code point, or a dash of any kind. */
  readonly units: readonly (string | typeof onePoint | typeof anyDash)[];
}

const onePoint = Symbol('one');
const anyDash = Symbol('dash');

/** A pattern cut at its stars: the first stretch stands at the start of the text unless `openStart`, and so on. */
export interface Pieces {
  readonly segments: readonly Segment[];
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

function splitAtStars(tokens: readonly Token[], cased: boolean): Pieces {
  const parts: Segment['units'][number][][] = [[]];
  for (const token of tokens) {
    const current = parts[parts.length - 1] as Segment['units'][number][];
    if (token.type === 'any') parts.push([]);
    else if (token.type === 'literal') current.push(cased ? token.text : fold(token.text));
    else current.push(token.type === 'one' ? onePoint : anyDash);
  }
  const filled = parts.filter((each) => each.length > 0);
  return {
    segments: (filled.length > 0 ? filled : [[]]).map(toSegment),
    openStart: parts.length > 1 && parts[0]?.length === 0,
    openEnd: parts.length > 1 && parts[parts.length - 1]?.length === 0,
  };
}

function toSegment(parts: Segment['units']): Segment {
  return parts.every((part) => typeof part === 'string')
    ? { literal: parts.join(''), units: [] }
    : {
        literal: null,
        units: parts.flatMap((part): Segment['units'] =>
          typeof part === 'string' ? part.split('') : [part],
        ),
      };
}

function findPieces({ segments, openStart, openEnd }: Pieces, text: string): Range | null {
  const last = segments.length - 1;
  let at = 0;
  let start = 0;
  let end = 0;
  for (const [i, segment] of segments.entries()) {
    const fixedStart = i === 0 && !openStart;
    const fixedEnd = i === last && !openEnd;
    const found = fixedEnd
      ? matchEnd(segment, text, at, fixedStart)
      : fixedStart
        ? matchAt(segment, text, 0)
        : search(segment, text, at);
    if (found === null) return null;
    if (i === 0) start = found.start;
    at = end = found.end;
  }
  return { start, end };
}

function matchAt({ literal, units }: Segment, text: string, start: number): Range | null {
  if (literal !== null)
    return text.startsWith(literal, start) ? { start, end: start + literal.length } : null;
  let at = start;
  for (const unit of units) {
    if (at >= text.length) return null;
    if (unit === onePoint) at += isPair(text, at) ? 2 : 1;
    else if (unit === anyDash ? isDash(text[at]) : text[at] === unit) at++;
    else return null;
  }
  return { start, end: at };
}

function search(segment: Segment, text: string, from: number): Range | null {
  if (segment.literal !== null) {
    const found = text.indexOf(segment.literal, from);
    return found < 0 ? null : { start: found, end: found + segment.literal.length };
  }
  for (let at = from; at <= text.length - segment.units.length; at++) {
    if (at > 0 && isPair(text, at - 1)) continue;
    const found = matchAt(segment, text, at);
    if (found) return found;
  }
  return null;
}

function matchEnd(
  { literal, units }: Segment,
  text: string,
  from: number,
  fixedStart: boolean,
): Range | null {
  if (literal !== null) {
    const start = text.length - literal.length;
    return start >= from && text.endsWith(literal) && (!fixedStart || start === 0)
      ? { start, end: text.length }
      : null;
  }
  let at = text.length;
  for (let i = units.length - 1; i >= 0; i--) {
    const unit = units[i];
    if (at <= from) return null;
    if (unit === onePoint) at -= at - 2 >= from && isPair(text, at - 2) ? 2 : 1;
    else if (unit === anyDash ? isDash(text[at - 1]) : text[at - 1] === unit) at--;
    else return null;
  }
  return fixedStart && at !== 0 ? null : { start: at, end: text.length };
}

function isPair(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  const low = text.charCodeAt(at + 1);
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

/** Spec (windash): hyphen, slash, en dash, em dash, horizontal bar. */
const dashes = '-/–—―';

function isDash(unit: string | undefined): boolean {
  return unit !== undefined && dashes.includes(unit);
}

/** Turns each dash or slash that begins a word into a `dash` token; the dash in `foo-bar` stays. */
export function windashTokens(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, i) =>
    token.type === 'literal' ? splitDashes(token.text, tokens[i - 1]) : [token],
  );
}

function splitDashes(text: string, before: Token | undefined): Token[] {
  const out: Token[] = [];
  let literal = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string;
    const afterWord = i > 0 ? isWord(text[i - 1]) : before?.type === 'one';
    if (isDash(unit) && !afterWord && isWord(text[i + 1])) {
      if (literal !== '') out.push({ type: 'literal', text: literal });
      literal = '';
      out.push({ type: 'dash' });
    } else literal += unit;
  }
  if (literal !== '') out.push({ type: 'literal', text: literal });
  return out;
}

/** What `windashTokens` gave with each dash written out, in every combination; null where those are more than `limit`. */
export function dashSpellings(tokens: readonly Token[], limit: number): Token[][] | null {
  let spellings: Token[][] = [[]];
  for (const token of tokens) {
    const choices: Token[] =
      token.type === 'dash' ? [...dashes].map((text) => ({ type: 'literal', text })) : [token];
    if (spellings.length * choices.length > limit) return null;
    spellings = spellings.flatMap((before) => choices.map((choice) => [...before, choice]));
  }
  return spellings;
}

function isWord(unit: string | undefined): boolean {
  return unit !== undefined && /[\p{L}\p{N}_]/u.test(unit);
}
