// What a link or a file carries. Untrusted when it comes in: only the known shape passes, as plain JSON.

export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** 1: should fire, 0: should not, 2: known gap. */
export type SharedExpectation = 0 | 1 | 2;

export interface SharedEvent {
  /** Name. */
  readonly n?: string;
  readonly x?: SharedExpectation;
  /** The event's text. */
  readonly t: string;
}

export interface Payload {
  /** The rule's text. */
  readonly r: string;
  readonly e: readonly SharedEvent[];
  /** Options that are not the default. */
  readonly o?: Plain;
  /** What was selected and open. */
  readonly u?: Plain;
  /** A lesson. */
  readonly l?: Plain;
  /** Keys of later versions pass through. */
  readonly [key: string]: Plain | undefined | readonly SharedEvent[];
}

/** Why a link or a file cannot be opened. */
export type Refusal = {
  readonly ok: false;
  readonly why: 'newer_version' | 'cut_off' | 'not_a_link' | 'too_large';
  /** For the user. */
  readonly message: string;
};

export type Opened = { readonly ok: true; readonly payload: Payload } | Refusal;

/** Nesting of options, view and lesson. */
const maxDepth = 50;

/** The payload in a parsed JSON value; null when it has another shape. `skip`: a key to leave out. */
export function toPayload(value: unknown, skip = ''): Payload | null {
  if (!isObject(value)) return null;
  const r = own(value, 'r');
  const e = own(value, 'e') ?? [];
  if (typeof r !== 'string' || !Array.isArray(e)) return null;
  const events: SharedEvent[] = [];
  for (const each of e as readonly unknown[]) {
    const event = toEvent(each);
    if (event === null) return null;
    events.push(event);
  }
  const payload: Record<string, Plain | readonly SharedEvent[]> = { r, e: events };
  for (const key of Object.keys(value)) {
    if (key === 'r' || key === 'e' || key === skip || key === '__proto__') continue;
    const plain = toPlain(own(value, key), maxDepth);
    if (plain === undefined) return null;
    payload[key] = plain;
  }
  return payload as unknown as Payload;
}

function toEvent(value: unknown): SharedEvent | null {
  if (!isObject(value)) return null;
  const [n, x, t] = [own(value, 'n'), own(value, 'x'), own(value, 't')];
  if (typeof t !== 'string' || (n !== undefined && typeof n !== 'string')) return null;
  return {
    ...(n === undefined ? {} : { n }),
    // An expectation of a later version is no reason to refuse the event.
    ...(x === 0 || x === 1 || x === 2 ? { x } : {}),
    t,
  };
}

/** A copy without keys that touch prototypes; undefined for what is nested too deeply. */
function toPlain(value: unknown, depth: number): Plain | undefined {
  if (typeof value !== 'object' || value === null) return value as Plain;
  if (depth === 0) return undefined;
  if (Array.isArray(value)) {
    const copy: Plain[] = [];
    for (const each of value as readonly unknown[]) {
      const plain = toPlain(each, depth - 1);
      if (plain === undefined) return undefined;
      copy.push(plain);
    }
    return copy;
  }
  const copy: Record<string, Plain> = {};
  for (const [key, each] of Object.entries(value)) {
    const plain = toPlain(each, depth - 1);
    if (plain === undefined) return undefined;
    if (key !== '__proto__') copy[key] = plain;
  }
  return copy;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}
