// What the page says of a rule beside its verdict.
import { attackEnterprise } from '../../knowledge/attack/attack-enterprise.ts';
import { coverAttack } from '../../knowledge/attack/cover-attack.ts';
import { lintRule } from '../../lint/lint-rule.ts';
import { readMetadata, readRules } from '../../sigma/index.ts';
import type { DetectionRule } from '../../sigma/index.ts';
import type { RulePage } from './protocol.ts';

/** The rule that is evaluated: the first detection rule of a text. */
export function readDetectionRule(text: string): DetectionRule | null {
  return readRules(text).rules.find((rule) => rule.type === 'detection') ?? null;
}

export function describeAlone(
  rule: DetectionRule,
): Pick<RulePage, 'metadata' | 'logsource' | 'attack' | 'diagnostics'> {
  const metadata = readMetadata(rule.document);
  return {
    metadata,
    logsource: rule.logsource,
    attack: coverAttack(metadata, attackEnterprise),
    diagnostics: lintRule(rule, attackEnterprise),
  };
}
