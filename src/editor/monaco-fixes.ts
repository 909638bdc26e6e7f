// Monaco's menu of fixes, from the problems of the editor that is asked.
import * as monaco from 'monaco-editor/editor';
import type { EditorProblem } from './marks.ts';
import { toMarkers } from './monaco-marks.ts';
import { rangeIn } from './monaco-model.ts';

/** Where the fixes of a model come from. */
interface FixSource {
  readonly problems: readonly EditorProblem[];
  fix(problem: number, fix: number): void;
}

/** By the address of the model. */
const sources = new Map<string, FixSource>();
const fixCommand = 'sigma.applyFix';

/** Returns how to take them back. */
export function offerFixes(model: monaco.editor.ITextModel, source: FixSource): () => void {
  const uri = model.uri.toString();
  sources.set(uri, source);
  return () => sources.delete(uri);
}

/** Once for the page. */
export function registerFixes(): void {
  monaco.editor.registerCommand(fixCommand, (_, uri: string, problem: number, fix: number) =>
    sources.get(uri)?.fix(problem, fix),
  );
  monaco.languages.registerCodeActionProvider(['yaml', 'json'], {
    provideCodeActions(model, range) {
      const uri = model.uri.toString();
      const problems = sources.get(uri)?.problems ?? [];
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
          command: { id: fixCommand, title, arguments: [uri, index, fix] },
        }));
      });
      return { actions, dispose() {} };
    },
  });
}
