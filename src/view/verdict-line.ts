import type { Verdict } from '../sigma/index.ts';
import type { RunResult } from '../worker/protocol.ts';
import { toShort } from './visible.ts';
import { count, number } from './words.ts';

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
    const at = stopped.text === '' ? '' : ` at \`${toShort(stopped.text, 80)}\``;
    return { tone: 'unknown', text: `Cannot decide: stopped after ${deadlineSeconds} s${at}`, detail: '' };
  }
  if (!result) return { tone: 'idle', text: 'Evaluating…', detail: '' };
  const { rule, events } = result;
  if (rule.state === 'empty') return { tone: 'idle', text: 'No rule yet', detail: 'type or paste one' };
  if (rule.state === 'broken') return failure('Rule error', rule.diagnostics);
  if (rule.state === 'not_evaluated') {
    const kind = rule.documents.find(
      (document) => document.kind === 'correlation' || document.kind === 'filter',
    );
    const what = kind?.kind === 'filter' ? 'filter' : 'correlation rule';
    return { tone: 'unknown', text: `Not evaluated yet: ${what}`, detail: '' };
  }
  if (events.state === 'broken') return failure('Event error', events.diagnostics);
  if (events.state === 'empty' || result.verdicts.length === 0) {
    return { tone: 'idle', text: 'No event yet', detail: 'paste one, or open a file' };
  }
  return ofVerdicts(result.verdicts);
}

function ofVerdicts(verdicts: readonly Verdict[]): VerdictLine {
  const fired = verdicts.filter((verdict) => verdict === 'match').length;
  const open = verdicts.filter((verdict) => verdict === 'unknown').length;
  if (verdicts.length === 1) {
    if (fired === 1) return { tone: 'match', text: 'Fires', detail: '' };
    return open === 1
      ? { tone: 'unknown', text: 'Cannot decide', detail: '' }
      : { tone: 'miss', text: 'Does not fire', detail: '' };
  }
  const detail = open > 0 ? `${number(open)} cannot be decided` : '';
  const all = count(verdicts.length, 'event');
  if (fired > 0) return { tone: 'match', text: `Fires on ${number(fired)} of ${all}`, detail };
  if (open === verdicts.length) return { tone: 'unknown', text: `Cannot decide any of ${all}`, detail: '' };
  if (open > 0)
    return { tone: 'unknown', text: `Cannot decide ${number(open)} of ${all}`, detail: 'fires on none' };
  return { tone: 'miss', text: `Does not fire on any of ${all}`, detail: '' };
}

function failure(text: string, diagnostics: RunResult['rule']['diagnostics']): VerdictLine {
  const first = diagnostics.find((diagnostic) => diagnostic.severity === 'error') ?? diagnostics[0];
  return { tone: 'error', text, detail: first ? toShort(first.message, 240) : '' };
}

/** The title of the rule that is evaluated, and which of several it is. */
export function toTitle({ rule }: RunResult): string {
  const title = rule.documents[rule.evaluated]?.title ?? '';
  const several = rule.documents.length > 1 && rule.evaluated >= 0;
  return several ? `${title} (document ${rule.evaluated + 1} of ${rule.documents.length})` : title;
}
