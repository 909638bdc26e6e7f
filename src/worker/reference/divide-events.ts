// How a run is divided: which parts of the events text can be read on their own.
import { listKeys } from '../../intake/unwrap.ts';
import { readEvents } from '../../sigma/index.ts';
import type { Shard } from './protocol.ts';

/** Characters of one shard: small enough for progress and for a stuck worker to lose little. */
export const shardLength = 1_000_000;

/**
 * Reading all shards gives the events of the whole text, in its order. Events one a line are divided by their lines,
 * without reading them here. A text that does not begin like JSON, as a table does, is one shard.
 */
export function divideEvents(text: string): readonly Shard[] {
  if (text.trim() === '') return [];
  if (text.length <= shardLength || !/^[\s\ufeff]*[[{]/.test(text))
    return [{ start: 0, end: text.length, before: '', after: '' }];
  return isOneALine(text) ? divideLines(text) : divideRead(text);
}

/** Every line that is not empty begins with `{` and ends with `}`: then no event goes over several. A long line is a list. */
function isOneALine(text: string): boolean {
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const trimmed = line.trim();
    if (trimmed.length > shardLength) return false;
    if (trimmed !== '' && !(trimmed.startsWith('{') && trimmed.endsWith('}'))) return false;
  }
  return true;
}

function divideLines(text: string): Shard[] {
  const shards: Shard[] = [];
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start + shardLength);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    shards.push({ start, end, before: '', after: '' });
    start = end;
  }
  return shards;
}

/** What stands between two events says how they can be read together. */
type Style = 'list' | 'row' | 'apart';

function divideRead(text: string): Shard[] {
  const { events } = readEvents(text, listKeys);
  const shards: Shard[] = [];
  let start = events[0]?.range.start ?? 0;
  let style: Style | null = null;
  for (const [i, { range, list }] of events.entries()) {
    const next = events[i + 1];
    const follows = next && next.list === list ? styleOf(text.slice(range.end, next.range.start)) : 'apart';
    const isOfStyle = follows !== 'apart' && (style === null || style === follows);
    if (isOfStyle && range.end - start < shardLength) {
      style = follows;
      continue;
    }
    shards.push({ start, end: range.end, ...wrapping(list, style) });
    start = next?.range.start ?? 0;
    style = null;
  }
  return shards;
}

function styleOf(between: string): Style {
  const mark = between.trim();
  return mark === ',' ? 'list' : mark === '' ? 'row' : 'apart';
}

/** Elements of a list under a key belong under that key again: what they are unwrapped to depends on it. */
function wrapping(list: string, style: Style | null): Pick<Shard, 'before' | 'after'> {
  if (list !== '') return { before: `{${JSON.stringify(list)}:[`, after: ']}' };
  return style === 'list' ? { before: '[', after: ']' } : { before: '', after: '' };
}
