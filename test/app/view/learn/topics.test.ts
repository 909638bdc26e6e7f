import { expect, test } from 'vitest';
import { toEventsText, toRuleText } from '../../../../src/lessons/reference/article.ts';
import { articles, findArticle, groups } from '../../../../src/lessons/reference/index.ts';
import { toExampleWork } from '../../../../src/view/learn/example-work.ts';
import { toBestTopic, toTopicGroups } from '../../../../src/view/learn/topics.ts';

const find = (query: string) => {
  const found = toTopicGroups(groups, articles, query);
  return {
    ids: found.flatMap(({ topics }) => topics.map(({ id }) => id)),
    best: toBestTopic(found, query)?.id,
  };
};

test('without words, every topic is there, in its group', () => {
  expect(find(' ').ids).toEqual(articles.map(({ id }) => id));
});

test.each([
  ['cidr', 'cidr'],
  ['CIDR ', 'cidr'],
  ['starts', 'startswith'],
  ['precedence', 'and-or-not'],
  ['regex', 're'],
  ['network', 'cidr'],
  ['1 of', 'one-of'],
  ['null', 'null'],
  ['i', 'i'],
])('%s means %s', (query, best) => {
  expect(find(query).best).toBe(best);
});

test('all words must be there; what is nowhere finds nothing', () => {
  expect(find('powershell utf-16').ids).toContain('utf16le');
  expect(find('powershell cidr').ids).toEqual([]);
  expect(find('powershell cidr').best).toBeUndefined();
});

test('an example opens with its labels; one that is refused has none', () => {
  const article = findArticle('cidr');
  const [example, broken] = article?.examples ?? [];
  if (!article || !example || !broken) throw new Error('the article has two examples');
  const work = toExampleWork(toRuleText(article, example), toEventsText(example), example);
  const marked = (work.marks ?? []).map(({ range, expectation, name }) => [
    work.eventsText.slice(range.start, range.end),
    expectation,
    name,
  ]);
  expect(marked).toEqual(
    example.events.map(({ text, claims, why }) => [text, claims === 'match' ? 'fire' : 'silent', why]),
  );
  expect(toExampleWork(toRuleText(article, broken), toEventsText(broken), broken).marks).toEqual([]);
});
