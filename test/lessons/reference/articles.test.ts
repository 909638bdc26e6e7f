// Every article says what the matcher says, and every difference is pinned by a case.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { learnTopics } from '../../../src/lessons/links.ts';
import { judge } from '../../../src/lessons/judge.ts';
import { toEventsText, toRuleText } from '../../../src/lessons/reference/article.ts';
import { articles, findArticle, groups } from '../../../src/lessons/reference/index.ts';
import { isTopic, summaries } from '../../../src/lessons/reference/summaries.ts';
import { modifiers } from '../../../src/sigma/index.ts';
import { conformanceFolder, readCases } from '../../_helpers/conformance.ts';

const ids = articles.map(({ id }) => id as string);
const examples = articles.flatMap((article) =>
  article.examples.map((example, n) => ({ name: `${article.id} ${n + 1}`, article, example })),
);

test.each(examples)('the example $name is judged as the article says', async ({ article, example }) => {
  const { verdicts, code } = await judge({
    ruleText: toRuleText(article, example),
    eventsText: toEventsText(example),
  });
  expect(code).toBe(example.refused ?? '');
  const claims = example.events.map((event) => event.claims);
  expect(verdicts).toEqual(example.refused === undefined ? claims : []);
  if (example.refused !== undefined) expect(new Set(claims)).toEqual(new Set(['refused']));
});

test('every value modifier has an article', () => {
  expect(Object.keys(modifiers).filter((name) => !ids.includes(name))).toEqual([]);
});

test('every topic that lessons lead to has an article', () => {
  expect(learnTopics.filter((topic) => !ids.includes(topic))).toEqual([]);
});

test('topics and articles are the same, each once, in a group', () => {
  expect([...ids].sort()).toEqual(Object.keys(summaries).sort());
  expect(new Set(groups.map(({ id }) => id))).toEqual(new Set(articles.map(({ group }) => group)));
  expect(findArticle('cidr')?.title).toBe('cidr');
  expect(isTopic('constructor')).toBe(false);
});

test('an article has an example that fires and one that does not, unless the rule is refused', () => {
  for (const { id, examples } of articles) {
    const claims = examples.flatMap(({ events }) => events.map((event) => event.claims));
    expect(claims, id).toContain('match');
    expect(claims, id).toContain('miss');
  }
});

test('articles lead to other articles, to the specification, and say things in few words', () => {
  for (const { id, see, links, summary, text } of articles) {
    expect(see.length, id).toBeGreaterThan(0);
    expect(see, id).not.toContain(id);
    expect(links.length, id).toBeGreaterThan(0);
    for (const { href } of links)
      expect(href).toMatch(/^https:\/\/github\.com\/SigmaHQ\/sigma-specification\/blob\/main\//);
    expect(summary).toMatch(/^[A-Z`0-9][^\n]{20,119}\.$/);
    expect(text.length, id).toBeLessThan(760);
  }
});

const vectorsFile = join(conformanceFolder, '../../../shared/conformance/semantics.json');
const hasVectors = existsSync(vectorsFile);

describe('what differs elsewhere', () => {
  const differences = articles.flatMap(({ id, differs = [] }) => differs.map((each) => ({ id, ...each })));
  const ourCases = new Set(readCases().map((each) => each.id));
  const isVector = (pin: string) => /^[A-Z]{2,3}\d{1,4}$|^B64\d+$/.test(pin);

  test.each(differences)('$id: $who: a case pins our reading', ({ pins, what, here }) => {
    expect(isVector(pins) || ourCases.has(pins), pins).toBe(true);
    expect(what).toMatch(/[.]$/);
    expect(here).toMatch(/[.]$/);
  });

  test.runIf(hasVectors)('the vectors exist', () => {
    const vectors = new Set(
      (JSON.parse(readFileSync(vectorsFile, 'utf8')) as { id: string }[]).map(({ id }) => id),
    );
    expect(differences.filter(({ pins }) => isVector(pins) && !vectors.has(pins))).toEqual([]);
  });
});
