// Why a rule is wrong about an event, for people who may not see that event: what the rule asks, and what it met.
import { codeSpan, explain, loadWhyNot } from '../sigma/index.ts';
import type {
  CompiledRule,
  ConditionTrace,
  DetectionTrace,
  EventObject,
  ItemTrace,
  Met,
  Range,
  RuleTrace,
} from '../sigma/index.ts';

export type WhyWrong =
  /** It should fire: what stands in the way, and what is nearest to it, in a sentence each; and where in the rule. */
  | { readonly kind: 'missed'; readonly sentence: string; readonly ranges: readonly Range[] }
  | {
      /** It should not. */
      readonly kind: 'fired';
      /** What follows, in a sentence or two with code spans. */
      readonly sentence: string;
      /** They make it fire. */
      readonly predicates: readonly FiredPredicate[];
      /** They stand behind a `not`, and did not keep it silent. */
      readonly exclusions: readonly FiredPredicate[];
    }
  | { readonly kind: 'undecided' };

export interface FiredPredicate {
  /** As written, cut short. */
  readonly text: string;
  readonly range: Range;
  /** The value of the event, cut short; null where there is none, and where `text` has it already. */
  readonly met: string | null;
}

const maxFired = 8;
const maxTextLength = 120;
const maxMetLength = 80;
/** Before what matched. */
const lead = 20;

/** Of a rule that is wrong about the event. */
export async function whyWrong(rule: CompiledRule, event: EventObject): Promise<WhyWrong> {
  const trace = explain(rule, event);
  if (trace.verdict === 'unknown') return { kind: 'undecided' };
  if (trace.verdict === 'match') return { kind: 'fired', ...firedBy(trace) };
  const why = (await loadWhyNot())(rule, event, trace);
  const [hint] = why?.hints ?? [];
  const sentence = [why?.sentence ?? '', hint?.message ?? ''].join(' ').trim();
  return { kind: 'missed', sentence, ranges: why?.flips ?? [] };
}

function firedBy(trace: RuleTrace) {
  const roots = trace.conditions.map(({ root }) => root).filter(({ verdict }) => verdict === 'match');
  const items = (wanted: Wanted) => roots.flatMap((root) => itemsIn(root, wanted, false));
  const predicates = toShown(items('asked and met'));
  const exclusions = toShown(items('excluded and not met'));
  return { sentence: toSentence(predicates, exclusions), predicates, exclusions };
}

function toSentence(predicates: readonly FiredPredicate[], exclusions: readonly FiredPredicate[]): string {
  const because = predicates.map(({ text, met }) => codeSpan(text) + toMet(met, ''));
  const despite = exclusions.map(({ text, met }) => codeSpan(text) + toMet(met, ' (not in the event)'));
  return [
    because.length > 0 ? `It fires because of ${because.join(', ')}.` : '',
    despite.length > 0 ? `Nothing excludes it: ${despite.join(', ')}.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const toMet = (met: string | null, otherwise: string): string =>
  met === null ? otherwise : ` (met ${codeSpan(met)})`;

type Wanted = 'asked and met' | 'excluded and not met';

function itemsIn(
  node: ConditionTrace | DetectionTrace,
  wanted: Wanted,
  isExcluded: boolean,
): readonly ItemTrace[] {
  if (node.type === 'broken') return [];
  switch (node.type) {
    case 'not':
      return itemsIn(node.child, wanted, !isExcluded);
    case 'identifier':
      return node.detection ? itemsIn(node.detection, wanted, isExcluded) : [];
    case 'item': {
      const isWanted =
        wanted === 'asked and met'
          ? !isExcluded && node.verdict === 'match'
          : isExcluded && node.verdict === 'miss';
      return isWanted ? [node] : [];
    }
    case 'array':
      return node.elements.flatMap(({ body }) =>
        itemsIn(body, wanted, isExcluded !== (node.quantifier === 'none')),
      );
    default:
      return node.children.flatMap((child) => itemsIn(child, wanted, isExcluded));
  }
}

function toShown(items: readonly ItemTrace[]): readonly FiredPredicate[] {
  const byPlace = new Map(items.map((item) => [item.range.start, item]));
  return [...byPlace.values()].slice(0, maxFired).map((item) => {
    const { range, field, modifiers, verdict, negated } = item;
    const key = [field ?? '', ...modifiers].join('|');
    // Of a list, the values that made it match; where none did, all of them.
    const telling = item.values.filter((value) => verdict === 'miss' || negated || value.verdict === 'match');
    const text = telling.map((value) => value.text).join(', ');
    const [met] = telling.flatMap((value) => value.met);
    const isNews = met !== undefined && !telling.some((value) => value.text === met.text);
    return {
      text: cut(`${key === '' ? '' : `${key}: `}${text}`, maxTextLength),
      range,
      met: isNews ? shownMet(met) : null,
    };
  });
}

/** In one line, and so that what matched is in sight. */
function shownMet({ text, span }: Met): string {
  const from = span && span.end > maxMetLength && span.start < text.length ? span.start - lead : 0;
  const line = text.slice(Math.max(0, from)).replace(/\s+/g, ' ');
  return (from > 0 ? '…' : '') + cut(line, maxMetLength);
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
