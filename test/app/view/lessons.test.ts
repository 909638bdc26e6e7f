import { describe, expect, test } from 'vitest';
import type { GradedEvent } from '../../../src/lessons/grade.ts';
import { newRecord } from '../../../src/share/progress-store.ts';
import type { LessonRecord } from '../../../src/share/progress-store.ts';
import { toCoach } from '../../../src/view/lessons/coach.ts';
import type { CoachedLesson } from '../../../src/view/lessons/coach.ts';
import { toNextLesson, toTrackRows } from '../../../src/view/lessons/course-rows.ts';
import { toLineDiff } from '../../../src/view/lessons/line-diff.ts';
import { toAlignedText, toSheetCells, toTsv } from '../../../src/view/lessons/sheet-table.ts';
import type { SheetRow } from '../../../src/state/lessons/class-sheet.svelte.ts';
import { diagnostic } from '../../../src/sigma/index.ts';
import type { Graded } from '../../../src/worker/workbench/protocol.ts';

const range = { start: 3, end: 9 };
const right: GradedEvent = { name: 'a', expectation: 'fire', verdict: 'match', isRight: true, why: null };
const missed: GradedEvent = {
  name: 'b\u202e',
  expectation: 'fire',
  verdict: 'miss',
  isRight: false,
  why: { kind: 'missed', sentence: '`x` is `1`.', ranges: [range] },
};
const graded = (change: Partial<Graded> = {}): Graded => ({
  ruleText: 'rule',
  isPassed: false,
  isReady: true,
  visible: [right],
  hidden: [right],
  constraints: [],
  errors: [],
  predicates: 5,
  referencePredicates: 3,
  ...change,
});
const coached = (grade: Graded | null, change: Partial<CoachedLesson> = {}) =>
  toCoach({
    grade,
    isUngraded: false,
    isExam: false,
    isHiddenShown: false,
    triesLeft: 2,
    isUntouched: false,
    ...change,
  });

describe('what the learner is told next', () => {
  const error = diagnostic('unknown_modifier', range, 'Mend it.');

  test('a rule that cannot be read comes before all else, then events, errors, conditions, hidden events', () => {
    const broken = {
      constraint: { kind: 'max_predicates', count: 2 },
      isHeld: false,
      ranges: [range],
    } as const;
    const all = { errors: [error], visible: [right, missed], constraints: [broken], hidden: [missed] };
    expect(coached(graded({ ...all, isReady: false }))).toMatchObject({ tone: 'error', ranges: [range] });
    expect(coached(graded(all))).toMatchObject({ tone: 'miss', text: '`x` is `1`.', ranges: [range] });
    expect(coached(graded({ ...all, visible: [right] })).text).toBe('Mend it.');
    expect(coached(graded({ ...all, visible: [right], errors: [] }))).toMatchObject({
      text: 'At most 2 predicates',
      ranges: [range],
    });
    expect(coached(graded({ hidden: [right, missed] })).title).toContain('of 2 hidden events 1');
    expect(coached(graded({ isPassed: true }))).toEqual({
      tone: 'match',
      title: 'Passed',
      text: 'Yours: 5 predicates. The reference: 3.',
      ranges: [],
    });
  });

  test('a hidden event is kept back until it may be shown, and in an exam for good', () => {
    const grade = graded({ hidden: [missed] });
    expect(coached(grade).title).not.toContain('“b');
    expect(coached(grade, { triesLeft: 1 }).text).toContain('one more try');
    expect(coached(grade, { isHiddenShown: true }).title).toContain('“b⟨U+202E⟩” should fire, and does not');
    expect(coached(grade, { isExam: true }).text).toBe('In an exam they stay hidden.');
  });

  test('who has not begun has done nothing wrong', () => {
    const told = coached(graded({ visible: [missed] }), { isUntouched: true });
    expect(told.tone).toBe('idle');
    expect(told.text).toContain('`x` is `1`.');
  });

  test('nothing yet, no rule, no answer', () => {
    expect(coached(null).tone).toBe('idle');
    expect(coached(graded({ isReady: false })).tone).toBe('error');
    expect(coached(graded(), { isUngraded: true }).tone).toBe('error');
  });
});

test('two rules side by side, with as many lines in common as there can be', () => {
  const signs = { both: ' ', yours: '-', reference: '+' };
  const diff = (a: string, b: string) => toLineDiff(a, b).map(({ of, text }) => `${signs[of]}${text}`);
  expect(diff('a\nb\nc\n', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c']);
  expect(diff('a\r\nb', 'a\nb\n\n')).toEqual([' a', ' b']);
  expect(diff('', 'a')).toEqual(['-', '+a']);
  expect(diff('b\na', 'a\nb\nc').filter((line) => line.startsWith(' '))).toHaveLength(1);
});

describe('the overview', () => {
  const tracks = [
    { id: 'beginner', title: 'Beginner', minutes: 45 },
    { id: 'capstone', title: 'Capstones', minutes: 45 },
  ] as const;
  const course = (['one', 'two', 'three'] as const).map((id, i) => ({
    id,
    number: i + 1,
    title: id,
    track: tracks[i === 2 ? 1 : 0].id,
  }));
  const passed = {
    ...newRecord,
    passedAt: '2026-11-30T10:00:00Z',
    predicates: 1,
    hints: 2,
    sawSolution: true,
  };
  const records = (known: Record<string, LessonRecord>) => ({
    of: (id: string) => known[id] ?? newRecord,
    isStarted: (id: string) => id in known,
  });

  test('each lesson says how far it is and what it took', () => {
    const [beginner, capstone] = toTrackRows(tracks, course, records({ one: passed, two: newRecord }));
    expect(beginner?.passed).toBe(1);
    expect(beginner?.lessons.map(({ words }) => words.join(', '))).toEqual([
      'passed, 1 predicate, 2 hints, solution seen',
      'begun',
    ]);
    expect(capstone?.lessons.map(({ state }) => state)).toEqual(['open']);
  });

  test('the way goes on where the learner is, then with what was left out', () => {
    const next = (known: Record<string, LessonRecord>, last: string) =>
      toNextLesson(course, records(known), last)?.id;
    expect(next({}, '')).toBe('one');
    expect(next({ two: passed }, 'two')).toBe('three');
    expect(next({ two: newRecord }, 'two')).toBe('two');
    expect(next({ two: passed, three: passed }, 'three')).toBe('one');
    expect(next({ one: passed, two: passed, three: passed }, 'three')).toBeUndefined();
  });
});

describe('the class sheet', () => {
  const row: SheetRow = {
    line: 1,
    name: '=cmd()',
    isExam: true,
    id: 'one',
    entry: { number: 1, title: 'One' },
    ruleText: 'title: x\n\tb',
    isPassed: true,
    tries: 2,
    hints: 1,
    sawSolution: true,
    state: 'failed',
    predicates: 3,
  };

  test('what the link says and our grading does not is remarked', () => {
    expect(toSheetCells(row)).toEqual([
      '=cmd()',
      '1 One',
      'not passed',
      '2',
      '1',
      '3',
      'yes',
      'solution seen, the link says passed',
    ]);
  });

  test('no name is a formula, and no rule breaks a row', () => {
    const [head, line, end] = toTsv([row]).split('\n');
    expect(head?.split('\t')).toHaveLength(9);
    expect(line?.split('\t')).toHaveLength(9);
    expect(line).toMatch(/^'=cmd\(\)\t/);
    expect(end).toBe('');
  });

  test('columns stand below each other', () => {
    const lines = toAlignedText([row, { ...row, name: 'A much longer name' }])
      .trimEnd()
      .split('\n');
    expect(new Set(lines.map((line) => line.search(/Lesson|1 One/))).size).toBe(1);
  });
});
