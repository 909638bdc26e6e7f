import { isCloudTrail } from '../coverage/is-cloudtrail.ts';
import { knowledge as everything } from '../coverage/knowledge.ts';
import type { CoverageKnowledge } from '../coverage/knowledge.ts';
import type { CompiledRule, Diagnostic } from '../sigma/index.ts';
import { runChecks } from './check.ts';
import { checks } from './checks.ts';
import { CloudTrailSubject } from './cloudtrail/subject.ts';

/**
 * A rule for CloudTrail against what AWS says of its operations; nothing of any other rule. Only the models of sources
 * that the rule may fire on are loaded, and those only when it asks for what they describe.
 */
export async function lintCloudTrail(
  rule: CompiledRule,
  knowledge: Pick<CoverageKnowledge, 'operations' | 'service'> = everything,
): Promise<Diagnostic[]> {
  if (!isCloudTrail(rule) || rule.refused) return [];
  return runChecks(checks.aws, await CloudTrailSubject.load(rule, knowledge));
}
