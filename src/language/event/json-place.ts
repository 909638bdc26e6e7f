// Where a cursor stands in the JSON of an event that is being written, and so mostly no JSON yet. A wrong guess only costs
// a suggestion.

export interface JsonPlace {
  /** The keys that it is under; arrays are crossed without an index. */
  readonly path: readonly string[];
  /** Where a key may stand, or the value of the last key of the path. */
  readonly kind: 'key' | 'value';
  /** Of the word at the cursor, with its quotation mark. */
  readonly start: number;
  /** What was typed of it, without. */
  readonly typed: string;
  readonly isQuoted: boolean;
  /** The keys that stand beside it, before and behind. */
  readonly beside: ReadonlySet<string>;
  /** The texts of the innermost event's own fields: `eventName`. */
  readonly top: ReadonlyMap<string, string>;
}

interface Open {
  readonly type: '{' | '[';
  readonly key: string | null;
  readonly keys: Set<string>;
  readonly texts: Map<string, string>;
  /** The last key, whose value stands or is to stand. */
  last: string | null;
}

/** A longer text is not looked through between two keys. */
export const maxText = 2_000_000;
const maxDepth = 60;

/** null between two values, and where there is no object. */
export function jsonPlaceAt(text: string, offset: number): JsonPlace | null {
  if (text.length > maxText) return null;
  const stack: Open[] = [];
  let expects: 'key' | 'value' | 'colon' | 'comma' = 'value';
  let found: Omit<JsonPlace, 'beside' | 'top' | 'path'> | null = null;
  let held: Open[] = [];
  let ofKey: string | null = null;
  let at = 0;
  const take = (kind: 'key' | 'value', start: number, typed: string, isQuoted: boolean): void => {
    found = { kind, start, typed, isQuoted };
    held = [...stack];
    ofKey = stack.at(-1)?.last ?? null;
  };
  while (at < text.length) {
    const sign = text[at] ?? '';
    const top = stack.at(-1);
    if (!found && at >= offset && (expects === 'key' || expects === 'value') && sign !== '"')
      take(expects, offset, '', false);
    if (found && at > offset && stack.length < held.length) break;
    if (sign === '{' || sign === '[') {
      if (stack.length >= maxDepth) return null;
      stack.push({ type: sign, key: top?.last ?? null, keys: new Set(), texts: new Map(), last: null });
      expects = sign === '{' ? 'key' : 'value';
      at++;
    } else if (sign === '}' || sign === ']') {
      if (top) stack.pop();
      const above = stack.at(-1);
      if (above?.type === '{') above.last = null;
      expects = stack.length === 0 ? 'value' : 'comma';
      at++;
    } else if (sign === '"') {
      const end = stringEnd(text, at);
      const isClosed = end > at + 1 && text[end - 1] === '"';
      const isHere = at < offset && (offset < end || (offset === end && !isClosed));
      const words = text.slice(at + 1, isClosed ? end - 1 : end);
      if (expects === 'key' && top?.type === '{') {
        if (isHere) take('key', at, text.slice(at + 1, offset), true);
        else top.keys.add(words);
        top.last = words;
        expects = 'colon';
      } else {
        if (isHere && expects === 'value') take('value', at, text.slice(at + 1, offset), true);
        if (top?.type === '{' && top.last !== null) top.texts.set(top.last, words);
        expects = 'comma';
      }
      at = end;
    } else if (sign === ':') {
      if (expects === 'colon') expects = 'value';
      at++;
    } else if (sign === ',') {
      if (top?.type === '{') top.last = null;
      expects = top?.type === '{' ? 'key' : 'value';
      at++;
    } else if (/[\w.+-]/.test(sign)) {
      const end = at + (/^[\w.+-]+/.exec(text.slice(at, at + 200))?.[0].length ?? 1);
      if (at < offset && offset <= end && (expects === 'key' || expects === 'value'))
        take(expects, at, text.slice(at, offset), false);
      expects = expects === 'key' ? 'colon' : 'comma';
      at = end;
    } else at++;
  }
  if (!found && (expects === 'key' || expects === 'value') && offset >= at) take(expects, offset, '', false);
  const place = found as Omit<JsonPlace, 'beside' | 'top' | 'path'> | null;
  const inner = held.at(-1);
  if (!place || !inner || (place.kind === 'key' && inner.type !== '{')) return null;
  const path = held.flatMap(({ key }) => key ?? []);
  const event = held.findLast(({ texts }) => texts.has('eventSource') || texts.has('eventName')) ?? held[0];
  const depth = event ? held.indexOf(event) : 0;
  const above = held.slice(0, depth + 1).flatMap(({ key }) => key ?? []).length;
  const own = path.slice(above);
  if (place.kind === 'value' && inner.type === '{' && ofKey !== null) own.push(ofKey);
  return { ...place, path: own, beside: inner.keys, top: event?.texts ?? new Map() };
}

function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
    // What is not closed ends with its line.
    else if (text[at] === '\n') return at;
  }
  return text.length;
}
