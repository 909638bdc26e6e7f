// The trace of a rule as the rows of a tree: stage 0 the condition, then a stage for each of its operands.
import type { ConditionTrace, Range, RuleTrace, Verdict } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { toLine, toParts } from './condition-parts.ts';
import { brokenRow, identifierRow, toDetectionRows } from './detection-rows.ts';
import type { Row } from './row.ts';
import { row } from './row.ts';
import { conditionSentence, notSentence, stageSentence } from './tally.ts';

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
      text: toLine(ruleText, part.range) || addedName(part),
      stage: operands.length + at + 1,
      optional: root.type === 'or' || several,
      excludes: part.type === 'not' && root.type !== 'or',
    }));
    operands.push(...own);
    conditions.push({
      ...row(`0${several ? `.${index}` : ''}`, several ? 'part' : 'condition', root.verdict, false, range),
      title: several ? fill(texts.rowCondition, { n: index + 1 }) : texts.rowStageZero,
      condition: toParts(condition.text, range, ruleText, own),
      sentence: conditionSentence(root),
    });
  });
  const first = conditions[0];
  const rows: Row[] = [];
  if (several && first) {
    rows.push({
      ...row('0', 'condition', trace.verdict, false, span(conditions.map((c) => c.ruleRange))),
      title: texts.rowStageZero,
      sentence: texts.rowConditions,
      children: conditions,
    });
  } else if (first) {
    rows.push({ ...first, verdict: trace.verdict });
  }
  for (const operand of operands) rows.push(toStage(operand, trace.verdict, ruleText));
  return { rows, exclusions: operands.filter((o) => o.excludes).map(toExclusion) };
}

/** A pipeline adds what has no text of its own in the rule. */
function addedName(trace: ConditionTrace): string {
  if (trace.type === 'not') return `not ${addedName(trace.child)}`;
  return trace.type === 'identifier' ? trace.name : '';
}

function toStage({ trace, text, stage, optional }: Operand, whole: Verdict, ruleText: string): Row {
  const key = String(stage);
  const quiet = optional && whole === 'match' && trace.verdict === 'miss';
  const children = toConditionRows(trace, key, quiet, ruleText, true);
  const [only] = children;
  const base = {
    ...row(key, 'stage', trace.verdict, quiet, trace.range),
    stage,
    title: `${fill(texts.rowStageLabel, { stage })} ${text}`,
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

function partRow(trace: ConditionTrace, key: string, quiet: boolean, ruleText: string): Row {
  return {
    ...row(key, 'part', trace.verdict, quiet, trace.range),
    title: toLine(ruleText, trace.range),
    sentence: stageSentence(trace),
  };
}

function nothingRow(range: Range, verdict: Verdict, key: string): Row {
  return {
    ...row(key, 'broken', verdict, false, range),
    title: texts.rowNothing,
    sentence: texts.rowNothingAbout,
    reason: 'broken',
  };
}

function toExclusion({ trace, text, stage }: Operand): Exclusion {
  const sentence = trace.type === 'not' ? notSentence(trace.child, trace.verdict) : '';
  return { key: String(stage), stage, text, verdict: trace.verdict, sentence };
}

function span(ranges: readonly Range[]): Range {
  return {
    start: Math.min(...ranges.map((range) => range.start)),
    end: Math.max(...ranges.map((range) => range.end)),
  };
}
