import type { CompiledItem, CompiledValue } from '../compile/search.ts';
import { absentFrom, pointerOf, visitField, visitLeaves } from '../event/path.ts';
import type { Trail } from '../event/path.ts';
import { compactJson, kindOf, scalarText } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';
import { fold } from '../value/fold.ts';
import { miss } from '../value/predicate.ts';
import type { Finding, Predicate, TextPredicate } from '../value/predicate.ts';
import type { Reason } from '../value/reason.ts';
import type { ItemTrace, Met, ValueTrace, Verdict } from './trace.ts';
import { allOf, anyOf, opposite, toVerdict } from './verdict.ts';

/** Event values listed with each rule value. */
export const maxMet = 20;
/** Code units kept of an event value's text. */
export const maxMetLength = 400;

interface Located {
  readonly value: EventValue;
  readonly trail: Trail | null;
}

interface Field {
  readonly values: readonly Located[];
  readonly present: boolean;
  readonly event: EventValue;
  /** The values as values that did not match, made once and shared. */
  readonly missed: readonly Met[];
}

/** `from`: how one comes to what is asked, where that is an element of an array in `outer`, the event. */
export function explainItem(
  item: CompiledItem,
  event: EventValue,
  from: Trail | null = null,
  outer = event,
): ItemTrace {
  const field = locateField(item, event, from, outer);
  const values = item.values.map((value) => explainValue(value, item, field));
  const verdicts = values.map(({ verdict }) => verdict);
  const joined = item.join === 'all' ? allOf(verdicts) : anyOf(verdicts);
  return {
    type: 'item',
    verdict: item.negated ? opposite(joined) : joined,
    field: item.item.field,
    ...(item.item.renamedFrom === undefined ? {} : { renamedFrom: item.item.renamedFrom }),
    modifiers: item.item.modifiers.map(({ name }) => name),
    join: item.join,
    negated: item.negated,
    values,
    ...absence(item, field, event),
    range: item.range,
    keyRange: item.item.keyRange,
  };
}

function absence({ path }: CompiledItem, { present }: Field, event: EventValue): { absentFrom?: string } {
  const from = path === null || present ? null : absentFrom(event, path);
  return from === null ? {} : { absentFrom: from };
}

function locateField(item: CompiledItem, root: EventValue, from: Trail | null, event: EventValue): Field {
  const values: Located[] = [];
  const push = (value: EventValue, trail: Trail | null): void => {
    values.push({ value, trail });
  };
  if (item.path === null) {
    visitLeaves(root, from, true, push);
    return { values, present: true, event, missed: [] };
  }
  const present = visitField(root, item.path, true, push, from);
  return { values, present, event, missed: values.slice(0, maxMet).map((each) => toMet(each, 'miss')) };
}

function explainValue({ value, predicate }: CompiledValue, item: CompiledItem, field: Field): ValueTrace {
  const base = {
    type: 'value',
    text: value.text,
    range: value.range.end > value.range.start ? value.range : item.range,
    metCount: field.values.length,
  } as const;
  if (predicate.type === 'undecided')
    return { ...base, verdict: 'unknown', reason: predicate.reason, met: field.missed };
  if (predicate.type === 'field') {
    const values = field.values.map((each) => each.value);
    const matched = predicate.test(values, field.present);
    const reason = matched ? matchReason(item) : predicate.missReason(values, field.present);
    return {
      ...base,
      verdict: toVerdict(matched),
      reason,
      met: metByField(field.values, (value) => matched && predicate.test([value], true)),
    };
  }
  // Why a value misses is asked of the first few only: keywords meet every value of the event.
  const findings = field.values.map((each, i) => ({
    each,
    finding: inspect(predicate, each.value, field.event, item.path !== null && i < maxMet),
  }));
  const hits = findings.filter(({ finding }) => finding.matched);
  const [hit] = hits;
  if (hit) {
    const met = hits.slice(0, maxMet).map(({ each, finding }) => toMet(each, 'match', finding));
    const others = field.missed.filter((other) => !met.some(({ pointer }) => pointer === other.pointer));
    return {
      ...base,
      verdict: 'match',
      reason: matchReason(item),
      met: [...met, ...others].slice(0, maxMet),
      ...noteOf(hit.finding),
    };
  }
  const nearest = nearestMiss(
    findings.map(({ finding }) => finding),
    field,
    item,
  );
  return { ...base, verdict: 'miss', reason: nearest.reason, met: field.missed, ...noteOf(nearest) };
}

function metByField(values: readonly Located[], isHit: (value: EventValue) => boolean): Met[] {
  const hits = values.filter(({ value }) => isHit(value));
  const others = values.filter(({ value }) => !isHit(value));
  return [...hits, ...others].slice(0, maxMet).map((each, i) => toMet(each, toVerdict(i < hits.length)));
}

function matchReason(item: CompiledItem): Reason {
  return item.negated ? 'excluded' : 'matched';
}

function noteOf({ note }: Finding): { note?: string } {
  return note === undefined ? {} : { note };
}

function inspect(
  predicate: Exclude<Predicate, { type: 'field' | 'undecided' }>,
  value: EventValue,
  event: EventValue,
  whyMissed: boolean,
): Finding {
  if (predicate.type === 'value') return predicate.inspect(value);
  if (predicate.type === 'reference') return predicate.inspect(value, event);
  return inspectText(predicate, value, whyMissed);
}

function inspectText(predicate: TextPredicate, value: EventValue, whyMissed: boolean): Finding {
  const own = scalarText(value);
  if (own !== null) {
    predicate.before?.();
    const folded = fold(own);
    return whyMissed || predicate.test(own, folded) ? predicate.inspect(own, folded) : miss('value_differs');
  }
  if (value === null) return miss('field_null');
  let leaf: Finding | null = null;
  visitLeaves(value, null, false, (each) => {
    const text = scalarText(each);
    if (leaf || text === null) return;
    predicate.before?.();
    if (predicate.test(text, fold(text)))
      leaf = { matched: true, reason: 'matched', note: 'Found in a value inside this object.' };
  });
  if (leaf) return leaf;
  const json = compactJson(value);
  predicate.before?.();
  if (predicate.test(json, fold(json)))
    return { matched: true, reason: 'matched', note: 'Found in the JSON text of this object.' };
  return miss('type_differs');
}

/** The most telling reasons first: what is nearest to a match. */
const tellingFirst: readonly Reason[] = [
  'case_differs',
  'whitespace_differs',
  'value_differs',
  'other_field_absent',
  'type_differs',
  'not_numeric',
  'not_an_ip',
  'not_a_date',
  'field_empty',
  'field_null',
];

function nearestMiss(findings: readonly Finding[], field: Field, item: CompiledItem): Finding {
  if (item.path === null) return miss('no_keyword');
  if (!field.present) return miss('field_absent');
  if (findings.length === 0) return miss('no_value');
  if (field.values.every(({ value }) => value === null)) return miss('field_null');
  const rank = ({ reason, note }: Finding): number =>
    tellingFirst.indexOf(reason) * 2 - (note === undefined ? 0 : 1);
  return findings.reduce((best, each) => (rank(each) < rank(best) ? each : best));
}

export function toMet({ value, trail }: Located, verdict: Verdict, finding?: Finding): Met {
  const text = scalarText(value) ?? compactJson(value);
  return {
    pointer: pointerOf(trail),
    text: text.slice(0, maxMetLength),
    kind: kindOf(value),
    verdict,
    ...(finding?.span ? { span: finding.span } : {}),
  };
}
