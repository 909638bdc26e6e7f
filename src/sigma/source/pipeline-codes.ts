import type { Severity } from './diagnostic.ts';

/** What can be wrong with the text of a processing pipeline. Permanent once released. */
export const pipelineCodes = {
  pipeline_shape: 'error',
  pipeline_unknown_key: 'warning',
  pipeline_missing_key: 'error',
  pipeline_unknown_type: 'error',
  pipeline_not_supported: 'error',
  pipeline_value: 'error',
  pipeline_regex: 'error',
  pipeline_expression: 'error',
  pipeline_part_ignored: 'info',
  pipeline_empty: 'info',
} as const satisfies Record<string, Severity>;

export type PipelineCode = keyof typeof pipelineCodes;
