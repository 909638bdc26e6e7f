import type { Diagnostic, Verdict } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';
import type { RunResult } from '../worker/protocol.ts';
import { toShort } from './visible.ts';
import { number } from './words.ts';

export type Tone = Verdict | 'error' | 'idle';

export interface VerdictLine {
  readonly tone: Tone;
  /** What the verdict bar begins with. */
  readonly text: string;
  /** The rest of the sentence; may be empty. */
  readonly detail: string;
}

/** The predicate that was running when the deadline ended the run; empty when it is not known. */
export interface Stopped {
  readonly text: string;
}

const deadlineSeconds = 2;

export function toVerdictLine(result: RunResult | null, stopped: Stopped | null = null): VerdictLine {
  if (stopped) {
    const values = { seconds: deadlineSeconds, at: toShort(stopped.text, 80) };
    const text = fill(stopped.text === '' ? texts.verdictStopped : texts.verdictStoppedAt, values);
    return { tone: 'unknown', text, detail: '' };
  }
  if (!result) return { tone: 'idle', text: texts.verdictEvaluating, detail: '' };
  const { rule, events, collection } = result;
  if (rule.state === 'empty')
    return { tone: 'idle', text: texts.verdictNoRule, detail: texts.verdictNoRuleAbout };
  if (rule.state === 'broken') return failure(texts.verdictRuleError, ownFirst(rule));
  if (collection?.line && (rule.state === 'part' || events.state === 'ready')) return collection.line;
  if (events.state === 'broken') return failure(texts.verdictEventError, events.diagnostics);
  if (events.state === 'empty' || result.verdicts.length === 0) {
    return { tone: 'idle', text: texts.verdictNoEvent, detail: texts.verdictNoEventAbout };
  }
  return ofVerdicts(result.verdicts);
}

function ofVerdicts(verdicts: readonly Verdict[]): VerdictLine {
  const fired = verdicts.filter((verdict) => verdict === 'match').length;
  const open = verdicts.filter((verdict) => verdict === 'unknown').length;
  if (verdicts.length === 1) {
    if (fired === 1) return { tone: 'match', text: texts.verdictFires, detail: '' };
    return open === 1
      ? { tone: 'unknown', text: texts.verdictCannotDecide, detail: '' }
      : { tone: 'miss', text: texts.verdictDoesNotFire, detail: '' };
  }
  const detail = open > 0 ? fill(texts.verdictOpen, { open: number(open) }) : '';
  const all = plural(verdicts.length, texts.countEventOne, texts.countEventMany);
  if (fired > 0)
    return { tone: 'match', text: fill(texts.verdictFiresOn, { fired: number(fired), all }), detail };
  if (open === verdicts.length)
    return { tone: 'unknown', text: fill(texts.verdictCannotDecideAny, { all }), detail: '' };
  if (open > 0)
    return {
      tone: 'unknown',
      text: fill(texts.verdictCannotDecideSome, { open: number(open), all }),
      detail: texts.verdictFiresOnNone,
    };
  return { tone: 'miss', text: fill(texts.verdictFiresOnNoneOf, { all }), detail: '' };
}

/** Of several documents, what is wrong with the one that is explained comes first. */
function ownFirst({ documents, evaluated, diagnostics }: RunResult['rule']) {
  const range = documents[evaluated]?.range;
  if (!range || documents.length < 2) return diagnostics;
  const isOwn = (each: Diagnostic) => each.range.start >= range.start && each.range.end <= range.end;
  return [...diagnostics.filter(isOwn), ...diagnostics.filter((each) => !isOwn(each))];
}

function failure(text: string, diagnostics: RunResult['rule']['diagnostics']): VerdictLine {
  const first = diagnostics.find((diagnostic) => diagnostic.severity === 'error') ?? diagnostics[0];
  return { tone: 'error', text, detail: first ? toShort(first.message, 240) : '' };
}

/** The title of the rule that is evaluated, and which of several it is. */
export function toTitle({ rule }: RunResult): string {
  const title = rule.documents[rule.evaluated]?.title ?? '';
  const several = rule.documents.length > 1 && rule.evaluated >= 0;
  return several
    ? fill(texts.verdictDocument, { title, n: rule.evaluated + 1, all: rule.documents.length })
    : title;
}
