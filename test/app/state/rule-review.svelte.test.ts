// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Diagnostic } from '../../../src/sigma/index.ts';
import type { ReviewSource } from '../../../src/state/rule-review.svelte.ts';
import { RuleReview } from '../../../src/state/rule-review.svelte.ts';
import type { OnChange, RulePage } from '../../../src/worker/reference/protocol.ts';

const pageOf = (ruleText: string, catalogSize: number) =>
  ({
    metadata: { title: { text: ruleText } },
    diagnostics: [{ code: ruleText }],
    catalogSize,
  }) as unknown as RulePage;

/** Answers after `delay`; a text with `broken` in it holds no rule. */
function fake(delay = 10) {
  const asked: string[] = [];
  let onChange: OnChange = () => {};
  let size = 1;
  const wait = () => new Promise((resolve) => setTimeout(resolve, delay));
  const source: ReviewSource = {
    describe: async (ruleText) => {
      asked.push(`describe ${ruleText}`);
      await wait();
      return ruleText.includes('broken') ? null : pageOf(ruleText, size);
    },
    lint: async (ruleText) => {
      asked.push(`lint ${ruleText}`);
      await wait();
      return [{ code: `lint ${ruleText}` }] as unknown as readonly Diagnostic[];
    },
    conventions: async (ruleText) => {
      asked.push(`conventions ${ruleText}`);
      await wait();
      return [{ code: `conventions ${ruleText}` }] as unknown as readonly Diagnostic[];
    },
    coverage: async (ruleText) => {
      asked.push(`coverage ${ruleText}`);
      await wait();
      return { logsource: ruleText, fields: [], rows: [], more: 0, unbounded: true, note: '' };
    },
    watch: async (call) => void (onChange = call),
  };
  const grow = () => {
    size += 10;
    onChange({ size, loading: false, problem: '' });
  };
  return { asked, source, grow };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('asks when typing rests, and at once while the page is looked at', async () => {
  const { asked, source } = fake();
  const review = new RuleReview(() => source);
  review.follow('first', 'none');
  await pass(50);
  review.follow('a', 'none');
  await pass(200);
  review.follow('ab', 'none');
  await pass(300);
  expect(asked).toEqual(['describe first']);
  await pass(200);
  expect(asked).toEqual(['describe first', 'describe ab']);
  review.follow('abc', 'page');
  await pass(1);
  expect(asked).toEqual(['describe first', 'describe ab', 'describe abc']);
});

test('the latest text wins: those between are never asked for', async () => {
  const { asked, source } = fake(50);
  const review = new RuleReview(() => source);
  for (const text of ['a', 'ab', 'abc', 'abcd']) {
    review.follow(text, 'page');
    await pass(10);
  }
  await pass(200);
  expect(asked).toEqual(['describe a', 'describe abcd', 'lint abcd']);
  expect(review.page?.ruleText).toBe('abcd');
  expect(review.diagnosticsOf('abcd')).toHaveLength(2);
  expect(review.diagnosticsOf('abc')).toEqual([]);
});

test('a text without a rule leaves the last page, which is said to be of another text', async () => {
  const { source } = fake();
  const review = new RuleReview(() => source);
  review.follow('a', 'page');
  await pass(50);
  review.follow('broken', 'page');
  await pass(50);
  expect(review.page?.ruleText).toBe('a');
  expect(review.isEmptyFor('broken')).toBe(true);
  expect(review.isEmptyFor('a')).toBe(false);
});

test('coverage is asked for only where it is looked at, and once', async () => {
  const { asked, source } = fake();
  const review = new RuleReview(() => source);
  review.follow('a', 'page');
  await pass(50);
  review.follow('a', 'coverage');
  await pass(50);
  review.follow('a', 'page');
  await pass(50);
  review.follow('a', 'coverage');
  await pass(50);
  expect(asked).toEqual(['describe a', 'lint a', 'coverage a']);
  expect(review.coverage?.ruleText).toBe('a');
});

test('a catalogue that grew gives new counts', async () => {
  const { source, grow } = fake();
  const review = new RuleReview(() => source);
  review.follow('a', 'page');
  await pass(50);
  grow();
  await pass(100);
  expect(review.page?.value.catalogSize).toBe(11);
});

test('what went wrong is said, and asking goes on', async () => {
  const { source } = fake();
  let breaks = true;
  const review = new RuleReview(() => ({
    ...source,
    describe: async (text) => {
      if (breaks) throw new Error('The worker broke');
      return source.describe(text);
    },
  }));
  review.follow('a', 'page');
  await pass(50);
  expect(review.problem).toMatch(/broke/);
  breaks = false;
  review.follow('ab', 'page');
  await pass(50);
  expect(review.problem).toBe('');
  expect(review.page?.ruleText).toBe('ab');
});

test('the meaning is looked into only while somebody looks, the problems alone too', async () => {
  const { asked, source } = fake();
  const review = new RuleReview(() => source);
  review.follow('a', 'none');
  await pass(600);
  review.follow('a', 'problems');
  await pass(50);
  review.follow('ab', 'problems');
  await pass(50);
  expect(asked).toEqual(['describe a', 'lint a', 'describe ab', 'lint ab']);
  expect(review.diagnosticsOf('ab').map(({ code }) => code)).toEqual(['ab', 'lint ab']);
  expect(review.diagnosticsOf('a')).toEqual([]);
});

test('coverage that is looked at comes before the meaning', async () => {
  const { asked, source } = fake();
  const review = new RuleReview(() => source);
  review.follow('a', 'coverage');
  await pass(50);
  expect(asked).toEqual(['describe a', 'coverage a', 'lint a']);
});

test('conventions are asked for by who wants them, and told to nobody else', async () => {
  const { asked, source } = fake();
  const review = new RuleReview(() => source);
  review.follow('a', 'none');
  await pass(500);
  expect(asked).toEqual(['describe a']);
  review.follow('a', 'none', true);
  await pass(500);
  expect(asked).toEqual(['describe a', 'conventions a']);
  expect(review.conventionsOf('a').map(({ code }) => code)).toEqual(['conventions a']);
  expect(review.diagnosticsOf('a').map(({ code }) => code)).toEqual(['a']);
  review.follow('a', 'none');
  expect(review.conventionsOf('a')).toEqual([]);
});
