// One Monaco editor as a surface: texts in and out, marks, problems, quick fixes.
import * as monaco from 'monaco-editor/editor';
import * as texts from '../texts/en.ts';
import type { Handover } from './handover.ts';
import type { EditorMark, EditorProblem, EditorReveal } from './marks.ts';
import { offerFixes } from './monaco-fixes.ts';
import { toDecorations, toMarkers } from './monaco-marks.ts';
import { rangeIn, replay, selectionIn } from './monaco-model.ts';
import { editorOptions, isMirrored, mirrorOptions, resizeFont } from './monaco-options.ts';
import { setUpMonaco } from './monaco-setup.ts';
import { applyTheme, themeName } from './monaco-theme.ts';
import { bridgeNativeInput } from './native-input.ts';
import { scrollLeftFor } from './reveal.ts';
import type { CaretBox, Surface, SurfaceEvents } from './surface.ts';
import { onTabMode, tabMovesFocus } from './tab-mode.ts';
import { changeBetween, isOtherText } from './text.ts';
import type { EditorLanguage } from '../language/tokens.ts';

export interface MonacoSurfaceOptions {
  readonly language: EditorLanguage;
  readonly label: string;
  readonly readonly: boolean;
  readonly theme: string;
}

/** Between a revealed range and the edge. */
const MARGIN = 30;

/** How many editors there are: they share a theme. */
let open = 0;

export class MonacoSurface implements Surface {
  readonly #host: HTMLElement;
  readonly #events: SurfaceEvents;
  readonly #editor: monaco.editor.IStandaloneCodeEditor;
  readonly #decorations: monaco.editor.IEditorDecorationsCollection;
  readonly #stops: (() => void)[] = [];
  readonly #model: monaco.editor.ITextModel;
  #text: string;
  #theme: string;
  #mirrored: boolean;
  #marks: readonly EditorMark[] = [];
  #problems: readonly EditorProblem[] = [];
  #frame = 0;
  #setting = false;

  /** Goes on where the plain editor stopped, and has drawn all that is visible when it returns. */
  constructor(
    wrapper: HTMLElement,
    options: MonacoSurfaceOptions,
    handover: Handover,
    events: SurfaceEvents,
  ) {
    setUpMonaco();
    this.#events = events;
    this.#theme = options.theme;
    this.#text = handover.text;
    this.#mirrored = isMirrored(handover.text);
    this.#marks = handover.marks;
    this.#problems = handover.problems;
    this.#host = document.createElement('div');
    this.#host.className = 'monaco';
    wrapper.append(this.#host);
    if (open++ === 0) applyTheme(wrapper);
    this.#model = replay(handover, options.language);
    this.#editor = monaco.editor.create(this.#host, {
      ...editorOptions(wrapper),
      ...mirrorOptions(this.#mirrored),
      model: this.#model,
      theme: themeName,
      ariaLabel: options.label,
      readOnly: options.readonly,
      tabFocusMode: tabMovesFocus(),
    });
    this.#decorations = this.#editor.createDecorationsCollection();
    this.#show();
    this.#editor.setSelection(selectionIn(this.#model, handover.selection));
    this.#editor.setScrollPosition(
      { scrollTop: handover.scrollTop, scrollLeft: handover.scrollLeft },
      monaco.editor.ScrollType.Immediate,
    );
    this.#drawNow();
    this.#listen(wrapper);
  }

  get text(): string {
    return this.#text;
  }

  get problems(): readonly EditorProblem[] {
    return this.#problems;
  }

  get input(): HTMLTextAreaElement | null {
    return this.#host.querySelector('textarea');
  }

  get caret(): number {
    const selection = this.#editor.getSelection();
    if (!selection?.isEmpty() || (this.#editor.getSelections()?.length ?? 0) > 1) return -1;
    return this.#model.getOffsetAt(selection.getPosition());
  }

  replace(start: number, end: number, text: string): void {
    const range = rangeIn(this.#model, { start, end });
    this.#editor.pushUndoStop();
    this.#editor.executeEdits('sigma', [{ range, text, forceMoveMarkers: true }]);
    this.#editor.setPosition(this.#model.getPositionAt(start + text.length));
    this.#editor.pushUndoStop();
    this.#editor.revealPosition(this.#model.getPositionAt(start + text.length));
  }

  boxAt(offset: number): CaretBox {
    const position = this.#editor.getScrolledVisiblePosition(this.#model.getPositionAt(offset));
    const { left, top } = this.#host.getBoundingClientRect();
    const { left: x, top: y, height } = position ?? { left: 0, top: 0, height: 0 };
    return { left: left + x, top: top + y, bottom: top + y + height };
  }

  setText(text: string): void {
    const change = changeBetween(this.#text, text);
    if (!change) return;
    const range = rangeIn(this.#model, { start: change.offset, end: change.offset + change.removed.length });
    this.#setting = true;
    this.#text = text;
    this.#model.pushStackElement();
    this.#model.pushEditOperations(
      this.#editor.getSelections(),
      [{ range, text: change.inserted, forceMoveMarkers: true }],
      () => null,
    );
    this.#model.pushStackElement();
    this.#setting = false;
    if (isOtherText(change, text)) {
      this.#editor.setPosition({ lineNumber: 1, column: 1 });
      this.#editor.setScrollPosition({ scrollTop: 0, scrollLeft: 0 }, monaco.editor.ScrollType.Immediate);
    }
    this.#mirror();
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
    this.#editor.updateOptions({ readOnly: readonly });
  }

  setLabel(label: string): void {
    this.#editor.updateOptions({ ariaLabel: label });
  }

  setTheme(theme: string): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    this.#recolour();
  }

  #recolour(): void {
    // The page puts its theme on after the same change.
    requestAnimationFrame(() => this.#host.isConnected && applyTheme(this.#host));
  }

  reveal({ range, focus }: EditorReveal): void {
    const where = rangeIn(this.#model, range);
    if (focus) {
      this.#editor.setPosition(where.getStartPosition());
      this.#editor.focus();
    }
    const { startLineNumber, endLineNumber, startColumn, endColumn } = where;
    const { Immediate } = monaco.editor.ScrollType;
    this.#editor.revealLinesInCenterIfOutsideViewport(startLineNumber, endLineNumber, Immediate);
    const isOneLine = startLineNumber === endLineNumber;
    const end = isOneLine ? endColumn : this.#model.getLineMaxColumn(startLineNumber);
    const left = this.#editor.getOffsetForColumn(startLineNumber, startColumn);
    const right = this.#editor.getOffsetForColumn(startLineNumber, end);
    // It draws only the beginning of a very long line.
    if (left < 0 || right < left) {
      this.#editor.revealRangeInCenterIfOutsideViewport(where, Immediate);
      return;
    }
    const scrollLeft = this.#editor.getScrollLeft();
    const width = this.#editor.getLayoutInfo().contentWidth - MARGIN;
    this.#editor.setScrollLeft(scrollLeftFor({ left, right }, { scrollLeft, width }), Immediate);
  }

  focus(): void {
    this.#editor.focus();
  }

  hasFixAtCursor(): boolean {
    const line = this.#editor.getPosition()?.lineNumber ?? 0;
    return this.#problems.some(({ range, fixes }) => {
      if (!fixes?.length) return false;
      const { startLineNumber, endLineNumber } = rangeIn(this.#model, range);
      return startLineNumber <= line && line <= endLineNumber;
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stops.splice(0)) stop();
    open--;
    this.#editor.dispose();
    this.#model.dispose();
    this.#host.remove();
  }

  fix(problem: number, fix: number): void {
    const found = this.#problems[problem];
    const chosen = found?.fixes?.[fix];
    if (found && chosen) this.#events.quickFix(chosen, found);
  }

  #listen(wrapper: HTMLElement): void {
    const editor = this.#editor;
    const cursorSources = ['mouse', 'keyboard'];
    const schemes = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
      matchMedia(query),
    );
    const changed = () => this.#recolour();
    for (const scheme of schemes) scheme.addEventListener('change', changed);
    const disposables = [
      editor.onDidChangeModelContent(() => this.#edited()),
      editor.onDidChangeCursorSelection(({ selection, source, reason }) => {
        if (this.#setting) return;
        const byUser = cursorSources.includes(source) || reason === monaco.editor.CursorChangeReason.Explicit;
        const [head, anchor] = [
          selection.getPosition(),
          { lineNumber: selection.selectionStartLineNumber, column: selection.selectionStartColumn },
        ].map((position) => this.#model.getOffsetAt(position)) as [number, number];
        this.#events.cursor(head, byUser, anchor);
      }),
    ];
    if (this.#model.getLanguageId() === 'json')
      disposables.push(
        editor.addAction({
          id: 'sigma.addToRule',
          label: texts.editorAddValue,
          precondition: '!editorReadonly',
          contextMenuGroupId: 'navigation',
          run: () => this.#events.shortcut('add_to_rule'),
        }),
      );
    else
      disposables.push(
        editor.addAction({
          id: 'sigma.learn',
          label: texts.editorLearn,
          contextMenuGroupId: 'navigation',
          run: () => {
            // A click for the menu moves the cursor too, and Monaco does not say by whom.
            const cursor = this.#model.getOffsetAt(editor.getPosition() ?? { lineNumber: 1, column: 1 });
            this.#events.cursor(cursor, true, cursor);
            this.#events.shortcut('learn');
          },
        }),
      );
    const fonts = () => monaco.editor.remeasureFonts();
    document.fonts?.addEventListener('loadingdone', fonts);
    this.#stops.push(
      () => schemes.forEach((scheme) => scheme.removeEventListener('change', changed)),
      () => document.fonts?.removeEventListener('loadingdone', fonts),
      () => disposables.forEach((disposable) => disposable.dispose()),
      onTabMode((movesFocus) => editor.updateOptions({ tabFocusMode: movesFocus })),
      offerFixes(this.#model, this),
      bridgeNativeInput(this.#host, editor),
      resizeFont(wrapper, editor),
    );
  }

  #edited(): void {
    if (this.#setting) return;
    this.#text = this.#model.getValue();
    this.#mirror();
    this.#events.edit(this.#text);
  }

  #mirror(): void {
    const mirrored = isMirrored(this.#text);
    if (mirrored === this.#mirrored) return;
    this.#mirrored = mirrored;
    this.#editor.updateOptions(mirrorOptions(mirrored));
  }

  #drawNow(): void {
    const last = this.#editor.getVisibleRanges().at(-1)?.endLineNumber ?? 1;
    // Not in Monaco's typings: colours the lines now, instead of after the first frame.
    (
      this.#model as { tokenization?: { forceTokenization(line: number): void } }
    ).tokenization?.forceTokenization(Math.min(last + 1, this.#model.getLineCount()));
    this.#editor.render(true);
  }

  #schedule(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#show();
    });
  }

  #show(): void {
    this.#decorations.set(toDecorations(this.#model, this.#marks));
    monaco.editor.setModelMarkers(this.#model, 'sigma', toMarkers(this.#model, this.#problems));
  }
}
