// The engine behind the boundary: texts in, verdicts and one explanation out. Keeps what it has read between runs.
import {
  compileWhole,
  explain,
  locateTrace,
  locateWhyNot,
  loadWhyNot,
  match,
  readRules,
} from '../sigma/index.ts';
import type { CompiledRule, DetectionRule, ReadRules, Rule, Verdict } from '../sigma/index.ts';
import { loadShapes } from '../intake/load-shapes.ts';
import { readInput, rereadInput } from '../intake/read-input.ts';
import type { Input } from '../intake/read-input.ts';
import type { Shapes } from '../intake/unwrap.ts';
import type { Held } from './workbench/held.ts';
import { loadWorkbench } from './workbench/load.ts';
import type { Answered, Asked, Question, Workbench } from './workbench/protocol.ts';
import type {
  Engine,
  Explanation,
  RuleSummary,
  RunAnswer,
  RunningNotice,
  RunRequest,
  RunResult,
} from './protocol.ts';

export interface EngineHooks {
  /** Called before a predicate runs that may never end. */
  onRunning(notice: RunningNotice): void;
}

/** For an engine that nobody can stop, because it runs on the page's own thread. */
export interface EngineLimits {
  /** A run gives up after this many milliseconds and answers `unknown` for what is left. Default: no limit. */
  readonly budgetMs?: number;
  /** `refuse`: a regular expression that needs backtracking is `unknown` and never run. Default: `run`. */
  readonly backtracking?: 'run' | 'refuse';
}

export function createEngine(hooks: EngineHooks, limits: EngineLimits = {}): Engine {
  let ruleText = '';
  let compiled: CompiledRule | null = null;
  let input: Input = readInput('');
  let skipped: RunRequest['skipped'] = [];
  let placeholders: RunRequest['placeholders'];
  let shapes: Shapes | null = null;
  let noticed: object | null = null;
  let workbench: Workbench | undefined;

  const onRunning = (running: RunningNotice['running']): void => {
    if (noticed === running) return;
    noticed = running;
    hooks.onRunning({ running });
  };

  function compile(rule: DetectionRule): Promise<CompiledRule> {
    const refuseBacktracking = limits.backtracking === 'refuse';
    return compileWhole(rule, {
      skipped,
      refuseBacktracking,
      onRunning,
      ...(placeholders ? { placeholders } : {}),
    });
  }

  function decideAll(compiled: CompiledRule, endsAt: number): Verdict[] {
    return input.events.map(({ value }, i) => {
      if (endsAt < Infinity && i % 64 === 0 && performance.now() > endsAt) endsAt = -Infinity;
      return endsAt === -Infinity ? 'unknown' : match(compiled, value);
    });
  }

  /** The shapes that few texts have are loaded when the first text needs them. */
  async function readEvents(text: string): Promise<void> {
    input = rereadInput(input, text, shapes);
    if (!input.needsShapes) return;
    shapes = await loadShapes();
    input = rereadInput(input, text, shapes);
  }

  async function run(request: RunRequest): Promise<RunAnswer> {
    const startedAt = performance.now();
    ruleText = request.ruleText ?? ruleText;
    skipped = request.skipped;
    placeholders = request.placeholders;
    if (request.eventsText !== undefined) await readEvents(request.eventsText);
    const read = readRules(ruleText);
    const rule = evaluatedRule(read);
    noticed = null;
    compiled = rule && (await compile(rule));
    const verdicts = compiled ? decideAll(compiled, startedAt + (limits.budgetMs ?? Infinity)) : [];
    return {
      id: request.id,
      rule: ruleAnswer(read, compiled, ruleText),
      events: request.eventsText === undefined ? null : eventsAnswer(input),
      verdicts,
      explanation: compiled && (await explainEvent(compiled, input, request.selected)),
      elapsedMs: performance.now() - startedAt,
    };
  }

  const held: Held = {
    get ruleText() {
      return ruleText;
    },
    get rule() {
      return compiled;
    },
    get input() {
      return input;
    },
    compile: async (text) => {
      const rule = evaluatedRule(readRules(text));
      return rule && compile(rule);
    },
  };

  async function ask<Q extends Question>(question: Q, ...args: Asked<Q>): Promise<Answered<Q>> {
    workbench ??= (await loadWorkbench())(held);
    const answer = workbench[question] as (...args: Asked<Q>) => Promise<Answered<Q>>;
    return answer(...args);
  }

  return { run, ask };
}

function evaluatedRule({ rules }: ReadRules): DetectionRule | null {
  return rules.find((rule) => rule.type === 'detection') ?? null;
}

function ruleAnswer(
  { rules, diagnostics }: ReadRules,
  compiled: CompiledRule | null,
  text: string,
): RunResult['rule'] {
  const documents = rules.map(summaryOf);
  const evaluated = compiled ? rules.indexOf(compiled.rule) : -1;
  if (text.trim() === '') return { state: 'empty', documents, evaluated, diagnostics };
  if (!compiled) {
    const isOther = rules.some(({ type }) => type === 'correlation' || type === 'filter');
    return { state: isOther ? 'not_evaluated' : 'broken', documents, evaluated, diagnostics };
  }
  const others = rules.filter((rule) => rule !== compiled.rule).flatMap((rule) => rule.diagnostics);
  const all = [...compiled.diagnostics, ...others].sort((a, b) => a.range.start - b.range.start);
  const { refused, placeholders } = compiled;
  return {
    state: refused ? 'broken' : 'ready',
    documents,
    evaluated,
    diagnostics: all,
    ...(placeholders.length > 0 ? { placeholders } : {}),
  };
}

function summaryOf({ type, title, range }: Rule): RuleSummary {
  return { kind: type, title, range };
}

function eventsAnswer({ text, events, diagnostics, unwrapped }: Input): RunResult['events'] {
  const isBroken = diagnostics.some(({ severity }) => severity === 'error');
  const state = isBroken ? 'broken' : text.trim() === '' || events.length === 0 ? 'empty' : 'ready';
  const list = events.map(({ label, range }) => ({ label, range }));
  return { state, diagnostics, list, unwrapped };
}

async function explainEvent(
  compiled: CompiledRule,
  { text, events }: Input,
  selected: number,
): Promise<Explanation | null> {
  const index = Math.min(Math.max(0, selected), events.length - 1);
  const event = events[index];
  if (!event) return null;
  const trace = explain(compiled, event.value);
  const why = trace.verdict === 'miss' ? (await loadWhyNot())(compiled, event.value, trace) : null;
  return {
    event: index,
    trace: locateTrace(trace, text, event.range, event.locate),
    whyNot: why && locateWhyNot(why, text, event.range, event.locate),
  };
}
