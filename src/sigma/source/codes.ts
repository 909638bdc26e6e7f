import type { Severity } from './diagnostic.ts';

interface CodeRow {
  readonly severity: Severity;
  /** The rule cannot be evaluated while this stands; its verdict is `unknown`. */
  readonly refuses: boolean;
  /** One sentence for the documentation. */
  readonly about: string;
}

const refused = (about: string): CodeRow => ({ severity: 'error', refuses: true, about });
const error = (about: string): CodeRow => ({ severity: 'error', refuses: false, about });
const warning = (about: string): CodeRow => ({ severity: 'warning', refuses: false, about });
const info = (about: string): CodeRow => ({ severity: 'info', refuses: false, about });

/** Every diagnostic code, permanent once released. */
export const diagnosticCodes = {
  // document/
  yaml_syntax: refused('The text is not YAML.'),
  yaml_tab: refused('A tab stands where YAML wants spaces.'),
  yaml_duplicate_key: refused('A key stands twice in one mapping.'),
  yaml_alias_bomb: refused('Aliases would expand beyond all measure.'),
  yaml_merge_key: warning('A merge key `<<` is YAML 1.1; many readers do not merge.'),
  yaml_too_deep: refused('The text is nested too deeply.'),
  yaml_too_large: refused('The text is too long.'),
  yaml_tag: warning('An explicit tag is ignored.'),
  yaml_key_not_scalar: refused('A key is a list or a mapping.'),
  yaml_1_1_differs: warning('A YAML 1.1 reader reads this scalar as another value.'),
  control_character: info('The text holds invisible control characters.'),
  // rule/
  no_rule: refused('The text holds no rule.'),
  not_a_mapping: refused('A rule is a mapping.'),
  missing_detection: refused('A rule needs a detection.'),
  empty_detection: refused('The detection names no search identifier.'),
  missing_condition: refused('The detection needs a condition.'),
  empty_condition: refused('The condition is empty.'),
  invalid_condition_type: refused('A condition is a text or a list of texts.'),
  invalid_detection: refused('A search identifier holds something that is no detection.'),
  empty_value_list: refused('A list of values is empty.'),
  empty_search_identifier: refused('A search identifier is empty.'),
  null_in_value_list: warning('The specification forbids null in a list.'),
  nested_value: refused('A value is a mapping or a list of lists.'),
  missing_title: warning('A rule needs a title.'),
  missing_logsource: warning('A rule needs a log source.'),
  not_evaluated_correlation: info('Correlation rules are not evaluated yet.'),
  not_evaluated_filter: info('Filters are not evaluated yet.'),
  not_evaluated_action: refused('`action` documents are not evaluated yet.'),
  timeframe_ignored: warning('`timeframe` belongs to aggregations, which Sigma 2 removed.'),
  // condition/
  condition_syntax: refused('The condition cannot be read.'),
  condition_too_long: refused('The condition is too long or nested too deeply.'),
  unknown_identifier: refused('The condition names a search identifier that the detection does not have.'),
  aggregation_removed: refused('Aggregations in conditions were removed from Sigma 2.'),
  pattern_selects_nothing: warning('A pattern selects no search identifier.'),
  all_of_nothing: error('`all of` a pattern that selects nothing never matches.'),
  operator_case: info('Condition operators are written in lower case.'),
  count_not_in_specification: info('Only `1 of` and `all of` are in the specification.'),
  unused_identifier: warning('The condition does not use a search identifier.'),
  // modifier/
  unknown_modifier: refused('There is no such value modifier.'),
  impossible_modifiers: refused('These value modifiers cannot follow each other.'),
  repeated_modifier: warning('A value modifier stands twice.'),
  modifier_value_type: refused('The value does not fit the value modifier.'),
  single_value_all: info('`all` on a single value does nothing.'),
  cased_on_regex: info('`cased` does nothing on a regular expression.'),
  base64offset_without_contains: info('`base64offset` finds a part of the field: write `contains` after it.'),
  encoding_without_base64: info('Without base64 this only matches text interleaved with NUL.'),
  short_base64offset: warning('A variant of the encoded value is short and will match by chance.'),
  base64_case: info('Base64 text is compared without regard to case.'),
  number_as_text: info('A text modifier on a number compares its text.'),
  unresolved_placeholder: refused('A placeholder has no values.'),
  exists_value: warning('`exists` takes true or false.'),
  // value/
  regex_syntax: refused('The regular expression cannot be read.'),
  regex_unsupported: refused('The regular expression uses what cannot be translated exactly.'),
  regex_outside_specification: info('The regular expression uses more than the specification allows.'),
  regex_inline_flags: info('Inline flags are deprecated.'),
  regex_backtracking: warning('The regular expression may take very long.'),
  invalid_cidr: refused('The value is no network in CIDR notation.'),
  cidr_host_bits: warning('The address has host bits set.'),
  // The rest of the rule: src/lint
  tag_malformed: warning('A tag is a namespace, a dot and a name.'),
  tag_unknown_namespace: info('The specification does not know the namespace of a tag.'),
  tag_value: warning('A tag is not what its namespace holds.'),
  tag_spelling: info('Tags are in lower case, their words joined by hyphens.'),
  tag_duplicate: info('A tag stands twice.'),
  attack_tactic_divided: warning('ATT&CK divided a tactic.'),
  attack_tactic_unknown: warning('ATT&CK has no such tactic.'),
  attack_technique_retired: warning('ATT&CK replaced a technique by another.'),
  attack_technique_deprecated: warning('ATT&CK dropped a technique.'),
  attack_technique_unknown: warning('ATT&CK Enterprise has no such technique.'),
  // event/
  json_syntax: error('The text is not JSON.'),
  json_duplicate_key: warning('A key stands twice in one object; the last one counts.'),
  json_too_deep: error('The event is nested too deeply.'),
  events_too_large: error('The events are too large for the page.'),
  event_not_object: error('An event is a JSON object.'),
  no_events: info('There is no event.'),
} as const satisfies Record<string, CodeRow>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
