// Rules that are one predicate short of firing on some event. Thousands of rules times thousands of events are too many
// to ask each: asked are those of which an event has something that few rules look for.
import { canonicalValues, compileRule, compileRuleSet, loadParts, oneShort } from '../sigma/index.ts';
import type {
  CompiledRule,
  CompiledSearch,
  CompileOptions,
  ConditionNode,
  DetectionItem,
  DetectionRule,
  EventObject,
  Search,
} from '../sigma/index.ts';
import { rareLimit, weightOf } from './rareness.ts';
import type { Counted } from './rareness.ts';
import { compare, namesWanted } from './indicators.ts';
import type { CatalogEntry, NearMiss } from './types.ts';

export interface NearMissOptions {
  readonly catalog: Counted;
  readonly rules: readonly { readonly entry: CatalogEntry; readonly rule: DetectionRule }[];
  /** Whether a rule, by its number, may be named at all: those that fire on some event are not near. */
  readonly isAsked: (rule: number) => boolean;
  /** Whether the event is of the rule's log source. */
  readonly applies: (rule: number, event: EventObject) => boolean;
  /** Awaited between blocks of events. */
  readonly slice?: () => Promise<void> | void;
}

const blockLength = 512;
const maxNamed = 200;
/** Events that a rule is asked about; many are alike. */
const maxAsked = 500;
const maxAskedInAll = 200_000;
const maxEvents = 20_000;

/**
 * Each rule at most once, with its best event; those that match the rarest come first. Looks at the first 20,000 events:
 * `shards` is not read further.
 */
export async function findNearMisses(
  shards: Iterable<readonly EventObject[]>,
  { catalog, rules, isAsked, applies, slice = () => {} }: NearMissOptions,
): Promise<NearMiss[]> {
  const parts = await loadParts();
  const candidates: Candidate[] = [];
  for (const [number, { rule }] of rules.entries()) {
    const clues = isAsked(number) ? cluesOf(rule, catalog) : [];
    if (clues.length > 0) candidates.push(new Candidate(number, rule, clues, parts));
    await slice();
  }
  const set = compileRuleSet(candidates.map(({ lure }) => lure));
  let left = maxAskedInAll;
  let from = 0;
  for (const events of shards) {
    for (let at = 0; at < events.length && left > 0; at += blockLength) {
      const { pairs } = set.matchBatch(events.slice(at, at + blockLength));
      for (let i = 0; i < pairs.length && left > 0; i += 2) {
        const place = at + (pairs[i] as number);
        const event = events[place] as EventObject;
        const candidate = candidates[pairs[i + 1] as number] as Candidate;
        if (candidate.isDone || !applies(candidate.number, event)) continue;
        left--;
        candidate.ask(event, from + place);
      }
      await slice();
    }
    from += events.length;
    if (left === 0 || from >= maxEvents) break;
  }
  return candidates
    .flatMap(({ number, best }) =>
      best ? [{ ...best, entry: (rules[number] as { entry: CatalogEntry }).entry }] : [],
    )
    .sort((a, b) => b.score - a.score || compare(a.entry.title, b.entry.title))
    .slice(0, maxNamed)
    .map(({ entry, event, predicate }) => ({ entry, event, predicate }));
}

/** Values of an item that are equally rare. */
interface Clue {
  readonly item: DetectionItem;
  readonly weight: number;
}

interface Found {
  readonly event: number;
  readonly predicate: string;
  readonly score: number;
}

class Candidate {
  readonly number: number;
  /** Matches what has any of the clues. */
  readonly lure: CompiledRule;
  best: Found | null = null;
  readonly #rule: DetectionRule;
  readonly #parts: CompileOptions;
  readonly #clues: readonly Clue[];
  readonly #tests: readonly CompiledSearch[];
  readonly #most: number;
  #compiled: CompiledRule | null = null;
  #asked = 0;

  constructor(number: number, rule: DetectionRule, clues: readonly Clue[], parts: CompileOptions) {
    this.number = number;
    this.lure = compileRule(toLure(rule, clues), parts);
    this.#rule = rule;
    this.#parts = parts;
    this.#clues = clues;
    const [search] = [...this.lure.searches.values()];
    this.#tests = search?.type === 'any_of' ? search.children : [];
    this.#most = clues.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Nothing better can be found, or it was tried often enough. */
  get isDone(): boolean {
    return this.#asked >= maxAsked || (this.best !== null && this.best.score >= this.#most);
  }

  ask(event: EventObject, number: number): void {
    this.#asked++;
    const score = this.#clues.reduce(
      (sum, { weight }, i) => (this.#tests[i]?.test(event) ? sum + weight : sum),
      0,
    );
    if (this.best && score <= this.best.score) return;
    // Nobody stops this: what may never end is not run.
    this.#compiled ??= compileRule(this.#rule, { ...this.#parts, refuseBacktracking: true });
    const short = oneShort(this.#compiled, event);
    if (short) this.best = { event: number, predicate: short.predicate, score };
  }
}

/** Comparisons that an index answers. */
const indexed = /^(?!expand|fieldref)(?:.*:)?(?:eq|contains|startswith|endswith|match|cidr)(?:\/cs)?$/;

/** What a rule wants to find and few others do. */
function cluesOf(rule: DetectionRule, catalog: Counted): Clue[] {
  const wanted = namesWanted(rule);
  const clues: Clue[] = [];
  const visit = (search: Search): void => {
    if (search.type === 'broken' || search.type === 'array') return;
    if (search.type !== 'item') return search.children.forEach(visit);
    if (search.modifiers.some(({ name }) => name === 'neq')) return;
    const byCount = new Map<number, DetectionItem['values'][number][]>();
    for (const [i, { kind, value }] of canonicalValues(search).entries()) {
      const count = catalog.groupsWith({ field: search.field ?? '', kind, value }).length;
      if (count > rareLimit || !indexed.test(kind) || value.length < (kind === 'eq' ? 1 : 3)) continue;
      const alike = byCount.get(count) ?? [];
      alike.push(search.values[i] as DetectionItem['values'][number]);
      byCount.set(count, alike);
    }
    // Some of what an item asks for altogether is a clue as well.
    const modifiers = search.modifiers.filter(({ name }) => name !== 'all');
    for (const [count, values] of byCount)
      clues.push({ item: { ...search, modifiers, values }, weight: weightOf(catalog, count) });
  };
  for (const { name, search } of rule.detection.identifiers) if (wanted.has(name)) visit(search);
  return clues;
}

function toLure(rule: DetectionRule, clues: readonly Clue[]): DetectionRule {
  const { range } = rule;
  const search: Search = { type: 'any_of', children: clues.map(({ item }) => item), range };
  const root: ConditionNode = { type: 'identifier', name: 'clue', range };
  return {
    ...rule,
    diagnostics: [],
    detection: {
      identifiers: [{ name: 'clue', keyRange: range, range, search }],
      conditions: [{ text: 'clue', range, root }],
    },
  };
}
