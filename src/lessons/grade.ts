// Whether a rule solves a lesson: by what it does, never by how it is written. Plain data out; no rule text makes it
// throw. A regular expression may run for ever: what is on the page is graded in the worker, which can be stopped.
import { loadShapes } from '../intake/load-shapes.ts';
import { readInput } from '../intake/read-input.ts';
import { lintAgainstEvents } from '../lint/lint-against-events.ts';
import { compileWhole, match, readRules } from '../sigma/index.ts';
import type { CompiledRule, Diagnostic, EventObject, Verdict } from '../sigma/index.ts';
import { checkConstraint, detectionRuleOf } from './constraints.ts';
import type { CheckedConstraint } from './constraints.ts';
import type { Lesson, LessonEvent } from './lesson.ts';
import { countPredicates } from './predicates.ts';
import { whyWrong } from './why-wrong.ts';
import type { WhyWrong } from './why-wrong.ts';

export type { CheckedConstraint } from './constraints.ts';
export { countPredicates } from './predicates.ts';
export type { FiredPredicate, WhyWrong } from './why-wrong.ts';

/** What of a lesson tells that it is solved. */
export type LessonTask = Pick<Lesson, 'start' | 'events' | 'hidden' | 'constraints'>;

export interface Grade {
  readonly ruleText: string;
  readonly isPassed: boolean;
  /** Whether there is a rule that can be evaluated; else nothing is right. */
  readonly isReady: boolean;
  readonly visible: readonly GradedEvent[];
  readonly hidden: readonly GradedEvent[];
  /** Empty where there is no rule to check. */
  readonly constraints: readonly CheckedConstraint[];
  /** Errors alone. */
  readonly errors: readonly Diagnostic[];
  readonly predicates: number;
}

export interface GradedEvent {
  readonly name: string;
  readonly expectation: LessonEvent['expectation'];
  readonly verdict: Verdict;
  /** What is undecided is not right. */
  readonly isRight: boolean;
  /** Of the first wrong ones. */
  readonly why: WhyWrong | null;
}

export interface GradeOptions {
  /** Compiles the first detection rule of the text; null where it has none. */
  readonly compile?: (ruleText: string) => Promise<CompiledRule | null>;
  /** What the linter says of this rule beyond what matcher and events do: asked for `no_diagnostics`. */
  readonly meaning?: readonly Diagnostic[];
  readonly readEvent?: (text: string) => Promise<EventObject | null>;
}

const maxExplained = 12;

export async function gradeRule(
  ruleText: string,
  task: LessonTask,
  { compile = compileText, meaning = [], readEvent = readLessonEvent }: GradeOptions = {},
): Promise<Grade> {
  const compiled = await compile(ruleText);
  const isLinted = task.constraints.some(({ kind }) => kind === 'no_diagnostics');
  const byEvents =
    compiled && isLinted
      ? lintByEvents(compiled, await inTurn(task.events, ({ text }) => readEvent(text)))
      : [];
  const diagnostics = [...diagnosticsOf(ruleText, compiled), ...meaning, ...byEvents];
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const isReady = compiled !== null && !compiled.refused;
  let explained = 0;
  const grade = async ({ name, expectation, text }: LessonEvent): Promise<GradedEvent> => {
    const event = await readEvent(text);
    const verdict = compiled && event ? match(compiled, event) : 'unknown';
    const isRight = verdict === (expectation === 'fire' ? 'match' : 'miss');
    const isTold = !isRight && compiled && event && explained++ < maxExplained;
    return { name, expectation, verdict, isRight, why: isTold ? await whyWrong(compiled, event) : null };
  };
  const visible = await inTurn(task.events, grade);
  const hidden = await inTurn(task.hidden, grade);
  const subject = compiled && { rule: compiled.rule, diagnostics, start: task.start };
  const constraints = subject ? task.constraints.map((each) => checkConstraint(each, subject)) : [];
  const isPassed =
    isReady &&
    errors.length === 0 &&
    [...visible, ...hidden].every(({ isRight }) => isRight) &&
    constraints.every(({ isHeld }) => isHeld);
  const predicates = compiled ? countPredicates(compiled.rule) : 0;
  return { ruleText, isPassed, isReady, visible, hidden, constraints, errors, predicates };
}

function lintByEvents(rule: CompiledRule, events: readonly (EventObject | null)[]): readonly Diagnostic[] {
  const read = events.filter((event) => event !== null);
  const steps = lintAgainstEvents(rule, read, read.length);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

async function inTurn<T, U>(all: readonly T[], work: (each: T) => Promise<U>): Promise<readonly U[]> {
  const out: U[] = [];
  for (const each of all) out.push(await work(each));
  return out;
}

async function compileText(ruleText: string): Promise<CompiledRule | null> {
  const rule = detectionRuleOf(ruleText);
  return rule && compileWhole(rule);
}

/** The first event of a text, in whatever it is wrapped; null where it has none. */
export async function readLessonEvent(text: string): Promise<EventObject | null> {
  const input = readInput(text);
  const { events } = input.needsShapes ? readInput(text, await loadShapes()) : input;
  return events[0]?.value ?? null;
}

function diagnosticsOf(ruleText: string, compiled: CompiledRule | null): readonly Diagnostic[] {
  const { rules, diagnostics } = readRules(ruleText);
  if (!compiled) return diagnostics;
  const { start } = compiled.rule.range;
  const others = rules.filter(({ range }) => range.start !== start);
  return [...compiled.diagnostics, ...others.flatMap((rule) => rule.diagnostics)];
}
