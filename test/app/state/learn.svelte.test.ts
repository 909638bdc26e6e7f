// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { judge } from '../../../src/lessons/judge.ts';
import type { JudgedTexts } from '../../../src/lessons/judge.ts';
import { findArticle } from '../../../src/lessons/reference/index.ts';
import { LearnState } from '../../../src/state/learn.svelte.ts';
import type { Playground } from '../../../src/state/playground.svelte.ts';

function stateWith(answers: boolean[]) {
  const asked: number[] = [];
  const ask = async (_: string, texts: readonly JudgedTexts[]) => {
    asked.push(texts.length);
    return answers.shift() === false ? null : Promise.all(texts.map(judge));
  };
  return { learn: new LearnState({ ask } as unknown as Pick<Playground, 'ask'>), asked };
}

const article = findArticle('cidr');
if (!article) throw new Error('there is an article');

test('examples are judged once', async () => {
  const { learn, asked } = stateWith([]);
  expect(learn.judged('cidr')).toBeUndefined();
  await learn.ask(article);
  await learn.ask(article);
  expect(asked).toEqual([2]);
  const judged = learn.judged('cidr');
  expect(judged).toMatchObject([
    { verdicts: ['match', 'miss', 'match'], problem: '' },
    { verdicts: [], code: 'invalid_cidr' },
  ]);
});

test('where no answer comes, that is said, and asked again', async () => {
  const { learn } = stateWith([false, true]);
  await learn.ask(article);
  expect(learn.judged('cidr')).toBe('failed');
  await learn.ask(article);
  expect(learn.judged('cidr')).toHaveLength(2);
});
