// What a rule says against itself, by logic alone: parts that can never change its verdict. Held are only fields that
// have one value in an event; of everything else anything is possible.
import { isCloudTrail } from '../coverage/is-cloudtrail.ts';
import { itemsOf, literalOf, otherValue } from '../coverage/field-values.ts';
import { logsourceFacts } from '../knowledge/logsource/logsource.ts';
import { codeSpan, matchItem, readPlan } from '../sigma/index.ts';
import type {
  CompiledItem,
  CompiledRule,
  CompiledSearch,
  EventObject,
  EventValue,
  Range,
  Verdict,
} from '../sigma/index.ts';
import { finding } from './check.ts';
import type { Check, Finding } from './check.ts';
import { weigh, weighSearch } from './three-valued.ts';

/** Combinations of values that are tried; a rule of more leaves fields out. */
const maxCases = 512;
/** Looks at items, over all parts and cases; a rule that needs more is not looked at. */
const maxLooks = 400_000;

const cloudTrailFields = [
  'eventSource',
  'eventName',
  'eventType',
  'eventCategory',
  'awsRegion',
  'readOnly',
  'managementEvent',
  'recipientAccountId',
  'userIdentity.type',
];

/** One thing that a field may hold; `undefined` for nothing. */
interface Choice {
  readonly value: EventValue | undefined;
  /** It stands for all values that no item names: patterns may match some of them. */
  readonly isOther: boolean;
}

interface Case {
  readonly event: EventObject;
  readonly others: ReadonlySet<string>;
}

/** A part that may be idle, and what it is called. */
interface Part {
  readonly search: CompiledSearch;
  readonly name: string;
  readonly range: Range;
  /** Only whole search identifiers are told of that always match: who repeats a field in a list does it knowingly. */
  readonly isWhole: boolean;
}

export class LogicSubject {
  readonly rule: CompiledRule;
  readonly #fields: ReadonlySet<string>;
  readonly #cases: readonly Case[];

  constructor(rule: CompiledRule) {
    this.rule = rule;
    // A name with a dot may lead through arrays.
    const fields = isCloudTrail(rule)
      ? cloudTrailFields
      : logsourceFacts(rule.rule.logsource).fields.filter((field) => !field.includes('.'));
    const choices = choicesOf(rule, fields);
    this.#fields = new Set(choices.keys());
    this.#cases = casesOf(choices);
  }

  get isIdle(): boolean {
    const looks = this.#cases.length * itemsOf(this.rule).length * (partsOf(this.rule).length + 1);
    return this.#fields.size === 0 || looks > maxLooks || itemsOf(this.rule).length === 0;
  }

  /** The rule never fires, whatever the fields hold. */
  get contradicts(): boolean {
    return this.#cases.every((each) => weigh(this.rule, this.#judge(each)).verdict === 'miss');
  }

  /** What a part says wherever it could change the verdict; null where that differs, or there is no such place. */
  constantOf(part: CompiledSearch): Verdict | null {
    let constant: Verdict | null = null;
    for (const each of this.#cases) {
      const judge = this.#judge(each);
      const verdictIf = (verdict: Verdict) =>
        weigh(this.rule, (node) => (node === part ? verdict : judge(node))).verdict;
      const [hit, miss] = [verdictIf('match'), verdictIf('miss')];
      if (hit === miss && hit !== 'unknown') continue;
      const own = weighSearch(part, judge).verdict;
      if (own === 'unknown' || (constant !== null && constant !== own)) return null;
      constant = own;
    }
    return constant;
  }

  #judge({ event, others }: Case): (node: CompiledSearch) => Verdict | null {
    return (node) => {
      if (node.type !== 'item') return null;
      const { field } = node.item;
      if (field === null || !this.#fields.has(field)) return null;
      const kind = kindOf(node);
      if (kind === 'open' || (kind === 'pattern' && others.has(field))) return null;
      return matchItem(node, event);
    };
  }
}

/** `exact`: decided by whether the field has one of the values; `open`: not decided by a value alone. */
function kindOf(item: CompiledItem): 'exact' | 'pattern' | 'open' {
  const { plan } = readPlan(item.item);
  if (!plan || plan.cased || plan.expand) return 'open';
  if (plan.state === 'exists') return 'exact';
  if (plan.state !== 'text') return 'open';
  const isExact = item.values.every(
    (value) => value.value.kind === 'null' || literalOf(item, value) !== null,
  );
  return isExact ? 'exact' : 'pattern';
}

function choicesOf(rule: CompiledRule, fields: readonly string[]): Map<string, readonly Choice[]> {
  const choices = new Map<string, readonly Choice[]>();
  let count = 1;
  for (const field of fields) {
    const items = itemsOf(rule).filter(({ item }) => item.field === field);
    if (items.length === 0 || items.some((item) => kindOf(item) === 'open')) continue;
    const values = new Map<string, EventValue>();
    for (const item of items)
      for (const each of item.values) {
        const text = literalOf(item, each);
        if (text !== null) values.set(text.toLowerCase(), typedValue(each.value.kind, text));
      }
    const own: readonly Choice[] = [
      ...[...values.values()].map((value) => ({ value, isOther: false })),
      { value: otherValue, isOther: true },
      { value: null, isOther: false },
      { value: undefined, isOther: false },
    ];
    if (count * own.length > maxCases) continue;
    count *= own.length;
    choices.set(field, own);
  }
  return choices;
}

function typedValue(kind: string, text: string): EventValue {
  if (kind === 'number' && String(Number(text)) === text) return Number(text);
  return kind === 'boolean' && /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
}

function casesOf(choices: ReadonlyMap<string, readonly Choice[]>): Case[] {
  let cases: Case[] = [{ event: {}, others: new Set() }];
  for (const [field, own] of choices)
    cases = cases.flatMap(({ event, others }) =>
      own.map(({ value, isOther }) => ({
        event: value === undefined ? event : { ...event, [field]: value },
        others: isOther ? new Set([...others, field]) : others,
      })),
    );
  return cases;
}

/** Search identifiers, and what stands in their lists. */
function partsOf(rule: CompiledRule): Part[] {
  return rule.rule.detection.identifiers.flatMap(({ name, keyRange }): Part[] => {
    const search = rule.searches.get(name);
    if (!search) return [];
    const inner = search.type === 'any_of' ? search.children : [];
    return [
      { search, name: codeSpan(name), range: keyRange, isWhole: true },
      ...inner.map((child) => ({
        search: child,
        name: `This part of ${codeSpan(name)}`,
        range: child.range,
        isWhole: false,
      })),
    ];
  });
}

function contradictions(subject: LogicSubject): Finding[] {
  const [condition] = subject.rule.conditions;
  if (!condition || subject.isIdle || !subject.contradicts) return [];
  return [
    finding(
      condition.range,
      'No event can fulfil this: its parts contradict each other. Compare the values that they ask of the same field.',
    ),
  ];
}

function constantParts(verdict: Verdict, say: (name: string) => string): Check<LogicSubject>['find'] {
  return (subject) => {
    if (subject.isIdle || subject.contradicts) return [];
    return partsOf(subject.rule)
      .filter(
        ({ search, isWhole }) => (isWhole || verdict === 'miss') && subject.constantOf(search) === verdict,
      )
      .map(({ name, range }) => finding(range, say(name)));
  };
}

export const logicChecks: readonly Check<LogicSubject>[] = [
  { code: 'rule_never_fires', find: contradictions },
  {
    code: 'part_never_matches',
    find: constantParts(
      'miss',
      (name) =>
        `${name} never changes the verdict: where the rest of the rule leaves it open, it cannot match. Take it out, or mend its values.`,
    ),
  },
  {
    code: 'part_always_matches',
    find: constantParts(
      'match',
      (name) =>
        `${name} never changes the verdict: where the rest of the rule leaves it open, it always matches. Take it out, or mend its values.`,
    ),
  },
];
