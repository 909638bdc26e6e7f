// The tokens of RFC 8259. Every reader of JSON text here (values, places, recovery) stands on these.
// A scanner that meets a fault returns `~offset` of the fault: a negative number.

export const quote = 0x22;
export const backslash = 0x5c;
export const comma = 0x2c;
export const colon = 0x3a;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
export const byteOrderMark = 0xfeff;

/** The offset of the first character that is not JSON white space, or `end`. */
export function skipSpace(text: string, pos: number, end: number): number {
  while (pos < end) {
    const c = text.charCodeAt(pos);
    if (c > 0x20 || (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09)) break;
    pos++;
  }
  return pos;
}

/** From inside a string: the offset of the next quote, backslash or control character, or `end`. */
export function plainEnd(text: string, pos: number, end: number): number {
  while (pos < end) {
    const c = text.charCodeAt(pos);
    if (c === quote || c === backslash || c < 0x20) break;
    pos++;
  }
  return pos;
}

/** From the opening quote: the offset after the closing one. */
export function stringEnd(text: string, open: number, end: number): number {
  let pos = open + 1;
  for (;;) {
    pos = plainEnd(text, pos, end);
    if (pos >= end) return ~end;
    const c = text.charCodeAt(pos);
    if (c === quote) return pos + 1;
    if (c !== backslash) return ~pos;
    const next = escapeEnd(text, pos, end);
    if (next < 0) return next;
    pos = next;
  }
}

/** From a backslash: the offset after the escape. A fault is that of the backslash. */
export function escapeEnd(text: string, pos: number, end: number): number {
  if (pos + 1 >= end) return ~pos;
  const c = text.charCodeAt(pos + 1);
  if (c === 0x75) {
    if (pos + 6 > end) return ~pos;
    for (let i = pos + 2; i < pos + 6; i++) if (!isHexDigit(text.charCodeAt(i))) return ~pos;
    return pos + 6;
  }
  // " \ / b f n r t
  const known =
    c === quote ||
    c === backslash ||
    c === 0x2f ||
    c === 0x62 ||
    c === 0x66 ||
    c === 0x6e ||
    c === 0x72 ||
    c === 0x74;
  return known ? pos + 2 : ~pos;
}

/** The text that a well-formed string literal stands for; its lone surrogates stay. */
export function decodeString(text: string, open: number, end: number): string {
  const stop = plainEnd(text, open + 1, end);
  // Only ever given a literal that `stringEnd` accepted, so that this cannot throw.
  return stop === end - 1 ? text.slice(open + 1, stop) : (JSON.parse(text.slice(open, end)) as string);
}

/** From a minus or a digit: the offset after the number. */
export function numberEnd(text: string, start: number, end: number): number {
  let pos = start;
  if (codeAt(text, pos, end) === 0x2d) pos++;
  if (codeAt(text, pos, end) === 0x30) {
    pos++;
    if (isDigit(codeAt(text, pos, end))) return ~pos;
  } else {
    const digits = pos;
    pos = digitsEnd(text, pos, end);
    if (pos === digits) return ~pos;
  }
  if (codeAt(text, pos, end) === 0x2e) {
    const digits = pos + 1;
    pos = digitsEnd(text, digits, end);
    if (pos === digits) return ~pos;
  }
  const c = codeAt(text, pos, end);
  if (c === 0x65 || c === 0x45) {
    pos++;
    const sign = codeAt(text, pos, end);
    if (sign === 0x2b || sign === 0x2d) pos++;
    const digits = pos;
    pos = digitsEnd(text, pos, end);
    if (pos === digits) return ~pos;
  }
  return pos;
}

/** From a letter: the offset after `true`, `false` or `null`. */
export function literalEnd(text: string, pos: number, end: number): number {
  const literal = text.startsWith('true', pos)
    ? 4
    : text.startsWith('null', pos)
      ? 4
      : text.startsWith('false', pos)
        ? 5
        : 0;
  return literal === 0 || pos + literal > end ? ~pos : pos + literal;
}

/** From the first character of a well-formed value: the offset after it. Faults are not looked for. */
export function valueEnd(text: string, start: number, end: number): number {
  let depth = 0;
  let pos = start;
  while (pos < end) {
    const c = text.charCodeAt(pos);
    if (c === quote) pos = tokenEnd(stringEnd(text, pos, end), end);
    else if (c === openBrace || c === openBracket) {
      depth++;
      pos++;
    } else if (c === closeBrace || c === closeBracket) {
      depth--;
      pos++;
    } else if (depth > 0) pos++;
    else if (c === 0x2d || isDigit(c)) pos = tokenEnd(numberEnd(text, pos, end), end);
    else pos = tokenEnd(literalEnd(text, pos, end), end);
    if (depth <= 0) return pos;
  }
  return end;
}

/**
 * Goes through the members of the well-formed object at `open`. `visit` returns the end of the member's
 * value. Returns the offset after the object.
 */
export function walkMembers(
  text: string,
  open: number,
  end: number,
  visit: (keyStart: number, keyEnd: number, valueStart: number) => number,
): number {
  let pos = skipSpace(text, open + 1, end);
  while (codeAt(text, pos, end) === quote) {
    const keyEnd = stringEnd(text, pos, end);
    if (keyEnd < 0) return end;
    const valueStart = skipSpace(text, skipSpace(text, keyEnd, end) + 1, end);
    pos = skipSpace(text, visit(pos, keyEnd, valueStart), end);
    if (codeAt(text, pos, end) === comma) pos = skipSpace(text, pos + 1, end);
  }
  return Math.min(pos + 1, end);
}

/** The same for the elements of the well-formed array at `open`. */
export function walkElements(
  text: string,
  open: number,
  end: number,
  visit: (index: number, valueStart: number) => number,
): number {
  let pos = skipSpace(text, open + 1, end);
  if (codeAt(text, pos, end) === closeBracket) return pos + 1;
  for (let index = 0; pos < end; index++) {
    pos = skipSpace(text, visit(index, pos), end);
    if (codeAt(text, pos, end) !== comma) break;
    pos = skipSpace(text, pos + 1, end);
  }
  return Math.min(pos + 1, end);
}

export function codeAt(text: string, pos: number, end: number): number {
  return pos < end ? text.charCodeAt(pos) : -1;
}

export function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

function isHexDigit(c: number): boolean {
  return isDigit(c) || (c >= 0x41 && c <= 0x46) || (c >= 0x61 && c <= 0x66);
}

function digitsEnd(text: string, pos: number, end: number): number {
  while (pos < end && isDigit(text.charCodeAt(pos))) pos++;
  return pos;
}

function tokenEnd(result: number, end: number): number {
  return result < 0 ? end : result;
}
