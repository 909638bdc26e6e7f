import { expect, test } from 'vitest';
import { loadOperations } from '../../src/knowledge/aws/operations.ts';
import { loadService } from '../../src/knowledge/aws/service.ts';
import type { JsonObject, JsonValue, Operations } from '../../src/knowledge/aws/types.ts';
import { lintAgainstEvents } from '../../src/lint/lint-against-events.ts';
import { course, tracks } from '../../src/lessons/course/index.ts';
import { gradeRule } from '../../src/lessons/grade.ts';
import type { Grade } from '../../src/lessons/grade.ts';
import type { Lesson, LessonEvent } from '../../src/lessons/lesson.ts';
import { learnTopics } from '../../src/lessons/links.ts';
import { predicatesOf } from '../../src/lessons/predicates.ts';
import { loadRegex, match, modifiers, readMetadata } from '../../src/sigma/index.ts';
import type { Diagnostic, EventObject } from '../../src/sigma/index.ts';
import { pathsBelow, valuesAt } from '../_helpers/aws.ts';
import { meaningOf } from '../_helpers/meaning.ts';
import { compiled, firstRule } from '../_helpers/rule.ts';
import { answersTo, edited } from './answers.ts';

/** As the page grades: with all that the references say where the lesson heeds it. */
async function grade(lesson: Lesson, rule: string): Promise<Grade> {
  const isLinted = lesson.constraints.some(({ kind }) => kind === 'no_diagnostics');
  return gradeRule(rule, lesson, { meaning: isLinted ? await meaningOf(rule) : [] });
}

/** What keeps a rule from solving the lesson; empty where it does. */
const lacking = ({ visible, hidden, constraints, errors, isPassed }: Grade): readonly string[] => [
  ...[...visible, ...hidden]
    .filter(({ isRight }) => !isRight)
    .map(({ name, verdict }) => `${name}: ${verdict}`),
  ...constraints.filter(({ isHeld }) => !isHeld).map(({ constraint }) => constraint.kind),
  ...errors.map(({ message }) => message),
  ...(isPassed ? [] : ['not passed']),
];

const areRight = (events: Grade['visible']): boolean => events.every(({ isRight }) => isRight);

const read = ({ text }: LessonEvent): JsonObject => JSON.parse(text) as JsonObject;

const fieldsOf = (rule: string): readonly string[] =>
  predicatesOf(firstRule(rule)).map(({ field }) => field ?? '');

test('the course has twenty lessons in three tracks, each with an id of its own', () => {
  expect(course.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect(tracks.map(({ id }) => course.filter(({ track }) => track === id).length)).toEqual([9, 8, 3]);
  expect(new Set(course.map(({ id }) => id)).size).toBe(20);
  for (const { id } of course) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('the reference has an article for each modifier', () => {
  expect(learnTopics).toEqual(expect.arrayContaining(Object.keys(modifiers)));
  expect(new Set(learnTopics).size).toBe(learnTopics.length);
});

test('no two lessons have an event or a rule of one id', async () => {
  const lessons = await Promise.all(course.map(({ load }) => load()));
  const eventIds = lessons.flatMap(({ events, hidden }) =>
    [...events, ...hidden].map((each) => read(each)['eventID']),
  );
  expect(eventIds.filter((id, at) => eventIds.indexOf(id) !== at)).toEqual([]);
  const ruleIds = lessons.map(({ solution }) => readMetadata(firstRule(solution).document).id?.text ?? '');
  for (const id of ruleIds)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ruleIds).size).toBe(ruleIds.length);
});

test.each(course)('$number $id is complete', async ({ id, title, load }) => {
  const lesson = await load();
  expect(lesson).toMatchObject({ id, title });
  expect(structuredClone(lesson)).toEqual(lesson);
  for (const text of [lesson.goal, lesson.concept]) expect(text.trim()).not.toBe('');
  expect(lesson.hidden.length).toBeGreaterThanOrEqual(2);
  expect(lesson.links.length).toBeGreaterThanOrEqual(2);
  const names = [...lesson.events, ...lesson.hidden].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(lesson.events.some(({ expectation }) => expectation === 'fire')).toBe(true);
  expect(lesson.events.some(({ expectation }) => expectation === 'silent')).toBe(true);
  expect(lesson.constraints).toContainEqual({ kind: 'no_volatile_fields' });
});

test.each(course)('$number $id: links lead somewhere', async ({ load }) => {
  for (const { text, href } of (await load()).links) {
    expect(text.trim()).not.toBe('');
    const topic = /^#learn=(.*)$/.exec(href)?.[1];
    if (topic !== undefined) expect(learnTopics).toContain(topic);
    else expect(new URL(href).protocol).toBe('https:');
  }
});

test.each(course)('$number $id starts broken, and its solution solves it', async ({ load }) => {
  const lesson = await load();
  const before = await grade(lesson, lesson.start);
  const { startErrors = [] } = answersTo(lesson.id);
  expect(before.errors.map(({ code }) => code)).toEqual(startErrors);
  expect(before.isReady).toBe(startErrors.length === 0);
  expect(before.isPassed).toBe(false);
  expect(lacking(await grade(lesson, lesson.solution))).toEqual([]);
});

test.each(course)(
  '$number $id: a start rule is a whole rule, and nothing is said of the solution',
  async (entry) => {
    const lesson = await entry.load();
    const { startErrors = [], remarks = {} } = answersTo(entry.id);
    for (const text of [lesson.start, lesson.solution]) {
      const rule = firstRule(text);
      const { title, level } = readMetadata(rule.document);
      expect([title, level].every((each) => (each?.text ?? '') !== '')).toBe(true);
      expect(rule.logsource).toMatchObject({ product: 'aws', service: 'cloudtrail' });
      const errors = (await everythingSaidOf(text, lesson)).filter(({ severity }) => severity === 'error');
      expect(errors.map(({ code }) => code)).toEqual(text === lesson.start ? startErrors : []);
    }
    const said = (await everythingSaidOf(lesson.solution, lesson)).map(({ code }) => code);
    expect([...new Set(said)].sort()).toEqual(Object.keys(remarks).sort());
  },
);

async function everythingSaidOf(text: string, lesson: Lesson): Promise<readonly Diagnostic[]> {
  const rule = compiled(text, { regex: await loadRegex() });
  const events = lesson.events.map((each) => read(each) as EventObject);
  const steps = lintAgainstEvents(rule, events, events.length);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return [...rule.diagnostics, ...(await meaningOf(text)), ...step.value];
}

test.each(course)(
  '$number $id: three hints lead from the place to the change that solves it',
  async ({ load }) => {
    const lesson = await load();
    const { hints, start, events } = lesson;
    expect(hints).toHaveLength(3);
    expect(new Set(hints.map(({ text }) => text)).size).toBe(3);
    for (const { text, look } of hints) {
      expect(text.trim()).not.toBe('');
      if (!look) continue;
      expect(events[look.event]).toBeDefined();
      if (look.field !== undefined) expect(fieldsOf(start)).toContain(look.field);
    }
    const { look } = hints[0] ?? {};
    // A cell that is to be looked at belongs to an event that the start rule gets wrong.
    if (look) expect((await grade(lesson, start)).visible[look.event]?.isRight).toBe(false);
    const changes = hints.flatMap((hint) => hint.changes ?? []);
    expect(hints.map((hint) => (hint.changes ?? []).length > 0)).toEqual([false, false, true]);
    const after = edited(start, ...changes.map(({ from, to }) => [from, to] as const));
    for (const { from } of changes) expect(start.split(from)).toHaveLength(2);
    expect(lacking(await grade(lesson, after))).toEqual([]);
  },
);

test.each(course)('$number $id: what looks right is found out by a hidden event', async (entry) => {
  const lesson = await entry.load();
  const { wrong } = answersTo(entry.id);
  expect(wrong.length).toBeGreaterThan(0);
  for (const { name, rule } of wrong) {
    const graded = await grade(lesson, rule);
    expect({ name, visible: areRight(graded.visible), hidden: areRight(graded.hidden) }).toEqual({
      name,
      visible: true,
      hidden: false,
    });
    expect(graded.isPassed).toBe(false);
  }
});

test.each(course)(
  '$number $id: what is right on all events may still be against a constraint',
  async (entry) => {
    const lesson = await entry.load();
    for (const { name, rule } of answersTo(entry.id).against ?? []) {
      const graded = await grade(lesson, rule);
      const isHeld = graded.constraints.every((each) => each.isHeld);
      expect({ name, events: areRight([...graded.visible, ...graded.hidden]), isHeld }).toEqual({
        name,
        events: true,
        isHeld: false,
      });
      expect(graded.isPassed).toBe(false);
    }
  },
);

test.each(course)('$number $id may be solved in other words', async (entry) => {
  const lesson = await entry.load();
  const { right } = answersTo(entry.id);
  expect(right.length).toBeGreaterThan(0);
  for (const { name, rule } of right)
    expect({ name, lacking: lacking(await grade(lesson, rule)) }).toEqual({ name, lacking: [] });
});

test.each(course)('$number $id is not solved by learning its visible events by heart', async (entry) => {
  const lesson = await entry.load();
  const answers = [lesson.solution, ...answersTo(entry.id).right.map(({ rule }) => rule)];
  const meant = new Set(answers.flatMap(fieldsOf));
  const paths = [...new Set(lesson.events.flatMap((each) => pathsBelow(read(each))))];
  const visible = lesson.events.map((each) => [read(each) as EventObject, each.expectation] as const);
  const regex = await loadRegex();
  const isRightOnVisible = (text: string): boolean => {
    const rule = compiled(text, { regex });
    return visible.every(
      ([event, expectation]) => (match(rule, event) === 'match') === (expectation === 'fire'),
    );
  };
  const solved: string[] = [];
  for (const path of paths.filter((each) => !meant.has(each))) {
    const valuesOf = (expectation: LessonEvent['expectation']): readonly JsonValue[] => [
      ...new Set(
        lesson.events
          .filter((each) => each.expectation === expectation)
          .flatMap((each) => valuesAt(read(each), path.split('.')).filter((value) => !isInner(value))),
      ),
    ];
    const learnt: readonly (readonly [string, readonly JsonValue[]])[] = [
      [path, valuesOf('fire')],
      [path, valuesOf('silent')],
      // That a call has the answer that only this call has is no more than its name.
      ...(path.startsWith('responseElements.') ? [] : [[`${path}|exists`, [true]] as const]),
    ];
    for (const [key, values] of learnt.filter((each) => each[1].length > 0))
      for (const rule of byHeart(lesson.start, key, values))
        if (isRightOnVisible(rule) && (await gradeRule(rule, lesson)).isPassed)
          solved.push(...(rule.match(/^  (learnt|condition): .*$/gm) ?? []));
  }
  expect(solved).toEqual([]);
});

const isInner = (value: JsonValue): boolean => typeof value === 'object' && value !== null;

/** Rules that ask for these values, alone and beside what the lesson begins with. */
function byHeart(start: string, key: string, values: readonly JsonValue[]): readonly string[] {
  const literal = values.map((value) =>
    typeof value === 'string' ? value.replace(/[\\*?]/g, '\\$&') : value,
  );
  const [line = '', before = ''] = /^  condition: (.*)$/m.exec(start) ?? [];
  return [
    'learnt',
    'not learnt',
    `(${before}) and learnt`,
    `(${before}) and not learnt`,
    `(${before}) or learnt`,
  ].map((condition) =>
    edited(start, [line, `  learnt: ${JSON.stringify({ [key]: literal })}\n  condition: ${condition}`]),
  );
}

const always = [
  ...[
    'eventVersion',
    'userIdentity',
    'eventTime',
    'eventSource',
    'eventName',
    'awsRegion',
    'sourceIPAddress',
  ],
  ...['userAgent', 'requestParameters', 'responseElements', 'eventID', 'readOnly', 'eventType'],
  ...['managementEvent', 'recipientAccountId', 'eventCategory'],
];

test.each(course)('$number $id: events are records as CloudTrail writes them', async ({ load }) => {
  const { events, hidden } = await load();
  const operations = await loadOperations();
  for (const each of [...events, ...hidden]) {
    const event = read(each);
    expect({ name: each.name, problems: await problemsOf(event, each.text, operations) }).toEqual({
      name: each.name,
      problems: [],
    });
  }
});

async function problemsOf(
  event: JsonObject,
  text: string,
  operations: Operations,
): Promise<readonly string[]> {
  const {
    eventSource,
    eventName,
    readOnly,
    managementEvent,
    eventCategory,
    requestParameters,
    responseElements,
  } = event as Readonly<Record<string, JsonValue>> & {
    readonly eventSource: string;
    readonly eventName: string;
  };
  const operation = operations.find(eventSource, eventName);
  const service = await loadService(eventSource);
  const lacks = always.filter((key) => !Object.hasOwn(event, key)).map((key) => `has no ${key}`);
  if (!operation) return [...lacks, `${eventSource} has no ${eventName}`];
  const isData = eventCategory === 'Data';
  const unsent = pathsBelow(requestParameters).filter(
    (path) => service?.requestHas(eventName, path) === 'no',
  );
  const unheard = pathsBelow(responseElements).filter(
    (path) => service?.responseHas(eventName, path) === 'no',
  );
  return [
    ...lacks,
    ...(operation.access !== null && readOnly !== (operation.access === 'read')
      ? [`readOnly: ${readOnly}`]
      : []),
    ...(operation.name === eventName ? [] : [`${eventName} is written ${operation.name}`]),
    ...(operation.recordedAs ? [`${eventName} is recorded as ${operation.recordedAs}`] : []),
    ...(managementEvent === isData || isData !== operation.dataEvent ? ['category'] : []),
    ...[...unsent, ...unheard].map((path) => `never has ${path}`),
    ...accounts(text).filter((each) => !documentationAccounts.includes(each)),
    ...addresses(text).filter((each) => !documentationAddress.test(each)),
  ];
}

const documentationAccounts = ['111122223333', '444455556666', '123456789012'];
const accounts = (text: string): readonly string[] => text.match(/(?<![\w-])\d{12}(?![\w-])/g) ?? [];

/** Private ones and `0.0.0.0/0` are nobody's. */
const documentationAddress =
  /^(192\.0\.2|198\.51\.100|203\.0\.113)\.|^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|^0\.0\.0\.0$|^2001:db8:|^::$/;
const addresses = (text: string): readonly string[] => [
  ...(text.match(/(?<![\w.])\d{1,3}(\.\d{1,3}){3}(?![\w.])/g) ?? []),
  ...(text.match(/(?<=")[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}(?=["/])/g) ?? []),
];
