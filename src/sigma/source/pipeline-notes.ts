// What each code about a pipeline says, for documentation.
import type { PipelineCode } from './pipeline-codes.ts';

/** One sentence a code. */
export const aboutPipelines: Readonly<Record<PipelineCode, string>> = {
  pipeline_shape: 'A part of the pipeline has another shape than is expected there.',
  pipeline_unknown_key: 'A key has no meaning where it stands.',
  pipeline_missing_key: 'A transformation or condition lacks what it needs.',
  pipeline_unknown_type: 'There is no such transformation or condition.',
  pipeline_not_supported: 'The transformation or condition exists, and is not supported here.',
  pipeline_value: 'A value is none of those that are possible there.',
  pipeline_regex: 'A regular expression of the pipeline cannot be used.',
  pipeline_expression: 'An expression of conditions cannot be read.',
  pipeline_part_ignored: 'A part of the pipeline is for queries and changes no verdict.',
  pipeline_empty: 'The pipeline transforms nothing.',
};
