// The place of a snippet in a rule. Apart from the list of them, which is shown where no rule is read.
import { readRules } from '../../sigma/index.ts';
import type { Range } from '../../sigma/index.ts';
import { snippets } from './snippets.ts';

export interface SnippetEdit {
  readonly range: Range;
  readonly text: string;
  /** In the text that the edit makes: what to write first. */
  readonly select: Range;
}

/** null where the text has no place for it: no detection that could take it. */
export function insertSnippet(text: string, id: string, uuid: string): SnippetEdit | null {
  const snippet = snippets.find((each) => each.id === id);
  if (!snippet) return null;
  const lines = snippet.lines.map((line) => line.replace('‹id›', uuid));
  if (snippet.place === 'detection') return insertIntoDetection(text, lines);
  const isBlank = text.trim() === '';
  const before = isBlank ? '' : `${text.endsWith('\n') ? '' : '\n'}---\n`;
  const range = isBlank ? { start: 0, end: text.length } : { start: text.length, end: text.length };
  return finish(range, before, lines, '\n');
}

/** Above the condition of the first detection, as far to the right as that is. */
function insertIntoDetection(text: string, lines: readonly string[]): SnippetEdit | null {
  const rule = readRules(text).rules.find(({ type }) => type === 'detection');
  if (rule?.type !== 'detection' || !rule.document) return null;
  const detection = rule.document.entries.find(({ key }) => key.text === 'detection')?.value;
  if (detection?.type !== 'mapping' || text.charAt(detection.range.start) === '{') return null;
  const condition = detection.entries.find(({ key }) => key.text === 'condition') ?? detection.entries.at(-1);
  if (!condition) return null;
  const lineStart = text.lastIndexOf('\n', condition.range.start - 1) + 1;
  const indent = text.slice(lineStart, condition.range.start);
  if (indent.trim() !== '') return null;
  const names = new Set(detection.entries.map(({ key }) => key.text));
  const placed = lines.map((line, at) => indent + (at === 0 ? fresh(line, names) : line));
  return finish({ start: lineStart, end: lineStart }, '', placed, '\n');
}

function fresh(line: string, names: ReadonlySet<string>): string {
  const own = line.replace(/:$/, '');
  const isTaken = (name: string): boolean => names.has(name.replace(/[‹›]/g, ''));
  if (!isTaken(own)) return line;
  let n = 2;
  while (isTaken(`${own}_${n}`)) n++;
  return `${own}_${n}:`;
}

function finish(range: Range, before: string, lines: readonly string[], after: string): SnippetEdit {
  const marked = before + lines.join('\n') + after;
  const [first] = marked.matchAll(/‹([^›]*)›/g);
  const text = marked.replace(/[‹›]/g, '');
  const start = range.start + (first?.index ?? text.length);
  return { range, text, select: { start, end: start + (first?.[1]?.length ?? 0) } };
}
