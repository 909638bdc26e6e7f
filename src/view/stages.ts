// The trace of a rule as the rows of a tree: stage 0 the condition, then a stage for each of its operands.
import type {
  ConditionTrace,
  DetectionTrace,
  IdentifierTrace,
  ItemTrace,
  Range,
  Reason,
  RuleTrace,
  ValueTrace,
  Verdict,
} from '../sigma/index.ts';
import type { MetView } from './met.ts';
import { toMetView } from './met.ts';
import { toSentence } from './sentence.ts';
import { toShort } from './visible.ts';
import { number } from './words.ts';

export interface Row {
  /** The path in the tree: stable while the shape of the rule stays. */
  readonly key: string;
  readonly kind: 'condition' | 'stage' | 'part' | 'item' | 'value' | 'broken' | 'more';
  readonly verdict: Verdict;
  /** The verdict changes nothing above it: a value that missed in a list that matched. */
  readonly quiet: boolean;
  /** Number of the stage; 0 for the condition. */
  readonly stage: number;
  /** `Stage 1: selection`, an identifier's name, a part of the condition; empty for items and values. */
  readonly title: string;
  /** The condition's text cut into its operands; empty for other rows. */
  readonly condition: readonly ConditionPart[];
  readonly field: string;
  readonly modifiers: readonly string[];
  /** What the rule looks for; empty where children say it. */
  readonly wanted: string;
  readonly met: MetView | null;
  readonly sentence: string;
  /** On leaves. */
  readonly reason?: Reason;
  readonly ruleRange: Range;
  /** Where the event holds what was met, in the events text. */
  readonly eventRanges: readonly Range[];
  readonly children: readonly Row[];
}

export interface ConditionPart {
  readonly text: string;
  /** Number of the operand's stage; 0 for the words between. */
  readonly stage: number;
}

export interface Exclusion {
  readonly key: string;
  readonly stage: number;
  readonly text: string;
  readonly verdict: Verdict;
  readonly sentence: string;
}

export interface Stages {
  readonly rows: readonly Row[];
  readonly exclusions: readonly Exclusion[];
}

export const operandHues = 6;

interface Operand {
  readonly trace: ConditionTrace;
  readonly text: string;
  readonly stage: number;
  /** The condition can hold without it. */
  readonly optional: boolean;
  readonly excludes: boolean;
}

export function toStages(trace: RuleTrace, ruleText: string): Stages {
  const operands: Operand[] = [];
  const conditions: Row[] = [];
  const several = trace.conditions.length > 1;
  trace.conditions.forEach((condition, index) => {
    const { root, range } = condition;
    const parts = root.type === 'and' || root.type === 'or' ? root.children : [root];
    const own = parts.map((part, at): Operand => ({
      trace: part,
      text: toLine(ruleText, part.range),
      stage: operands.length + at + 1,
      optional: root.type === 'or' || several,
      excludes: part.type === 'not' && root.type !== 'or',
    }));
    operands.push(...own);
    conditions.push({
      ...row(`0${several ? `.${index}` : ''}`, several ? 'part' : 'condition', root.verdict, false, range),
      title: several ? `Condition ${index + 1}` : 'Stage 0: condition',
      condition: toParts(condition.text, range, ruleText, own),
      sentence: conditionSentence(root),
    });
  });
  const first = conditions[0];
  const rows: Row[] = [];
  if (several && first) {
    rows.push({
      ...row('0', 'condition', trace.verdict, false, span(conditions.map((c) => c.ruleRange))),
      title: 'Stage 0: condition',
      sentence: 'a list of conditions: any one suffices',
      children: conditions,
    });
  } else if (first) {
    rows.push({ ...first, verdict: trace.verdict });
  }
  for (const operand of operands) rows.push(toStage(operand, trace.verdict, ruleText));
  return { rows, exclusions: operands.filter((o) => o.excludes).map(toExclusion) };
}

function toStage({ trace, text, stage, optional }: Operand, whole: Verdict, ruleText: string): Row {
  const key = String(stage);
  const quiet = optional && whole === 'match' && trace.verdict === 'miss';
  const children = toConditionRows(trace, key, quiet, ruleText, true);
  const [only] = children;
  const base = {
    ...row(key, 'stage', trace.verdict, quiet, trace.range),
    stage,
    title: `Stage ${stage}: ${text}`,
    sentence: stageSentence(trace),
  };
  // A broken operand has no rows of its own: its stage is the leaf.
  if (!only) return { ...base, reason: 'broken' };
  return { ...base, children };
}

/** The rows below a node; `top` when the node's own text is already the title above. */
function toConditionRows(
  trace: ConditionTrace,
  key: string,
  quiet: boolean,
  ruleText: string,
  top = false,
): Row[] {
  switch (trace.type) {
    case 'broken':
      return top ? [] : [brokenRow(trace.text, trace.range, key, quiet)];
    case 'identifier': {
      const rows = trace.detection ? toDetectionRows(trace.detection, key, quiet) : [];
      if (top && rows.length > 0) return rows;
      return [identifierRow(trace, key, quiet, rows)];
    }
    case 'not': {
      // A filter that did not match is good news: nothing below it needs the eye.
      const calm = quiet || trace.verdict === 'match';
      if (top) return toConditionRows(trace.child, key, calm, ruleText, true);
      const children = toConditionRows(trace.child, `${key}.0`, calm, ruleText, true);
      return [{ ...partRow(trace, key, quiet, ruleText), children }];
    }
    case 'quantified': {
      const calm = quiet || (trace.verdict === 'match' && trace.need < trace.children.length);
      const children = trace.children.map((child, at) => {
        const own = `${key}.${at}`;
        const hushed = quiet || (calm && child.verdict === 'miss');
        const rows = child.detection ? toDetectionRows(child.detection, own, hushed) : [];
        return identifierRow(child, own, hushed, rows);
      });
      if (top) return children.length > 0 ? children : [nothingRow(trace.range, trace.verdict, `${key}.0`)];
      return [{ ...partRow(trace, key, quiet, ruleText), children }];
    }
    case 'and':
    case 'or': {
      const children = trace.children.flatMap((child, at) => {
        const hushed =
          quiet || (trace.type === 'or' && trace.verdict === 'match' && child.verdict === 'miss');
        return toConditionRows(child, `${key}.${at}`, hushed, ruleText);
      });
      return top ? children : [{ ...partRow(trace, key, quiet, ruleText), children }];
    }
  }
}

function toDetectionRows(trace: DetectionTrace, key: string, quiet: boolean): Row[] {
  if (trace.type === 'item') return [toItemRow(trace, `${key}.0`, quiet)];
  if (trace.type === 'broken') return [brokenRow('', trace.range, `${key}.0`, quiet, 'detection')];
  if (trace.type === 'all_of') {
    return trace.children.flatMap((child, at) =>
      child.type === 'item'
        ? toItemRow(child, `${key}.${at}`, quiet)
        : toDetectionRows(child, `${key}.${at}`, quiet),
    );
  }
  return trace.children.map((child, at) => {
    const own = `${key}.${at}`;
    const hushed = quiet || (trace.verdict === 'match' && child.verdict === 'miss');
    if (child.type === 'item') return toItemRow(child, own, hushed);
    if (child.type === 'broken') return brokenRow('', child.range, own, hushed, 'detection');
    const children = toDetectionRows(child, own, hushed);
    return {
      ...row(own, 'part', child.verdict, hushed, child.range),
      title: `alternative ${at + 1} of ${trace.children.length}`,
      sentence: tally(child.type === 'all_of' ? 'all' : 'any', child.children, 'item'),
      children,
    };
  });
}

function toItemRow(item: ItemTrace, key: string, quiet: boolean): Row {
  const [only] = item.values;
  const base = {
    ...row(key, 'item', item.verdict, quiet, item.range),
    field: item.field === null ? '' : toShort(item.field, 160),
    modifiers: item.modifiers,
  };
  if (only && item.values.length === 1) {
    const value = toValueRow(only, item, key, quiet);
    const sentence = item.negated ? `${value.sentence}; \`neq\` turns it round` : value.sentence;
    return { ...value, ...base, wanted: value.wanted, ...metOf(value), sentence, reason: only.reason };
  }
  const calm = quiet || (item.join === 'any' && item.verdict === 'match');
  const sentence = tally(item.join, item.values, 'value');
  return {
    ...base,
    sentence: item.negated ? `${sentence}; \`neq\` turns it round` : sentence,
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

function identifierRow(trace: IdentifierTrace, key: string, quiet: boolean, children: readonly Row[]): Row {
  const known = trace.detection !== null;
  return {
    ...row(key, 'part', trace.verdict, quiet, trace.definitionRange ?? trace.range),
    title: toShort(trace.name, 160),
    sentence: known ? detectionSentence(trace.detection) : 'the detection has no such search identifier',
    ...(children.length === 0 ? { reason: 'broken' as const } : {}),
    children,
  };
}

function partRow(trace: ConditionTrace, key: string, quiet: boolean, ruleText: string): Row {
  return {
    ...row(key, 'part', trace.verdict, quiet, trace.range),
    title: toLine(ruleText, trace.range),
    sentence: stageSentence(trace),
  };
}

function brokenRow(
  text: string,
  range: Range,
  key: string,
  quiet: boolean,
  where: 'condition' | 'detection' = 'condition',
): Row {
  return {
    ...row(key, 'broken', 'unknown', quiet, range),
    title: toShort(text, 160) || 'broken part',
    sentence: `this part of the ${where} cannot be read`,
    reason: 'broken',
  };
}

function nothingRow(range: Range, verdict: Verdict, key: string): Row {
  return {
    ...row(key, 'broken', verdict, false, range),
    title: 'nothing',
    sentence: 'no search identifier has such a name',
    reason: 'broken',
  };
}

function row(key: string, kind: Row['kind'], verdict: Verdict, quiet: boolean, ruleRange: Range): Row {
  const stage = Number.parseInt(key, 10);
  const empty = { title: '', condition: [], field: '', modifiers: [], wanted: '', met: null, sentence: '' };
  return { ...empty, key, kind, verdict, quiet, stage, ruleRange, eventRanges: [], children: [] };
}

function conditionSentence(root: ConditionTrace): string {
  if (root.type === 'and') return 'all of these stages must match';
  if (root.type === 'or') return 'any one of these stages suffices';
  return '';
}

function stageSentence(trace: ConditionTrace): string {
  switch (trace.type) {
    case 'identifier':
      return trace.detection
        ? detectionSentence(trace.detection)
        : 'the detection has no such search identifier';
    case 'not':
      return notSentence(trace.child, trace.verdict);
    case 'quantified':
      return `${number(trace.got)} of ${number(trace.children.length)} match, needs ${number(trace.need)}`;
    case 'and':
      return tally('all', trace.children, 'part');
    case 'or':
      return tally('any', trace.children, 'part');
    case 'broken':
      return 'this part of the condition cannot be read';
  }
}

function notSentence(child: ConditionTrace, verdict: Verdict): string {
  const what =
    child.type === 'quantified' ? `${number(child.got)} of ${number(child.children.length)} match` : '';
  const tail = what === '' ? '' : ` (${what})`;
  if (verdict === 'match') return `excludes nothing here${tail}`;
  if (verdict === 'miss') return `excludes this event${tail}`;
  return `cannot be decided${tail}`;
}

function detectionSentence(detection: DetectionTrace | null): string {
  if (!detection) return '';
  if (detection.type === 'broken') return 'this part of the detection cannot be read';
  if (detection.type === 'item') return tally('all', [detection], 'item');
  return tally(detection.type === 'all_of' ? 'all' : 'any', detection.children, 'item');
}

function tally(join: 'any' | 'all', parts: readonly { readonly verdict: Verdict }[], noun: string): string {
  const matched = parts.filter((part) => part.verdict === 'match').length;
  const of = `${number(matched)} of ${number(parts.length)} ${parts.length === 1 ? noun : `${noun}s`}`;
  const verb = matched === 1 || parts.length === 1 ? 'matches' : 'match';
  return parts.length === 1 || join === 'all' ? `${of} ${verb}` : `${of} ${verb}, any one suffices`;
}

function toExclusion({ trace, text, stage }: Operand): Exclusion {
  const sentence = trace.type === 'not' ? notSentence(trace.child, trace.verdict) : '';
  return { key: String(stage), stage, text, verdict: trace.verdict, sentence };
}

function toParts(
  text: string,
  range: Range,
  ruleText: string,
  operands: readonly Operand[],
): readonly ConditionPart[] {
  const parts: ConditionPart[] = [];
  let at = range.start;
  for (const { trace, text: operandText, stage } of operands) {
    if (trace.range.start < at || trace.range.end > range.end)
      return [{ text: toShort(text, 2000), stage: 0 }];
    if (trace.range.start > at)
      parts.push({ text: toWords(ruleText.slice(at, trace.range.start)), stage: 0 });
    parts.push({ text: operandText, stage });
    at = trace.range.end;
  }
  if (at < range.end) parts.push({ text: toWords(ruleText.slice(at, range.end)), stage: 0 });
  return trimQuotes(parts).filter((part) => part.text !== '');
}

/** The quotes of a quoted condition say nothing about it. */
function trimQuotes(parts: readonly ConditionPart[]): readonly ConditionPart[] {
  return parts.map((part, at) => {
    if (part.stage !== 0) return part;
    if (at === 0) return { ...part, text: part.text.replace(/^\s*["']/, '') };
    if (at === parts.length - 1) return { ...part, text: part.text.replace(/["']\s*$/, '') };
    return part;
  });
}

function toWords(text: string): string {
  return toShort(text.replace(/\s+/g, ' '), 400);
}

function toLine(ruleText: string, range: Range): string {
  return toShort(ruleText.slice(range.start, range.end).trim().replace(/\s+/g, ' '), 400);
}

function span(ranges: readonly Range[]): Range {
  return {
    start: Math.min(...ranges.map((range) => range.start)),
    end: Math.max(...ranges.map((range) => range.end)),
  };
}
