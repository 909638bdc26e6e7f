import { expect, test } from 'vitest';
import { gradeRule } from '../../src/lessons/grade.ts';
import type { LessonTask } from '../../src/lessons/grade.ts';
import type { LessonEvent } from '../../src/lessons/lesson.ts';
import { createEngine } from '../../src/worker/engine.ts';
import { diagnostic } from '../../src/sigma/index.ts';
import { meaningOf } from '../_helpers/meaning.ts';
import { rule, selection } from '../_helpers/rule.ts';

const event = (name: string, expectation: LessonEvent['expectation'], value: unknown): LessonEvent => ({
  name,
  expectation,
  text: JSON.stringify(value),
});

const task: LessonTask = {
  start: selection('name: StopLogging'),
  events: [
    event('stopped', 'fire', { name: 'StopLogging' }),
    event('deleted', 'fire', { name: 'DeleteTrail' }),
    event('looked', 'silent', { name: 'DescribeTrails' }),
  ],
  hidden: [event('made', 'silent', { name: 'CreateTrail' })],
  constraints: [{ kind: 'avoids_modifier', modifier: 're' }],
};

test('a rule passes when all labels are right and all constraints hold, however it is written', async () => {
  const answers = [
    selection('name: [StopLogging, DeleteTrail]'),
    rule('a: {name: StopLogging}\nb: {name|startswith: Delete}\ncondition: a or b'),
  ];
  for (const text of answers)
    expect(await gradeRule(text, task)).toMatchObject({ ruleText: text, isPassed: true, isReady: true });
  expect((await gradeRule(answers[0] ?? '', task)).predicates).toBe(1);
  expect((await gradeRule(answers[1] ?? '', task)).predicates).toBe(2);
});

test('an event that should fire and does not tells what stands in the way', async () => {
  const { isPassed, visible, hidden } = await gradeRule(task.start, task);
  expect(isPassed).toBe(false);
  expect(visible.map(({ isRight }) => isRight)).toEqual([true, false, true]);
  expect(hidden.map(({ isRight }) => isRight)).toEqual([true]);
  const why = visible[1]?.why;
  if (why?.kind !== 'missed') throw new Error('No reason.');
  expect(why.sentence).toContain('DeleteTrail');
  expect(why.ranges.map(({ start, end }) => task.start.slice(start, end).trim())).toEqual([
    'name: StopLogging',
  ]);
});

test('a hidden event that should not fire tells which predicates made it', async () => {
  const text = rule(
    's: {name|contains: Trail}\nt: {name: StopLogging}\nf: {name|contains: Desc}\ncondition: (s or t) and not f',
  );
  const { isPassed, visible, hidden } = await gradeRule(text, task);
  expect(visible.every(({ isRight }) => isRight)).toBe(true);
  expect(isPassed).toBe(false);
  expect(hidden[0]).toMatchObject({
    verdict: 'match',
    why: {
      kind: 'fired',
      predicates: [{ text: 'name|contains: Trail', met: 'CreateTrail' }],
      exclusions: [{ text: 'name|contains: Desc', met: 'CreateTrail' }],
      sentence:
        'It fires because of `name|contains: Trail` (met `CreateTrail`). ' +
        'Nothing excludes it: `name|contains: Desc` (met `CreateTrail`).',
    },
  });
});

test('what an event has is told where the rule does not say it, in one line and around what matched', async () => {
  const long = `${'x'.repeat(100)}\n  needle ${'y'.repeat(300)}`;
  const silent = event('silent', 'silent', { name: 'Other', text: long, code: 'Third', list: ['b', 'a'] });
  const whyOf = async (detection: string) => {
    const { visible } = await gradeRule(rule(detection), { ...task, events: [silent] });
    const why = visible[0]?.why;
    if (why?.kind !== 'fired') throw new Error('It did not fire.');
    const shown = ({ text, met }: { text: string; met: string | null }) => [text, met];
    return [why.predicates.map(shown), why.exclusions.map(shown)];
  };
  expect(await whyOf('s: {name: Other, list: a}\ncondition: s')).toEqual([
    [
      ['name: Other', null],
      ['list: a', null],
    ],
    [],
  ]);
  expect(await whyOf("s: {name: '*'}\ncondition: s")).toEqual([[['name: *', 'Other']], []]);
  expect(await whyOf('s: {name|neq: Third}\ncondition: s')).toEqual([[['name|neq: Third', 'Other']], []]);
  const [predicates] = await whyOf('s: {text|contains: needle}\ncondition: s');
  expect(predicates?.[0]?.[1]).toMatch(/^…x+ needle y+…$/);
  expect(predicates?.[0]?.[1]?.length).toBeLessThanOrEqual(81);
  expect(await whyOf('s: {code: [First, Second]}\nt: {gone: x}\ncondition: not (s or t)')).toEqual([
    [],
    [
      ['code: First, Second', 'Third'],
      ['gone: x', null],
    ],
  ]);
});

test('a broken constraint fails what is right otherwise, and so does an error of the linter', async () => {
  const right = selection('name|re: ^(StopLogging|DeleteTrail)$');
  expect(await gradeRule(right, task)).toMatchObject({ isPassed: false, constraints: [{ isHeld: false }] });
  const free = { ...task, constraints: [] };
  expect(await gradeRule(right, free)).toMatchObject({ isPassed: true });
  const range = { start: 0, end: 1 };
  const meaning = [diagnostic('unknown_modifier', range, '')];
  expect(await gradeRule(right, free, { meaning })).toMatchObject({ isPassed: false, errors: meaning });
});

const hostile = [
  '',
  '   ',
  'title: [',
  'just words',
  '[]',
  'detection: __proto__',
  rule('__proto__: {__proto__: x}\ncondition: __proto__'),
  rule('s: {a|nonsense: x}\ncondition: s'),
  rule('s: {a: x}\ncondition: s and ('),
  rule('condition: s'),
  rule('s: {a|re: "("}\ncondition: s'),
  'title: t\ncorrelation: {type: event_count}\n',
  `${task.start}---\n{`,
  '['.repeat(5000),
];

test.each(hostile)('nothing is right where nothing is decided, and nothing is thrown: %j', async (text) => {
  const grade = await gradeRule(text, {
    ...task,
    constraints: [
      { kind: 'no_volatile_fields' },
      { kind: 'max_predicates', count: 1 },
      { kind: 'uses_modifier', modifier: '__proto__' },
      { kind: 'condition_unchanged' },
      { kind: 'detection_unchanged' },
      { kind: 'no_diagnostics' },
    ],
  });
  expect(grade.isPassed).toBe(false);
  expect(structuredClone(grade)).toEqual(grade);
  if (!grade.isReady) expect(grade.visible.some(({ isRight }) => isRight)).toBe(false);
});

test('an event that cannot be read is never right, and one in a wrapping is read', async () => {
  const events = [
    event('wrapped', 'fire', { Records: [{ name: 'StopLogging' }] }),
    { name: 'broken', expectation: 'silent', text: '{"name": ' },
    { name: 'empty', expectation: 'silent', text: '' },
  ] as const;
  const { visible } = await gradeRule(task.start, { ...task, events });
  expect(visible.map(({ verdict, isRight }) => [verdict, isRight])).toEqual([
    ['match', true],
    ['unknown', false],
    ['unknown', false],
  ]);
});

test('the engine grades its present rule by the events of the lesson', async () => {
  const engine = createEngine({ onRunning: () => {} });
  const ruleText = selection('name: [StopLogging, DeleteTrail]');
  await engine.run({ id: 1, ruleText, eventsText: '{"name": "Other"}', selected: 0, skipped: [] });
  expect(await engine.ask('grade', { task, meaning: [] })).toMatchObject({ ruleText, isPassed: true });
  const others = { ...task, hidden: [event('made', 'silent', { name: 'DeleteTrail' })] };
  expect(await engine.ask('grade', { task: others, meaning: [] })).toMatchObject({ isPassed: false });
});

test('another rule than the present one is graded too, and the predicates of a reference are counted', async () => {
  const engine = createEngine({ onRunning: () => {} });
  await engine.run({ id: 1, ruleText: task.start, eventsText: '', selected: 0, skipped: [] });
  const ruleText = selection('name: [StopLogging, DeleteTrail]');
  const reference = selection('name: [StopLogging, DeleteTrail]\nother: x');
  const ask = (asked: object) => engine.ask('grade', { task, meaning: [], ...asked });
  expect(await ask({ ruleText })).toMatchObject({ ruleText, isPassed: true, referencePredicates: 0 });
  expect(await ask({ reference })).toMatchObject({ isPassed: false, referencePredicates: 2 });
  expect(await ask({ reference: 'title: [' })).toMatchObject({ referencePredicates: 0 });
  expect(await ask({})).toMatchObject({ ruleText: task.start, isPassed: false });
});

test('a regular expression that was stopped decides nothing', async () => {
  const engine = createEngine({ onRunning: () => {} });
  const ruleText = selection('name|re: ^(StopLogging|DeleteTrail)$');
  const start = ruleText.indexOf('^');
  const skipped = [{ start, end: ruleText.indexOf('$') + 1 }];
  await engine.run({ id: 1, ruleText, eventsText: '', selected: 0, skipped });
  const grade = await engine.ask('grade', { task: { ...task, constraints: [] }, meaning: [] });
  expect(grade.isPassed).toBe(false);
  expect(grade.visible.map(({ why }) => why?.kind)).toEqual(['undecided', 'undecided', 'undecided']);
});

test('where no diagnostics are allowed, those of the events and of the references count too', async () => {
  const strict: LessonTask = { ...task, constraints: [{ kind: 'no_diagnostics' }] };
  const right = selection('name: [StopLogging, DeleteTrail]');
  expect(await gradeRule(right, strict)).toMatchObject({ isPassed: true });
  const idle = rule('s: {name: [StopLogging, DeleteTrail]}\nf: {nome: x}\ncondition: s and not f');
  expect(await gradeRule(idle, strict)).toMatchObject({ isPassed: false, errors: [] });
  const tagged = `${right}tags: [attack.t1562.001, attack.nonsense]\n`;
  const meaning = await meaningOf(tagged);
  expect(meaning).not.toEqual([]);
  expect(await gradeRule(tagged, strict, { meaning })).toMatchObject({ isPassed: false });
});
