import type { CompiledRule } from '../sigma/index.ts';

/** Whether the log source of a rule is CloudTrail. */
export function isCloudTrail({ rule }: CompiledRule): boolean {
  const { product, service } = rule.logsource;
  return product?.toLowerCase() === 'aws' && service?.toLowerCase() === 'cloudtrail';
}
