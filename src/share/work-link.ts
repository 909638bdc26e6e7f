// The page's work ⇄ what a link carries.
import type { Carried } from './carried.ts';
import { openCarried, toCarried } from './carried.ts';
import { decodeLink, encodeLink } from './link.ts';
import type { Payload, Plain } from './payload.ts';
import { isObject, own } from './payload.ts';

/** What the user typed. */
export interface Work {
  readonly ruleText: string;
  readonly eventsText: string;
  readonly selectedEvent?: number;
  /** What else was in the link or the file that it came from. */
  readonly carried?: Carried;
}

export function fromWork({ ruleText, eventsText, selectedEvent = 0, carried }: Work): Payload {
  const { events, other } = openCarried(carried, eventsText);
  const view: Record<string, Plain> = {
    ...(isObject(other.u) ? (other.u as Record<string, Plain>) : {}),
    ...(selectedEvent > 0 ? { s: selectedEvent } : {}),
  };
  return {
    ...other,
    r: ruleText,
    e: events ?? (eventsText === '' ? [] : [{ t: eventsText }]),
    ...(Object.keys(view).length > 0 ? { u: view } : {}),
  };
}

/** Several events come one after the other in one text. */
export function toWork(payload: Payload): Work {
  const { r, e, u } = payload;
  const selected = isObject(u) ? own(u, 's') : undefined;
  const carried = toCarried(payload);
  return {
    ruleText: r,
    eventsText: e.map(({ t }) => t).join('\n'),
    selectedEvent: Number.isSafeInteger(selected) && (selected as number) > 0 ? (selected as number) : 0,
    ...(carried ? { carried } : {}),
  };
}

export const linkCodec = {
  /** The fragment with its `#`; empty when the work is too large for a link. */
  async encode(work: Work): Promise<string> {
    // Without this, a large text would be encoded in full to find that it is too large.
    if (work.ruleText.length + work.eventsText.length > maxTextLength) return '';
    const code = await encodeLink(fromWork(work));
    return code === '' ? '' : `#${code}`;
  },

  async decode(fragment: string): Promise<{ readonly work: Work } | { readonly problem: string }> {
    const opened = await decodeLink(fragment);
    return opened.ok ? { work: toWork(opened.payload) } : { problem: opened.message };
  },
};

/** No shorter JSON holds a longer text: see `maxPayloadBytes`. */
const maxTextLength = 5 * 1024 * 1024;
