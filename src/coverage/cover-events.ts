import type { CompiledRule } from '../sigma/index.ts';
import { coverCloudTrail } from './cloudtrail.ts';
import { isCloudTrail } from './is-cloudtrail.ts';
import { coverFlat } from './flat.ts';
import { knowledge as everything } from './knowledge.ts';
import type { CoverageKnowledge } from './knowledge.ts';
import type { EventCoverage } from './types.ts';

/** Which events a rule can fire on, as far as its log source and what it asks of discriminating fields tell. */
export async function coverEvents(
  rule: CompiledRule,
  knowledge: CoverageKnowledge = everything,
): Promise<EventCoverage> {
  const { product, category, service } = rule.rule.logsource;
  const logsource = [product, category, service].filter((name) => name !== undefined).join(' / ');
  if (rule.refused)
    return {
      logsource,
      fields: [],
      rows: [],
      more: 0,
      unbounded: false,
      note: 'Nothing can be said of a rule that cannot be evaluated.',
    };
  return isCloudTrail(rule) ? coverCloudTrail(rule, logsource, knowledge) : coverFlat(rule, logsource);
}
