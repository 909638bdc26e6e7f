import type { EventObject } from '../../../src/sigma/index.ts';
import { compiled, verdict } from '../../_helpers/rule.ts';
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

  // A promise to whoever has such a link: it must open for ever, as it does here.
  test('a golden link', async () => {
    const link =
      's1.eNpNjk0KAjEMha8SAiLI4AG6c-nGC1gXnTZIoZMMnY4_jL27qSPoJvCSl--9BTMaLLEkMnCSAo7BhSGy5STXSebsyVgGGLOE2RcD7j41PVG-Rb2BTzKHkl1MlgMV8iUKm9WS_hTArD_HQKxpz30TJzfQix6j42Bguzm03GmzbW4vHOLn94exjB0SmvOCRUsvFv-JFs1307CqLLqkDS3WivXSoagBxzbWIAWtDqX20u_wUmt9A5MMXsA';
    const opened = await linkCodec.decode(`#${link}`);
    if ('problem' in opened) throw new Error(opened.problem);
    const { ruleText, eventsText, carried } = opened.work;
    expect(placeholdersIn(carried)).toEqual({ Admins: ['alice', 'bob*'] });
    const { placeholders: names } = compiled(ruleText);
    expect([names, verdict(ruleText, JSON.parse(eventsText) as EventObject)]).toEqual([
      ['Admins'],
      'unknown',
    ]);
    const given = placeholdersIn(carried) ?? {};
    expect(verdict(ruleText, JSON.parse(eventsText) as EventObject, { placeholders: given })).toBe('match');
  });

  test('texts alone are values', () => {
    expect(placeholdersIn({ payload: { o: { p: { a: ['x', 5, null] } } } })).toEqual({ a: ['x'] });
  });
});
