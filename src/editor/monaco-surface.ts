// One Monaco editor as a surface: texts in and out, marks, problems, quick fixes.
import * as monaco from 'monaco-editor/editor';
import type { Range } from '../sigma/index.ts';
import type { EditorMark, EditorProblem, EditorReveal, EditorSelection } from './marks.ts';
import { registerLanguages } from './monaco-languages.ts';
import { toDecorations, toMarkers } from './monaco-marks.ts';
import { applyTheme, themeName } from './monaco-theme.ts';
import { bridgeNativeInput } from './native-input.ts';
import type { Handover } from './plain-surface.ts';
import type { Surface, SurfaceEvents } from './surface.ts';
import { GUTTER_GAP, LINE_NUMBER_DIGITS, PADDING, TAB_SIZE, readMetrics } from './surface.ts';
import { onTabMode, tabMovesFocus } from './tab-mode.ts';
import { changeBetween, isOtherText } from './text.ts';
import type { EditorLanguage } from './tokens.ts';

export interface MonacoSurfaceOptions {
  readonly language: EditorLanguage;
  readonly label: string;
  readonly readonly: boolean;
  readonly theme: string;
}

/** Up to this length Monaco's textarea holds all of the text; beyond, what is near the cursor. */
const MAX_MIRRORED = 20_000;
const BOM = '\ufeff';
const FOLDING_WIDTH = 16;

const surfaces = new Map<string, MonacoSurface>();
let widgets: HTMLElement | undefined;

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
    setUp();
    this.#events = events;
    this.#theme = options.theme;
    this.#text = handover.text;
    this.#mirrored = isMirrored(handover.text);
    this.#marks = handover.marks;
    this.#problems = handover.problems;
    this.#host = document.createElement('div');
    this.#host.className = 'monaco';
    wrapper.append(this.#host);
    if (surfaces.size === 0) applyTheme(wrapper);
    this.#model = replay(handover, options.language);
    surfaces.set(this.#model.uri.toString(), this);
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

  setText(text: string): void {
    const change = changeBetween(this.#text, text);
    if (!change) return;
    const range = this.#toRange({ start: change.offset, end: change.offset + change.removed.length });
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
    const where = this.#toRange(range);
    if (focus) {
      this.#editor.setPosition(where.getStartPosition());
      this.#editor.focus();
    }
    this.#editor.revealRangeInCenterIfOutsideViewport(where, monaco.editor.ScrollType.Immediate);
  }

  focus(): void {
    this.#editor.focus();
  }

  hasFixAtCursor(): boolean {
    const line = this.#editor.getPosition()?.lineNumber ?? 0;
    return this.#problems.some(({ range, fixes }) => {
      if (!fixes?.length) return false;
      const { startLineNumber, endLineNumber } = this.#toRange(range);
      return startLineNumber <= line && line <= endLineNumber;
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    for (const stop of this.#stops.splice(0)) stop();
    surfaces.delete(this.#model.uri.toString());
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
      editor.onDidChangeCursorPosition(({ position, source, reason }) => {
        if (this.#setting) return;
        const byUser = cursorSources.includes(source) || reason === monaco.editor.CursorChangeReason.Explicit;
        this.#events.cursor(this.#model.getOffsetAt(position), byUser);
      }),
    ];
    const fonts = () => monaco.editor.remeasureFonts();
    document.fonts?.addEventListener('loadingdone', fonts);
    this.#stops.push(
      () => schemes.forEach((scheme) => scheme.removeEventListener('change', changed)),
      () => document.fonts?.removeEventListener('loadingdone', fonts),
      () => disposables.forEach((disposable) => disposable.dispose()),
      onTabMode((movesFocus) => editor.updateOptions({ tabFocusMode: movesFocus })),
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

  #toRange(range: Range): monaco.Range {
    return rangeIn(this.#model, range);
  }
}

function rangeIn(model: monaco.editor.ITextModel, { start, end }: Range): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}

function selectionIn(model: monaco.editor.ITextModel, { anchor, head }: EditorSelection): monaco.Selection {
  return monaco.Selection.fromPositions(model.getPositionAt(anchor), model.getPositionAt(head));
}

/** A model with the plain editor's text, and with its undo. */
function replay(handover: Handover, language: EditorLanguage): monaco.editor.ITextModel {
  const model = createModel(handover.base, language);
  for (const { change, before, after } of [...handover.done, ...handover.undone]) {
    const range = rangeIn(model, { start: change.offset, end: change.offset + change.removed.length });
    model.pushStackElement();
    model.pushEditOperations([selectionIn(model, before)], [{ range, text: change.inserted }], () => [
      selectionIn(model, after),
    ]);
    model.pushStackElement();
  }
  for (let count = 0; count < handover.undone.length; count++) void model.undo();
  return model;
}

/** A model takes a leading byte order mark for an encoding and drops it; offsets need it as a character. */
function createModel(text: string, language: EditorLanguage): monaco.editor.ITextModel {
  const marked = text.startsWith(BOM);
  const model = monaco.editor.createModel(marked ? text.slice(1) : text, language);
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  model.updateOptions({
    tabSize: TAB_SIZE,
    indentSize: TAB_SIZE,
    insertSpaces: true,
  });
  if (marked) model.applyEdits([{ range: new monaco.Range(1, 1, 1, 1), text: BOM }]);
  return model;
}

/** Monaco takes sizes in pixels once; ours follow the page's tokens. */
function resizeFont(wrapper: HTMLElement, editor: monaco.editor.IStandaloneCodeEditor): () => void {
  let last = JSON.stringify(readMetrics(wrapper));
  const observer = new ResizeObserver(() => {
    const metrics = readMetrics(wrapper);
    if (JSON.stringify(metrics) === last) return;
    last = JSON.stringify(metrics);
    editor.updateOptions({ ...metrics });
  });
  observer.observe(wrapper);
  return () => observer.disconnect();
}

function isMirrored(text: string): boolean {
  return text.length <= MAX_MIRRORED;
}

function mirrorOptions(mirrored: boolean): monaco.editor.IEditorOptions {
  return { accessibilitySupport: mirrored ? 'on' : 'auto', accessibilityPageSize: 1_000_000 };
}

function editorOptions(wrapper: HTMLElement): monaco.editor.IStandaloneEditorConstructionOptions {
  return {
    ...readMetrics(wrapper),
    // A textarea, unlike an edit context, can be filled and read by everything that knows text fields.
    editContext: false,
    // The theme brings the system's colours itself.
    autoDetectHighContrast: false,
    automaticLayout: true,
    // Models are set up by this flat key, which the typings do not know.
    ...{ 'bracketPairColorization.enabled': false },
    contextmenu: true,
    detectIndentation: false,
    fixedOverflowWidgets: true,
    folding: true,
    foldingStrategy: 'indentation',
    fontLigatures: false,
    fontWeight: '400',
    glyphMargin: true,
    guides: { indentation: false },
    hideCursorInOverviewRuler: true,
    letterSpacing: 0,
    lightbulb: { enabled: monaco.editor.ShowLightbulbIconMode.Off },
    lineDecorationsWidth: GUTTER_GAP - FOLDING_WIDTH,
    lineNumbersMinChars: LINE_NUMBER_DIGITS,
    links: false,
    minimap: { enabled: false },
    occurrencesHighlight: 'off',
    overflowWidgetsDomNode: (widgets ??= widgetsHost()),
    overviewRulerBorder: false,
    overviewRulerLanes: 0,
    padding: { top: PADDING, bottom: PADDING },
    quickSuggestions: false,
    renderControlCharacters: true,
    renderFinalNewline: 'on',
    renderLineHighlight: 'none',
    renderWhitespace: 'selection',
    roundedSelection: false,
    scrollBeyondLastLine: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
    stickyScroll: { enabled: false },
    tabSize: TAB_SIZE,
    unusualLineTerminators: 'off',
    wordBasedSuggestions: 'off',
    wordWrap: 'off',
  };
}

/** Outside the wrappers, which clip what they contain. */
function widgetsHost(): HTMLElement {
  const host = document.createElement('div');
  host.className = 'monaco-editor code-editor-widgets';
  document.body.append(host);
  return host;
}

let ready = false;

function setUp(): void {
  if (ready) return;
  ready = true;
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: () => Promise.reject(new Error('No feature in use needs the editor worker.')),
    },
  });
  registerLanguages();
  const { KeyMod, KeyCode } = monaco;
  // The page's keys: without these rules Monaco keeps them from the page.
  monaco.editor.addKeybindingRules(
    [KeyMod.CtrlCmd | KeyCode.Enter, KeyCode.F8, KeyMod.Alt | KeyMod.Shift | KeyCode.KeyF].map(
      (keybinding) => ({
        keybinding,
        command: null,
      }),
    ),
  );
  const command = 'sigma.applyFix';
  monaco.editor.registerCommand(command, (_, uri: string, problem: number, fix: number) =>
    surfaces.get(uri)?.fix(problem, fix),
  );
  monaco.languages.registerCodeActionProvider(['yaml', 'json'], {
    provideCodeActions(model, range) {
      const uri = model.uri.toString();
      const problems = surfaces.get(uri)?.problems ?? [];
      const actions = problems.flatMap((problem, index) => {
        const where = rangeIn(model, problem.range);
        const near =
          monaco.Range.areIntersectingOrTouching(where, range) ||
          (range.isEmpty() &&
            where.startLineNumber <= range.startLineNumber &&
            range.startLineNumber <= where.endLineNumber);
        if (!near) return [];
        return (problem.fixes ?? []).map(({ title }, fix) => ({
          title,
          kind: 'quickfix',
          diagnostics: toMarkers(model, [problem]),
          command: { id: command, title, arguments: [uri, index, fix] },
        }));
      });
      return { actions, dispose() {} };
    },
  });
}
