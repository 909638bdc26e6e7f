// Codes of what a rule that can be read gets wrong, permanent too: `src/lint`. Apart, for the matcher has no use for
// them.
import type { Severity } from './diagnostic.ts';

const warning = { severity: 'warning' } as const;
const info = { severity: 'info' } as const;

/** A warning is proven; the rest is information. */
export const lintCodes = {
  // Against AWS's catalogue and models
  event_source_unknown: info,
  operation_of_other_source: warning,
  operation_is_permission: warning,
  operation_is_recorded_otherwise: warning,
  operation_unknown: info,
  operation_not_modelled: info,
  operation_ambiguous: info,
  operation_needs_data_events: info,
  field_not_in_cloudtrail: warning,
  field_not_in_request: warning,
  field_not_in_response: warning,
  field_of_legacy_request: warning,
  field_redacted: warning,
  identity_lacks_field: warning,
  text_on_object: info,
  json_in_text: info,
  json_url_encoded: warning,
  field_name_as_value: warning,
  fieldref_of_other_kind: warning,
  value_never_recorded: warning,
  value_not_in_model: info,
  value_case: info,
  value_case_cased: warning,
  value_quoted: info,
  error_code_of_other_service: info,
  predicate_implied: warning,
  value_is_everything: info,
  value_holds_wildcard: info,
  title_contradicts_condition: info,
  operation_in_both_directions: info,
  operation_sibling_missing: info,
  // By logic alone
  rule_never_fires: warning,
  part_never_matches: warning,
  part_always_matches: warning,
  // Against other rules
  related_rule_disagrees: info,
  field_case_of_others: info,
  // Against events
  events_lack_field: info,
  events_have_field_named: warning,
  events_have_arn: warning,
  events_hold_wildcard: info,
  events_value_quoted: info,
  events_text_on_object: info,
  events_have_other_type: info,
  events_never_match: info,
  events_always_match: info,
  events_part_idle: info,
  events_spread_all: info,
  events_spread_keys: info,
  // Comments that switch diagnostics off
  switch_unknown: warning,
  switch_without_effect: warning,
} as const satisfies Record<string, { readonly severity: Severity }>;

export type LintCode = keyof typeof lintCodes;
