import { expect, test } from 'vitest';
import { encodeLink } from '../../../src/share/link.ts';
import { decodeResults, encodeResults } from '../../../src/share/results.ts';
import type { Results } from '../../../src/share/results.ts';
import { linkCodec } from '../../../src/share/work-link.ts';

const results: Results = {
  name: 'Dana Ünal',
  isExam: true,
  lessons: [
    { id: 'one', ruleText: 'title: x\n', isPassed: true, tries: 3, hints: 1, sawSolution: false },
    { id: 'two', ruleText: '', isPassed: false, tries: 0, hints: 0, sawSolution: true },
  ],
};

test('what is handed in is read again, with or without the address of the page', async () => {
  const fragment = await encodeResults(results);
  expect(fragment).toMatch(/^#s1\./);
  expect(await decodeResults(fragment)).toEqual(results);
  expect(await decodeResults(`https://example.org/play/${fragment}`)).toEqual(results);
  expect(await decodeResults(fragment.slice(1))).toEqual(results);
});

test('opened as work it says where it belongs', async () => {
  expect(await linkCodec.decode(await encodeResults(results))).toEqual({
    problem: expect.stringContaining('class sheet') as string,
  });
});

test.each(['', 'nonsense', '#s1.', '#s2.x', 'https://example.org/'])('%j has a problem', async (link) => {
  expect(await decodeResults(link)).toEqual({ problem: expect.any(String) as string });
});

test('a link with work is none; of rows with the wrong shape nothing is taken', async () => {
  expect(await decodeResults(await encodeLink({ r: 'title: x', e: [] }))).toHaveProperty('problem');
  const row = { i: 'one', r: 'rule', p: 'yes', t: -3, h: 1.5, s: {} };
  const l = { kind: 'results', n: 5, x: true, a: [1, null, [], { i: 'x' }, { r: 'x' }, row] };
  expect(await decodeResults(await encodeLink({ r: '', e: [], l }))).toEqual({
    name: '',
    isExam: false,
    lessons: [{ id: 'one', ruleText: 'rule', isPassed: false, tries: 0, hints: 0, sawSolution: false }],
  });
});
