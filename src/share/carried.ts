// What a link holds that the page does not show: names and expectations of its events, options, a lesson, keys of
// later versions. It goes along with the work, through the store too, and into the next link. Names belong to a text:
// once that is edited, they are left out.
import type { Payload, Plain, SharedEvent } from './payload.ts';
import { isObject, own, toPayload } from './payload.ts';

type Other = Omit<Payload, 'r' | 'e'>;

/** Plain data, which the store keeps without looking at it: it is checked when it is opened. */
export interface Carried {
  /** Of the events' text as one; names hold for that text alone. */
  readonly hash: number;
  /** Of the text of each event. */
  readonly lengths: readonly number[];
  /** A payload without texts. */
  readonly payload: Plain;
}

/** undefined when the texts and the view are all there is. */
export function toCarried({ r: _, e, u, ...rest }: Payload): Carried | undefined {
  const { s: _selected, ...view } = isObject(u) ? (u as Record<string, Plain>) : {};
  const other = { ...rest, ...(Object.keys(view).length > 0 ? { u: view } : {}) };
  const isPlain = e.length < 2 && e.every(({ n, x }) => n === undefined && x === undefined);
  if (isPlain && Object.keys(other).length === 0) return undefined;
  const texts = e.map(({ t }) => toLines(t));
  return {
    hash: hashOf(texts.join('\n')),
    lengths: texts.map(({ length }) => length),
    payload: { ...other, r: '', e: e.map((event) => ({ ...event, t: '' })) } as unknown as Plain,
  };
}

/** `events`: null when they are not those of the text. Never throws, whatever is given. */
export function openCarried(
  carried: unknown,
  eventsText: string,
): { readonly events: readonly SharedEvent[] | null; readonly other: Other } {
  const payload = isObject(carried) ? toPayload(own(carried, 'payload')) : null;
  if (!payload || !isObject(carried)) return { events: null, other: {} };
  const { r: _, e, ...other } = payload;
  const text = toLines(eventsText);
  const texts = own(carried, 'hash') === hashOf(text) ? cut(text, own(carried, 'lengths')) : [];
  const events = texts.length > 0 && texts.length === e.length;
  return { events: events ? e.map((event, at) => ({ ...event, t: texts[at] ?? '' })) : null, other };
}

/** The pieces of a text that stand on lines of their own. */
function cut(text: string, lengths: unknown): string[] {
  if (!Array.isArray(lengths)) return [];
  const texts: string[] = [];
  let at = 0;
  for (const length of lengths as readonly unknown[]) {
    if (!Number.isSafeInteger(length) || (length as number) < 0) return [];
    texts.push(text.slice(at, at + (length as number)));
    at += (length as number) + 1;
  }
  return at === text.length + 1 ? texts : [];
}

/** An editor holds `\n` only. */
function toLines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** FNV-1a, of UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
