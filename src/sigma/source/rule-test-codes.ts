import type { Severity } from './diagnostic.ts';

/** Codes of what is wrong with tests of rules, permanent too. Apart, for few readers of rules read tests. */
export const ruleTestCodes = {
  test_shape: 'error',
  test_event: 'error',
  test_file_missing: 'error',
  test_without_rule: 'error',
  test_not_run: 'warning',
} as const satisfies Record<string, Severity>;

export type RuleTestCode = keyof typeof ruleTestCodes;
