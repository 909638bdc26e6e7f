// The pipelines that come with the matcher, as texts, which serve as examples too.
import { cloudtrailToEcs, cloudtrailToOcsf, ecsToCloudtrail } from './cloudtrail.ts';
import { securityToSysmon, sysmonToEcs, sysmonToOcsf, sysmonToSecurity } from './windows.ts';

/** By their ids, which links name: an id is never given another meaning. */
export const builtInPipelines = {
  'sysmon-security': sysmonToSecurity,
  'security-sysmon': securityToSysmon,
  'sysmon-ecs': sysmonToEcs,
  'sysmon-ocsf': sysmonToOcsf,
  'cloudtrail-ecs': cloudtrailToEcs,
  'cloudtrail-ocsf': cloudtrailToOcsf,
  'ecs-cloudtrail': ecsToCloudtrail,
} as const;

export type BuiltInPipeline = keyof typeof builtInPipelines;

/** The text that a choice stands for: the id of a built-in pipeline, or a text. */
export function pipelineText(choice: string): string {
  return Object.hasOwn(builtInPipelines, choice) ? builtInPipelines[choice as BuiltInPipeline] : choice;
}
