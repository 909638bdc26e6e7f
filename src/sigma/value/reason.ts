/** The closed list of reasons of a value's verdict. */
export type Reason =
  | 'matched'
  | 'field_absent'
  | 'field_null'
  | 'field_empty'
  | 'no_value'
  | 'value_differs'
  | 'case_differs'
  | 'whitespace_differs'
  | 'type_differs'
  | 'not_numeric'
  | 'not_an_ip'
  | 'not_a_date'
  | 'field_exists'
  | 'no_keyword'
  | 'other_field_absent'
  /** A value matched, and `neq` excludes it. */
  | 'excluded'
  | 'regex_timeout'
  /** The predicate could not be compiled; diagnostics say why. */
  | 'broken';
