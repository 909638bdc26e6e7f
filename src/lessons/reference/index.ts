// The reference: all articles, in the order of the side list. Loads when it is opened.
import { toArticle } from './article.ts';
import type { Article, GroupId } from './article.ts';
import { conditions } from './conditions.ts';
import { encoding } from './encoding.ts';
import { fields } from './fields.ts';
import { matching } from './matching.ts';
import { moreValues } from './more-values.ts';
import { numericArticles } from './numeric.ts';
import { regex } from './regex.ts';
import { ruleParts } from './rule-parts.ts';
import { values } from './values.ts';

export interface ArticleGroup {
  readonly id: GroupId;
  readonly title: string;
}

export const groups: readonly ArticleGroup[] = [
  { id: 'rule', title: 'Rules and log sources' },
  { id: 'condition', title: 'Conditions' },
  { id: 'values', title: 'Values' },
  { id: 'fields', title: 'Fields' },
  { id: 'matching', title: 'Modifiers: texts' },
  { id: 'regex', title: 'Modifiers: regular expressions' },
  { id: 'numbers', title: 'Modifiers: numbers, dates, addresses' },
  { id: 'encoding', title: 'Modifiers: encodings' },
];

const all = [
  ruleParts,
  conditions,
  values,
  moreValues,
  fields,
  matching,
  regex,
  numericArticles,
  encoding,
].flat();

export const articles: readonly Article[] = groups.flatMap(({ id }) =>
  all.filter(({ group }) => group === id).map(toArticle),
);

export function findArticle(id: string): Article | undefined {
  return articles.find((article) => article.id === id);
}
