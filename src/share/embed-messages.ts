// What a frame with the playground and the page around it say to each other, as `postMessage` carries it. What a
// visitor typed is in none of the messages that go out: no text of a rule or an event leaves the frame.
import type { Verdict } from '../sigma/index.ts';
import { isObject, own } from './payload.ts';

const prefix = 'sigma-playground:';

/** The messages can be told from later ones by it. */
export const embedProtocol = 1;

/** To the page around: the frame listens. */
export interface ReadyMessage {
  readonly type: `${typeof prefix}ready`;
  readonly protocol: typeof embedProtocol;
}

/** To the page around: so high is what the frame shows, in CSS pixels. */
export interface ResizeMessage {
  readonly type: `${typeof prefix}resize`;
  readonly height: number;
}

/** To the page around, after each evaluation. */
export interface VerdictMessage {
  readonly type: `${typeof prefix}verdict`;
  /** Of all events together. `error`: a text cannot be read; `idle`: there is no rule, or no event. */
  readonly verdict: Verdict | 'error' | 'idle';
  /** The same in words, of a few that are always the same. */
  readonly text: string;
  readonly fired: number;
  readonly undecided: number;
  readonly total: number;
  /** The event that is explained, from 1; 0 without events. */
  readonly event: number;
  /** Of each event; of the first thousand, when there are more. */
  readonly verdicts: readonly Verdict[];
}

export type OutMessage = ReadyMessage | ResizeMessage | VerdictMessage;

/** From the page around. A text that is not given stays as it is. */
export interface LoadRequest {
  readonly rule?: string;
  readonly events?: string;
  /** The event to explain, from 0. */
  readonly event: number;
}

export const maxRuleLength = 1_000_000;
export const maxEventsLength = 5 * 1024 * 1024;
const maxVerdicts = 1000;
const maxEvent = 9_999_999;

export const readyMessage: ReadyMessage = { type: `${prefix}ready`, protocol: embedProtocol };

export function resizeMessage(height: number): ResizeMessage {
  return { type: `${prefix}resize`, height: Math.ceil(height) };
}

export function verdictMessage(
  { tone, text }: { readonly tone: VerdictMessage['verdict']; readonly text: string },
  verdicts: readonly Verdict[],
  selected: number,
): VerdictMessage {
  return {
    type: `${prefix}verdict`,
    verdict: tone,
    text,
    fired: verdicts.filter((verdict) => verdict === 'match').length,
    undecided: verdicts.filter((verdict) => verdict === 'unknown').length,
    total: verdicts.length,
    event: Math.min(selected + 1, verdicts.length),
    verdicts: verdicts.slice(0, maxVerdicts),
  };
}

/** Reads what came from the page around; null for whatever is not a request of the known shape. Never throws. */
export function readLoad(data: unknown): LoadRequest | null {
  if (!isObject(data) || own(data, 'type') !== `${prefix}load`) return null;
  const rule = own(data, 'rule');
  const events = own(data, 'events');
  const event = own(data, 'event') ?? 1;
  if (rule === undefined && events === undefined) return null;
  if (rule !== undefined && !isText(rule, maxRuleLength)) return null;
  if (events !== undefined && !isText(events, maxEventsLength)) return null;
  if (typeof event !== 'number' || !Number.isInteger(event) || event < 1 || event > maxEvent) return null;
  return {
    ...(rule === undefined ? {} : { rule }),
    ...(events === undefined ? {} : { events }),
    event: event - 1,
  };
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}
