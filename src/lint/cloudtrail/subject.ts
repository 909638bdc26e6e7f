// What the checks of CloudTrail rules look at: the rule, the operations it may fire on, and what AWS says of them.
import { partOf } from '../../coverage/cloudtrail-fields.ts';
import { pairsOf } from '../../coverage/cloudtrail-pairs.ts';
import type { Pair } from '../../coverage/cloudtrail-pairs.ts';
import { itemsOf, literalOf } from '../../coverage/field-values.ts';
import type { CoverageKnowledge } from '../../coverage/knowledge.ts';
import type { Operations, Service } from '../../knowledge/aws/types.ts';
import { matchItem, readPlan } from '../../sigma/index.ts';
import type { CompiledItem, CompiledRule, ItemPlan, Verdict } from '../../sigma/index.ts';
import { weigh } from '../three-valued.ts';

/** A detection item of a field, with what its modifiers make of it. */
export interface FieldItem {
  readonly item: CompiledItem;
  readonly field: string;
  readonly plan: ItemPlan;
}

/** A value that stands for exactly one text. */
export interface Literal {
  readonly text: string;
  readonly value: CompiledItem['values'][number]['value'];
}

/** An operation on which an item can change the verdict. */
export interface OpenPair {
  readonly pair: Pair;
  /** That the item matches speaks against the rule. */
  readonly against: boolean;
}

/** A rule on more operations or sources than this is not held against their shapes. */
const maxPairs = 200;
const maxServices = 12;

export class CloudTrailSubject {
  readonly rule: CompiledRule;
  readonly text: string;
  readonly operations: Operations;
  readonly items: readonly FieldItem[];
  readonly pairs: readonly Pair[];
  /** The rule fires on nothing but `pairs`. */
  readonly isBounded: boolean;
  readonly #services: ReadonlyMap<string, Service | null>;
  #open: ReadonlyMap<CompiledItem, readonly OpenPair[]> | null = null;

  private constructor(
    rule: CompiledRule,
    operations: Operations,
    pairs: { readonly pairs: readonly Pair[]; readonly unbounded: boolean },
    services: ReadonlyMap<string, Service | null>,
  ) {
    this.rule = rule;
    this.text = rule.rule.text;
    this.operations = operations;
    this.items = fieldItemsOf(rule);
    this.pairs = pairs.pairs;
    this.isBounded = !pairs.unbounded && pairs.pairs.length <= maxPairs;
    this.#services = services;
  }

  static async load(
    rule: CompiledRule,
    { operations: loadOperations, service }: Pick<CoverageKnowledge, 'operations' | 'service'>,
  ): Promise<CloudTrailSubject> {
    const operations = await loadOperations();
    const found = pairsOf(rule, operations);
    const asksShapes = itemsOf(rule).some(({ item }) => partOf(item.field ?? '') !== null || isWhole(item));
    const sources = [...new Set(found.pairs.map(({ eventSource }) => eventSource))];
    const isWorthIt =
      asksShapes && !found.unbounded && sources.length <= maxServices && found.pairs.length <= maxPairs;
    const services = new Map(
      isWorthIt ? await Promise.all(sources.map(async (each) => [each, await service(each)] as const)) : [],
    );
    return new CloudTrailSubject(rule, operations, found, services);
  }

  itemsOf(field: string): readonly FieldItem[] {
    return this.items.filter((each) => each.field === field);
  }

  serviceOf({ eventSource }: Pair): Service | null {
    return this.#services.get(eventSource) ?? null;
  }

  /** The operations on which an item counts; empty where they are not all known. */
  openOn(item: CompiledItem): readonly OpenPair[] {
    return this.#openPairs().get(item) ?? [];
  }

  /** What the rule says of an operation when one item is decided. */
  verdictOn(pair: Pair, decided?: { readonly item: CompiledItem; readonly verdict: Verdict }): Verdict {
    return weigh(this.rule, (node) => {
      if (node.type !== 'item') return null;
      return decided?.item === node ? decided.verdict : judgePair(node, pair);
    }).verdict;
  }

  #openPairs(): ReadonlyMap<CompiledItem, readonly OpenPair[]> {
    if (this.#open) return this.#open;
    const open = new Map<CompiledItem, OpenPair[]>();
    for (const pair of this.isBounded ? this.pairs : []) {
      const weighed = weigh(this.rule, (node) => (node.type === 'item' ? judgePair(node, pair) : null));
      for (const { item, against } of new Map(weighed.open.map((each) => [each.item, each])).values()) {
        const known = open.get(item);
        if (known) known.push({ pair, against });
        else open.set(item, [{ pair, against }]);
      }
    }
    return (this.#open = open);
  }
}

const isWhole = ({ field }: CompiledItem['item']): boolean =>
  field === 'requestParameters' || field === 'responseElements';

/** By the two fields that make an operation; null where they do not decide. */
function judgePair(item: CompiledItem, { eventSource, eventName }: Pair): Verdict | null {
  const { field } = item.item;
  const value = field === 'eventSource' ? eventSource : field === 'eventName' ? eventName : '';
  if (field === null || value === '') return null;
  if (item.values.some(({ predicate }) => predicate.type === 'reference')) return null;
  return matchItem(item, { [field]: value });
}

function fieldItemsOf(rule: CompiledRule): FieldItem[] {
  return itemsOf(rule).flatMap((item): FieldItem[] => {
    // What the number of an element leads to has no name in the models.
    if (item.path?.find) return [];
    const { field } = item.item;
    const { plan } = readPlan(item.item);
    return field === null || !plan ? [] : [{ item, field, plan }];
  });
}

export function literalsOf({ item }: FieldItem): readonly Literal[] {
  return item.values.flatMap((value): Literal[] => {
    const text = literalOf(item, value);
    return text === null ? [] : [{ text, value: value.value }];
  });
}
