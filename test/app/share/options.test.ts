import { describe, expect, test } from 'vitest';
import { placeholdersIn, withPlaceholders } from '../../../src/share/options.ts';
import { linkCodec } from '../../../src/share/work-link.ts';
import type { Work } from '../../../src/share/work-link.ts';

const values = { Admins: ['alice', 'bob*'], Hosts: ['h1'] };
const work: Work = { ruleText: 'title: t', eventsText: '{"a":1}' };

async function throughLink(sent: Work): Promise<Work> {
  const opened = await linkCodec.decode(await linkCodec.encode(sent));
  if ('problem' in opened) throw new Error(opened.problem);
  return opened.work;
}

describe('values of placeholders', () => {
  test('travel in the link, and no link without them grows', async () => {
    const carried = withPlaceholders(undefined, values);
    const back = await throughLink({ ...work, ...(carried ? { carried } : {}) });
    expect(placeholdersIn(back.carried)).toEqual(values);
    expect(withPlaceholders(undefined, undefined)).toBeUndefined();
    expect(placeholdersIn((await throughLink(work)).carried)).toBeUndefined();
  });

  test('stand beside what else is carried, and go without it', () => {
    const other = { payload: { r: '', e: [], o: { x: 1 }, l: { id: 'z' } } };
    const carried = withPlaceholders(other, values);
    expect(carried?.payload).toEqual({ r: '', e: [], o: { x: 1, p: values }, l: { id: 'z' } });
    expect(withPlaceholders(carried, undefined)?.payload).toEqual(other.payload);
    const alone = withPlaceholders(undefined, values);
    expect(withPlaceholders(alone, undefined)).toBeUndefined();
  });

  test.each([
    [undefined],
    [{ payload: null }],
    [{ payload: { o: 5 } }],
    [{ payload: { o: { p: [] } } }],
    [{ payload: { o: { p: { a: 5 } } } }],
  ])('of %j there are none', (carried) => {
    expect(placeholdersIn(carried)).toBeUndefined();
  });

  test('texts alone are values', () => {
    expect(placeholdersIn({ payload: { o: { p: { a: ['x', 5, null] } } } })).toEqual({ a: ['x'] });
  });
});
