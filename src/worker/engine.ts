// The engine behind the boundary: texts in, verdicts and one explanation out. Keeps what it has read between runs.
import {
  compileWhole,
  explain,
  isCollection,
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
import { loadCollectionRun } from './collection/load.ts';
import { loadPipelineRun } from './pipeline/load.ts';
import type { PipelineRun } from './pipeline/run-pipeline.ts';
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
  /** The document that was last asked for. */
  let wanted: number | undefined;
  let placeholders: RunRequest['placeholders'];
  let pipeline: PipelineRun | null = null;
  let shapes: Shapes | null = null;
  let noticed: object | null = null;
  let workbench: Workbench | undefined;

  const onRunning = (running: RunningNotice['running']): void => {
    if (noticed === running) return;
    noticed = running;
    hooks.onRunning({ running });
  };

  async function compile(rule: DetectionRule, values = placeholders): Promise<CompiledRule> {
    const refuseBacktracking = limits.backtracking === 'refuse';
    const compiled = await compileWhole(pipeline?.apply(rule) ?? rule, {
      skipped,
      refuseBacktracking,
      onRunning,
      ...(values ? { placeholders: values } : {}),
    });
    return pipeline?.withoutStrayFixes(compiled) ?? compiled;
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
    pipeline = request.pipeline ? await (await loadPipelineRun())(request.pipeline) : null;
    if (request.eventsText !== undefined) await readEvents(request.eventsText);
    wanted = request.document;
    const read = readRules(ruleText);
    noticed = null;
    const endsAt = startedAt + (limits.budgetMs ?? Infinity);
    const selected = Math.min(Math.max(0, request.selected), input.events.length - 1);
    const answer = isCollection(read)
      ? await runCollection(read, selected, endsAt)
      : await runRule(read, selected, endsAt);
    return {
      id: request.id,
      ...answer,
      ...(pipeline ? { pipeline: pipeline.answer } : {}),
      events: request.eventsText === undefined ? null : eventsAnswer(input),
      elapsedMs: performance.now() - startedAt,
    };
  }

  async function runRule(read: ReadRules, selected: number, endsAt: number) {
    const rule = evaluatedRule(read);
    compiled = rule && (await compile(rule));
    return {
      rule: ruleAnswer(read, rule, compiled, ruleText),
      verdicts: compiled ? decideAll(compiled, endsAt) : [],
      explanation: compiled && (await explainEvent(compiled, input, selected, pipeline)),
    };
  }

  /** More than a plain rule: what reads that is loaded when the first text needs it. */
  async function runCollection(read: ReadRules, selected: number, endsAt: number) {
    const collection = (await loadCollectionRun())(read);
    const { held, result } = await collection.run(wanted, selected, {
      events: input.events.map(({ value }) => value),
      compile,
      decideAll: (rule) => decideAll(rule, endsAt),
      explainEvent: (rule) => explainEvent(rule, input, selected, pipeline),
    });
    compiled = held;
    return result;
  }

  async function ruleOf(text: string): Promise<DetectionRule | null> {
    const read = readRules(text);
    return isCollection(read) ? (await loadCollectionRun())(read).ruleAt(wanted) : evaluatedRule(read);
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
    compile: async (text, values) => {
      const rule = await ruleOf(text);
      return rule && compile(rule, values);
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
  rule: DetectionRule | null,
  compiled: CompiledRule | null,
  text: string,
): RunResult['rule'] {
  const documents = rules.map(summaryOf);
  const evaluated = rule ? rules.indexOf(rule) : -1;
  if (text.trim() === '') return { state: 'empty', documents, evaluated, diagnostics };
  if (!compiled) return { state: 'broken', documents, evaluated, diagnostics };
  const all = [...compiled.diagnostics].sort((a, b) => a.range.start - b.range.start);
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
  pipeline: PipelineRun | null,
): Promise<Explanation | null> {
  const event = events[selected];
  if (!event) return null;
  const trace = explain(compiled, event.value);
  const found = trace.verdict === 'miss' ? (await loadWhyNot())(compiled, event.value, trace) : null;
  const why = found && pipeline ? pipeline.withoutFixes(found) : found;
  return {
    event: selected,
    trace: locateTrace(trace, text, event.range, event.locate),
    whyNot: why && locateWhyNot(why, text, event.range, event.locate),
  };
}
