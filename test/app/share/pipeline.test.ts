import { expect, test } from 'vitest';
import { pipelineIn, placeholdersIn, withPipeline, withPlaceholders } from '../../../src/share/options.ts';
import { linkCodec } from '../../../src/share/work-link.ts';

const work = { ruleText: 'title: t', eventsText: '{"a":1}' };

test('a pipeline travels in the link, beside the values of placeholders', async () => {
  const text = 'transformations:\n  - {type: field_name_prefix, prefix: p.}\n';
  const carried = withPipeline(withPlaceholders(undefined, { a: ['b'] }), text);
  const opened = await linkCodec.decode(await linkCodec.encode({ ...work, ...(carried ? { carried } : {}) }));
  if ('problem' in opened) throw new Error(opened.problem);
  expect(pipelineIn(opened.work.carried)).toBe(text);
  expect(placeholdersIn(opened.work.carried)).toEqual({ a: ['b'] });
  expect(pipelineIn(withPipeline(opened.work.carried, ''))).toBe('');
  expect(withPipeline(withPipeline(undefined, text), '')).toBeUndefined();
});

test.each([[undefined], [{ payload: null }], [{ payload: { o: { m: 5 } } }], [{ payload: { o: ['m'] } }]])(
  'of %j there is none',
  (carried) => {
    expect(pipelineIn(carried)).toBe('');
  },
);
