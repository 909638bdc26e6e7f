// Views that stand in the place of the editors, and how the address asks for them: `#catalog`, `#learn=wildcards`.

export const placeIds = [
  'author',
  'catalog',
  'certificate',
  'course',
  'embed',
  'gallery',
  'learn',
  'lessons',
] as const;
export type PlaceId = (typeof placeIds)[number];

export interface Place {
  readonly id: PlaceId;
  /** What stands behind `=`; empty when nothing does. */
  readonly topic: string;
}

export function placeOf(fragment: string): Place | null {
  const found = /^#([a-z]+)(?:=(.*))?$/s.exec(fragment);
  const id = placeIds.find((each) => each === found?.[1]);
  return id ? { id, topic: decodeTopic(found?.[2] ?? '') } : null;
}

export function toFragment({ id, topic }: Place): string {
  return topic === '' ? `#${id}` : `#${id}=${encodeURIComponent(topic)}`;
}

/** Percent-decoded; as it is where that is not possible. */
export function decodeTopic(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
