// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gradeRule } from '../../../../src/lessons/grade.ts';
import { draftStore } from '../../../../src/share/draft-store.ts';
import { LessonDraft } from '../../../../src/state/lessons/lesson-draft.svelte.ts';
import { CourseDraft } from '../../../../src/state/lessons/course-draft.svelte.ts';
import { Notices } from '../../../../src/state/notices.svelte.ts';
import type { Playground } from '../../../../src/state/playground.svelte.ts';
import { wholeLesson } from '../../../_helpers/lessons.ts';
import { result } from '../../../_helpers/trace.ts';

const eventsText = '{"a":1}\n{"a":2}\n{"a":3}';
const ranges = [0, 8, 16].map((start) => ({ start, end: start + 7 }));

function setUp(storage: Storage) {
  const list = ranges.map((range, i) => ({ range, label: `event ${i + 1}` }));
  const events = { state: 'ready' as const, diagnostics: [], list, unwrapped: '' };
  const asked: string[] = [];
  const playground = {
    ruleText: wholeLesson.start,
    eventsText,
    marks: [
      { range: ranges[0], expectation: 'fire', name: 'one' },
      { range: ranges[1], expectation: 'gap' },
    ],
    answer: { ruleText: wholeLesson.start, eventsText, result: { ...result(), events } },
    ask: async (question: string, given: { ruleText: string; task: Parameters<typeof gradeRule>[1] }) => {
      asked.push(question);
      return question === 'grade' ? gradeRule(given.ruleText, given.task) : null;
    },
  } as unknown as Playground;
  const notices = new Notices();
  const draft = new LessonDraft({
    playground,
    notices,
    store: draftStore('lessonDraft', () => storage),
    lint: async () => [],
  });
  return { draft, notices, asked };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test('begins with what is on the page, labels and names with it, and is there again after a reload', async () => {
  const { draft } = setUp(localStorage);
  expect(draft.isEmpty).toBe(true);
  await draft.beginFromPage('My lesson');
  expect(draft.now.start).toBe(wholeLesson.start);
  expect(
    draft.now.events.map(({ name, role, expectation, text }) => [name, role, expectation, text]),
  ).toEqual([
    ['one', 'visible', 'fire', '{"a":1}'],
    ['event 2', 'out', null, '{"a":2}'],
    ['event 3', 'visible', null, '{"a":3}'],
  ]);
  draft.set({ goal: 'half a go' });
  draft.flush();
  expect(setUp(localStorage).draft.now).toEqual(draft.now);
});

test('is graded when typing rests, and what is said follows', async () => {
  const { draft } = setUp(localStorage);
  draft.replace(wholeLesson);
  expect(draft.isGraded).toBe(false);
  const graded = () => vi.waitFor(() => expect(draft.isGraded).toBe(true));
  await graded();
  expect(draft.findings).toEqual([]);
  draft.setHint(2, { changes: [{ from: 'StopLogging', to: '[StopLogging, DeleteTrail]' }] });
  draft.set({ start: wholeLesson.solution });
  await graded();
  expect(draft.findings.map(({ code }) => code)).toEqual(['start_passes', 'hint_does_not_solve']);
  draft.set({ start: wholeLesson.start.replace('StopLogging', 'Stop') });
  await graded();
  expect(draft.findings.map(({ code }) => code)).toEqual(['hint_change_lost']);
  draft.proposeChanges();
  await graded();
  expect(draft.findings).toEqual([]);
  // What was proposed follows the rules.
  draft.set({ start: wholeLesson.start });
  await graded();
  expect(draft.now.hints[2]?.changes).toEqual(
    wholeLesson.hints[2]?.changes?.map(({ from, to }) => ({ from: `    ${from}`, to: `    ${to}` })),
  );
});

test('the solution labels what is open, and nothing else', async () => {
  const { draft } = setUp(localStorage);
  draft.replace(wholeLesson);
  draft.setEvent(0, { expectation: null });
  draft.setEvent(1, { expectation: 'silent' });
  draft.setEvent(2, { expectation: null });
  expect(await draft.labelBySolution()).toBe(2);
  expect(draft.now.events.map(({ expectation }) => expectation)).toEqual([
    'fire',
    'silent',
    'silent',
    'silent',
    'fire',
  ]);
});

test('events that the draft has come from the page once; another draft can be taken back', async () => {
  const { draft } = setUp(localStorage);
  draft.replace(wholeLesson);
  expect(await draft.addFromPage()).toBe(3);
  expect(await draft.addFromPage()).toBe(0);
  expect(new Set(draft.now.events.map(({ key }) => key)).size).toBe(8);
  const { now } = draft;
  await draft.beginFromPage('Anew');
  expect(draft.hasBefore).toBe(true);
  draft.bringBack();
  expect(draft.now).toEqual(now);
});

test('a store that is full is told once, and a broken one is put aside', () => {
  localStorage.setItem('sigma-playground.lesson-draft', '{"version":1,');
  const { notices } = setUp(localStorage);
  expect(notices.list[0]?.text).toContain('put aside');
  expect(Object.values(localStorage)).toContain('{"version":1,');
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('', 'QuotaExceededError');
    },
  } as unknown as Storage;
  const other = setUp(full);
  other.draft.set({ title: 'x' });
  other.draft.flush();
  expect(other.notices.list.map(({ text }) => text)).toEqual([expect.stringContaining('no room')]);
});

test('a course: lessons in an order, one of a title, kept', () => {
  const open = () =>
    new CourseDraft(
      draftStore('courseDraft', () => localStorage),
      new Notices(),
    );
  const course = open();
  course.setTitle('Trails');
  expect(open().title).toBe('Trails');
  expect(course.add(wholeLesson)).toBe('added');
  expect(course.add({ ...wholeLesson, title: 'Second' })).toBe('added');
  expect(course.add({ ...wholeLesson, goal: 'Better' })).toBe('replaced');
  course.move(1, -1);
  course.move(1, 1);
  const titles = (of: CourseDraft) => of.lessons.map(({ title, goal }) => `${title}: ${goal}`);
  expect(titles(course)).toEqual([`Second: ${wholeLesson.goal}`, 'A list is an OR: Better']);
  expect(titles(open())).toEqual(titles(course));
  course.remove(0);
  expect(open().lessons).toHaveLength(1);
});
