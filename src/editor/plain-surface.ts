// The plain editor: a textarea, and behind it what the textarea cannot draw. It is there at once, is all that phones
// get, and hands everything over when Monaco comes.
import { Backdrop } from './backdrop.ts';
import type { HistoryEntry } from './history.ts';
import { EditHistory } from './history.ts';
import type { EditorMark, EditorProblem, EditorReveal, EditorSelection } from './marks.ts';
import type { Surface, SurfaceEvents } from './surface.ts';
import { GUTTER_GAP, LINE_NUMBER_DIGITS, PADDING, TAB_SIZE, readMetrics } from './surface.ts';
import { tabMovesFocus } from './tab-mode.ts';
import type { Change } from './text.ts';
import {
  applyChange,
  changeBetween,
  isOtherText,
  lineAt,
  lineStarts,
  moveOffset,
  normalizeText,
} from './text.ts';
import type { EditorLanguage } from './tokens.ts';

const OVERSCAN = 4;
/** Browsers take seconds for each key in a longer textarea: then only the beginning is shown. */
export const MAX_EDITABLE = 2_000_000;
const EXCERPT = 50_000;
/** Browsers insert a long text line by line, in seconds; it is set at once instead. */
const MAX_TYPED = 100;
/** Between a revealed range and the edge, in pixels. */
const MARGIN = 30;

export interface PlainSurfaceOptions {
  readonly language: EditorLanguage;
  readonly label: string;
  readonly text: string;
  readonly readonly: boolean;
}

/** All that Monaco needs to go on where the plain editor stopped. */
export interface Handover {
  readonly text: string;
  readonly base: string;
  readonly done: readonly HistoryEntry[];
  readonly undone: readonly HistoryEntry[];
  readonly marks: readonly EditorMark[];
  readonly problems: readonly EditorProblem[];
  readonly selection: EditorSelection;
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly focused: boolean;
}

export class PlainSurface implements Surface {
  readonly root: HTMLElement;
  readonly textarea: HTMLTextAreaElement;
  readonly #language: EditorLanguage;
  readonly #events: SurfaceEvents;
  readonly #history = new EditHistory();
  readonly #gutter: HTMLElement;
  readonly #gutterLines: HTMLElement;
  readonly #sheetLines: HTMLElement;
  readonly #backdrop: Backdrop;
  readonly #stop = new AbortController();
  readonly #resize: ResizeObserver;
  readonly #note: HTMLElement;
  #text: string;
  /** What the textarea holds: all of the text, or the beginning of one that is too long. */
  #shown: string;
  #starts: number[];
  #marks: readonly EditorMark[] = [];
  #problems: readonly EditorProblem[] = [];
  /** Before the edit in hand, for undo. */
  #selection: EditorSelection = { anchor: 0, head: 0 };
  #reported = -1;
  #composing = false;
  #pointerDown = false;
  #frame = 0;
  #lineHeight = 20;
  #digitWidth = 8;
  #idle: (() => void)[] = [];
  #pendingReveal: EditorReveal | null = null;

  constructor(host: HTMLElement, options: PlainSurfaceOptions, events: SurfaceEvents) {
    this.#language = options.language;
    this.#events = events;
    this.#text = options.text;
    this.#shown = excerptOf(options.text);
    this.#starts = lineStarts(this.#shown);

    this.root = make('div', 'plain');
    this.#gutter = make('div', 'gutter');
    this.#gutterLines = make('div', 'lines');
    const sheet = make('div', 'sheet');
    const backdrop = make('div', 'backdrop');
    this.#sheetLines = make('div', 'lines');
    this.textarea = document.createElement('textarea');
    this.#gutter.ariaHidden = 'true';
    backdrop.ariaHidden = 'true';
    this.#gutter.append(this.#gutterLines);
    backdrop.append(this.#sheetLines);
    sheet.append(backdrop, this.textarea);
    this.#note = make('p', 'note');
    this.#note.id = `editor-note-${++notes}`;
    sheet.append(this.#note);
    this.root.append(this.#gutter, sheet);
    this.#backdrop = new Backdrop(options.language, this.#sheetLines, this.#gutterLines);

    const { textarea } = this;
    textarea.ariaLabel = options.label;
    textarea.spellcheck = false;
    textarea.autocapitalize = 'off';
    textarea.autocomplete = 'off';
    textarea.setAttribute('autocorrect', 'off');
    textarea.setAttribute('translate', 'no');
    textarea.wrap = 'off';
    textarea.dir = 'ltr';
    textarea.readOnly = options.readonly;
    textarea.value = this.#shown;
    this.#sayWhatIsShown();
    textarea.setSelectionRange(0, 0);

    host.append(this.root);
    this.#measure();
    this.#listen();
    this.#resize = new ResizeObserver(() => this.#resized());
    this.#resize.observe(textarea);
    void document.fonts?.ready.then(() => {
      if (this.#stop.signal.aborted) return;
      this.#measure();
      this.#render();
    });
    this.#render();
  }

  get text(): string {
    return this.#text;
  }

  setText(text: string): void {
    const change = changeBetween(this.#text, text);
    if (!change) return;
    const before = this.#readSelection();
    this.#history.close();
    this.#write(change);
    if (isOtherText(change, text)) {
      this.#select({ anchor: 0, head: 0 });
      this.textarea.scrollTo(0, 0);
    }
    this.#history.record({ change, before, after: this.#readSelection() }, performance.now());
    this.#history.close();
    this.#render();
  }

  setMarks(marks: readonly EditorMark[]): void {
    this.#marks = marks;
    this.#schedule();
  }

  setProblems(problems: readonly EditorProblem[]): void {
    this.#problems = problems;
    this.#schedule();
  }

  setReadonly(readonly: boolean): void {
    this.textarea.readOnly = readonly;
  }

  setLabel(label: string): void {
    this.textarea.ariaLabel = label;
  }

  /** Its colours follow the page's by themselves. */
  setTheme(): void {}

  hasFixAtCursor(): boolean {
    return this.#fixableAtCursor() !== undefined;
  }

  fixAtCursor(): void {
    const problem = this.#fixableAtCursor();
    const fix = problem?.fixes?.[0];
    if (problem && fix) this.#events.quickFix(fix, problem);
  }

  #fixableAtCursor(): EditorProblem | undefined {
    const { head } = this.#readSelection();
    const line = lineAt(this.#starts, head);
    const fixable = this.#problems.filter(({ fixes }) => fixes && fixes.length > 0);
    return (
      fixable.find(({ range }) => range.start <= head && head <= range.end) ??
      fixable.find(({ range }) => lineAt(this.#starts, range.start) === line)
    );
  }

  reveal(reveal: EditorReveal): void {
    if (this.textarea.clientHeight === 0) {
      // Not on the screen: a phone shows one pane at a time.
      this.#pendingReveal = reveal;
      return;
    }
    this.#pendingReveal = null;
    const { range, focus } = reveal;
    const start = Math.min(range.start, this.#shown.length);
    const line = lineAt(this.#starts, start);
    const { textarea } = this;
    if (focus) {
      this.focus();
      this.#select({ anchor: start, head: start });
      this.#reportCursor(false);
    }
    const top = PADDING + line * this.#lineHeight;
    if (top < textarea.scrollTop || top + this.#lineHeight > textarea.scrollTop + textarea.clientHeight)
      textarea.scrollTop = top - (textarea.clientHeight - this.#lineHeight) / 2;
    const left = (start - (this.#starts[line] ?? 0)) * this.#digitWidth;
    const right = left + (range.end - start) * this.#digitWidth;
    const width = textarea.clientWidth - MARGIN;
    // No further than needed: what stands at the left are the names.
    if (left < textarea.scrollLeft) textarea.scrollLeft = left - MARGIN;
    else if (right > textarea.scrollLeft + width)
      textarea.scrollLeft = Math.min(right - width, left - MARGIN);
    this.#schedule();
  }

  focus(): void {
    this.textarea.focus({ preventScroll: true });
  }

  dispose(): void {
    this.#stop.abort();
    this.#resize.disconnect();
    cancelAnimationFrame(this.#frame);
    this.root.remove();
  }

  /** Resolves when no composition and no drag is under way; what follows in the same task meets a still editor. */
  whenStill(): Promise<void> {
    if (!this.#composing && !this.#pointerDown) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  get still(): boolean {
    return !this.#composing && !this.#pointerDown;
  }

  handover(): Handover {
    this.#takeInput();
    return {
      text: this.#text,
      ...this.#history.replay(this.#text),
      marks: this.#marks,
      problems: this.#problems,
      selection: this.#readSelection(),
      scrollTop: this.textarea.scrollTop,
      scrollLeft: this.textarea.scrollLeft,
      focused: document.activeElement === this.textarea,
    };
  }

  #listen(): void {
    const { signal } = this.#stop;
    const { textarea } = this;
    textarea.addEventListener('beforeinput', (event) => this.#beforeInput(event), { signal });
    textarea.addEventListener('input', () => this.#takeInput(), { signal });
    textarea.addEventListener('paste', (event) => this.#paste(event), { signal });
    textarea.addEventListener('keydown', (event) => this.#keydown(event), { signal });
    textarea.addEventListener('scroll', () => this.#place(), { signal, passive: true });
    textarea.addEventListener('compositionstart', () => (this.#composing = true), { signal });
    textarea.addEventListener('compositionend', () => this.#settle(() => (this.#composing = false)), {
      signal,
    });
    textarea.addEventListener('pointerdown', () => (this.#pointerDown = true), { signal });
    for (const type of ['pointerup', 'pointercancel', 'blur'])
      window.addEventListener(type, () => this.#settle(() => (this.#pointerDown = false)), { signal });
    document.addEventListener('selectionchange', () => this.#selectionChanged(), { signal });
  }

  /** After the events that end a composition or a drag have all been heard. */
  #settle(end: () => void): void {
    setTimeout(() => {
      end();
      if (!this.still) return;
      for (const resolve of this.#idle.splice(0)) resolve();
    });
  }

  #beforeInput(event: InputEvent): void {
    this.#selection = this.#readSelection();
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      this.#travel(event.inputType === 'historyUndo' ? this.#history.undo() : this.#history.redo());
    } else if (this.#held || (event.data?.length ?? 0) > MAX_TYPED) {
      event.preventDefault();
      if (event.inputType.startsWith('insert')) this.#insert(event.data ?? '');
      else if (event.inputType.startsWith('delete')) this.#insert('');
    }
  }

  get #held(): boolean {
    return this.#shown.length < this.#text.length;
  }

  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain');
    if (this.textarea.readOnly || !text) return;
    event.preventDefault();
    this.#insert(text);
  }

  /** Puts a text in the place of the selection. Of a text that is too long, only the whole can be replaced. */
  #insert(text: string): void {
    const { selectionStart, selectionEnd } = this.textarea;
    const all = selectionStart === 0 && selectionEnd === this.#shown.length;
    if (this.#held && !all) return;
    const removed = this.#held ? this.#text : this.#text.slice(selectionStart, selectionEnd);
    const inserted = normalizeText(text);
    if (removed === '' && inserted === '') return;
    const caret = selectionStart + inserted.length;
    this.#userEdit({ offset: selectionStart, removed, inserted }, { anchor: caret, head: caret });
  }

  #sayWhatIsShown(): void {
    const { textarea } = this;
    this.#note.hidden = !this.#held;
    if (!this.#held) {
      textarea.removeAttribute('aria-describedby');
      return;
    }
    const shown = this.#shown.length.toLocaleString('en');
    const all = this.#text.length.toLocaleString('en');
    this.#note.textContent = `Too long to edit here: the first ${shown} of ${all} characters are shown, all are used. Select all to replace them.`;
    textarea.setAttribute('aria-describedby', this.#note.id);
  }

  /** Reads what the author typed, pasted or dropped. */
  #takeInput(): void {
    if (this.#held) {
      // A composition can't be refused.
      if (this.textarea.value !== this.#shown) this.textarea.value = this.#shown;
      return;
    }
    const text = this.textarea.value;
    const change = changeBetween(this.#text, text, this.textarea.selectionEnd);
    if (!change) return;
    this.#adopt(text, change);
    const after = this.#readSelection();
    this.#history.record({ change, before: this.#selection, after }, performance.now());
    this.#selection = after;
    this.#render();
    this.#events.edit(text);
    this.#reportCursor(true);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      this.#travel(event.shiftKey ? this.#history.redo() : this.#history.undo());
    } else if (event.ctrlKey && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'y') {
      event.preventDefault();
      this.#travel(this.#history.redo());
    } else if (
      event.key === 'Tab' &&
      !command &&
      !event.altKey &&
      !tabMovesFocus() &&
      !this.textarea.readOnly
    ) {
      event.preventDefault();
      this.#indent(event.shiftKey);
    } else if (
      event.key === 'Enter' &&
      !command &&
      !event.altKey &&
      !event.shiftKey &&
      !this.textarea.readOnly
    ) {
      event.preventDefault();
      this.#newLine();
    }
  }

  #travel(entry: HistoryEntry | null): void {
    if (!entry || this.textarea.readOnly) return;
    this.#write(entry.change);
    this.#select(entry.after);
    this.#selection = entry.after;
    this.#render();
    this.#scrollToCaret();
    this.#events.edit(this.#text);
    this.#reportCursor(true);
  }

  /** A new line begins where the last one did, and deeper after what opens a block. */
  #newLine(): void {
    if (this.#held) return;
    const { selectionStart, selectionEnd } = this.textarea;
    const lineStart = this.#starts[lineAt(this.#starts, selectionStart)] ?? 0;
    const before = this.#text.slice(lineStart, selectionStart);
    const opens = this.#language === 'yaml' ? /:\s*$/ : /[{[]\s*$/;
    const indent = (/^[ \t]*/.exec(before)?.[0] ?? '') + (opens.test(before) ? ' '.repeat(TAB_SIZE) : '');
    const removed = this.#text.slice(selectionStart, selectionEnd);
    const caret = selectionStart + 1 + indent.length;
    this.#userEdit(
      { offset: selectionStart, removed, inserted: '\n' + indent },
      { anchor: caret, head: caret },
    );
  }

  #indent(out: boolean): void {
    if (this.#held) return;
    const { selectionStart, selectionEnd } = this.textarea;
    const first = lineAt(this.#starts, selectionStart);
    const last = lineAt(this.#starts, selectionEnd);
    if (!out && first === last) {
      const column = selectionStart - (this.#starts[first] ?? 0);
      const inserted = ' '.repeat(TAB_SIZE - (column % TAB_SIZE));
      const caret = selectionStart + inserted.length;
      const removed = this.#text.slice(selectionStart, selectionEnd);
      this.#userEdit({ offset: selectionStart, removed, inserted }, { anchor: caret, head: caret });
      return;
    }
    const offset = this.#starts[first] ?? 0;
    const end = this.#starts[last + 1] ?? this.#text.length;
    const removed = this.#text.slice(offset, end);
    const inserted = out ? removed.replace(/^(?: {1,2}|\t)/gm, '') : removed.replace(/^(?=.)/gm, '  ');
    const change = changeBetween(removed, inserted);
    if (!change) return;
    const grown = inserted.length - removed.length;
    const firstGrown = out ? -(/^(?: {1,2}|\t)?/.exec(removed)?.[0].length ?? 0) : TAB_SIZE;
    const anchor = Math.max(offset, selectionStart + firstGrown);
    const head = first === last ? anchor : Math.max(offset, selectionEnd + grown);
    this.#userEdit({ ...change, offset: offset + change.offset }, { anchor, head });
  }

  #userEdit(change: Change, after: EditorSelection): void {
    const before = this.#readSelection();
    this.#history.close();
    this.#write(change);
    this.#select(after);
    this.#history.record({ change, before, after }, performance.now());
    this.#selection = after;
    this.#render();
    this.#scrollToCaret();
    this.#events.edit(this.#text);
    this.#reportCursor(true);
  }

  #write(change: Change): void {
    const wasHeld = this.#held;
    this.#adopt(applyChange(this.#text, change), change);
    if (wasHeld || this.#held) {
      this.textarea.value = this.#shown;
      return;
    }
    const end = change.offset + change.removed.length;
    this.textarea.setRangeText(change.inserted, change.offset, end, 'preserve');
  }

  /** Marks and problems move with the text until the next answer brings new ones. */
  #adopt(text: string, change: Change): void {
    this.#text = text;
    this.#shown = excerptOf(text);
    this.#starts = lineStarts(this.#shown);
    this.#sayWhatIsShown();
    const move = <T extends EditorMark | EditorProblem>(item: T): T => ({
      ...item,
      range: {
        start: moveOffset(item.range.start, change),
        end: moveOffset(item.range.end, change, true),
      },
    });
    this.#marks = this.#marks.map(move).filter(({ range }) => range.start < range.end);
    this.#problems = this.#problems.map(move).filter(({ range }) => range.start <= range.end);
  }

  #readSelection(): EditorSelection {
    const { selectionStart, selectionEnd, selectionDirection } = this.textarea;
    return selectionDirection === 'backward'
      ? { anchor: selectionEnd, head: selectionStart }
      : { anchor: selectionStart, head: selectionEnd };
  }

  #select({ anchor, head }: EditorSelection): void {
    const direction = head < anchor ? 'backward' : 'forward';
    this.textarea.setSelectionRange(Math.min(anchor, head), Math.max(anchor, head), direction);
  }

  #selectionChanged(): void {
    if (document.activeElement !== this.textarea) return;
    const selection = this.#readSelection();
    if (selection.anchor !== this.#selection.anchor || selection.head !== this.#selection.head)
      this.#history.close();
    this.#selection = selection;
    this.#reportCursor(true);
  }

  #reportCursor(byUser: boolean): void {
    const { head } = this.#readSelection();
    if (head === this.#reported) return;
    this.#reported = head;
    this.#events.cursor(head, byUser);
  }

  /** Browsers do this for their own edits only. */
  #scrollToCaret(): void {
    const { textarea } = this;
    const { head } = this.#readSelection();
    const line = lineAt(this.#starts, head);
    const top = PADDING + line * this.#lineHeight;
    if (top < textarea.scrollTop + PADDING) textarea.scrollTop = top - PADDING;
    const over = top + this.#lineHeight + PADDING - textarea.clientHeight;
    if (over > textarea.scrollTop) textarea.scrollTop = over;
    const left = (head - (this.#starts[line] ?? 0)) * this.#digitWidth;
    if (
      left < textarea.scrollLeft ||
      left > textarea.scrollLeft + textarea.clientWidth - 2 * this.#digitWidth
    )
      textarea.scrollLeft = left - textarea.clientWidth / 2;
  }

  #measure(): void {
    const { lineHeight } = readMetrics(this.root);
    const probe = make('span', 'probe');
    probe.textContent = '0'.repeat(50);
    this.root.append(probe);
    this.#digitWidth = probe.getBoundingClientRect().width / 50 || 8;
    probe.remove();
    this.#lineHeight = lineHeight;
    this.root.style.setProperty('--line', `${lineHeight}px`);
  }

  #resized(): void {
    this.#measure();
    this.#render();
    if (this.#pendingReveal) this.reveal(this.#pendingReveal);
  }

  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => this.#render());
  }

  #render(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const digits = Math.max(LINE_NUMBER_DIGITS, String(this.#starts.length).length);
    const numbers = Math.round(digits * this.#digitWidth);
    this.#gutter.style.width = `${this.#lineHeight + numbers + GUTTER_GAP}px`;
    this.#gutter.style.setProperty('--gutter-gap', `${GUTTER_GAP}px`);
    const drawn = this.#draw();
    this.root.classList.toggle('bare', !drawn);
  }

  #first = 0;
  #last = -1;

  #draw(): boolean {
    const [first, last] = this.#visibleLines();
    this.#first = Math.max(0, first - OVERSCAN);
    this.#last = Math.min(this.#starts.length - 1, last + OVERSCAN);
    const drawn = this.#backdrop.render({
      text: this.#shown,
      starts: this.#starts,
      marks: this.#marks,
      problems: this.#problems,
      firstLine: this.#first,
      lastLine: this.#last,
    });
    this.#translate();
    return drawn;
  }

  #visibleLines(): [number, number] {
    const { scrollTop, clientHeight } = this.textarea;
    return [
      Math.floor((scrollTop - PADDING) / this.#lineHeight),
      Math.ceil((scrollTop + clientHeight - PADDING) / this.#lineHeight),
    ];
  }

  /** On scroll: move what is drawn, and draw anew only when the view leaves it. */
  #place(): void {
    const [first, last] = this.#visibleLines();
    const covered = first >= this.#first && (last <= this.#last || this.#last === this.#starts.length - 1);
    if (covered || (this.#first === 0 && first < 0)) this.#translate();
    else this.#render();
  }

  #translate(): void {
    const { scrollTop, scrollLeft } = this.textarea;
    const top = PADDING + this.#first * this.#lineHeight - scrollTop;
    this.#sheetLines.style.transform = `translate(${-scrollLeft}px, ${top}px)`;
    this.#gutterLines.style.transform = `translateY(${top}px)`;
  }
}

let notes = 0;

/** All of the text, or its first lines when it is too long for a textarea. */
function excerptOf(text: string): string {
  if (text.length <= MAX_EDITABLE) return text;
  const end = text.lastIndexOf('\n', EXCERPT);
  return text.slice(0, end > 0 ? end + 1 : EXCERPT);
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
