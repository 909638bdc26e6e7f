// Rules under the pipeline that was chosen, and what is told of it.
import { loadPipelines, loadRegex } from '../../sigma/index.ts';
import type { CompiledRule, DetectionRule, PipelineChange, Range, WhyNot } from '../../sigma/index.ts';
import type { PipelineAnswer } from '../protocol.ts';

/** Changes that are told of; more are counted. */
const maxChanges = 500;

export type PipelineRun = Awaited<ReturnType<typeof createPipelineRun>>;

/** `choice`: the id of a pipeline that comes with the matcher, or the text of one. */
export async function createPipelineRun(choice: string) {
  const { applyPipeline, pipelineText, readPipeline } = await loadPipelines();
  const pipeline = readPipeline(pipelineText(choice), await loadRegex());
  const changes = new Map<string, PipelineChange>();
  let changedValues: readonly Range[] = [];

  return {
    choice,

    apply(rule: DetectionRule): DetectionRule {
      const applied = applyPipeline(rule, pipeline);
      for (const change of applied.changes)
        changes.set(
          `${change.range.start} ${change.kind} ${change.before} ${change.after} ${change.by}`,
          change,
        );
      changedValues = applied.changes.flatMap(({ kind, range }) => (kind === 'value' ? [range] : []));
      return applied.rule;
    },

    /** A fix for a value that the author did not write would write it into the rule. */
    withoutStrayFixes(compiled: CompiledRule): CompiledRule {
      if (changedValues.length === 0) return compiled;
      const isStray = ({ start, end }: Range): boolean =>
        changedValues.some((value) => start < value.end && end > value.start);
      const diagnostics = compiled.diagnostics.map((each) =>
        each.fixes?.some(({ edits }) => edits.some(({ range }) => isStray(range)))
          ? { ...each, fixes: [] }
          : each,
      );
      return { ...compiled, diagnostics };
    },

    /** They speak of names as the event has them, which are not those that the rule is to have. */
    withoutFixes(whyNot: WhyNot): WhyNot {
      return { ...whyNot, hints: whyNot.hints.map(({ fix: _, ...hint }) => hint) };
    },

    get answer(): PipelineAnswer {
      const { text, name, diagnostics, broken } = pipeline;
      const all = [...changes.values()];
      return {
        choice,
        text,
        name,
        diagnostics,
        broken,
        changes: all.slice(0, maxChanges),
        changeCount: all.length,
      };
    },
  };
}
