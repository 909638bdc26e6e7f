// The words that a rule can have at its fixed places. Spec: Sigma 2.1.0, rule specification.

export interface Word {
  readonly word: string;
  readonly about: string;
  /** What follows a key: nothing, a mapping or a list of its own lines. */
  readonly opens?: 'mapping' | 'list';
}

/** Keys of a rule, in the order in which rules are written. */
export const ruleKeys: readonly Word[] = [
  { word: 'title', about: 'What it detects, in a few words' },
  { word: 'id', about: 'A UUID' },
  { word: 'name', about: 'How correlation rules call it' },
  { word: 'related', about: 'Rules that it comes from or replaces', opens: 'list' },
  { word: 'status', about: 'How far it has been tried' },
  { word: 'description', about: 'What it detects, and what that means' },
  { word: 'license', about: 'SPDX identifier' },
  { word: 'references', about: 'Where one can read more', opens: 'list' },
  { word: 'author', about: 'Names, with commas between them' },
  { word: 'date', about: 'Of its creation: 2026-01-31' },
  { word: 'modified', about: 'Of the last change: 2026-01-31' },
  { word: 'tags', about: 'ATT&CK and other tags', opens: 'list' },
  { word: 'logsource', about: 'The log that it is for', opens: 'mapping' },
  { word: 'detection', about: 'What it looks for', opens: 'mapping' },
  { word: 'fields', about: 'Fields worth seeing in an alert', opens: 'list' },
  { word: 'falsepositives', about: 'What else it may fire on', opens: 'list' },
  { word: 'level', about: 'How bad it is' },
  { word: 'scope', about: 'Where it is meant to run', opens: 'list' },
  { word: 'taxonomy', about: 'Whose field names it uses' },
  { word: 'custom_attributes', about: 'Anything else', opens: 'mapping' },
];

export const logsourceKeys: readonly Word[] = [
  { word: 'product', about: 'aws, windows, linux …' },
  { word: 'service', about: 'cloudtrail, security …' },
  { word: 'category', about: 'process_creation, proxy …' },
  { word: 'definition', about: 'What must be logged for it' },
];

/** Names that rules give to the parts of a detection. */
export const detectionKeys: readonly Word[] = [
  { word: 'selection', about: 'What it looks for', opens: 'mapping' },
  { word: 'filter', about: 'What it leaves out', opens: 'mapping' },
  { word: 'keywords', about: 'Texts anywhere in the event', opens: 'list' },
  { word: 'condition', about: 'How the parts are put together' },
];

export const relatedKeys: readonly Word[] = [
  { word: 'id', about: 'Of the other rule' },
  { word: 'type', about: 'How they belong together' },
];

const values: Readonly<Record<string, readonly Word[]>> = {
  status: [
    { word: 'stable', about: 'Tried in production' },
    { word: 'test', about: 'Mostly settled' },
    { word: 'experimental', about: 'New: expect noise' },
    { word: 'deprecated', about: 'Another rule took its place' },
    { word: 'unsupported', about: 'Cannot be used as it is' },
  ],
  level: [
    { word: 'informational', about: 'Context for other rules' },
    { word: 'low', about: 'Notable, rarely an incident' },
    { word: 'medium', about: 'Worth a look from time to time' },
    { word: 'high', about: 'Worth an alert' },
    { word: 'critical', about: 'Very likely an incident' },
  ],
  type: [
    { word: 'derived', about: 'Made from the other one' },
    { word: 'obsolete', about: 'Takes the place of the other one' },
    { word: 'merged', about: 'Both in one' },
    { word: 'renamed', about: 'The same under another id' },
    { word: 'similar', about: 'About the same' },
  ],
};

/** Words for the value of a key that has a closed list; none for the others. */
export function valueWords(key: string): readonly Word[] {
  return Object.hasOwn(values, key) ? (values[key] ?? []) : [];
}
