// How a Monaco editor is set up: sizes as the plain editor's, and everything off that the page does not need.
import * as monaco from 'monaco-editor/editor';
import { GUTTER_GAP, LINE_NUMBER_DIGITS, PADDING, TAB_SIZE, readMetrics } from './surface.ts';

/** Up to this length Monaco's textarea holds all of the text; beyond, what is near the cursor. */
const MAX_MIRRORED = 20_000;
const FOLDING_WIDTH = 16;

let widgets: HTMLElement | undefined;

export function isMirrored(text: string): boolean {
  return text.length <= MAX_MIRRORED;
}

export function mirrorOptions(mirrored: boolean): monaco.editor.IEditorOptions {
  return { accessibilitySupport: mirrored ? 'on' : 'auto', accessibilityPageSize: 1_000_000 };
}

export function editorOptions(wrapper: HTMLElement): monaco.editor.IStandaloneEditorConstructionOptions {
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

/** Monaco takes sizes in pixels once; ours follow the page's tokens. */
export function resizeFont(wrapper: HTMLElement, editor: monaco.editor.IStandaloneCodeEditor): () => void {
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
