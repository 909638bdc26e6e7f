// What a solution must hold to beside the labels: whether it does, and what in the rule breaks it.
import { isVolatileField } from '../authoring/volatile.ts';
import { entryOf, printCondition, readRules } from '../sigma/index.ts';
import type {
  DetectionItem,
  DetectionRule,
  Diagnostic,
  DocumentNode,
  Range,
  Search,
} from '../sigma/index.ts';
import type { Constraint } from './lesson.ts';
import { askedPredicates, predicatesOf } from './predicates.ts';

export interface CheckedConstraint {
  readonly constraint: Constraint;
  readonly isHeld: boolean;
  /** What in the rule breaks it; empty where that is something the rule lacks. */
  readonly ranges: readonly Range[];
}

export interface ConstraintSubject {
  readonly rule: DetectionRule;
  /** All that can be said against it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of the rule that the lesson begins with. */
  readonly start: string;
}

type Kind = Constraint['kind'];
type Broken = false | { readonly ranges: readonly Range[] };
type Check<K extends Kind> = (constraint: Constraint & { kind: K }, subject: ConstraintSubject) => Broken;

export function checkConstraint(constraint: Constraint, subject: ConstraintSubject): CheckedConstraint {
  const check = checks[constraint.kind] as Check<Kind>;
  const broken = check(constraint, subject);
  return { constraint, isHeld: !broken, ranges: broken ? broken.ranges : [] };
}

/** The first detection rule of a text. */
export function detectionRuleOf(ruleText: string): DetectionRule | null {
  return readRules(ruleText).rules.find((rule) => rule.type === 'detection') ?? null;
}

const checks: { readonly [K in Kind]: Check<K> } = {
  no_volatile_fields: (_, { rule }) => by(predicatesOf(rule).filter(restsOnVolatile)),
  max_predicates: ({ count }, { rule }) => by(predicatesOf(rule).slice(count)),
  uses_modifier: ({ modifier }, { rule }) =>
    !askedPredicates(rule).some((item) => hasModifier(item, modifier)) && { ranges: [] },
  avoids_modifier: ({ modifier }, { rule }) =>
    by(predicatesOf(rule).filter((item) => hasModifier(item, modifier))),
  condition_unchanged: (_, { rule, start }) => {
    const before = detectionRuleOf(start);
    return before !== null && conditionsOf(before) === conditionsOf(rule)
      ? false
      : by(rule.detection.conditions);
  },
  detection_unchanged: (_, { rule, start }) => {
    const before = searchesOf(detectionRuleOf(start));
    const after = searchesOf(rule);
    const others = rule.detection.identifiers.filter(({ name }) => before.get(name) !== after.get(name));
    return others.length === 0 && before.size === after.size ? false : by(others) || { ranges: [] };
  },
  no_diagnostics: (_, { diagnostics }) => by(diagnostics),
  has_id: (_, { rule }) => {
    const id = rule.document ? entryOf(rule.document, 'id')?.value : undefined;
    if (!id || (id.type === 'scalar' && id.kind === 'null')) return { ranges: [] };
    return id.type === 'scalar' && uuid.test(id.text) ? false : { ranges: [id.range] };
  },
};

/** Of any version; one of nothing but zeros names nothing. */
const uuid = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

function by(culprits: readonly { readonly range: Range }[]): Broken {
  return culprits.length > 0 && { ranges: culprits.map(({ range }) => range) };
}

const hasModifier = ({ modifiers }: DetectionItem, name: string): boolean =>
  modifiers.some((modifier) => modifier.name === name);

/** That a field is there, is null or equals another field can be asked of any field. */
function restsOnVolatile(item: DetectionItem): boolean {
  if (item.field === null || !isVolatileField(item.field)) return false;
  return (
    !hasModifier(item, 'exists') &&
    !hasModifier(item, 'fieldref') &&
    !item.values.every(({ kind }) => kind === 'null')
  );
}

function conditionsOf({ detection }: DetectionRule): string {
  return detection.conditions.map(({ root }) => printCondition(root)).join('\n');
}

/** Each search by its name, without what its layout and the order of its parts add. */
function searchesOf(rule: DetectionRule | null): ReadonlyMap<string, string> {
  return new Map(
    (rule?.detection.identifiers ?? []).map(({ name, search }) => [name, JSON.stringify(plainOf(search))]),
  );
}

function plainOf(search: Search): unknown {
  switch (search.type) {
    case 'broken':
      return null;
    case 'array':
      return [search.key.text, dataOf(search.value)];
    case 'item':
      return [
        search.field,
        search.modifiers.map(({ name }) => name),
        search.values.map(({ kind, text }) => [kind, text]),
      ];
    default:
      return [search.type, search.children.map((child) => JSON.stringify(plainOf(child))).sort()];
  }
}

/** A node without its places. */
function dataOf(node: DocumentNode): unknown {
  if (node.type === 'scalar') return [node.kind, node.text];
  if (node.type === 'sequence') return node.items.map(dataOf);
  return node.entries.map(({ key, value }) => JSON.stringify([key.text, dataOf(value)])).sort();
}
