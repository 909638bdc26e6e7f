// A rule under a pipeline → the rule that is evaluated, and what was changed in it.
import type { ArrayItem, DetectionRule, Search } from '../rule/rule.ts';
import { applyItems } from './apply-items.ts';
import type { Pipeline, PipelineChange } from './pipeline.ts';
import { RuleDraft } from './rule-draft.ts';

export interface AppliedPipeline {
  /**
   * What is to be compiled. Its nodes keep their places in the text of the rule, so that traces and diagnostics point
   * there. Where the pipeline cannot be applied, a diagnostic refuses the rule. The same rule where nothing changed.
   */
  readonly rule: DetectionRule;
  readonly changes: readonly PipelineChange[];
}

/** Never throws: a broken pipeline, or one that refuses the rule, is told of by a diagnostic of the rule. */
export function applyPipeline(rule: DetectionRule, pipeline: Pipeline): AppliedPipeline {
  const draft = new RuleDraft(rule);
  const array = rule.detection.identifiers.flatMap(({ search }) => firstArray(search) ?? [])[0];
  if (pipeline.broken)
    draft.fail('The pipeline has errors, so it cannot be said what the rule becomes: mend them first.');
  else if (array && pipeline.items.length > 0)
    draft.fail(
      'Array selectors are not supported under a pipeline: choose none for this rule.',
      array.keyRange,
    );
  else applyItems(pipeline.items, draft);
  return { rule: draft.result, changes: draft.changes };
}

function firstArray(search: Search): ArrayItem | null {
  if (search.type === 'array') return search;
  if (!('children' in search)) return null;
  return search.children.map(firstArray).find((found) => found !== null) ?? null;
}
