// The trace of a detection as rows: its items, and the values of each.
import type {
  ArrayTrace,
  DetectionTrace,
  IdentifierTrace,
  ItemTrace,
  Range,
  ValueTrace,
} from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { arrayRows } from './array-rows-door.svelte.ts';
import { toMetView } from './met.ts';
import type { Row } from './row.ts';
import { row } from './row.ts';
import { toSentence } from './sentence.ts';
import { detectionSentence, tally } from './tally.ts';
import { toShort } from './visible.ts';

export function identifierRow(
  trace: IdentifierTrace,
  key: string,
  quiet: boolean,
  children: readonly Row[],
): Row {
  const known = trace.detection !== null;
  return {
    ...row(key, 'part', trace.verdict, quiet, trace.definitionRange ?? trace.range),
    title: toShort(trace.name, 160),
    sentence: known ? detectionSentence(trace.detection) : texts.rowNoIdentifier,
    ...(children.length === 0 ? { reason: 'broken' as const } : {}),
    children,
  };
}

export function toDetectionRows(trace: DetectionTrace, key: string, quiet: boolean): Row[] {
  if (trace.type === 'item') return [toItemRow(trace, `${key}.0`, quiet)];
  if (trace.type === 'array') return [toArrayRow(trace, `${key}.0`, quiet)];
  if (trace.type === 'broken') return [brokenRow('', trace.range, `${key}.0`, quiet, 'detection')];
  if (trace.type === 'all_of') {
    return trace.children.flatMap((child, at) =>
      child.type === 'item'
        ? toItemRow(child, `${key}.${at}`, quiet)
        : child.type === 'array'
          ? toArrayRow(child, `${key}.${at}`, quiet)
          : (toRenamedRow(child, `${key}.${at}`, quiet) ?? toDetectionRows(child, `${key}.${at}`, quiet)),
    );
  }
  return trace.children.map((child, at) => {
    const own = `${key}.${at}`;
    const hushed = quiet || (trace.verdict === 'match' && child.verdict === 'miss');
    if (child.type === 'item') return toItemRow(child, own, hushed);
    if (child.type === 'array') return toArrayRow(child, own, hushed);
    const renamed = toRenamedRow(child, own, hushed);
    if (renamed) return renamed;
    if (child.type === 'broken') return brokenRow('', child.range, own, hushed, 'detection');
    const children = toDetectionRows(child, own, hushed);
    return {
      ...row(own, 'part', child.verdict, hushed, child.range),
      title: fill(texts.rowAlternative, { n: at + 1, all: trace.children.length }),
      sentence: tally(child.type === 'all_of' ? 'all' : 'any', child.children, 'item'),
      children,
    };
  });
}

/** Few rules have one: what makes its rows is loaded then, and until that is there, it has none below it. */
function toArrayRow(array: ArrayTrace, key: string, quiet: boolean): Row {
  const rows = arrayRows();
  if (rows) return rows.toArrayRow(array, key, quiet);
  return { ...row(key, 'item', array.verdict, quiet, array.range), field: toShort(array.field, 160) };
}

/** What a pipeline made of one item: a field with several names. */
function toRenamedRow(trace: DetectionTrace, key: string, quiet: boolean): Row | null {
  if (trace.type !== 'all_of' && trace.type !== 'any_of') return null;
  const [first] = trace.children;
  if (first?.type !== 'item' || first.renamedFrom === undefined) return null;
  const calm = quiet || (trace.type === 'any_of' && trace.verdict === 'match');
  return {
    ...row(key, 'part', trace.verdict, quiet, trace.range),
    title: toShort(first.renamedFrom, 160),
    sentence: tally(trace.type === 'any_of' ? 'any' : 'all', trace.children, 'item'),
    children: trace.children.flatMap((child, at) =>
      child.type === 'item'
        ? toItemRow(child, `${key}.${at}`, quiet || (calm && child.verdict === 'miss'))
        : toDetectionRows(child, `${key}.${at}`, quiet),
    ),
  };
}

function toItemRow(item: ItemTrace, key: string, quiet: boolean): Row {
  const [only] = item.values;
  const base = {
    ...row(key, 'item', item.verdict, quiet, item.range),
    field: item.field === null ? '' : toShort(item.field, 160),
    ...(item.renamedFrom === undefined ? {} : { renamedFrom: toShort(item.renamedFrom, 160) }),
    modifiers: item.modifiers,
  };
  if (only && item.values.length === 1) {
    const value = toValueRow(only, item, key, quiet);
    const sentence = item.negated ? fill(texts.rowNegated, { sentence: value.sentence }) : value.sentence;
    return { ...value, ...base, wanted: value.wanted, ...metOf(value), sentence, reason: only.reason };
  }
  const calm = quiet || (item.join === 'any' && item.verdict === 'match');
  const sentence = tally(item.join, item.values, 'value');
  return {
    ...base,
    sentence: item.negated ? fill(texts.rowNegated, { sentence }) : sentence,
    eventRanges: item.values.flatMap((value) => (value.verdict === 'match' ? toEventRanges(value) : [])),
    children: item.values.map((value, at) =>
      toValueRow(value, item, `${key}.${at}`, quiet || (calm && value.verdict === 'miss')),
    ),
  };
}

function metOf(value: Row): Pick<Row, 'met' | 'eventRanges'> {
  return { met: value.met, eventRanges: value.eventRanges };
}

function toValueRow(value: ValueTrace, item: ItemTrace, key: string, quiet: boolean): Row {
  const [first] = value.met;
  return {
    ...row(key, 'value', value.verdict, quiet, value.range),
    wanted: toShort(value.text, 400),
    met: first ? toMetView(first, item.field) : null,
    sentence: toSentence(value, item),
    reason: value.reason,
    eventRanges: toEventRanges(value),
  };
}

/** Where the event holds what the value met: the matched stretch where there is one. */
function toEventRanges(value: ValueTrace): Range[] {
  const matched = value.met.filter((met) => met.verdict === 'match');
  const shown = matched.length > 0 ? matched : value.met;
  return shown.flatMap((met) => met.spanRange ?? met.range ?? []);
}

export function brokenRow(
  text: string,
  range: Range,
  key: string,
  quiet: boolean,
  where: 'condition' | 'detection' = 'condition',
): Row {
  return {
    ...row(key, 'broken', 'unknown', quiet, range),
    title: toShort(text, 160) || texts.rowBrokenPart,
    sentence: where === 'condition' ? texts.rowBrokenCondition : texts.rowBrokenDetection,
    reason: 'broken',
  };
}
