// The plain editor: a textarea, and behind it what the textarea cannot draw. It is there at once, is all that phones
// get, and hands everything over when Monaco comes.
import type { Handover } from './handover.ts';
import { HeldText } from './held-text.ts';
import type { HistoryEntry } from './history.ts';
import { EditHistory } from './history.ts';
import type { EditorMark, EditorProblem, EditorReveal, EditorSelection } from './marks.ts';
import type { PlainKey } from './plain-keys.ts';
import { plainKeyOf } from './plain-keys.ts';
import type { PlainParts } from './plain-parts.ts';
import { makeParts } from './plain-parts.ts';
import { PlainView } from './plain-view.ts';
import { Stillness } from './stillness.ts';
import type { CaretBox, Surface, SurfaceEvents } from './surface.ts';
import { tabMovesFocus } from './tab-mode.ts';
import type { Change } from './text.ts';
import { changeBetween, isOtherText, normalizeText } from './text.ts';
import { readSelection, select } from './textarea-selection.ts';
import type { EditorLanguage } from '../language/tokens.ts';
import type { TypedEdit } from './typing.ts';
import { breakLine, indent, outdent } from './typing.ts';

/** Browsers insert a long text line by line, in seconds; it is set at once instead. */
const MAX_TYPED = 100;

export interface PlainSurfaceOptions {
  readonly language: EditorLanguage;
  readonly label: string;
  readonly text: string;
  readonly readonly: boolean;
  /** Whether long lines go on in the next row. */
  readonly wrap: boolean;
}

export class PlainSurface implements Surface {
  readonly textarea: HTMLTextAreaElement;
  readonly stillness: Stillness;
  readonly #language: EditorLanguage;
  readonly #events: SurfaceEvents;
  readonly #parts: PlainParts;
  readonly #held: HeldText;
  readonly #view: PlainView;
  readonly #history = new EditHistory();
  readonly #stop = new AbortController();
  readonly #resize: ResizeObserver;
  /** Before the edit in hand, for undo. */
  #selection: EditorSelection = { anchor: 0, head: 0 };
  #reported: EditorSelection = { anchor: -1, head: -1 };
  /** Asked for while the pane was hidden; an edit makes it out of date. */
  #pendingReveal: EditorReveal | null = null;

  constructor(host: HTMLElement, options: PlainSurfaceOptions, events: SurfaceEvents) {
    this.#language = options.language;
    this.#events = events;
    this.#parts = makeParts();
    this.#held = new HeldText(options.text);
    this.#view = new PlainView(this.#held, this.#parts, options.language, options.wrap);
    this.textarea = this.#parts.textarea;
    this.textarea.ariaLabel = options.label;
    this.textarea.readOnly = options.readonly;
    this.textarea.value = this.#held.shown;
    this.textarea.setSelectionRange(0, 0);
    host.append(this.#parts.root);
    this.stillness = new Stillness(this.textarea, this.#stop.signal);
    this.#listen();
    this.#resize = new ResizeObserver(() => this.#resized());
    this.#resize.observe(this.textarea);
    void document.fonts?.ready.then(() => {
      if (this.#stop.signal.aborted) return;
      this.#view.measure();
      this.#view.render();
    });
    // Not at once: measuring now would make the browser lay out a page that is still being put together.
    this.#view.schedule();
  }

  get text(): string {
    return this.#held.text;
  }

  get input(): HTMLTextAreaElement {
    return this.textarea;
  }

  get caret(): number {
    const { anchor, head } = readSelection(this.textarea);
    return anchor === head && !this.#held.isExcerpt ? head : -1;
  }

  replace(start: number, end: number, text: string): void {
    const change = { offset: start, removed: this.#held.shown.slice(start, end), inserted: text };
    const caret = start + text.length;
    this.#edit({ change, after: { anchor: caret, head: caret } });
  }

  boxAt(offset: number): CaretBox {
    return this.#view.boxAt(offset);
  }

  setText(text: string): void {
    const change = changeBetween(this.#held.text, text);
    if (!change) return;
    const before = readSelection(this.textarea);
    this.#history.close();
    this.#write(change);
    if (isOtherText(change, text)) {
      select(this.textarea, { anchor: 0, head: 0 });
      this.textarea.scrollTo(0, 0);
    }
    this.#history.record({ change, before, after: readSelection(this.textarea) }, performance.now());
    this.#history.close();
    this.#view.render();
  }

  setMarks(marks: readonly EditorMark[]): void {
    this.#held.marks = marks;
    this.#view.schedule();
  }

  setProblems(problems: readonly EditorProblem[]): void {
    this.#held.problems = problems;
    this.#view.schedule();
  }

  setReadonly(readonly: boolean): void {
    this.textarea.readOnly = readonly;
  }

  setLabel(label: string): void {
    this.textarea.ariaLabel = label;
  }

  setWrap(wrap: boolean): void {
    this.#view.setWrap(wrap);
  }

  /** Its colours follow the page's by themselves. */
  setTheme(): void {}

  hasFixAtCursor(): boolean {
    return this.#held.fixableAt(readSelection(this.textarea).head) !== undefined;
  }

  fixAtCursor(): void {
    const problem = this.#held.fixableAt(readSelection(this.textarea).head);
    const fix = problem?.fixes?.[0];
    if (problem && fix) this.#events.quickFix(fix, problem);
  }

  reveal(reveal: EditorReveal): void {
    if (!this.#view.isOnScreen) {
      this.#pendingReveal = reveal;
      return;
    }
    this.#pendingReveal = null;
    const { range, focus } = reveal;
    const start = Math.min(range.start, this.#held.shown.length);
    if (focus) {
      this.focus();
      select(this.textarea, { anchor: start, head: start });
      this.#reportCursor(false);
    }
    this.#view.reveal(start, range.end);
  }

  focus(): void {
    this.textarea.focus({ preventScroll: true });
  }

  dispose(): void {
    this.#stop.abort();
    this.#resize.disconnect();
    this.#view.stop();
    this.#parts.root.remove();
  }

  handover(): Handover {
    this.#takeInput();
    const { text, marks, problems } = this.#held;
    return {
      text,
      ...this.#history.replay(text),
      marks,
      problems,
      selection: readSelection(this.textarea),
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
    textarea.addEventListener('scroll', () => this.#view.follow(), { signal, passive: true });
    document.addEventListener('selectionchange', () => this.#selectionChanged(), { signal });
  }

  #beforeInput(event: InputEvent): void {
    this.#selection = readSelection(this.textarea);
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      this.#travel(event.inputType === 'historyUndo' ? this.#history.undo() : this.#history.redo());
    } else if (this.#held.isExcerpt || (event.data?.length ?? 0) > MAX_TYPED) {
      event.preventDefault();
      if (event.inputType.startsWith('insert')) this.#insert(event.data ?? '');
      else if (event.inputType.startsWith('delete')) this.#insert('');
    }
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
    const { isExcerpt, shown } = this.#held;
    const all = selectionStart === 0 && selectionEnd === shown.length;
    if (isExcerpt && !all) return;
    const removed = isExcerpt ? this.#held.text : shown.slice(selectionStart, selectionEnd);
    const inserted = normalizeText(text);
    if (removed === '' && inserted === '') return;
    const caret = selectionStart + inserted.length;
    this.#edit({
      change: { offset: selectionStart, removed, inserted },
      after: { anchor: caret, head: caret },
    });
  }

  /** Reads what the author typed or dropped. */
  #takeInput(): void {
    if (this.#held.isExcerpt) {
      // A composition can't be refused.
      if (this.textarea.value !== this.#held.shown) this.textarea.value = this.#held.shown;
      return;
    }
    const text = this.textarea.value;
    const change = changeBetween(this.#held.text, text, this.textarea.selectionEnd);
    if (!change) return;
    this.#pendingReveal = null;
    this.#held.change(change, text);
    const after = readSelection(this.textarea);
    this.#history.record({ change, before: this.#selection, after }, performance.now());
    this.#selection = after;
    this.#view.render();
    this.#events.edit(text);
    this.#reportCursor(true);
  }

  #keydown(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return;
    const key = plainKeyOf(event);
    if (!key) return;
    const types = key !== 'undo' && key !== 'redo';
    if (types && this.textarea.readOnly) return;
    if ((key === 'indent' || key === 'outdent') && tabMovesFocus()) return;
    event.preventDefault();
    if (types) this.#type(key);
    else this.#travel(this.#history[key]());
  }

  #type(key: Exclude<PlainKey, 'undo' | 'redo'>): void {
    const { text, starts, isExcerpt } = this.#held;
    if (isExcerpt) return;
    const { selectionStart: start, selectionEnd: end } = this.textarea;
    const place = { text, starts, start, end };
    const typed = key === 'break_line' ? breakLine(place, this.#language) : { indent, outdent }[key](place);
    if (typed) this.#edit(typed);
  }

  #edit({ change, after }: TypedEdit): void {
    const before = readSelection(this.textarea);
    this.#history.close();
    this.#history.record({ change, before, after }, performance.now());
    this.#apply({ change, after });
  }

  #travel(entry: HistoryEntry | null): void {
    if (entry && !this.textarea.readOnly) this.#apply(entry);
  }

  #apply({ change, after }: TypedEdit): void {
    this.#write(change);
    select(this.textarea, after);
    this.#selection = after;
    this.#view.render();
    this.#view.scrollToCaret(after.head);
    this.#events.edit(this.#held.text);
    this.#reportCursor(true);
  }

  #write(change: Change): void {
    const wasExcerpt = this.#held.isExcerpt;
    this.#pendingReveal = null;
    this.#held.change(change);
    if (wasExcerpt || this.#held.isExcerpt) {
      this.textarea.value = this.#held.shown;
      return;
    }
    const end = change.offset + change.removed.length;
    this.textarea.setRangeText(change.inserted, change.offset, end, 'preserve');
  }

  #selectionChanged(): void {
    if (document.activeElement !== this.textarea) return;
    const selection = readSelection(this.textarea);
    if (selection.anchor !== this.#selection.anchor || selection.head !== this.#selection.head)
      this.#history.close();
    this.#selection = selection;
    this.#reportCursor(true);
  }

  #reportCursor(byUser: boolean): void {
    const { anchor, head } = readSelection(this.textarea);
    if (head === this.#reported.head && anchor === this.#reported.anchor) return;
    this.#reported = { anchor, head };
    this.#events.cursor(head, byUser, anchor);
  }

  #resized(): void {
    this.#view.measure();
    this.#view.render();
    // The keyboard of a phone came up: it must not hide where one writes.
    const hasKeyboard = document.documentElement.hasAttribute('data-keyboard');
    if (hasKeyboard && document.activeElement === this.textarea)
      this.#view.scrollToCaret(readSelection(this.textarea).head);
    if (this.#pendingReveal) this.reveal(this.#pendingReveal);
  }
}
