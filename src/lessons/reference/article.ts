// An article of the reference: what a part of Sigma means, with examples that the matcher judges while they are shown.
import type { LessonLink } from '../lesson.ts';
import { summaries } from './summaries.ts';
import type { TopicId } from './summaries.ts';

export type { TopicId } from './summaries.ts';

/** Where something stands: a group of the side list. */
export type GroupId =
  'matching' | 'encoding' | 'regex' | 'numbers' | 'fields' | 'condition' | 'values' | 'rule';

/** What stands with the articles; `toArticle` adds its summary. */
export interface ArticleText {
  readonly id: TopicId;
  readonly title: string;
  readonly group: GroupId;
  /** What the summary does not say. Code between backticks. */
  readonly text: string;
  readonly examples: readonly Example[];
  /** Where engines and SIEMs do something else. */
  readonly differs?: readonly Difference[];
  readonly links: readonly LessonLink[];
  readonly see: readonly TopicId[];
  /** What else it is looked for by. */
  readonly words?: string;
}

export interface Article extends ArticleText {
  readonly summary: string;
}

export interface Example {
  /** What there is to see. */
  readonly about: string;
  /** What is inside `detection:`, or a whole rule when it begins with `title:`. */
  readonly rule: string;
  readonly events: readonly ExampleEvent[];
  /** The code of the error that the rule is refused with. */
  readonly refused?: string;
}

export interface ExampleEvent {
  /** JSON. */
  readonly text: string;
  /** What the article says of it; the page shows what the matcher says, and a test holds the two together. */
  readonly claims: 'match' | 'miss' | 'refused';
  readonly why: string;
}

export interface Difference {
  /** Engines, converters or SIEMs. */
  readonly who: string;
  /** What they do. */
  readonly what: string;
  /** What the playground does. */
  readonly here: string;
  /** What pins that: the id of a semantics vector, or `section: description` of a conformance case. */
  readonly pins: string;
}

const event =
  (claims: ExampleEvent['claims']) =>
  (text: string, why: string): ExampleEvent => ({ text, claims, why });
export const fires = event('match');
export const misses = event('miss');
export const refused = event('refused');

const specification = 'https://github.com/SigmaHQ/sigma-specification/blob/main/specification/';

/** `anchor`: of a heading. */
export const inModifiers = (anchor: string, title: string): LessonLink => ({
  text: `Sigma specification, modifiers: ${title}`,
  href: `${specification}sigma-appendix-modifiers.md#${anchor}`,
});

export const inRules = (anchor: string, title: string): LessonLink => ({
  text: `Sigma specification, rules: ${title}`,
  href: `${specification}sigma-rules-specification.md#${anchor}`,
});

export const inTaxonomy: LessonLink = {
  text: 'Sigma specification: taxonomy',
  href: `${specification}sigma-appendix-taxonomy.md`,
};

export const inTags: LessonLink = {
  text: 'Sigma specification: tags',
  href: `${specification}sigma-appendix-tags.md`,
};

export function toArticle(text: ArticleText): Article {
  return { ...text, summary: summaries[text.id] };
}

/** The rule of an example, whole. */
export function toRuleText({ title }: Pick<Article, 'title'>, { rule }: Pick<Example, 'rule'>): string {
  const text = rule.trim();
  if (text.startsWith('title:')) return `${text}\n`;
  const quoted = `'${title.replaceAll("'", "''")}'`;
  const detection = text.replace(/^(?=.)/gm, '  ');
  return `title: ${quoted}\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n${detection}\n`;
}

/** The events of an example, as one array. */
export function toEventsText({ events }: Pick<Example, 'events'>): string {
  return `[\n${events.map(({ text }) => `  ${text}`).join(',\n')}\n]\n`;
}
