// Traces and results made by hand, for what shows them.
import type {
  ConditionTrace,
  DetectionTrace,
  IdentifierTrace,
  ItemTrace,
  Met,
  Range,
  Reason,
  RuleTrace,
  ValueTrace,
  Verdict,
} from '../../src/sigma/index.ts';
import type { RunResult, WhyNot } from '../../src/worker/protocol.ts';

/** Range of the first `part` in the text, from `after` on. */
export function rangeOf(text: string, part: string, after = 0): Range {
  const start = text.indexOf(part, after);
  if (start < 0) throw new Error(`no ${part}`);
  return { start, end: start + part.length };
}

const nowhere: Range = { start: 0, end: 0 };

export function met(text: string, extra: Partial<Met> = {}): Met {
  return { pointer: '/field', text, kind: 'string', verdict: 'miss', ...extra };
}

export function value(text: string, reason: Reason, extra: Partial<ValueTrace> = {}): ValueTrace {
  const verdict: Verdict = reason === 'matched' ? 'match' : reason === 'broken' ? 'unknown' : 'miss';
  const found = extra.met ?? [];
  return {
    type: 'value',
    verdict,
    reason,
    text,
    range: nowhere,
    met: found,
    metCount: found.length,
    ...extra,
  };
}

export function item(
  field: string | null,
  values: readonly ValueTrace[],
  extra: Partial<ItemTrace> = {},
): ItemTrace {
  const join = extra.join ?? 'any';
  const test = (verdict: Verdict) => (each: ValueTrace) => each.verdict === verdict;
  const matched = join === 'any' ? values.some(test('match')) : values.every(test('match'));
  return {
    type: 'item',
    verdict: matched ? 'match' : values.some(test('unknown')) ? 'unknown' : 'miss',
    field,
    modifiers: [],
    join,
    negated: false,
    values,
    range: values[0]?.range ?? nowhere,
    keyRange: nowhere,
    ...extra,
  };
}

export function allOf(...children: DetectionTrace[]): DetectionTrace {
  return { type: 'all_of', verdict: every(children), children, range: nowhere };
}

export function anyOf(...children: DetectionTrace[]): DetectionTrace {
  return { type: 'any_of', verdict: some(children), children, range: nowhere };
}

export function identifier(name: string, detection: DetectionTrace | null, range = nowhere): IdentifierTrace {
  return { type: 'identifier', verdict: detection?.verdict ?? 'unknown', name, range, detection };
}

export function not(child: ConditionTrace, range = nowhere): ConditionTrace {
  const opposite = { match: 'miss', miss: 'match', unknown: 'unknown' } as const;
  return { type: 'not', verdict: opposite[child.verdict], child, range };
}

export function and(range: Range, ...children: ConditionTrace[]): ConditionTrace {
  return { type: 'and', verdict: every(children), children, range };
}

export function or(range: Range, ...children: ConditionTrace[]): ConditionTrace {
  return { type: 'or', verdict: some(children), children, range };
}

export function oneOf(text: string, range: Range, ...children: IdentifierTrace[]): ConditionTrace {
  const got = children.filter((child) => child.verdict === 'match').length;
  return { type: 'quantified', verdict: got > 0 ? 'match' : 'miss', text, need: 1, got, children, range };
}

export function rule(text: string, range: Range, root: ConditionTrace): RuleTrace {
  return { verdict: root.verdict, conditions: [{ text, range, root }] };
}

export interface Made {
  readonly verdicts?: readonly Verdict[];
  readonly trace?: RuleTrace;
  readonly whyNot?: WhyNot;
  readonly rule?: Partial<RunResult['rule']>;
  readonly events?: Partial<RunResult['events']>;
  readonly selected?: number;
}

export function result({
  verdicts = ['match'],
  trace,
  whyNot,
  rule,
  events,
  selected = 0,
}: Made = {}): RunResult {
  return {
    id: 1,
    rule: { state: 'ready', documents: [], evaluated: 0, diagnostics: [], ...rule },
    events: {
      state: 'ready',
      diagnostics: [],
      list: verdicts.map((_, at) => ({ label: `event ${at}`, range: { start: at, end: at + 1 } })),
      unwrapped: '',
      ...events,
    },
    verdicts,
    explanation: trace ? { event: selected, trace, whyNot: whyNot ?? null } : null,
    elapsedMs: 1,
  };
}

function every(parts: readonly { readonly verdict: Verdict }[]): Verdict {
  if (parts.some(({ verdict }) => verdict === 'miss')) return 'miss';
  return parts.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'match';
}

function some(parts: readonly { readonly verdict: Verdict }[]): Verdict {
  if (parts.some(({ verdict }) => verdict === 'match')) return 'match';
  return parts.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'miss';
}
