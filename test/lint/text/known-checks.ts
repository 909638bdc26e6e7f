// What other linters of Sigma check, by their ids, and what says the same here. Facts: rsigma's catalogue of lint rules
// (its reference, "Lint rules"), pySigma's validators (`sigma/validators/core`).

export type KnownCheck =
  | { readonly codes: readonly string[] }
  /** Told by the readers of correlations and of collections. */
  | { readonly readers: readonly string[] }
  /** Why it is no check here. */
  | { readonly not: string };

const by = (...codes: readonly string[]): KnownCheck => ({ codes });
const readers = (...codes: readonly string[]): KnownCheck => ({ readers: codes });
const not = (reason: string): KnownCheck => ({ not: reason });

const noKind =
  'No key says what kind a document is: what has no such block is read as another kind, or told to be no rule.';
/** The specification has one kind of window. */
const windows = readers('correlation_unknown_key');

export const rsigma: Readonly<Record<string, KnownCheck>> = {
  yaml_parse_error: by('yaml_syntax'),
  not_a_mapping: by('not_a_mapping'),
  file_read_error: not('About reading files, not about a text.'),
  schema_violation: by('metadata_type'),

  missing_title: by('missing_title'),
  empty_title: by('title_empty'),
  title_too_long: by('metadata_too_long'),
  name_too_long: by('metadata_too_long'),
  missing_author: by('convention_missing_key'),
  missing_description: by('convention_missing_key'),
  description_too_long: by('metadata_too_long'),
  invalid_status: by('status_value'),
  invalid_level: by('level_value'),
  missing_level: by('convention_missing_key'),
  invalid_date: by('date_format'),
  invalid_modified: by('date_format'),
  modified_before_date: by('modified_before_date'),
  invalid_id: by('id_not_uuid'),
  taxonomy_too_long: by('metadata_too_long'),
  non_lowercase_key: by('key_case'),
  unknown_key: by('key_unknown', 'convention_custom_key'),

  missing_detection: by('missing_detection'),
  empty_detection: by('empty_detection'),
  missing_condition: by('missing_condition', 'condition_outdented'),
  missing_logsource: by('missing_logsource'),
  logsource_value_not_lowercase: by('logsource_case'),
  duplicate_fields: by('entry_duplicate'),
  duplicate_references: by('entry_duplicate'),
  duplicate_tags: by('tag_duplicate'),
  invalid_tag: by('tag_malformed', 'tag_spelling'),
  unknown_tag_namespace: by('tag_unknown_namespace'),
  falsepositive_too_short: by('entry_too_short'),
  scope_too_short: by('entry_too_short'),
  wildcard_only_value: by('value_is_everything'),
  null_in_value_list: by('null_in_value_list'),
  empty_value_list: by('empty_value_list'),
  condition_references_unknown: by('unknown_identifier'),
  deprecated_aggregation_syntax: by('aggregation_removed'),
  flattened_array_correlation: by('events_spread_keys'),

  missing_correlation: not(noKind),
  missing_correlation_type: readers('missing_correlation_type'),
  invalid_correlation_type: readers('invalid_correlation_type'),
  missing_correlation_rules: readers('missing_correlation_rules'),
  empty_correlation_rules: readers('missing_correlation_rules'),
  missing_correlation_timespan: readers('missing_timespan'),
  invalid_timespan_format: readers('invalid_timespan'),
  invalid_window_mode: windows,
  missing_session_gap: windows,
  gap_without_session: windows,
  invalid_gap_format: windows,
  missing_correlation_condition: readers('missing_correlation_condition'),
  missing_condition_field: readers('missing_condition_field'),
  condition_value_not_numeric: readers('invalid_condition_value'),
  missing_group_by: readers('missing_group_by'),
  generate_not_boolean: readers('invalid_generate'),
  invalid_condition_operator: readers('invalid_condition_operator'),

  missing_filter: not(noKind),
  missing_filter_logsource: readers('missing_logsource'),
  missing_filter_rules: readers('missing_filter_rules', 'invalid_filter'),
  missing_filter_selection: readers('empty_detection'),
  missing_filter_condition: readers('missing_condition'),
  filter_has_level: by('filter_has_level'),
  filter_has_status: by('filter_has_status'),

  single_value_all_modifier: by('single_value_all'),
  all_with_re: not('`re|all` says that all expressions match, which is meant.'),
  incompatible_modifiers: by('impossible_modifiers'),
  invalid_related_id: by('related_id'),
  invalid_related_type: by('related_type'),
  related_missing_required: by('related_incomplete'),
  deprecated_without_related: by('deprecated_without_related'),

  unsupported_sigma_version: by('sigma_version_unknown'),
  array_matching_without_version: readers('array_matching_without_version'),
  sigma_version_mismatch: by('sigma_version_mixed'),
  unknown_rule_reference: readers('unknown_rule_reference'),

  ads_missing_goal: by('ads_section_missing'),
  ads_missing_categorization: by('ads_section_missing'),
  ads_missing_strategy: by('ads_section_missing'),
  ads_missing_technical_context: by('ads_section_missing'),
  ads_missing_blind_spots: by('ads_section_missing'),
  ads_missing_false_positives: by('ads_section_missing'),
  ads_missing_validation: by('ads_section_missing'),
  ads_missing_priority: by('ads_section_missing'),
  ads_missing_response: by('ads_section_missing'),
  ads_empty_section: by('ads_section_empty'),
  ads_unknown_section: by('ads_section_unknown'),
};

/** Newer than the rest. */
export const rsigmaExemplars: Readonly<Record<string, KnownCheck>> = {
  exemplar_shape: by('test_shape'),
  exemplar_wrong_rule_kind: by('test_not_run'),
};

export const pySigma: Readonly<Record<string, KnownCheck>> = {
  dangling_detection: by('unused_identifier'),
  dangling_condition: by('unknown_identifier', 'pattern_selects_nothing'),
  them_condition_with_single_detection: by('them_of_one'),
  all_of_them_condition: by('convention_them'),
  specific_instead_of_generic_logsource: by('logsource_generic'),
  fieldname_logsource: by('field_not_in_taxonomy'),
  identifier_existence: by('convention_missing_key'),
  identifier_uniqueness: by('id_repeated'),
  duplicate_title: by('title_repeated'),
  duplicate_references: by('entry_duplicate'),
  duplicate_filename: not('About a folder of files; the import tells of two files with one path.'),
  filename_length: by('convention_file_name'),
  custom_attributes: by('convention_custom_key'),
  invalid_modifier_combinations: by(
    'all_without_contains',
    'base64offset_without_contains',
    'repeated_modifier',
  ),
  tag_format: by('tag_malformed', 'tag_spelling'),
  attacktag: by('attack_technique_unknown', 'attack_tactic_unknown'),
  d3fendtag: by('tag_value'),
  tlptag: by('tag_value'),
  tlpv1_tag: by('tag_value'),
  tlpv2_tag: by('tag_value'),
  duplicate_tag: by('tag_duplicate'),
  namespace_tag: by('tag_unknown_namespace'),
  cartag: by('tag_value'),
  cvetag: by('tag_value'),
  detection_tag: by('tag_value'),
  stptag: by('tag_value'),
  double_wildcard: by('double_wildcard'),
  number_as_string: by('convention_number_quoted'),
  control_character: by('control_character', 'value_control_character'),
  wildcards_instead_of_modifiers: by('wildcards_for_modifier'),
  escaped_wildcard: by('wildcard_escaped'),
};

/** What neither of them has. */
export const ownChecks: Readonly<Record<string, KnownCheck>> = {
  'a scalar that YAML 1.1 and 1.2 read differently': by('yaml_1_1_differs'),
  'an id without quotes that begins with a zero': by('leading_zero'),
  'a whole number beyond 2^53': by('number_imprecise'),
  'a value that is the name of a field': by('events_have_field_named', 'field_name_as_value'),
  '`fieldref` between fields that are never equal': by('fieldref_of_other_kind'),
  'a pattern of names that selects nothing': by('pattern_selects_nothing', 'all_of_nothing'),
  'a field that no event has, and the nearest': by('events_lack_field'),
  'a field in another case': by('events_lack_field', 'field_not_in_taxonomy'),
  'an expression beyond the specification': by('regex_outside_specification', 'regex_inline_flags'),
  'an expression that RE2 refuses': by('regex_not_portable'),
  'an expression that takes very long': by('regex_backtracking'),
  '`all` on one array, met by several elements': by('events_spread_all'),
  'a wildcard straight after a backslash': by('wildcard_escaped'),
  'a condition beside the detection': by('condition_outdented'),
};
