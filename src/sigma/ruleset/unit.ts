// Texts are searched as they are, without folding them first: a table folds the units of ASCII on the way, and only a
// text that holds others is folded as a whole. Invariant: a table finds in a text whatever the folded text holds.
//
// Loops say `charCodeAt.call(text, at)`, the method taken from `String.prototype` beside them. Engines keep texts in many
// ways (flat, shared, joined, in one or two bytes): where all of them come by, V8 looks `text.charCodeAt` up anew for
// every unit, which takes four times as long.

/** Of ASCII: the folded unit. */
export const foldedUnit = Uint8Array.from({ length: 128 }, (_, code) =>
  code > 64 && code < 91 ? code + 32 : code,
);

export const unitBits = 7;

/** Other units share the numbers of ASCII: a table looks twice at what it finds. */
export function packUnit(code: number): number {
  return code < 128 ? (foldedUnit[code] as number) : (code ^ (code >>> 7) ^ (code >>> 14)) & 127;
}

/** Whether a text may have a folded part at an offset; units beyond ASCII are not compared, it is seldom worth it. */
export function mayHold(text: string, start: number, part: string): boolean {
  if (start + part.length > text.length) return false;
  const { charCodeAt } = String.prototype;
  for (let i = 0; i < part.length; i++) {
    const code = charCodeAt.call(text, start + i);
    if (code < 128 && foldedUnit[code] !== charCodeAt.call(part, i)) return false;
  }
  return true;
}
