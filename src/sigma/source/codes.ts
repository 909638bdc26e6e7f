import type { Severity } from './diagnostic.ts';

interface CodeRow {
  readonly severity: Severity;
  /** The rule cannot be evaluated while this stands; its verdict is `unknown`. */
  readonly refuses: boolean;
}

const refused: CodeRow = { severity: 'error', refuses: true };
const error: CodeRow = { severity: 'error', refuses: false };
const warning: CodeRow = { severity: 'warning', refuses: false };
const info: CodeRow = { severity: 'info', refuses: false };

/** Every diagnostic code, permanent once released. `code-notes.ts` says what each is about. */
export const diagnosticCodes = {
  // document/
  yaml_syntax: refused,
  yaml_tab: refused,
  yaml_duplicate_key: refused,
  yaml_alias_bomb: refused,
  yaml_merge_key: warning,
  yaml_too_deep: refused,
  yaml_too_large: refused,
  yaml_tag: warning,
  yaml_key_not_scalar: refused,
  yaml_1_1_differs: warning,
  control_character: info,
  // rule/
  no_rule: refused,
  not_a_mapping: refused,
  missing_detection: refused,
  empty_detection: refused,
  missing_condition: refused,
  empty_condition: refused,
  invalid_condition_type: refused,
  invalid_detection: refused,
  empty_value_list: refused,
  empty_search_identifier: refused,
  null_in_value_list: warning,
  array_selector: refused,
  nested_value: refused,
  missing_title: warning,
  missing_logsource: warning,
  timeframe_ignored: warning,
  // condition/
  condition_syntax: refused,
  condition_too_long: refused,
  unknown_identifier: refused,
  aggregation_removed: refused,
  pattern_selects_nothing: warning,
  all_of_nothing: error,
  operator_case: info,
  count_not_in_specification: info,
  unused_identifier: warning,
  // modifier/
  unknown_modifier: refused,
  impossible_modifiers: refused,
  repeated_modifier: warning,
  modifier_value_type: refused,
  single_value_all: info,
  cased_on_regex: info,
  base64offset_without_contains: info,
  encoding_without_base64: info,
  short_base64offset: warning,
  base64_case: info,
  number_as_text: info,
  unresolved_placeholder: refused,
  exists_value: warning,
  // value/
  regex_syntax: refused,
  regex_unsupported: refused,
  regex_outside_specification: info,
  regex_inline_flags: info,
  regex_backtracking: warning,
  invalid_cidr: refused,
  cidr_host_bits: warning,
  // pipeline/: about the rule
  pipeline_failure: refused,
  // The rest of the rule: src/lint
  array_matching_without_version: info,
  tag_malformed: warning,
  tag_unknown_namespace: info,
  tag_value: warning,
  tag_spelling: info,
  tag_duplicate: info,
  attack_tactic_divided: warning,
  attack_tactic_unknown: warning,
  attack_technique_retired: warning,
  attack_technique_deprecated: warning,
  attack_technique_unknown: warning,
  // event/
  json_syntax: error,
  json_duplicate_key: warning,
  json_too_deep: error,
  events_too_large: error,
  event_not_object: error,
  event_shape: warning,
  event_field_text: warning,
  no_events: info,
} as const satisfies Record<string, CodeRow>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
