// Draws the visible lines of the plain editor: line numbers, coloured text, marks and squiggles. The textarea lies
// above with transparent text, so only the caret and the selection are its own. Text enters as text nodes only.
import type { EditorMark, EditorProblem } from './marks.ts';
import { markSigns } from './marks.ts';
import { lineAt } from './text.ts';
import type { EditorLanguage, LineState, Token } from '../language/tokens.ts';
import { initialState, tokenizeLine } from '../language/tokens.ts';

/** Beyond these the textarea shows its own text, uncoloured. */
const MAX_VISIBLE_LINE = 10_000;
/** Beyond this a line's colours do not look at the lines above. */
const MAX_STATEFUL_TEXT = 300_000;

/** Explicit bidi controls: shown as a sign, not obeyed. */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export interface BackdropView {
  readonly text: string;
  readonly starts: readonly number[];
  readonly marks: readonly EditorMark[];
  readonly problems: readonly EditorProblem[];
  readonly firstLine: number;
  readonly lastLine: number;
  /** How many rows a line takes. */
  readonly rowsOf: (line: number) => number;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly className: string;
}

export class Backdrop {
  readonly #language: EditorLanguage;
  readonly #lines: HTMLElement;
  readonly #gutter: HTMLElement;
  #states: LineState[] = [];
  #statesText = '';

  constructor(language: EditorLanguage, lines: HTMLElement, gutter: HTMLElement) {
    this.#language = language;
    this.#lines = lines;
    this.#gutter = gutter;
  }

  /** Returns false when the lines are too long to be drawn: then the textarea must show its own text. */
  render(view: BackdropView): boolean {
    const { text, starts, firstLine, lastLine } = view;
    const from = starts[firstLine] ?? 0;
    const to = endOfLine(text, starts, lastLine);
    const visible = to - from <= MAX_VISIBLE_LINE * 4;
    const marks = view.marks.filter((mark) => mark.range.start <= to && mark.range.end >= from);
    const problems = view.problems.filter(
      (problem) => problem.range.start <= to && problem.range.end >= from,
    );
    const stretches: Stretch[] = [
      ...marks.map(({ range, kind }) => ({ ...range, className: `mark-${kind}` })),
      ...problems.map(({ range, severity }) => ({
        start: range.start,
        end: Math.max(range.end, range.start + 1),
        className: `squiggle-${severity}`,
      })),
    ];
    const lines = document.createDocumentFragment();
    const numbers = document.createDocumentFragment();
    let state = this.#stateAt(view, firstLine);
    for (let index = firstLine; index <= lastLine; index++) {
      const start = starts[index] ?? 0;
      const end = endOfLine(text, starts, index);
      const rows = view.rowsOf(index);
      numbers.append(withRows(gutterLine(index, signsOf(marks, start, end)), rows));
      if (!visible) continue;
      const line = text.slice(start, end);
      const read = tokenizeLine(this.#language, line, state);
      state = read.state;
      lines.append(withRows(textLine(line, start, read.tokens, stretches), rows));
    }
    this.#lines.replaceChildren(lines);
    this.#gutter.replaceChildren(numbers);
    return visible;
  }

  /** The state that a line inherits, kept from one drawing to the next up to where the text differs. */
  #stateAt(view: BackdropView, line: number): LineState {
    if (this.#language === 'json' || view.text.length > MAX_STATEFUL_TEXT) return initialState;
    if (this.#statesText !== view.text) {
      const kept = sharedLines(this.#statesText, view.text, view.starts);
      this.#states.length = Math.min(this.#states.length, kept + 1);
      this.#statesText = view.text;
    }
    this.#states[0] = initialState;
    for (let index = this.#states.length; index <= line; index++) {
      const above = index - 1;
      const source = view.text.slice(view.starts[above], endOfLine(view.text, view.starts, above));
      this.#states[index] = tokenizeLine(this.#language, source, this.#states[above] ?? initialState).state;
    }
    return this.#states[line] ?? initialState;
  }
}

function sharedLines(before: string, after: string, starts: readonly number[]): number {
  let shared = 0;
  const limit = Math.min(before.length, after.length);
  while (shared < limit && before.charCodeAt(shared) === after.charCodeAt(shared)) shared++;
  return lineAt(starts, shared);
}

function endOfLine(text: string, starts: readonly number[], line: number): number {
  const next = starts[line + 1];
  return next === undefined ? text.length : next - 1;
}

function signsOf(marks: readonly EditorMark[], start: number, end: number): EditorMark[] {
  return marks.filter((mark) => mark.margin && start <= mark.range.start && mark.range.start <= end);
}

function withRows(line: HTMLElement, rows: number): HTMLElement {
  if (rows > 1) line.style.setProperty('--rows', String(rows));
  return line;
}

function gutterLine(index: number, signs: readonly EditorMark[]): HTMLElement {
  const line = element('line');
  const sign = signs.find((mark) => markSigns[mark.kind]);
  const glyph = element(sign ? `glyph glyph-${sign.kind}` : 'glyph');
  if (sign) glyph.textContent = markSigns[sign.kind] ?? '';
  const number = element('number');
  number.textContent = String(index + 1);
  line.append(glyph, number);
  return line;
}

function textLine(
  line: string,
  offset: number,
  tokens: readonly Token[],
  all: readonly Stretch[],
): HTMLElement {
  const out = element('line');
  const end = offset + line.length;
  const stretches = all.filter((stretch) => stretch.start <= end && stretch.end >= offset);
  const cuts = new Set([0, line.length]);
  for (const token of tokens) cuts.add(token.start);
  for (const stretch of stretches) {
    cuts.add(clamp(stretch.start - offset, line.length));
    cuts.add(clamp(stretch.end - offset, line.length));
  }
  const points = [...cuts].sort((a, b) => a - b);
  let token = 0;
  points.forEach((from, index) => {
    const to = points[index + 1];
    if (to === undefined) return;
    while ((tokens[token + 1]?.start ?? Infinity) <= from) token++;
    const span = document.createElement('span');
    const over = stretches.filter((stretch) => stretch.start < offset + to && stretch.end > offset + from);
    const classes = over.map((stretch) => {
      const { className } = stretch;
      const first = stretch.start >= offset + from ? ` ${className}-first` : '';
      const last = stretch.end <= offset + to ? ` ${className}-last` : '';
      return className + first + last;
    });
    span.className = `token-${tokens[token]?.kind ?? 'text'} ${classes.join(' ')}`;
    appendText(span, line.slice(from, to));
    out.append(span);
  });
  return out;
}

function appendText(parent: HTMLElement, text: string): void {
  if (!bidiControls.test(text)) {
    parent.append(text);
    return;
  }
  for (const part of text.split(/([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/)) {
    if (!bidiControls.test(part)) {
      parent.append(part);
      continue;
    }
    const sign = element('control');
    sign.dataset['code'] = `U+${part.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    parent.append(sign);
  }
}

function element(className: string): HTMLElement {
  const made = document.createElement('span');
  made.className = className;
  return made;
}

function clamp(value: number, max: number): number {
  return Math.max(0, Math.min(value, max));
}
