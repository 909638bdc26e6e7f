// The words that a rule can have at its fixed places. Spec: Sigma 2.1.0, rule specification.
import * as texts from '../../../texts/en.ts';

export interface Word {
  readonly word: string;
  readonly about: string;
  /** What follows a key: nothing, a mapping or a list of its own lines. */
  readonly opens?: 'mapping' | 'list';
}

/** Keys of a rule, in the order in which rules are written. */
export const ruleKeys: readonly Word[] = [
  { word: 'title', about: texts.completionKeyTitle },
  { word: 'id', about: texts.completionKeyId },
  { word: 'name', about: texts.completionKeyName },
  { word: 'related', about: texts.completionKeyRelated, opens: 'list' },
  { word: 'status', about: texts.completionKeyStatus },
  { word: 'description', about: texts.completionKeyDescription },
  { word: 'license', about: texts.completionKeyLicense },
  { word: 'references', about: texts.completionKeyReferences, opens: 'list' },
  { word: 'author', about: texts.completionKeyAuthor },
  { word: 'date', about: texts.completionKeyDate },
  { word: 'modified', about: texts.completionKeyModified },
  { word: 'tags', about: texts.completionKeyTags, opens: 'list' },
  { word: 'logsource', about: texts.completionKeyLogsource, opens: 'mapping' },
  { word: 'detection', about: texts.completionKeyDetection, opens: 'mapping' },
  { word: 'fields', about: texts.completionKeyFields, opens: 'list' },
  { word: 'falsepositives', about: texts.completionKeyFalsepositives, opens: 'list' },
  { word: 'level', about: texts.completionKeyLevel },
  { word: 'scope', about: texts.completionKeyScope, opens: 'list' },
  { word: 'taxonomy', about: texts.completionKeyTaxonomy },
  { word: 'custom_attributes', about: texts.completionKeyCustomAttributes, opens: 'mapping' },
];

export const logsourceKeys: readonly Word[] = [
  { word: 'product', about: texts.completionLogsourceProduct },
  { word: 'service', about: texts.completionLogsourceService },
  { word: 'category', about: texts.completionLogsourceCategory },
  { word: 'definition', about: texts.completionLogsourceDefinition },
];

/** Names that rules give to the parts of a detection. */
export const detectionKeys: readonly Word[] = [
  { word: 'selection', about: texts.completionDetectionSelection, opens: 'mapping' },
  { word: 'filter', about: texts.completionDetectionFilter, opens: 'mapping' },
  { word: 'keywords', about: texts.completionDetectionKeywords, opens: 'list' },
  { word: 'condition', about: texts.completionDetectionCondition },
];

export const relatedKeys: readonly Word[] = [
  { word: 'id', about: texts.completionRelatedId },
  { word: 'type', about: texts.completionRelatedType },
];

const values: Readonly<Record<string, readonly Word[]>> = {
  status: [
    { word: 'stable', about: texts.completionStatusStable },
    { word: 'test', about: texts.completionStatusTest },
    { word: 'experimental', about: texts.completionStatusExperimental },
    { word: 'deprecated', about: texts.completionStatusDeprecated },
    { word: 'unsupported', about: texts.completionStatusUnsupported },
  ],
  level: [
    { word: 'informational', about: texts.completionLevelInformational },
    { word: 'low', about: texts.completionLevelLow },
    { word: 'medium', about: texts.completionLevelMedium },
    { word: 'high', about: texts.completionLevelHigh },
    { word: 'critical', about: texts.completionLevelCritical },
  ],
  type: [
    { word: 'derived', about: texts.completionTypeDerived },
    { word: 'obsolete', about: texts.completionTypeObsolete },
    { word: 'merged', about: texts.completionTypeMerged },
    { word: 'renamed', about: texts.completionTypeRenamed },
    { word: 'similar', about: texts.completionTypeSimilar },
  ],
};

/** Words for the value of a key that has a closed list; none for the others. */
export function valueWords(key: string): readonly Word[] {
  return Object.hasOwn(values, key) ? (values[key] ?? []) : [];
}
