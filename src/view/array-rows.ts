// The trace of a question about an array as rows: its elements, and what each says.
import type { ArrayTrace, ConditionTrace, DetectionTrace, ElementTrace } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';
import { identifierRow, toDetectionRows } from './detection-rows.ts';
import { toPath } from './met.ts';
import type { Row } from './row.ts';
import { row } from './row.ts';
import { detectionSentence, stageSentence } from './tally.ts';
import { toShort } from './visible.ts';
import { number } from './words.ts';

/** Its elements, each with what it says. Those that change nothing are quiet. */
export function toArrayRow(array: ArrayTrace, key: string, quiet: boolean): Row {
  const { quantifier, verdict, elements, elementCount } = array;
  // One that matches decides `any` and `none`, one that does not `all`.
  const decisive = quantifier === 'any' || quantifier === 'none' ? 'match' : 'miss';
  const isDecided = elements.some((each) => each.verdict === decisive);
  const more = elementCount - elements.length;
  const note = more > 0 ? `; ${fill(texts.arrayNotListed, { n: number(more) })}` : '';
  return {
    ...row(key, 'item', verdict, quiet, array.range),
    field: toShort(array.field, 160),
    sentence: arraySentence(array) + note,
    ...(elementCount === 0 ? { reason: array.absentFrom === undefined ? 'no_value' : 'field_absent' } : {}),
    eventRanges: elements.flatMap((each) => (each.verdict === 'match' ? (each.met.range ?? []) : [])),
    children: elements.map((each, at) =>
      toElementRow(each, `${key}.${at}`, quiet || (isDecided && each.verdict !== decisive)),
    ),
  };
}

function toElementRow({ verdict, met, body }: ElementTrace, key: string, quiet: boolean): Row {
  const range = body.range;
  return {
    ...row(key, 'part', verdict, quiet, range),
    title: toPath(met.pointer),
    sentence: sentenceOf(body),
    eventRanges: met.range ? [met.range] : [],
    children: toBodyRows(body, key, quiet),
  };
}

/** What stands under a block: fields, or a condition over searches with names. */
function toBodyRows(body: DetectionTrace | ConditionTrace, key: string, quiet: boolean): Row[] {
  if (!isConditionTrace(body)) return toDetectionRows(body, key, quiet);
  if (body.type === 'not') return toBodyRows(body.child, key, quiet);
  if (body.type === 'identifier') {
    const children = body.detection ? toDetectionRows(body.detection, `${key}.0`, quiet) : [];
    return [identifierRow(body, `${key}.0`, quiet, children)];
  }
  if (body.type === 'broken') return [];
  return body.children.flatMap((child, at) => toBodyRows(child, `${key}.${at}`, quiet));
}

/** A part of a condition that cannot be read is shown like one of a detection. */
function isConditionTrace(body: DetectionTrace | ConditionTrace): body is ConditionTrace {
  return 'name' in body || ['and', 'or', 'not', 'quantified'].includes(body.type);
}

function sentenceOf(body: DetectionTrace | ConditionTrace): string {
  if (isConditionTrace(body)) return stageSentence(body);
  return body.type === 'array' ? arraySentence(body) : detectionSentence(body);
}

/** How many elements of an array match, and how many have to. */
function arraySentence({ quantifier, elementCount, matchedCount, absentFrom }: ArrayTrace): string {
  if (elementCount === 0)
    return absentFrom === undefined
      ? texts.arrayNoElement
      : fill(texts.arrayAbsent, { field: toShort(absentFrom, 160) });
  const values = {
    matched: number(matchedCount),
    of: plural(elementCount, texts.countElementOne, texts.countElementMany),
  };
  return fill(arrayNeeds[quantifier], values);
}

const arrayNeeds = {
  any: texts.arrayNeedsAny,
  all: texts.arrayNeedsAll,
  all_or_empty: texts.arrayNeedsAll,
  none: texts.arrayNeedsNone,
} as const;
