// Stages and predicates as a plain table, for reading and for copying.
import * as texts from '../../texts/en.ts';
import type { Row } from '../row.ts';
import type { Stages } from '../stages.ts';

export interface StageLine {
  /** `Stage 1: selection`; empty where the line belongs to the one above. */
  readonly stage: string;
  /** `eventName|contains`, the condition's text. */
  readonly predicate: string;
  readonly value: string;
  readonly verdict: string;
}

export function toStageLines({ rows }: Stages): readonly StageLine[] {
  return rows.flatMap((row) => linesOf(row, row.title));
}

function linesOf(row: Row, stage: string): StageLine[] {
  const own: StageLine = {
    stage,
    predicate: predicateOf(row, stage),
    value: row.wanted,
    verdict: row.verdict,
  };
  return [own, ...row.children.flatMap((child) => linesOf(child, ''))];
}

function predicateOf({ condition, field, modifiers, title, kind }: Row, stage: string): string {
  if (condition.length > 0) return condition.map(({ text }) => text).join('');
  if (kind === 'item') return [field || 'keywords', ...modifiers].join('|');
  return title === stage ? '' : title;
}

const headings = [
  texts.pageStagesStage,
  texts.pageStagesPredicate,
  texts.pageStagesValue,
  texts.pageStagesVerdict,
] as const;

/** As GitHub-flavoured Markdown. */
export function toMarkdownTable(lines: readonly StageLine[]): string {
  const rows = lines.map(({ stage, predicate, value, verdict }) => [
    toCell(stage),
    toCode(predicate),
    toCode(value),
    verdict,
  ]);
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function toCell(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\|`*_<>[\]]/g, '\\$&');
}

/** A code span; a bar would end the cell even there. */
function toCode(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  let fence = '`';
  while (line.includes(fence)) fence += '`';
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${room}${line.replace(/\|/g, '\\|')}${room}${fence}`;
}
