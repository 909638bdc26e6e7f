import type { Severity } from './diagnostic.ts';

interface CodeRow {
  readonly severity: Severity;
  /** The correlation cannot be evaluated while this stands. */
  readonly refuses: boolean;
}

const refused: CodeRow = { severity: 'error', refuses: true };
const warning: CodeRow = { severity: 'warning', refuses: false };
const info: CodeRow = { severity: 'info', refuses: false };

/** Codes of what is wrong with correlations, permanent too. Apart, for few rules have one. */
export const correlationCodes = {
  invalid_correlation: refused,
  correlation_unknown_key: warning,
  missing_correlation_type: refused,
  invalid_correlation_type: refused,
  missing_correlation_rules: refused,
  invalid_correlation_rules: refused,
  repeated_rule_reference: refused,
  unknown_rule_reference: refused,
  ambiguous_rule_reference: refused,
  cyclic_rule_reference: refused,
  refused_rule_reference: refused,
  unused_rule_reference: warning,
  missing_timespan: refused,
  invalid_timespan: refused,
  timespan_unit_not_in_specification: info,
  missing_group_by: info,
  invalid_group_by: refused,
  missing_correlation_condition: refused,
  invalid_correlation_condition: refused,
  invalid_condition_operator: refused,
  invalid_condition_value: refused,
  impossible_condition_range: warning,
  missing_condition_field: refused,
  invalid_condition_field: refused,
  condition_field_ignored: warning,
  missing_percentile: refused,
  invalid_percentile: refused,
  condition_of_other_type: refused,
  invalid_aliases: refused,
  incomplete_alias: warning,
  unused_alias: warning,
  invalid_generate: warning,
  contradictory_generate: warning,
} as const satisfies Record<string, CodeRow>;

export type CorrelationCode = keyof typeof correlationCodes;
