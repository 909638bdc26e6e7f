// From events to a rule: the fewest and steadiest detection items that the selected events share and the others do not.
// The matcher itself says how the rule does on all of them.
import { compileRule, match, readRules } from '../sigma/index.ts';
import type { EventObject } from '../sigma/index.ts';
import { logsourceLines } from './logsource-lines.ts';
import { writeRule } from './template.ts';
import { matches, sharedTraits, testTraits, traitLines, writeTrait } from './traits.ts';
import type { TestedTrait, Trait } from './traits.ts';
import { writeText } from './write-scalar.ts';

export interface Draft {
  /** Empty where the events share nothing to ask for. */
  readonly ruleText: string;
  readonly reasons: readonly DraftReason[];
  readonly selected: number;
  /** Of the selected. */
  readonly fires: number;
  /** Events that were not selected and that the rule was tried on: all, unless that took too long. */
  readonly tried: number;
  readonly others: number;
  /** Of those tried, how many it fires on, and the first of them. */
  readonly alsoFires: number;
  readonly alsoFiresOn: readonly number[];
}

export interface DraftReason {
  /** The detection item as text. */
  readonly line: string;
  readonly excludes: boolean;
  /** Of the events looked at that were still there, how many it tells apart. */
  readonly tellsApart: number;
  readonly of: number;
}

/** Events that traits are made of, and others that they are tried on. */
const maxSampled = 40;
const maxLooked = 1000;
const maxTraits = 60;
const maxItems = 6;
const maxListed = 20;
const verifyMs = 400;

export function draftRule(events: readonly EventObject[], selection: readonly number[]): Draft {
  const chosen = new Set(selection.filter((index) => index >= 0 && index < events.length));
  const selected = [...chosen].map((index) => events[index] as EventObject);
  const others = [...events.keys()].filter((index) => !chosen.has(index));
  const known = sample(selected, maxLooked);
  const traits = testTraits(cheapest(sharedTraits(sample(selected, maxSampled)))).filter((trait) =>
    known.every((event) => matches(trait, event)),
  );
  const looked = sample(others, maxLooked).map((index) => events[index] as EventObject);
  const first = attempt(traits, selected, looked);
  const verified = verify(first.ruleText, events, selected, others);
  // What was not looked at has something to say: once more, with it.
  const isSurprised = first.left === 0 && verified.alsoFires > 0 && looked.length < others.length;
  if (!isSurprised) return toDraft(first, verified);
  const surprises = verified.alsoFiresOn.map((index) => events[index] as EventObject);
  const second = attempt(traits, selected, [...looked, ...surprises]);
  return toDraft(second, verify(second.ruleText, events, selected, others));
}

type Attempt = Pick<Draft, 'ruleText' | 'reasons'> & { readonly left: number };

const toDraft = ({ ruleText, reasons }: Attempt, verified: Omit<Draft, 'ruleText' | 'reasons'>): Draft => {
  return { ruleText, reasons, ...verified };
};

function attempt(
  traits: readonly TestedTrait[],
  selected: readonly EventObject[],
  looked: readonly EventObject[],
): Attempt {
  const { items, left } = separate(traits, looked);
  const reasons = reasonsOf(items, looked);
  const filter = left.length > 0 && items.length > 0 ? findFilter(left, selected) : null;
  if (filter)
    reasons.push({
      line: writeTrait(filter.trait),
      excludes: true,
      tellsApart: filter.covers,
      of: left.length,
    });
  const ruleText = items.length === 0 ? '' : textOf(selected, items, filter?.trait ?? null);
  return { ruleText, reasons, left: left.length - (filter?.covers ?? 0) };
}

/** Spread evenly, and out of step with whatever comes again and again. */
function sample<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const golden = (Math.sqrt(5) - 1) / 2;
  const places = new Set(Array.from({ length: most }, (_, i) => Math.floor(((i * golden) % 1) * all.length)));
  return [...places].map((place) => all[place] as T);
}

const cheapest = (traits: readonly Trait[]): readonly Trait[] =>
  [...traits].sort((a, b) => a.cost - b.cost).slice(0, maxTraits);

/** A rule names what was done, even where nothing else happened. */
const basic = new Set(['eventSource', 'eventName', 'EventID']);

function separate(
  traits: readonly TestedTrait[],
  looked: readonly EventObject[],
): { readonly items: readonly TestedTrait[]; readonly left: readonly EventObject[] } {
  const items: TestedTrait[] = [];
  let left = looked;
  const take = (trait: TestedTrait): void => {
    items.push(trait);
    left = left.filter((event) => matches(trait, event));
  };
  for (const path of basic) {
    const base = traits.find((trait) => trait.path === path && !trait.key.includes('|'));
    if (base) take(base);
  }
  while (left.length > 0 && items.length < maxItems) {
    const best = bestOf(
      traits.filter((trait) => !items.some(({ key }) => key === trait.key)),
      (trait) => left.filter((event) => !matches(trait, event)).length,
    );
    if (!best) break;
    take(best);
  }
  const [cheapest] = traits;
  if (items.length === 0 && looked.length === 0 && cheapest) take(cheapest);
  return { items: withoutIdle(items, looked), left };
}

function bestOf<T extends Trait>(traits: readonly T[], count: (trait: T) => number): T | null {
  let [best, bestScore]: [T | null, number] = [null, 0];
  for (const trait of traits) {
    const score = count(trait) / trait.cost;
    if (score > bestScore) [best, bestScore] = [trait, score];
  }
  return best;
}

/** Items that later ones made needless go; what names the operation stays. */
function withoutIdle(items: readonly TestedTrait[], looked: readonly EventObject[]): readonly TestedTrait[] {
  const firesOn = (list: readonly TestedTrait[]): number =>
    looked.filter((event) => list.every((trait) => matches(trait, event))).length;
  let kept = [...items];
  const all = firesOn(kept);
  for (const trait of items) {
    const without = kept.filter((each) => each !== trait);
    if (!basic.has(trait.path) && without.length > 0 && firesOn(without) === all) kept = without;
  }
  return kept;
}

/** One after the other: what each leaves out of what those before it left. */
function reasonsOf(items: readonly TestedTrait[], looked: readonly EventObject[]): DraftReason[] {
  let left = looked;
  return items.map((trait) => {
    const of = left.length;
    left = left.filter((event) => matches(trait, event));
    return { line: writeTrait(trait), excludes: false, tellsApart: of - left.length, of };
  });
}

/** One item that most of what is left has, and no selected event. */
function findFilter(
  left: readonly EventObject[],
  selected: readonly EventObject[],
): { readonly trait: TestedTrait; readonly covers: number } | null {
  const seen = new Map<string, Trait>();
  for (const event of sample(left, maxSampled))
    for (const trait of sharedTraits([event]))
      if (!trait.key.includes('|')) seen.set(writeTrait(trait), trait);
  const known = sample(selected, maxLooked);
  const candidates = testTraits(cheapest([...seen.values()])).filter((trait) =>
    known.every((event) => !matches(trait, event)),
  );
  const coverOf = (trait: TestedTrait): number => left.filter((event) => matches(trait, event)).length;
  const best = bestOf(candidates, coverOf);
  const covers = best ? coverOf(best) : 0;
  // One event alone would be named by what happens to be in it.
  return best && covers > 1 && covers * 2 > left.length ? { trait: best, covers } : null;
}

function textOf(selected: readonly EventObject[], items: readonly Trait[], filter: Trait | null): string {
  const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
  const n = selected.length;
  return writeRule({
    title: titleOf(items),
    description: `Drafted from ${n} event${n === 1 ? '' : 's'}.`,
    logsource: logsourceLines(selected),
    detection: [
      'selection:',
      ...indent(items.flatMap(traitLines)),
      ...(filter ? ['filter:', ...indent(traitLines(filter))] : []),
      `condition: ${filter ? 'selection and not filter' : 'selection'}`,
    ],
  });
}

function titleOf(items: readonly Trait[]): string {
  const values = items.find(({ path }) => path === 'eventName' || path === 'Image')?.values ?? [];
  const names = values.slice(0, 3).map((value) => String(value).replace(/^.*\\/, '').slice(0, 60));
  const title = names.length > 0 ? `Drafted Rule For ${names.join(', ')}` : 'Drafted Rule';
  return writeText(title, 'plain')[0] ?? title;
}

function verify(
  ruleText: string,
  events: readonly EventObject[],
  selected: readonly EventObject[],
  others: readonly number[],
): Omit<Draft, 'ruleText' | 'reasons'> {
  const rule = readRules(ruleText).rules.find(({ type }) => type === 'detection');
  const compiled = rule?.type === 'detection' ? compileRule(rule) : null;
  const doesFire = (event: EventObject): boolean => compiled !== null && match(compiled, event) === 'match';
  const fires = selected.filter(doesFire).length;
  const endsAt = performance.now() + verifyMs;
  const alsoFiresOn: number[] = [];
  let [tried, alsoFires] = [0, 0];
  for (const index of others) {
    if (tried % 256 === 0 && performance.now() > endsAt) break;
    tried++;
    if (!doesFire(events[index] as EventObject)) continue;
    alsoFires++;
    if (alsoFiresOn.length < maxListed) alsoFiresOn.push(index);
  }
  return { selected: selected.length, fires, tried, others: others.length, alsoFires, alsoFiresOn };
}
