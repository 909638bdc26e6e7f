// Texts, places and undo in Monaco's terms.
import * as monaco from 'monaco-editor/editor';
import type { Range } from '../sigma/index.ts';
import type { Handover } from './handover.ts';
import type { EditorSelection } from './marks.ts';
import { TAB_SIZE } from './surface.ts';
import type { EditorLanguage } from '../language/tokens.ts';

const BOM = '\ufeff';

export function rangeIn(model: monaco.editor.ITextModel, { start, end }: Range): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}

export function selectionIn(
  model: monaco.editor.ITextModel,
  { anchor, head }: EditorSelection,
): monaco.Selection {
  return monaco.Selection.fromPositions(model.getPositionAt(anchor), model.getPositionAt(head));
}

/** A model with the plain editor's text, and with its undo. */
export function replay(handover: Handover, language: EditorLanguage): monaco.editor.ITextModel {
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
