/** A stretch of a text in UTF-16 code units: `start` included, `end` excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export function covers(outer: Range, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end;
}
