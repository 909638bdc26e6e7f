// What a link holds that the page does not show: options, a lesson, keys of later versions. It goes along with the
// work, through the store too, and into the next link.
import type { Payload, Plain } from './payload.ts';
import { isObject, own, toPayload } from './payload.ts';

type Other = Omit<Payload, 'r' | 'e'>;

/** Plain data, which the store keeps without looking at it: it is checked when it is opened. */
export interface Carried {
  /** A payload without texts. */
  readonly payload: Plain;
}

/** Keys of the view that the page itself writes. */
const ownKeys: readonly string[] = ['s', 'b', 'm'];

/** undefined when the texts and the view are all there is. */
export function toCarried({ r: _, e: _events, u, ...rest }: Payload): Carried | undefined {
  const view = isObject(u) ? Object.entries(u as Record<string, Plain>) : [];
  const others = view.filter(([key]) => !ownKeys.includes(key));
  const other = { ...rest, ...(others.length > 0 ? { u: Object.fromEntries(others) } : {}) };
  if (Object.keys(other).length === 0) return undefined;
  return { payload: { ...other, r: '', e: [] } as unknown as Plain };
}

/** Never throws, whatever is given. */
export function openCarried(carried: unknown): Other {
  const payload = isObject(carried) ? toPayload(own(carried, 'payload')) : null;
  if (!payload) return {};
  const { r: _, e: _events, ...other } = payload;
  return other;
}
