import { expect, test } from 'vitest';
import { createEngine } from '../../../src/worker/engine.ts';
import { createScanner } from '../../../src/worker/scan/scanner.ts';

const rule = `title: Who
logsource: {product: aws, service: cloudtrail}
detection:
  s: {eventName: CreateUser}
  condition: s
`;
const ecs = { event: { action: 'CreateUser' } };
const events = JSON.stringify([ecs, { eventName: 'CreateUser' }]);

function createRun() {
  const engine = createEngine({ onRunning: () => {} });
  const run = (pipeline?: string, ruleText = rule) =>
    engine.run({
      id: 1,
      ruleText,
      eventsText: events,
      selected: 1,
      skipped: [],
      ...(pipeline === undefined ? {} : { pipeline }),
    });
  return { engine, run };
}

test('the rule goes through the pipeline that is chosen, and no longer than that', async () => {
  const { run } = createRun();
  expect((await run()).verdicts).toEqual(['miss', 'match']);
  const answer = await run('cloudtrail-ecs');
  expect(answer.verdicts).toEqual(['match', 'miss']);
  expect(answer.rule).toMatchObject({ state: 'ready', evaluated: 0 });
  expect(answer.pipeline).toMatchObject({
    choice: 'cloudtrail-ecs',
    name: 'CloudTrail to ECS',
    broken: false,
    changeCount: 1,
    changes: [{ before: 'eventName', after: 'event.action', by: 'ecs_fields' }],
  });
  // What can be said of it survives the boundary.
  expect(structuredClone(answer)).toEqual(answer);
  const after = await run();
  expect([after.verdicts, after.pipeline]).toEqual([['miss', 'match'], undefined]);
});

test('what would make it match is said without a fix that speaks of other names', async () => {
  const { run } = createRun();
  const typo = rule.replace('CreateUser', 'Createuser2');
  const hints = async (pipeline?: string) => (await run(pipeline, typo)).explanation?.whyNot?.hints ?? [];
  expect((await hints()).some(({ fix }) => fix)).toBe(true);
  const mapped = 'transformations:\n  - {type: field_name_mapping, mapping: {nothing: x}}\n';
  expect((await hints(mapped)).length).toBeGreaterThan(0);
  expect((await hints(mapped)).some(({ fix }) => fix)).toBe(false);
});

test('a broken pipeline leaves the rule undecided, and says where it is broken', async () => {
  const { rule: of, verdicts, pipeline } = await createRun().run('transformations:\n  - type: renam\n');
  expect(verdicts).toEqual(['unknown', 'unknown']);
  expect(of.state).toBe('broken');
  expect(of.diagnostics.map(({ code }) => code)).toContain('pipeline_failure');
  expect(pipeline).toMatchObject({ broken: true, diagnostics: [{ code: 'pipeline_unknown_type' }] });
});

test('the rules of several documents go through it, with their filters', async () => {
  const filter =
    'title: F\nlogsource: {product: aws}\nfilter:\n  rules: any\n  f: {awsRegion: x}\n  condition: not f\n';
  const { verdicts, pipeline } = await createRun().run('cloudtrail-ecs', `${rule}---\n${filter}`);
  expect(verdicts).toEqual(['match', 'miss']);
  expect(pipeline?.changes.map(({ after }) => after)).toContain('cloud.region');
});

test('a scan looks for what the rule has become', async () => {
  let hits = 0;
  const scanner = createScanner((notice) => (hits += notice.hits));
  const scan = async (pipeline?: string) => {
    hits = 0;
    expect(await scanner.load(rule, undefined, pipeline)).toBe(true);
    await scanner.scan({ file: new Blob([JSON.stringify(ecs)]), number: 0, maxHits: 1 });
    return hits;
  };
  expect([await scan('cloudtrail-ecs'), await scan()]).toEqual([1, 0]);
});
