// The class sheet as a table: on the page, for a spreadsheet, and as text in columns.
import type { SheetRow } from '../../state/lessons/class-sheet.svelte.ts';
import * as texts from '../../texts/en.ts';
import { toVisible } from '../visible.ts';

export const sheetHeads = [
  texts.sheetName,
  texts.sheetLesson,
  texts.sheetResult,
  texts.sheetTries,
  texts.sheetHints,
  texts.sheetPredicates,
  texts.sheetExam,
  texts.sheetRemark,
] as const;

const stateWords: Readonly<Record<SheetRow['state'], string>> = {
  waiting: texts.sheetWaiting,
  passed: texts.sheetPassed,
  failed: texts.sheetFailed,
  ungraded: texts.sheetUngraded,
  unknown: texts.sheetUnknown,
};

/** The cells of a row, in the order of the heads. */
export function toSheetCells(row: SheetRow): readonly string[] {
  const { name, entry, id, state, isPassed, sawSolution } = row;
  const remarks = [
    ...(sawSolution ? [texts.sheetSolution] : []),
    ...(isPassed && state === 'failed' ? [texts.sheetRemarkClaimed] : []),
    ...(!isPassed && state === 'passed' ? [texts.sheetRemarkUnclaimed] : []),
  ];
  return [
    name.trim() === '' ? texts.sheetNoName : toVisible(name.trim()),
    entry ? `${entry.number} ${entry.title}` : toVisible(id),
    stateWords[state],
    String(row.tries),
    String(row.hints),
    row.predicates === 0 ? '' : String(row.predicates),
    row.isExam ? texts.sheetExamYes : texts.sheetExamNo,
    remarks.join(', '),
  ];
}

/** Tab-separated, with the rules in the last column. */
export function toTsv(rows: readonly SheetRow[]): string {
  const lines = rows.map((row) => [...toSheetCells(row), row.ruleText.replace(/\r?\n/g, '⏎')]);
  return `${[[...sheetHeads, texts.sheetRule], ...lines].map((cells) => cells.map(toCell).join('\t')).join('\n')}\n`;
}

/** A spreadsheet takes what begins with such a sign for a formula. */
function toCell(text: string): string {
  const flat = text.replace(/[\t\r\n]/g, ' ');
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}

/** Columns of equal width, for a message or a file of plain text. */
export function toAlignedText(rows: readonly SheetRow[]): string {
  const lines = [sheetHeads, ...rows.map(toSheetCells)];
  const widths = sheetHeads.map((_, column) => Math.max(...lines.map((cells) => lengthOf(cells[column]))));
  return `${lines
    .map((cells) =>
      cells
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

const lengthOf = (text = ''): number => [...text].length;
