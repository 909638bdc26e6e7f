// A small part of Markdown as plain data: paragraphs, lists, code, emphasis, links to `https:` and into the page. Text of
// lessons may come by link: whatever it is, what is read here is text to be shown, and reading it takes time in
// proportion to its length.
import { toSafeUrl } from './page/safe-url.ts';
import { toVisible } from './visible.ts';

export type Block =
  | { readonly type: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly type: 'code'; readonly text: string };

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'strong'; readonly content: readonly Inline[] }
  | { readonly type: 'emphasis'; readonly content: readonly Inline[] }
  | { readonly type: 'link'; readonly href: string; readonly content: readonly Inline[] };

/** What is longer is cut. */
export const maxMarkdownLength = 50_000;
const maxBlocks = 500;
const maxItems = 200;
const maxDepth = 6;
/** Between two signs that belong together. */
const maxSpan = 2000;

const fence = /^ {0,3}(`{3,}|~{3,})/;
const bullet = /^ {0,3}(?:[-*+]|(\d{1,9})[.)]) +(?=\S)/;

export function readMarkdown(source: string): readonly Block[] {
  const lines = source.slice(0, maxMarkdownLength).replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length && blocks.length < maxBlocks;) {
    const line = lines[at] as string;
    if (line.trim() === '') at++;
    else {
      const { block, next } = fence.test(line)
        ? readCode(lines, at)
        : bullet.test(line)
          ? readList(lines, at)
          : readParagraph(lines, at);
      blocks.push(block);
      at = next;
    }
  }
  return blocks;
}

interface ReadBlock {
  readonly block: Block;
  /** The line behind it. */
  readonly next: number;
}

function readCode(lines: readonly string[], from: number): ReadBlock {
  const mark = fence.exec(lines[from] as string)?.[1] as string;
  let end = from + 1;
  const isClosing = (line: string) => {
    const closing = fence.exec(line)?.[1];
    if (closing === undefined || line.trim() !== closing) return false;
    return closing[0] === mark[0] && closing.length >= mark.length;
  };
  while (end < lines.length && !isClosing(lines[end] as string)) end++;
  const text = lines
    .slice(from + 1, end)
    .map(toVisible)
    .join('\n');
  return { block: { type: 'code', text }, next: end + 1 };
}

function readList(lines: readonly string[], from: number): ReadBlock {
  const ordered = bullet.exec(lines[from] as string)?.[1] !== undefined;
  const items: string[] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] as string;
    const found = bullet.exec(line);
    if (found && (found[1] !== undefined) !== ordered) break;
    if (found) items.push(line.slice(found[0].length));
    else if (line.trim() === '' && bullet.test(lines[at + 1] ?? '')) continue;
    else if (line.trim() === '' || fence.test(line)) break;
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return {
    block: { type: 'list', ordered, items: items.slice(0, maxItems).map((item) => readInlines(item)) },
    next: at,
  };
}

function readParagraph(lines: readonly string[], from: number): ReadBlock {
  let end = from + 1;
  const isPart = (line: string) => line.trim() !== '' && !fence.test(line) && !bullet.test(line);
  while (end < lines.length && isPart(lines[end] as string)) end++;
  const text = lines
    .slice(from, end)
    .map((line) => line.trim())
    .join(' ');
  return { block: { type: 'paragraph', content: readInlines(text) }, next: end };
}

const escaped = /[\\`*_[\](){}#+\-.!<>|~]/;
const link = /\[([^[\]]{1,400})\]\(([^\s()<>]{1,2000})\)/y;

/** One line of text. */
export function readInlines(text: string, depth = 0): readonly Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const add = (inline: Inline) => {
    if (plain !== '') found.push({ type: 'text', text: toVisible(plain) });
    plain = '';
    found.push(inline);
  };
  for (let at = 0; at < text.length;) {
    const sign = text[at] as string;
    if (sign === '\\' && escaped.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const read =
      sign === '`'
        ? readCodeSpan(text, at)
        : depth < maxDepth && (sign === '*' || sign === '_')
          ? readEmphasis(text, at, depth)
          : depth < maxDepth && sign === '['
            ? readLink(text, at, depth)
            : null;
    if (read) {
      add(read.inline);
      at = read.next;
    } else if (sign === '`' || sign === '*' || sign === '_') {
      // All of a run at once: no part of it is looked at as a beginning again.
      const run = runAt(text, at);
      plain += text.slice(at, at + run);
      at += run;
    } else {
      plain += sign;
      at++;
    }
  }
  if (plain !== '') found.push({ type: 'text', text: toVisible(plain) });
  return found;
}

interface ReadInline {
  readonly inline: Inline;
  readonly next: number;
}

function runAt(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end++;
  return end - at;
}

function readCodeSpan(text: string, at: number): ReadInline | null {
  const run = runAt(text, at);
  const limit = Math.min(text.length, at + maxSpan);
  for (let close = text.indexOf('`', at + run); close >= 0 && close < limit;) {
    const length = runAt(text, close);
    if (length === run) {
      const inner = text.slice(at + run, close);
      const isPadded = /^ .* $/.test(inner) && inner.trim() !== '';
      return {
        inline: { type: 'code', text: toVisible(isPadded ? inner.slice(1, -1) : inner) },
        next: close + run,
      };
    }
    close = text.indexOf('`', close + length);
  }
  return null;
}

function readEmphasis(text: string, at: number, depth: number): ReadInline | null {
  const sign = text[at] as string;
  const run = runAt(text, at);
  if (run > 3) return null;
  // Within a word, as in `snake_case`, an underscore is one.
  if (sign === '_' && isWord(text[at - 1])) return null;
  const width = run === 1 ? 1 : 2;
  const start = at + width;
  if ((text[start] ?? ' ').trim() === '') return null;
  const limit = Math.min(text.length, at + maxSpan);
  for (let close = start; close < limit;) {
    const found = text[close] as string;
    if (found === '\\') close += 2;
    else if (found === '`') close = readCodeSpan(text, close)?.next ?? close + runAt(text, close);
    else if (found !== sign) close++;
    else {
      const length = runAt(text, close);
      const isWide = length >= width && (width === 2 || length !== 2);
      const isEnd = isWide && (text[close - 1] ?? ' ').trim() !== '' && close > start;
      if (isEnd && (sign === '*' || !isWord(text[close + width]))) {
        const end = length === 3 && width === 1 ? close + 2 : close + length - width;
        const content = readInlines(text.slice(start, end), depth + 1);
        return { inline: { type: width === 2 ? 'strong' : 'emphasis', content }, next: end + width };
      }
      close += length;
    }
  }
  return null;
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}_]/u.test(char);
}

function readLink(text: string, at: number, depth: number): ReadInline | null {
  link.lastIndex = at;
  const found = link.exec(text);
  const href = found && toLessonHref(found[2] as string);
  if (!href) return null;
  const content = readInlines(found[1] as string, depth + 1);
  return { inline: { type: 'link', href, content }, next: at + found[0].length };
}

/** Where a lesson may lead: the web, an article of the reference, another lesson. null for all else. */
export function toLessonHref(href: string): string | null {
  if (/^#(learn|l)=[\w.~%-]{1,100}$/.test(href)) return href;
  const url = href.startsWith('https://') ? toSafeUrl(href) : null;
  // What stands before an `@` looks like the place that the link leads to, and is not.
  return url && !/^https:\/\/[^/]*@/.test(url) ? url : null;
}
