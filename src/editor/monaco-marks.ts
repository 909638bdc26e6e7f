// Marks and problems in Monaco's terms. Their words may come from a rule or an event: they are never markup.
import * as monaco from 'monaco-editor/editor';
import type { Severity } from '../sigma/index.ts';
import type { EditorMark, EditorProblem, MarkKind } from './marks.ts';
import { markSigns } from './marks.ts';

const severities: Readonly<Record<Severity, monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
  hint: monaco.MarkerSeverity.Info,
};

/** Which mark lies above which. */
const depths: Readonly<Record<MarkKind, number>> = { match: 1, miss: 1, unknown: 1, hover: 2, selected: 3 };

export function toDecorations(
  model: monaco.editor.ITextModel,
  marks: readonly EditorMark[],
): monaco.editor.IModelDeltaDecoration[] {
  return marks.map(({ range, kind, margin, title }) => ({
    range: monaco.Range.fromPositions(model.getPositionAt(range.start), model.getPositionAt(range.end)),
    options: {
      description: 'sigma-mark',
      className: `mark-${kind}`,
      shouldFillLineOnLineBreak: false,
      stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
      zIndex: depths[kind],
      ...(margin && markSigns[kind] ? { glyphMarginClassName: `glyph-${kind}` } : {}),
      ...(title ? { hoverMessage: plainWords(title) } : {}),
    },
  }));
}

export function toMarkers(
  model: monaco.editor.ITextModel,
  problems: readonly EditorProblem[],
): monaco.editor.IMarkerData[] {
  return problems.map(({ range, severity, message, code }) => {
    const start = model.getPositionAt(range.start);
    const end = model.getPositionAt(Math.max(range.end, range.start + 1));
    return {
      severity: severities[severity],
      message,
      code,
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    };
  });
}

/** Markdown that shows exactly these words. */
export function escapeWords(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$:@/]/g, '\\$&').replace(/\n/g, '  \n');
}

function plainWords(text: string): monaco.IMarkdownString {
  return { value: escapeWords(text), isTrusted: false, supportHtml: false, supportThemeIcons: false };
}
