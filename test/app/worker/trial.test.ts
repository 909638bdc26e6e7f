import { expect, test } from 'vitest';
import { createEngine } from '../../../src/worker/engine.ts';
import type { TrialChange, TrialSlice } from '../../../src/worker/workbench/protocol.ts';
import { rule } from '../../_helpers/rule.ts';

const ruleText = rule("s: {account: '7', ip|cidr: 10.0.0.0/8, name|startswith: ab}\ncondition: s");
const event = { account: '7', ip: '10.1.1.1', name: 'abc' };
const toText = (events: readonly object[]) => events.map((each) => JSON.stringify(each)).join('\n');
const eventsText = toText([event, { ...event, account: '8' }, { name: 'zzz' }]);

async function engineWith(ruleText: string, eventsText: string) {
  const engine = createEngine({ onRunning: () => {} });
  await engine.run({ id: 1, ruleText, eventsText, selected: 0, skipped: [] });
  return engine;
}

function place(text: string, part: string) {
  const start = text.indexOf(part);
  return { start, end: start + part.length };
}

test('texts that are judged alike change nothing', async () => {
  const engine = await engineWith(ruleText, eventsText);
  const other = eventsText.replaceAll('10.1.1.1', '10.200.0.9').replaceAll('abc', 'abracadabra');
  const answer = await engine.ask('trial', { ruleText, eventsText: other }, 0);
  expect(answer).toEqual({ next: null, events: 3, predicates: 3, isAlike: true, changes: [], changed: 0 });
});

test('a predicate that would answer something else is named, with the value that it looked at', async () => {
  const engine = await engineWith(ruleText, eventsText);
  const other = eventsText.replace('"8"', '"7"').replace('"zzz"', '"abz"');
  const { changes, changed } = await engine.ask('trial', { ruleText, eventsText: other }, 0);
  expect(changed).toBe(2);
  expect(changes).toEqual<TrialChange[]>([
    {
      range: place(ruleText, "account: '7'"),
      event: 1,
      before: 'miss',
      after: 'match',
      met: [place(eventsText, '"8"')],
    },
    {
      range: place(ruleText, 'name|startswith: ab'),
      event: 2,
      before: 'miss',
      after: 'match',
      met: [place(eventsText, '"zzz"')],
    },
  ]);
});

test('a rule may be another one too', async () => {
  const engine = await engineWith(ruleText, eventsText);
  const texts = {
    ruleText: ruleText.replace("'7'", "'longer'"),
    eventsText: eventsText.replaceAll('"7"', '"longer"'),
  };
  expect(await engine.ask('trial', texts, 0)).toMatchObject({ isAlike: true, changed: 0 });
  expect(await engine.ask('trial', { ...texts, eventsText }, 0)).toMatchObject({ changed: 1 });
});

test.each([
  ['another number of events', { ruleText, eventsText: `${eventsText}\n{}` }],
  ['another number of predicates', { ruleText: ruleText.replace("account: '7', ", ''), eventsText }],
  ['a rule that cannot be read', { ruleText: 'title: [', eventsText }],
])('what is not alike is not compared: %s', async (_, texts) => {
  const engine = await engineWith(ruleText, eventsText);
  expect(await engine.ask('trial', texts, 0)).toMatchObject({ isAlike: false, changes: [], next: null });
});

test('without a rule there is nothing to compare', async () => {
  const engine = await engineWith('title: x', eventsText);
  expect(await engine.ask('trial', { ruleText: 'title: y', eventsText: '' }, 0)).toMatchObject({
    isAlike: true,
    predicates: 0,
  });
});

test('many events are looked at in slices; of each predicate a few changes are told', async () => {
  const many = Array.from({ length: 60_000 }, (_, n) => ({ account: String(n % 9), name: 'abc' }));
  const text = toText(many);
  const engine = await engineWith(ruleText, text);
  const texts = { ruleText, eventsText: text.replaceAll('"7"', '"6"') };
  let [slices, changed, told] = [0, 0, 0];
  for (let from: number | null = 0; from !== null; slices++) {
    const slice: TrialSlice = await engine.ask('trial', texts, from);
    expect(slice.next ?? Infinity).toBeGreaterThan(from);
    changed += slice.changed;
    told += slice.changes.length;
    from = slice.next;
  }
  expect(changed).toBe(many.filter(({ account }) => account === '7').length);
  expect(told).toBeLessThanOrEqual(slices * 5);
});

test('values of placeholders may be others too', async () => {
  const ruleText = rule("s: {account|expand: '%mine%'}\ncondition: s");
  const engine = createEngine({ onRunning: () => {} });
  const placeholders = { mine: ['7'] };
  await engine.run({ id: 1, ruleText, eventsText, selected: 0, skipped: [], placeholders });
  const ask = (values?: readonly string[]) =>
    engine.ask(
      'trial',
      {
        ruleText,
        eventsText: eventsText.replace('"7"', '"9"'),
        ...(values ? { placeholders: { mine: values } } : {}),
      },
      0,
    );
  expect(await ask(['9'])).toMatchObject({ isAlike: true, predicates: 1, changed: 0 });
  expect(await ask()).toMatchObject({ isAlike: true, changed: 1 });
  expect(await ask(['8'])).toMatchObject({ changed: 2 });
});
