// Pieces of rules to begin with: where each goes, and how it looks there.
import { readRules } from '../../sigma/index.ts';
import type { Range } from '../../sigma/index.ts';

export interface Snippet {
  readonly id: string;
  readonly label: string;
  /** A whole text of its own, a document below what is there, or lines of a detection. */
  readonly place: 'rule' | 'document' | 'detection';
  /** `‹…›` is what the author writes over; the first is selected. */
  readonly lines: readonly string[];
}

const metadata = (title: string): string[] => [
  `title: ‹${title}›`,
  'id: ‹id›',
  'status: experimental',
  'description: ‹What it detects, and what that means›',
];

export const snippets: readonly Snippet[] = [
  {
    id: 'rule',
    label: 'New detection rule',
    place: 'rule',
    lines: [
      ...metadata('My rule'),
      'logsource:',
      '    product: aws',
      '    service: cloudtrail',
      'detection:',
      '    selection:',
      '        eventSource: iam.amazonaws.com',
      '        eventName: CreateUser',
      '    condition: selection',
      'falsepositives:',
      '    - Unknown',
      'level: medium',
    ],
  },
  {
    id: 'correlation',
    label: 'New correlation rule: many events of one kind',
    place: 'document',
    lines: [
      ...metadata('Many of them'),
      'correlation:',
      '    type: event_count',
      '    rules:',
      '        - ‹name or id of a rule›',
      '    group-by:',
      '        - sourceIPAddress',
      '    timespan: 10m',
      '    condition:',
      '        gte: 5',
      'level: high',
    ],
  },
  {
    id: 'correlation-sequence',
    label: 'New correlation rule: one event after the other',
    place: 'document',
    lines: [
      ...metadata('One after the other'),
      'correlation:',
      '    type: temporal_ordered',
      '    rules:',
      '        - ‹the first rule›',
      '        - ‹the second rule›',
      '    group-by:',
      '        - sourceIPAddress',
      '    timespan: 10m',
      'level: high',
    ],
  },
  {
    id: 'filter-document',
    label: 'New filter for other rules',
    place: 'document',
    lines: [
      'title: ‹Our administrators›',
      'logsource:',
      '    product: aws',
      '    service: cloudtrail',
      'filter:',
      '    rules:',
      '        - ‹name or id of a rule›',
      '    selection:',
      '        userIdentity.userName|startswith: ‹adm_›',
      '    condition: not selection',
    ],
  },
  {
    id: 'filter',
    label: 'Filter: leave something out',
    place: 'detection',
    lines: ['filter_main_‹name›:', '    ‹field›: ‹value›'],
  },
  {
    id: 'any-of-values',
    label: 'Selection: one of several values',
    place: 'detection',
    lines: ['selection_‹name›:', '    ‹field›:', '        - ‹one›', '        - ‹another›'],
  },
  {
    id: 'all-of-values',
    label: 'Selection: all of several parts',
    place: 'detection',
    lines: ['selection_‹name›:', '    ‹field›|contains|all:', '        - ‹one›', '        - ‹another›'],
  },
  {
    id: 'alternatives',
    label: 'Selection: one of several sets of fields',
    place: 'detection',
    lines: ['selection_‹name›:', '    - ‹field›: ‹value›', '    - ‹other field›: ‹value›'],
  },
  {
    id: 'keywords',
    label: 'Keywords: texts anywhere in the event',
    place: 'detection',
    lines: ['keywords:', '    - ‹text›'],
  },
];

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
