import { expect, test } from 'vitest';
import { applyEdits } from '../../../src/sigma/index.ts';
import { createEngine } from '../../../src/worker/engine.ts';
import { rule } from '../../_helpers/rule.ts';

const ruleText = rule("s:\n  userAgent|contains: 'aws-cli'\ncondition: s");

async function engineWith(eventsText: string, text = ruleText) {
  const engine = createEngine({ onRunning: () => {} });
  await engine.run({ id: 1, ruleText: text, eventsText, selected: 0, skipped: [] });
  return engine;
}

const own = JSON.stringify([{ a: 'one' }, { userAgent: 'aws-cli/2', list: [{ b: 'two words' }] }], null, 2);

test('the value at the cursor, of whichever event it is, and the part that is selected', async () => {
  const engine = await engineWith(own);
  const offset = own.indexOf('words');
  const place = await engine.ask('pick', { event: 0, offset, anchor: offset + 5 });
  expect(place).toMatchObject({
    event: 1,
    pointer: '/list/0/b',
    path: 'list.b',
    stretch: { start: 4, end: 9 },
  });
  const answer = await engine.ask('offers', {
    event: 1,
    pointer: '/list/0/b',
    stretch: place?.stretch ?? null,
    cursor: null,
  });
  const contains = answer?.offers.find(({ operator }) => operator === 'contains');
  expect(contains?.line).toBe("list.b|contains: 'words'");
  expect(contains?.effect).toMatchObject({
    verdictsBefore: ['miss', 'match'],
    verdictsAfter: ['miss', 'match'],
  });
  expect(applyEdits(ruleText, contains?.fix?.edits ?? [])).toContain(
    "'aws-cli'\n    list.b|contains: 'words'\n",
  );
});

test.each([
  ['outside of events', own.length, null],
  ['on a bracket between them', own.indexOf('[') + 1, null],
] as const)('no value: %s', async (_, offset, expected) => {
  const engine = await engineWith(own);
  expect(await engine.ask('pick', { event: 0, offset, anchor: offset })).toBe(expected);
});

test('an event that is JSON in a string', async () => {
  const inner = JSON.stringify({ eventName: 'CreateUser', userAgent: 'aws-cli/2' });
  const text = JSON.stringify({ Events: [{ EventId: '1', CloudTrailEvent: inner }] });
  const engine = await engineWith(text);
  const offset = text.indexOf('CreateUser') + 2;
  expect(await engine.ask('pick', { event: 0, offset, anchor: offset })).toMatchObject({
    event: 0,
    path: 'eventName',
    text: 'CreateUser',
  });
});

test('an event that was put together from a table: only a value that has its own place', async () => {
  const text =
    'eventtime,eventsource,eventname,useragent,requestparameters\n' +
    '2026-01-01T00:00:00Z,iam.amazonaws.com,CreateUser,aws-cli/2,"{""userName"":""backdoor""}"\n';
  const engine = await engineWith(text);
  const at = (part: string) => text.indexOf(part) + 2;
  const pick = (offset: number) => engine.ask('pick', { event: 0, offset, anchor: offset });
  expect(await pick(at('CreateUser'))).toMatchObject({ path: 'eventName', text: 'CreateUser' });
  const name = await pick(at('backdoor'));
  expect(name === null || name.text === 'backdoor').toBe(true);
});

test('a draft from selected events is of the events that the engine holds', async () => {
  const events = [{ eventName: 'A' }, { eventName: 'B' }].map((each) => JSON.stringify(each)).join('\n');
  const engine = await engineWith(events);
  const draft = await engine.ask('draft', [1]);
  expect(draft).toMatchObject({ fires: 1, alsoFires: 0, others: 1 });
  expect(draft.ruleText).toContain('eventName: B');
});

test('evasion names places in the events text; what is not there yet has none', async () => {
  const text = rule("s:\n  userAgent|contains: 'aws-cli'\nfilter:\n  note: ok\ncondition: s and not filter");
  const engine = await engineWith(own, text);
  expect(await engine.ask('evasion', 9)).toBeNull();
  expect(await engine.ask('evasion', 0)).toMatchObject({ fires: false, ways: [] });
  const found = await engine.ask('evasion', 1);
  const value = own.indexOf('"aws-cli/2"');
  expect(found?.ways.map(({ kind, path, eventRange }) => [kind, path, eventRange])).toEqual([
    ['set', 'note', null],
    ['change', 'userAgent', { start: value, end: value + '"aws-cli/2"'.length }],
  ]);
});
