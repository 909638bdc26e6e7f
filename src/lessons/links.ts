// Where lessons lead on: the specification, the guides of its authors, and the reference in the page.
import type { LessonLink } from './lesson.ts';

const rules =
  'https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-rules-specification.md';
const modifiers =
  'https://github.com/SigmaHQ/sigma-specification/blob/main/specification/sigma-appendix-modifiers.md';

/** Anchors of headings. */
export const specificationSections = [
  ...['title', 'identification', 'name', 'status', 'description', 'author', 'references', 'date', 'modified'],
  ...[
    'logsource',
    'detection',
    'search-identifier',
    'general',
    'string-wildcard',
    'escaping',
    'lists',
    'maps',
  ],
  ...['field-usage', 'special-field-values', 'field-existence', 'value-modifiers', 'placeholders'],
  ...['keywords-search', 'condition', 'falsepositives', 'level', 'tags'],
] as const;

export type SpecificationSection = (typeof specificationSections)[number];

export const specification = (section: SpecificationSection, title: string): LessonLink => ({
  text: `Sigma specification: ${title}`,
  href: `${rules}#${section}`,
});

export const modifierAppendix: LessonLink = {
  text: 'Sigma specification: modifiers',
  href: modifiers,
};

export const guide = (
  page: 'rules' | 'conditions' | 'modifiers' | 'log-sources',
  title: string,
): LessonLink => ({
  text: `Sigma documentation: ${title}`,
  href: `https://sigmahq.io/docs/basics/${page}.html`,
});

/** `page`: below AWS's documentation. */
export const aws = (page: string, title: string): LessonLink => ({
  text: `AWS: ${title}`,
  href: `https://docs.aws.amazon.com/${page}.html`,
});

/** Articles of the reference: one for each modifier, then the rest. */
export const learnTopics = [
  ...['contains', 'startswith', 'endswith', 'all', 'cased', 'exists', 'neq', 're', 'i', 'm', 's', 'cidr'],
  ...['lt', 'lte', 'gt', 'gte', 'fieldref', 'expand', 'windash', 'base64', 'base64offset'],
  ...['wide', 'utf16', 'utf16le', 'utf16be', 'minute', 'hour', 'day', 'week', 'month', 'year'],
  ...['log-source', 'nested-fields', 'arrays', 'lists', 'maps', 'null', 'wildcards', 'keywords'],
  ...['absent', 'case', 'escapes', 'filters', 'parentheses'],
  ...['and-or-not', 'one-of', 'all-of', 'them'],
] as const;

export type LearnTopic = (typeof learnTopics)[number];

export const learn = (topic: LearnTopic, title: string): LessonLink => ({
  text: `Learn Sigma: ${title}`,
  href: `#learn=${topic}`,
});
