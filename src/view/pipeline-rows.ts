// What a pipeline changed, as rows of a table.
import type { BuiltInPipeline, PipelineChange, Range } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { toShort } from './visible.ts';

/** The pipelines to choose from, in their order. */
export const pipelineNames: Readonly<Record<BuiltInPipeline, string>> = {
  'sysmon-security': 'Sysmon → Security 4688',
  'security-sysmon': 'Security 4688 → Sysmon',
  'sysmon-ecs': 'Sysmon → ECS (Winlogbeat)',
  'sysmon-ocsf': 'Sysmon → OCSF process activity',
  'cloudtrail-ecs': 'CloudTrail → ECS',
  'cloudtrail-ocsf': 'CloudTrail → OCSF API activity',
  'ecs-cloudtrail': 'ECS → CloudTrail',
};

/** To begin an own one with. */
export const emptyPipeline = `name: My pipeline
priority: 20
transformations:
  - id: fields
    type: field_name_mapping
    mapping:
      Image: process.executable
      CommandLine: [process.command_line, process.args]
`;

export interface ChangeRow {
  readonly before: string;
  readonly after: string;
  /** In the text of the rule. */
  readonly range: Range;
  readonly by: string;
  /** In the text of the pipeline. */
  readonly byRange: Range;
}

export function toChangeRows(changes: readonly PipelineChange[]): readonly ChangeRow[] {
  return changes.map(({ kind, before, after, range, by, byRange }) => ({
    before: toShort(before, 200) || '+',
    after: kind === 'dropped' ? texts.pipelineDropped : toShort(after, 200),
    range,
    by: toShort(by, 80),
    byRange,
  }));
}
