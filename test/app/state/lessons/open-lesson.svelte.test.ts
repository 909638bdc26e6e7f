// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { gradeRule } from '../../../../src/lessons/grade.ts';
import type { Lesson } from '../../../../src/lessons/lesson.ts';
import { newRecord } from '../../../../src/share/progress-store.ts';
import type { LessonRecord } from '../../../../src/share/progress-store.ts';
import { OpenLesson, restMs, triesUntilRevealed } from '../../../../src/state/lessons/open-lesson.svelte.ts';
import type { Graded } from '../../../../src/worker/workbench/protocol.ts';
import { diagnostic } from '../../../../src/sigma/index.ts';
import { selection } from '../../../_helpers/rule.ts';

const start = selection('name: StopLogging');
const solution = selection('name: [StopLogging, DeleteTrail]');
/** Right about what is seen, wrong about what is not. */
const close = selection('name|startswith: [Stop, Delete]');
const closeToo = selection('name: [StopLogging, "Delete*"]');

const lesson: Lesson = {
  id: 'lists',
  title: 'Lists',
  goal: '',
  concept: '',
  start,
  events: [
    { name: 'stopped', expectation: 'fire', text: '{"name":"StopLogging"}' },
    { name: 'deleted', expectation: 'fire', text: '{"name":"DeleteTrail"}' },
  ],
  hidden: [{ name: 'other', expectation: 'silent', text: '{"name":"DeleteDashboard"}' }],
  constraints: [],
  hints: [{ text: 'one' }, { text: 'two' }],
  solution,
  links: [],
};

interface Given {
  readonly lesson?: Partial<Lesson>;
  readonly record?: Partial<LessonRecord>;
  readonly isExam?: boolean;
  /** Instead of grading: null for no answer. */
  readonly answer?: () => Promise<Graded | null>;
}

function setUp(given: Given = {}) {
  const records = new Map<string, LessonRecord>();
  if (given.record) records.set('lists', { ...newRecord, ...given.record });
  const asked: string[] = [];
  /** Parts of the matcher load as they are needed: no clock of ours makes that quicker. */
  const grading: Promise<unknown>[] = [];
  const playground = {
    ruleText: start,
    evaluateNow: vi.fn(),
    ask: (async (_: string, { task, meaning }: { task: Lesson; meaning: [] }) => {
      const { ruleText } = playground;
      asked.push(ruleText);
      if (given.answer) return given.answer();
      const grade = gradeRule(ruleText, task, { meaning });
      grading.push(grade);
      return { ...(await grade), referencePredicates: 1 };
    }) as never,
  };
  const open = new OpenLesson(
    { ...lesson, ...given.lesson },
    {
      playground,
      keeper: {
        of: (id) => records.get(id) ?? newRecord,
        update: (id, change) => void records.set(id, { ...(records.get(id) ?? newRecord), ...change }),
      },
      place: null,
      ...(given.isExam === undefined ? {} : { isExam: given.isExam }),
    },
  );
  /** The learner types it, and it is evaluated. */
  const types = async (ruleText: string, rests = false) => {
    playground.ruleText = ruleText;
    open.changed();
    open.follow(ruleText, { ruleText, diagnostics: [], isComplete: true });
    await Promise.all(grading);
    await vi.advanceTimersByTimeAsync(rests ? restMs + 10 : 50);
  };
  return { open, playground, records, asked, grading, types };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('grading', () => {
  test('a right rule passes at once, and that is kept with its predicates', async () => {
    const { open, records, types } = setUp();
    await types(start);
    expect([open.isRight, open.isPassed, open.isSolutionShown]).toEqual([false, false, false]);
    await types(solution);
    expect([open.isRight, open.isPassed, open.isSolutionShown]).toEqual([true, true, true]);
    expect(records.get('lists')).toMatchObject({ predicates: 1, passedText: solution, tries: 1 });
    expect(records.get('lists')?.passedAt).toMatch(/^\d{4}-/);
  });

  test('what is typed afterwards is wrong again, and the lesson stays passed; fewer predicates are kept', async () => {
    const { open, records, types } = setUp();
    const long = `${selection('name: [StopLogging, DeleteTrail]')}`.replace(
      'name: [StopLogging, DeleteTrail]',
      'name: [StopLogging, DeleteTrail]\n    name|exists: true',
    );
    await types(long);
    expect(records.get('lists')?.predicates).toBe(2);
    await types(start);
    expect([open.isRight, open.isPassed]).toEqual([false, true]);
    await types(solution);
    expect(records.get('lists')).toMatchObject({ predicates: 1, passedText: solution });
  });

  test('an answer about an earlier text passes nothing', async () => {
    const { open, playground, records, types } = setUp();
    const slow = types(solution);
    playground.ruleText = start;
    await slow;
    expect(open.isPassed).toBe(false);
    expect(records.get('lists')?.passedAt ?? null).toBeNull();
  });

  test('a rule that is not answered about is asked again, then said to be ungraded', async () => {
    const { open, asked, types } = setUp({ answer: async () => null });
    await types(start);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked.length).toBe(4);
    expect([open.grade, open.isUngraded]).toEqual([null, true]);
  });

  test('where nothing may be left to say, it waits until all is said', async () => {
    const { open, playground, grading } = setUp({ lesson: { constraints: [{ kind: 'no_diagnostics' }] } });
    playground.ruleText = solution;
    const range = { start: 0, end: 1 };
    const say = async (isComplete: boolean, isClean: boolean) => {
      const diagnostics = isClean ? [] : [diagnostic('unknown_modifier', range, '')];
      open.follow(solution, { ruleText: solution, diagnostics, isComplete });
      await Promise.all(grading);
      await vi.advanceTimersByTimeAsync(50);
    };
    await say(false, true);
    expect(open.grade).toBeNull();
    await say(true, false);
    expect(open.isPassed).toBe(false);
    expect(open.grade?.constraints[0]?.isHeld).toBe(false);
  });
});

describe('tries', () => {
  test('a rule counts when it rests, once; the one of the beginning does not', async () => {
    const { open, types } = setUp();
    await types(start, true);
    expect(open.record.tries).toBe(0);
    await types(close);
    expect(open.record.tries).toBe(0);
    await types(close, true);
    await types('detection: [', true);
    await types(close, true);
    expect([open.record.tries, open.record.closeTries]).toEqual([1, 1]);
  });

  test('checked, it counts at once', async () => {
    const { open, types } = setUp();
    await types(close);
    open.check();
    expect(open.record.tries).toBe(1);
  });

  test('what is hidden is shown after the second try that is right about all that is seen', async () => {
    const { open, types } = setUp();
    expect(triesUntilRevealed).toBe(2);
    await types(selection('name: Nothing'), true);
    await types(close, true);
    expect(open.isHiddenShown).toBe(false);
    await types(closeToo, true);
    expect(open.isHiddenShown).toBe(true);
  });
});

describe('help', () => {
  test('hints come one by one, then the solution may be seen', () => {
    const { open, records } = setUp();
    open.showSolution();
    expect(open.isSolutionShown).toBe(false);
    open.showHint();
    expect(open.hints.map(({ text }) => text)).toEqual(['one']);
    open.showHint();
    open.showHint();
    expect([open.hints.length, open.hasMoreHints, open.maySeeSolution]).toEqual([2, false, true]);
    open.showSolution();
    expect(open.isSolutionShown).toBe(true);
    expect(records.get('lists')).toMatchObject({ hints: 2, sawSolution: true });
  });

  test('an exam gives none of it, not even what earlier days had shown', async () => {
    const { open, types } = setUp({ isExam: true, record: { hints: 2, sawSolution: true, closeTries: 5 } });
    open.showHint();
    expect([open.hints.length, open.hasMoreHints, open.maySeeSolution]).toEqual([0, false, false]);
    expect([open.isSolutionShown, open.isHiddenShown]).toEqual([false, false]);
    await types(solution);
    expect([open.isPassed, open.isSolutionShown]).toEqual([true, false]);
  });
});

describe('what is kept', () => {
  test('the rule as it was left is there again; that of the beginning is not kept', async () => {
    const { open, playground, records, types } = setUp();
    await types('half way');
    await vi.advanceTimersByTimeAsync(1000);
    expect(records.get('lists')?.text).toBe('half way');
    playground.ruleText = start;
    open.flush();
    expect(records.get('lists')?.text).toBeNull();
    expect(setUp({ record: { text: 'half way' } }).open.work.ruleText).toBe('half way');
  });

  test('closed, it takes nothing more', async () => {
    const { open, playground, records, types } = setUp();
    await types('half way');
    open.close();
    playground.ruleText = 'something else';
    open.changed();
    await vi.advanceTimersByTimeAsync(1000);
    expect(records.get('lists')?.text).toBe('half way');
  });

  test('a lesson without a name is not kept', async () => {
    const { open, records, types } = setUp({ lesson: { id: '' } });
    await types(solution);
    expect(open.isPassed).toBe(true);
    expect(records.size).toBe(0);
  });
});
