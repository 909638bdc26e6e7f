import { attackEnterprise } from '../../src/knowledge/attack/attack-enterprise.ts';
import { lintRule } from '../../src/lint/lint-rule.ts';
import { lintText } from '../../src/lint/lint-text.ts';
import type { Diagnostic } from '../../src/sigma/index.ts';
import { lintMeaning } from '../../src/worker/reference/describe.ts';
import { firstRule } from './rule.ts';

/** What the references say of a rule: `meaning` for `gradeRule`. */
export async function meaningOf(ruleText: string): Promise<readonly Diagnostic[]> {
  return [
    ...lintText(ruleText),
    ...lintRule(firstRule(ruleText), attackEnterprise),
    ...(await lintMeaning(ruleText)),
  ];
}
