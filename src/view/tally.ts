// How a part of the rule did, in a sentence.
import type { ConditionTrace, DetectionTrace, Verdict } from '../sigma/index.ts';
import { number } from './words.ts';

export function conditionSentence(root: ConditionTrace): string {
  if (root.type === 'and') return 'all of these stages must match';
  if (root.type === 'or') return 'any one of these stages suffices';
  return '';
}

export function stageSentence(trace: ConditionTrace): string {
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

export function notSentence(child: ConditionTrace, verdict: Verdict): string {
  const what =
    child.type === 'quantified' ? `${number(child.got)} of ${number(child.children.length)} match` : '';
  const tail = what === '' ? '' : ` (${what})`;
  if (verdict === 'match') return `excludes nothing here${tail}`;
  if (verdict === 'miss') return `excludes this event${tail}`;
  return `cannot be decided${tail}`;
}

export function detectionSentence(detection: DetectionTrace | null): string {
  if (!detection) return '';
  if (detection.type === 'broken') return 'this part of the detection cannot be read';
  if (detection.type === 'item') return tally('all', [detection], 'item');
  return tally(detection.type === 'all_of' ? 'all' : 'any', detection.children, 'item');
}

export function tally(
  join: 'any' | 'all',
  parts: readonly { readonly verdict: Verdict }[],
  noun: string,
): string {
  const matched = parts.filter((part) => part.verdict === 'match').length;
  const of = `${number(matched)} of ${number(parts.length)} ${parts.length === 1 ? noun : `${noun}s`}`;
  const verb = matched === 1 || parts.length === 1 ? 'matches' : 'match';
  return parts.length === 1 || join === 'all' ? `${of} ${verb}` : `${of} ${verb}, any one suffices`;
}
