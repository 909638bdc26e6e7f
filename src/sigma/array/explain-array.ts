// Which elements of an array matched what stands under its key, which did not, and why.
import type { Condition, SearchIdentifier } from '../rule/rule.ts';
import type { CompiledSearch } from '../compile/search.ts';
import { absentFrom, readPath } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import { toMet } from '../evaluate/explain-item.ts';
import { Walker } from '../evaluate/explain.ts';
import type {
  ArrayQuantifier,
  ArrayTrace,
  ConditionTrace,
  DetectionTrace,
  ElementTrace,
  ItemTrace,
  Verdict,
} from '../evaluate/trace.ts';
import { allOf, anyOf, opposite, toVerdict } from '../evaluate/verdict.ts';
import type { Range } from '../source/range.ts';
import type { Element } from './array-path.ts';
import type { ArrayBody, TestIn } from './compile-array.ts';
import { readSteps } from './read-steps.ts';

/** Elements that a trace lists. */
export const maxElements = 30;

export interface ArrayQuestion {
  readonly field: string;
  readonly quantifier: ArrayQuantifier;
  readonly undecided: boolean;
  readonly body: ArrayBody;
  readonly holds: TestIn;
  readonly range: Range;
  readonly keyRange: Range;
  readonly text: string;
}

export function explainArray(
  question: ArrayQuestion,
  elements: readonly Element[],
  value: EventValue,
  outer: EventValue,
): ArrayTrace {
  const { field, quantifier, undecided, holds, range, keyRange } = question;
  const verdicts = elements.map((each): Verdict =>
    undecided ? explainBody(question, each, outer).verdict : toVerdict(holds(each.value, outer)),
  );
  const trace: ArrayTrace = {
    type: 'array',
    verdict: verdictOf(quantifier, verdicts),
    field,
    quantifier,
    elementCount: elements.length,
    matchedCount: verdicts.filter((verdict) => verdict === 'match').length,
    elements: listed(quantifier, verdicts).map((at): ElementTrace => {
      const each = elements[at] as Element;
      const verdict = verdicts[at] as Verdict;
      return { verdict, met: toMet(each, verdict), body: explainBody(question, each, outer) };
    }),
    ...(elements.length === 0 ? absence(field, value) : {}),
    range,
    keyRange,
  };
  return trace.elements.length > 0 && trace.elements.length === elements.length
    ? trace
    : { ...trace, whole: toItem(trace) };
}

function toItem({
  field,
  verdict,
  absentFrom: from,
  elementCount,
  elements,
  range,
  keyRange,
}: ArrayTrace): ItemTrace {
  const reason = elementCount > 0 ? 'value_differs' : from === undefined ? 'no_value' : 'field_absent';
  const met = elements.map((each) => each.met);
  return {
    type: 'item',
    verdict,
    field,
    modifiers: [],
    join: 'any',
    negated: false,
    values: [{ type: 'value', verdict, reason, text: '', range: keyRange, met, metCount: elementCount }],
    ...(from === undefined ? {} : { absentFrom: from }),
    range,
    keyRange,
  };
}

function verdictOf(quantifier: ArrayQuantifier, verdicts: readonly Verdict[]): Verdict {
  if (quantifier === 'none') return opposite(anyOf(verdicts));
  if (quantifier === 'any' || (quantifier === 'all' && verdicts.length === 0)) return anyOf(verdicts);
  return allOf(verdicts);
}

/** Of very many elements those come first that decide: one that matches decides `any`, one that does not `all`. */
function listed(quantifier: ArrayQuantifier, verdicts: readonly Verdict[]): number[] {
  const all = [...verdicts.keys()];
  if (all.length <= maxElements) return all;
  const decisive: Verdict = quantifier === 'any' || quantifier === 'none' ? 'match' : 'miss';
  const isFirst = (at: number): boolean => verdicts[at] === decisive;
  return [...all.filter(isFirst), ...all.filter((at) => !isFirst(at))]
    .slice(0, maxElements)
    .sort((a, b) => a - b);
}

function explainBody(
  { body, text }: ArrayQuestion,
  { value, trail }: Element,
  outer: EventValue,
): DetectionTrace | ConditionTrace {
  const none: { searches: ReadonlyMap<string, CompiledSearch>; identifiers: readonly SearchIdentifier[] } = {
    searches: new Map(),
    identifiers: [],
  };
  const walker = new Walker({ text, ...(body.type === 'named' ? body : none) }, value, trail, outer);
  if (body.type === 'search') return walker.search(body.search);
  const children = body.conditions.map(({ root }: Condition) => walker.condition(root));
  const [only] = children;
  if (only && children.length === 1) return only;
  const [first, last] = [body.conditions[0], body.conditions.at(-1)];
  return {
    type: 'or',
    verdict: anyOf(children.map(({ verdict }) => verdict)),
    children,
    range: { start: first?.range.start ?? 0, end: last?.range.end ?? 0 },
  };
}

function absence(field: string, value: EventValue): { absentFrom?: string } {
  const steps = readSteps(field);
  const [first] = 'message' in steps ? [] : steps;
  const from = first?.type === 'name' ? absentFrom(value, readPath(first.name)) : null;
  return from === null ? {} : { absentFrom: from };
}
