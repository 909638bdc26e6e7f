// What is seen of a plain editor's text: draws what is in view, follows the scrolling, and scrolls to a place.
import { Backdrop } from './backdrop.ts';
import { excerptNote } from './excerpt.ts';
import type { HeldText } from './held-text.ts';
import { LineRows } from './line-rows.ts';
import type { PlainParts } from './plain-parts.ts';
import { scrollLeftFor, scrollTopFor } from './reveal.ts';
import type { CaretBox } from './surface.ts';
import { GUTTER_GAP, LINE_NUMBER_DIGITS, PADDING, readMetrics } from './surface.ts';
import { lineAt } from './text.ts';
import type { EditorLanguage } from '../language/tokens.ts';
import { WrapRuler } from './wrap-ruler.ts';

const OVERSCAN = 4;
/** Longer texts do not wrap: the browser lays all of it out again for each key. */
export const MAX_WRAPPED = 200_000;
/** When lines wrap, there is no room to give away. */
const NARROW_GUTTER_GAP = 10;
const NARROW_DIGITS = 2;
const NARROW_GLYPH = 18;
/** Between a revealed stretch and the edge. */
const MARGIN = 30;

/** What the textarea shows, in pixels. */
interface View {
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly clientHeight: number;
}

export class PlainView {
  readonly #held: HeldText;
  readonly #parts: PlainParts;
  readonly #backdrop: Backdrop;
  readonly #ruler: WrapRuler;
  readonly #rows = new LineRows();
  #wrap: boolean;
  #wraps = false;
  /** The text whose wrapped lines were measured. */
  #measured: string | null = null;
  #frame = 0;
  #sized = false;
  #lineHeight = 20;
  #digitWidth = 8;
  /** The lines that are drawn. */
  #first = 0;
  #last = -1;
  /** As it was last seen: a browser that lays out anew may have scrolled before it says so. */
  #lineAtTop = 0;

  constructor(held: HeldText, parts: PlainParts, language: EditorLanguage, wrap: boolean) {
    this.#held = held;
    this.#parts = parts;
    this.#wrap = wrap;
    this.#backdrop = new Backdrop(language, parts.sheetLines, parts.gutterLines);
    this.#ruler = new WrapRuler(parts.ruler);
  }

  /** Whether long lines go on in the next row, where the text is not too long for that. */
  setWrap(wrap: boolean): void {
    if (wrap === this.#wrap) return;
    this.#wrap = wrap;
    this.render();
  }

  /** Reads the sizes that the page's style gives. */
  measure(): void {
    const { root } = this.#parts;
    this.#sized = true;
    const { lineHeight } = readMetrics(root);
    const probe = document.createElement('span');
    probe.className = 'probe';
    probe.textContent = '0'.repeat(50);
    root.append(probe);
    this.#digitWidth = probe.getBoundingClientRect().width / 50 || 8;
    probe.remove();
    this.#lineHeight = lineHeight;
    root.style.setProperty('--line', `${lineHeight}px`);
  }

  /** Draws before the next frame. */
  schedule(): void {
    this.#frame ||= requestAnimationFrame(() => this.render());
  }

  render(): void {
    this.stop();
    const { root } = this.#parts;
    this.#sayWhatIsShown();
    this.#layOut();
    const { starts, shown, marks, problems } = this.#held;
    // All that the browser must lay out for is read before anything is written.
    const view = this.#readView();
    const [first, last] = this.#linesIn(view);
    this.#first = Math.max(0, first - OVERSCAN);
    this.#last = Math.min(starts.length - 1, last + OVERSCAN);
    const drawn = this.#backdrop.render({
      text: shown,
      starts,
      marks,
      problems,
      firstLine: this.#first,
      lastLine: this.#last,
      rowsOf: (line) => this.#rows.rowsOf(line),
    });
    this.#translate(view);
    root.classList.toggle('bare', !drawn);
  }

  /** On scroll: moves what is drawn, and draws anew only when the view leaves it. */
  follow(): void {
    // Lines that wrap elsewhere make the browser scroll, and that is heard of first.
    const moved = this.#wraps && this.#layOut();
    const view = this.#readView();
    const [first, last] = this.#linesIn(view);
    if (!moved && first >= this.#first && last <= this.#last) this.#translate(view);
    else this.render();
  }

  /** False while the pane is hidden: a phone shows one at a time. */
  get isOnScreen(): boolean {
    return this.#parts.textarea.clientHeight > 0;
  }

  reveal(start: number, end: number): void {
    const { textarea } = this.#parts;
    this.#layOut();
    const { top, bottom, left, right } = this.#placeOf(start, end);
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = textarea;
    const wantedTop = scrollTopFor({ top, bottom }, { scrollTop, height: clientHeight });
    if (wantedTop !== scrollTop) textarea.scrollTop = wantedTop;
    if (!this.#wraps) {
      const wantedLeft = scrollLeftFor({ left, right }, { scrollLeft, width: clientWidth - MARGIN });
      if (wantedLeft !== scrollLeft) textarea.scrollLeft = wantedLeft;
    }
    this.schedule();
  }

  /** Browsers do this for their own edits only. */
  scrollToCaret(offset: number): void {
    const { textarea } = this.#parts;
    const { top, bottom, left } = this.#placeOf(offset, offset);
    if (top < textarea.scrollTop + PADDING) textarea.scrollTop = top - PADDING;
    const over = bottom + PADDING - textarea.clientHeight;
    if (over > textarea.scrollTop) textarea.scrollTop = over;
    if (this.#wraps) return;
    const { scrollLeft, clientWidth } = textarea;
    if (left < scrollLeft || left > scrollLeft + clientWidth - 2 * this.#digitWidth)
      textarea.scrollLeft = left - clientWidth / 2;
  }

  /** In the window, as far as it scrolls there. */
  boxAt(offset: number): CaretBox {
    this.#layOut();
    const { textarea } = this.#parts;
    const { top, bottom, left } = this.#placeOf(offset, offset);
    const box = textarea.getBoundingClientRect();
    const y = box.top - textarea.scrollTop;
    return { left: box.left + left - textarea.scrollLeft, top: y + top, bottom: y + bottom };
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #sayWhatIsShown(): void {
    const { note, textarea } = this.#parts;
    const { isExcerpt, shown, text } = this.#held;
    if (!isExcerpt && note.hidden) return;
    note.hidden = !isExcerpt;
    note.textContent = isExcerpt ? excerptNote(shown.length, text.length) : '';
    if (isExcerpt) textarea.setAttribute('aria-describedby', note.id);
    else textarea.removeAttribute('aria-describedby');
  }

  /** Finds where each line stands. Returns whether they moved to another place. */
  #layOut(): boolean {
    if (!this.#sized) this.measure();
    const { shown, starts } = this.#held;
    const wraps = this.#wrap && shown.length <= MAX_WRAPPED;
    if (wraps || this.#wraps) return this.#layOutWrapped(wraps);
    this.#sizeGutter();
    this.#rows.read(shown, starts, null);
    return false;
  }

  /** What is at the top stays there when lines come to wrap elsewhere, or no more. */
  #layOutWrapped(wraps: boolean): boolean {
    const { root, textarea, sheetLines } = this.#parts;
    const { shown, starts } = this.#held;
    const lineAtTop = this.#lineAtTop;
    const turned = wraps !== this.#wraps;
    if (turned) {
      this.#wraps = wraps;
      root.classList.toggle('wraps', wraps);
      textarea.wrap = wraps ? 'soft' : 'off';
    }
    this.#sizeGutter();
    const width = this.#textWidth();
    const hidden = width <= 0;
    const moved = !hidden && this.#ruler.set(width, this.#lineHeight, this.#digitWidth);
    if (!moved && !turned && this.#measured === shown) return false;
    if (moved) this.#rows.forget();
    this.#rows.read(shown, starts, wraps && !hidden ? this.#ruler.countRows : null);
    this.#measured = wraps && !hidden ? shown : null;
    sheetLines.style.width = wraps ? `${width}px` : '';
    if ((moved || turned) && lineAtTop > 0) textarea.scrollTop = this.#topOf(lineAtTop);
    return moved || turned;
  }

  #sizeGutter(): void {
    const { gutter } = this.#parts;
    const usual = this.#wraps ? NARROW_DIGITS : LINE_NUMBER_DIGITS;
    const digits = Math.max(usual, String(this.#held.starts.length).length);
    const numbers = Math.round(digits * this.#digitWidth);
    const gap = this.#wraps ? NARROW_GUTTER_GAP : GUTTER_GAP;
    const glyph = this.#wraps ? NARROW_GLYPH : this.#lineHeight;
    gutter.style.width = `${glyph + numbers + gap}px`;
    gutter.style.setProperty('--gutter-gap', `${gap}px`);
    gutter.style.setProperty('--glyph', `${glyph}px`);
  }

  /** What a row of the textarea has for its text. */
  #textWidth(): number {
    const { textarea } = this.#parts;
    const { paddingLeft, paddingRight } = getComputedStyle(textarea);
    // It sticks out of the sheet by the room that the browser adds inside it, see editor.css.
    const added = -2 * textarea.offsetLeft;
    return textarea.clientWidth - added - parseFloat(paddingLeft) - parseFloat(paddingRight);
  }

  #rowAt(y: number): number {
    return (y - PADDING) / this.#lineHeight;
  }

  #topOf(line: number): number {
    return PADDING + this.#rows.rowOf(line) * this.#lineHeight;
  }

  #readView(): View {
    const { scrollTop, scrollLeft, clientHeight } = this.#parts.textarea;
    return { scrollTop, scrollLeft, clientHeight };
  }

  #linesIn({ scrollTop, clientHeight }: View): [number, number] {
    return [
      this.#rows.lineAt(this.#rowAt(scrollTop)),
      this.#rows.lineAt(Math.ceil(this.#rowAt(scrollTop + clientHeight))),
    ];
  }

  /** Where the first line of a stretch stands, as far as it belongs to the stretch. */
  #placeOf(start: number, end: number): { top: number; bottom: number; left: number; right: number } {
    const { shown, starts } = this.#held;
    const line = lineAt(starts, start);
    const lineStart = starts[line] ?? 0;
    const lineEnd = (starts[line + 1] ?? shown.length + 1) - 1;
    const from = Math.min(start, lineEnd) - lineStart;
    const to = Math.max(from, Math.min(end, lineEnd) - lineStart);
    const within = this.#wraps
      ? this.#ruler.rowsWithin(shown.slice(lineStart, lineEnd), from, to)
      : { first: 0, last: 0 };
    return {
      top: this.#topOf(line) + within.first * this.#lineHeight,
      bottom: this.#topOf(line) + (within.last + 1) * this.#lineHeight,
      left: from * this.#digitWidth,
      right: to * this.#digitWidth,
    };
  }

  #translate({ scrollTop, scrollLeft, clientHeight }: View): void {
    const { sheetLines, gutterLines } = this.#parts;
    if (clientHeight > 0) this.#lineAtTop = this.#rows.lineAt(this.#rowAt(scrollTop));
    const top = this.#topOf(this.#first) - scrollTop;
    sheetLines.style.transform = `translate(${-scrollLeft}px, ${top}px)`;
    gutterLines.style.transform = `translateY(${top}px)`;
  }
}
