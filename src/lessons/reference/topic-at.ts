// Which topic of the reference a place of a rule's text is about. Reads single lines: a rule that is being written, or
// is broken, can be asked about too.
import type { Range } from '../../sigma/index.ts';
import { isTopic } from './summaries.ts';
import type { TopicId } from './summaries.ts';

export interface TopicPlace {
  readonly topic: TopicId;
  /** The words that are about it. */
  readonly range: Range;
}

interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
}

/** Longer lines are not looked at, nor are the lines above them. */
const maxLine = 2000;
const maxLines = 500;

export function topicAt(text: string, offset: number): TopicPlace | null {
  const lines = linesUpTo(text, offset);
  const line = lines[0];
  if (!line || line.text.length > maxLine) return null;
  const at = offset - line.start;
  const hash = /(?:^|\s)#/.exec(line.text);
  if (hash && at > hash.index && !/['"]/.test(line.text.slice(0, hash.index))) return null;
  const found =
    modifierAt(line.text, at) ??
    logsourceAt(lines, at) ??
    (isInCondition(lines) ? conditionAt(line.text, at) : null) ??
    keyAt(line, at) ??
    valueAt(line.text, at);
  if (!found) return null;
  const { topic, from, to } = found;
  return { topic, range: { start: line.start + from, end: line.start + to } };
}

interface Found {
  readonly topic: TopicId;
  readonly from: number;
  readonly to: number;
}

/** The line of the offset, and those above it, upwards. */
function linesUpTo(text: string, offset: number): readonly Line[] {
  const end = text.indexOf('\n', offset);
  let to = end < 0 ? text.length : end;
  const lines: Line[] = [];
  while (lines.length < maxLines) {
    const start = text.lastIndexOf('\n', to - 1) + 1;
    const line = text.slice(start, to).replace(/\r$/, '');
    lines.push({ start, text: line, indent: line.length - line.trimStart().length });
    if (start === 0) break;
    to = start - 1;
  }
  return lines;
}

/** `field|contains|all:` and `'|re':`, also between braces. */
function modifierAt(line: string, at: number): Found | null {
  for (const key of line.matchAll(/[^\s|{,'"]*((?:\|[A-Za-z0-9]+)+)['"]?\s*:(?=\s|$)/g)) {
    const chain = key[1] ?? '';
    let from = key.index + key[0].indexOf(chain);
    for (const name of chain.split('|').slice(1)) {
      from++;
      const to = from + name.length;
      if (at >= from && at <= to) return isTopic(name) ? { topic: name, from, to } : null;
      from = to;
    }
  }
  return null;
}

const logsourceTopics: Readonly<Record<string, TopicId>> = {
  logsource: 'log-source',
  category: 'category',
  product: 'product',
  service: 'service',
  definition: 'definition',
};

function logsourceAt([line, ...above]: readonly Line[], at: number): Found | null {
  if (!line) return null;
  const isInline = /^\s*logsource\s*:/.test(line.text);
  const parent = above.find(({ text, indent }) => text.trim() !== '' && indent < line.indent);
  if (!isInline && !/^logsource\s*:\s*(#.*)?$/.test(parent?.text ?? '')) return null;
  for (const key of line.text.matchAll(/\b([a-z]+)(?=\s*:(?:\s|$))/g)) {
    const [name] = key;
    const to = key.index + name.length;
    const topic = Object.hasOwn(logsourceTopics, name) ? logsourceTopics[name] : undefined;
    if (topic && at >= key.index && at <= to) return { topic, from: key.index, to };
  }
  return null;
}

/** Whether the first line is of a condition: its own, or one that goes on below. */
function isInCondition(lines: readonly Line[]): boolean {
  let indent = Infinity;
  for (const line of lines) {
    if (line.text.trim() === '') continue;
    // Items of a list may stand as far to the left as their key.
    const isItem = /^\s*-\s/.test(line.text);
    if (/^\s*condition\s*:/.test(line.text)) return line.indent < indent || indent === Infinity;
    if (!isItem && line.indent < indent) indent = line.indent;
    if (/^\s*[\w'"|.-]+\s*:(\s|$)/.test(line.text) || line.indent === 0) return false;
  }
  return false;
}

const quantifier = /(?:\b(\d+|any|all)\s+of\b)/gi;
const word = /[A-Za-z0-9_.*-]+|[()]/g;

function conditionAt(line: string, at: number): Found | null {
  const colon = /^\s*condition\s*:/.exec(line)?.[0].length ?? 0;
  if (at < colon) return null;
  for (const found of line.matchAll(quantifier)) {
    const [from, to] = [found.index, found.index + found[0].length];
    if (at < from || at > to) continue;
    const many = (found[1] ?? '').toLowerCase();
    const topic = { any: 'any-of', all: 'all-of', '1': 'one-of' }[many] ?? 'n-of';
    return { topic: topic as TopicId, from, to };
  }
  let nearest: Found | null = null;
  for (const found of line.matchAll(word)) {
    const [from, to] = [found.index, found.index + found[0].length];
    const topic = from < colon || at < from || at > to ? null : topicOfWord(found[0]);
    // Between two of them, that behind the cursor.
    if (topic) nearest = { topic, from, to };
  }
  return nearest;
}

function topicOfWord(text: string): TopicId | null {
  if (/^(and|or|not)$/i.test(text)) return 'and-or-not';
  if (/^[()]$/.test(text)) return 'parentheses';
  if (text.toLowerCase() === 'them') return 'them';
  if (text.includes('*')) return 'patterns';
  return /^filter/.test(text) ? 'filters' : null;
}

const metadata =
  /^(id|name|related|taxonomy|status|description|license|author|references|date|modified|fields|falsepositives|level|tags|scope)$/;

/** Keys of the rule itself, and `condition`. */
function keyAt({ text, indent }: Line, at: number): Found | null {
  const name = /^\s*([a-z]+)\s*:/.exec(text)?.[1] ?? '';
  const to = indent + name.length;
  if (name === '' || at < indent || at > to) return null;
  const topic =
    name === 'condition'
      ? 'condition'
      : indent > 0
        ? null
        : name === 'title'
          ? 'rule'
          : name === 'detection'
            ? 'detection'
            : metadata.test(name)
              ? 'metadata'
              : null;
  return topic && { topic, from: indent, to };
}

const plainValues: readonly (readonly [pattern: RegExp, topic: TopicId])[] = [
  [/(?:null|~)$/, 'null'],
  [/(?:true|false)$/i, 'booleans'],
  [/(?:''|"")$/, 'empty'],
  [/-?\d+(?:\.\d+)?$/, 'numbers'],
];

/** The value of a key or of a list's item. */
function valueAt(line: string, at: number): Found | null {
  const start = /^\s*(?:-\s+)?(?:(?:'[^']*'|"[^"]*"|[^\s'"#:][^:#]*):\s+)?/.exec(line)?.[0].length ?? 0;
  const value = line.slice(start).trimEnd();
  const to = start + value.length;
  if (value === '' || at < start || at > to) return null;
  const all = { from: start, to };
  for (const [pattern, topic] of plainValues)
    if (new RegExp(`^${pattern.source}`, pattern.flags).test(value)) return { topic, ...all };
  for (const found of value.matchAll(/%\w+%|\\[*?\\]|[*?]/g)) {
    const from = start + found.index;
    const end = from + found[0].length;
    if (at < from || at > end) continue;
    const [first] = found[0];
    const topic = first === '%' ? 'placeholders' : first === '\\' ? 'escapes' : 'wildcards';
    return { topic, from, to: end };
  }
  return null;
}
