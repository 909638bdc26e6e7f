import { expect, test } from 'vitest';
import { applyEdits } from '../../../src/sigma/index.ts';
import { createEngine } from '../../../src/worker/engine.ts';
import { createReference } from '../../../src/worker/reference/engine.ts';
import { rule } from '../../_helpers/rule.ts';

const ruleText = rule('sel:\n  eventName|contains: Create\ncondition: sel');
const eventsText = `[
  {"eventName": "CreateUser", "eventSource": "iam.amazonaws.com"},
  {"eventName": "ListUsers", "eventSource": "iam.amazonaws.com", "requestParameters": {"maxItems": 5}}
]`;

async function started() {
  const engine = createEngine({ onRunning: () => {} });
  await engine.run({ id: 1, ruleText, eventsText, selected: 0, skipped: [] });
  return engine;
}

test('hovers over the rule speak of the event that is selected', async () => {
  const engine = await started();
  const at = ruleText.indexOf('eventName') + 1;
  const told = async (selected: number, text = ruleText) =>
    JSON.stringify((await engine.ask('hoverRule', text, at, selected))?.parts);
  expect(await told(0)).toMatch(/2 of 2 events.*CreateUser.*matches the event/);
  expect(await told(1)).toMatch(/misses the event/);
  expect(await told(0, `${ruleText}level: low\n`)).not.toMatch(/matches the event/);
});

test('hovers over the events: the path, the predicates, and the operation', async () => {
  const engine = await started();
  const hover = await engine.ask('hoverEvents', eventsText.indexOf('ListUsers') + 2);
  expect(hover).toMatchObject({
    path: 'eventName',
    operation: { eventSource: 'iam.amazonaws.com', eventName: 'ListUsers' },
  });
  expect(JSON.stringify(hover?.hover.parts)).toMatch(/eventName\|contains: Create → misses/);
  expect(eventsText.slice(hover?.hover.range.start, hover?.hover.range.end)).toBe('ListUsers');
  expect(await engine.ask('hoverEvents', 0)).toBeNull();
});

test('hints at the ends of lines come when all events were counted', async () => {
  const engine = await started();
  expect(await engine.ask('hints', 0, 0, 0)).toEqual({ next: 0, hints: [] });
  const { next, hints } = await engine.ask('hints', 1, 0, 1000);
  expect(next).toBeNull();
  expect(hints.map(({ verdict, matched, events }) => `${verdict} ${matched}/${events}`)).toEqual([
    'miss 1/2',
    'miss 1/2',
    'miss 1/2',
  ]);
});

test('edits of the rule', async () => {
  const engine = await started();
  const renamed = await engine.ask('rename', ruleText, ruleText.indexOf('sel:') + 1, 'selection');
  expect(renamed.type === 'edits' && applyEdits(ruleText, renamed.edits)).toMatch(
    /selection:[^]*condition: selection/,
  );
  expect((await engine.ask('uses', ruleText, ruleText.indexOf('sel:')))?.uses).toHaveLength(2);
  expect((await engine.ask('outline', ruleText))[0]?.name).toBe('t');
  expect(await engine.ask('layOut', ruleText)).toContain('\n        eventName|contains: Create\n');
  expect((await engine.ask('newId', ruleText, 0, 'u'))?.text).toBe('id: u\n');
  expect((await engine.ask('snippet', ruleText, 'filter', 'u'))?.text).toContain('filter_main_name:');
});

test('the references tell what fields there can be', async () => {
  const reference = createReference();
  const paths = async (of: Parameters<typeof reference.fieldWords>[0]) =>
    (await reference.fieldWords(of)).map(({ path }) => path);
  const operation = { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser' };
  expect(await paths(operation)).toContain('requestParameters.userName');
  const cloudtrail = `logsource: {product: aws, service: cloudtrail}
detection:
  s: {eventSource: iam.amazonaws.com, eventName: CreateUser}
  condition: s
`;
  expect(await paths(cloudtrail)).toContain('requestParameters.userName');
  expect((await reference.describeField('eventName', operation)).join()).toMatch(/changes something/);
  expect((await reference.hoverKnown(cloudtrail, cloudtrail.indexOf('eventName') + 1))?.title).toBe(
    'eventName',
  );
});
