// What the rule and the events themselves say of a place: a modifier with an example, a field with its values, a part of
// the condition with its verdict.
import { summaries } from '../../lessons/reference/summaries.ts';
import { topicAt } from '../../lessons/reference/topic-at.ts';
import { aboutModifiers, namesSelected, printCondition } from '../../sigma/index.ts';
import type {
  ConditionTrace,
  DetectionTrace,
  ItemTrace,
  ModifierKey,
  Range,
  RuleTrace,
  Verdict,
} from '../../sigma/index.ts';
import { cut, say } from '../hover.ts';
import type { Hover, HoverPart } from '../hover.ts';
import type { FieldFacts } from './completion/completion.ts';
import { modifierExamples } from './modifier-examples.ts';
import { detectionRuleAt, rulePlaceAt } from './rule-at.ts';
import type { RulePlace } from './rule-at.ts';

export interface RuleHoverFacts {
  /** Of the event that is explained; null where there is none. */
  readonly trace: RuleTrace | null;
  readonly fields: readonly FieldFacts[];
  /** How many events there are. */
  readonly events: number;
}

const maxValues = 8;
const verdictWords: Readonly<Record<Verdict, string>> = {
  match: 'matches the event',
  miss: 'misses the event',
  unknown: 'cannot be decided',
};

/** null where nothing is known. */
export function hoverRule(text: string, offset: number, facts: RuleHoverFacts): Hover | null {
  const place = rulePlaceAt(text, offset);
  const topic = topicAt(text, offset);
  const own = place && hoverPlace(text, place, facts);
  if (own) return { ...own, topic: topic?.topic ?? '' };
  if (!topic) return null;
  return { range: topic.range, title: '', parts: [say(summaries[topic.topic])], topic: topic.topic };
}

function hoverPlace(text: string, place: RulePlace, facts: RuleHoverFacts): Omit<Hover, 'topic'> | null {
  const { range } = place;
  switch (place.type) {
    case 'modifier': {
      const { name } = place.modifier;
      if (!Object.hasOwn(aboutModifiers, name)) return null;
      return { range, title: name, parts: aboutModifier(name as ModifierKey) };
    }
    case 'field':
      return {
        range,
        title: place.field,
        parts: [...aboutField(place.field, facts), ...aboutItem(place.item.range, facts)],
      };
    case 'identifier':
      return { range, title: place.name, parts: aboutIdentifier(place.name, facts) };
    case 'condition': {
      if (place.node.type === 'broken') return null;
      const found = facts.trace && nodeWith(facts.trace, range);
      const verdict = found ? [say(`This part ${verdictWords[found.verdict]}.`)] : [];
      const { node } = place;
      const names = detectionRuleAt(text, range.start)?.detection.identifiers.map(({ name }) => name) ?? [];
      const reached = node.type === 'quantified' ? namesSelected(node.pattern, names) : [];
      const reach: HoverPart[] =
        node.type !== 'quantified'
          ? []
          : reached.length === 0
            ? [say('It reaches no search identifier.')]
            : [
                say('It reaches:'),
                {
                  type: 'list',
                  items: reached.slice(0, maxValues).map((name) => `${name}${verdictOf(name, facts)}`),
                },
              ];
      const own = node.type === 'identifier' ? definition(text, range.start, node.name) : [];
      return { range, title: cut(printCondition(node)), parts: [...verdict, ...reach, ...own] };
    }
    case 'tag':
      return null;
  }
}

function aboutModifier(name: ModifierKey): HoverPart[] {
  const example = modifierExamples[name];
  return [
    say(summaries[name]),
    ...(example
      ? [
          { type: 'code' as const, text: example.item },
          say(`matches \`${String(example.matches).replaceAll('\n', '⏎')}\``),
        ]
      : []),
  ];
}

export function aboutField(field: string, { fields, events }: RuleHoverFacts): HoverPart[] {
  if (events === 0) return [];
  const known = fields.find(({ path }) => path === field);
  if (!known) return [say(events === 1 ? 'The event does not have it.' : 'None of the events has it.')];
  const where = events === 1 ? 'The event has it' : `${known.events} of ${events} events have it`;
  const items = known.values.slice(0, maxValues).map(({ text }) => cut(text));
  const more = known.values.length > items.length ? ['…'] : [];
  return items.length === 0
    ? [say(`${where}.`)]
    : [say(`${where}:`), { type: 'list', items: [...items, ...more] }];
}

function aboutItem(range: Range, { trace }: RuleHoverFacts): HoverPart[] {
  const item = trace && itemWith(trace, range);
  return item ? [say(`This predicate ${verdictWords[item.verdict]}.`)] : [];
}

function aboutIdentifier(name: string, facts: RuleHoverFacts): HoverPart[] {
  const verdict = verdictOf(name, facts);
  const isNamed = facts.trace === null || verdict !== '';
  return [
    ...(verdict ? [say(`It ${verdict.replace(/^: /, '')}.`)] : []),
    ...(isNamed ? [] : [say('The condition does not ask for it.')]),
  ];
}

function definition(text: string, at: number, name: string): HoverPart[] {
  const rule = detectionRuleAt(text, at);
  const found = rule?.detection.identifiers.find((each) => each.name === name);
  if (!found) return [say('No search identifier has this name.')];
  const lines = text.slice(found.range.start, found.range.end).split('\n');
  const shown = lines.slice(0, 12).join('\n');
  return [{ type: 'code', text: lines.length > 12 ? `${shown}\n…` : shown }];
}

function verdictOf(name: string, { trace }: RuleHoverFacts): string {
  const found = trace?.conditions
    .flatMap(({ root }) => identifiersIn(root))
    .find((each) => each.name === name);
  return found ? `: ${verdictWords[found.verdict]}` : '';
}

function identifiersIn(node: ConditionTrace): Extract<ConditionTrace, { type: 'identifier' }>[] {
  if (node.type === 'identifier') return [node];
  if (node.type === 'broken') return [];
  return node.type === 'not' ? identifiersIn(node.child) : node.children.flatMap(identifiersIn);
}

function nodeWith(trace: RuleTrace, range: Range): ConditionTrace | null {
  const find = (node: ConditionTrace): ConditionTrace | null => {
    if (node.range.start === range.start && node.range.end === range.end) return node;
    if (node.type === 'identifier' || node.type === 'broken' || node.type === 'quantified') return null;
    const children = node.type === 'not' ? [node.child] : node.children;
    for (const child of children) {
      const found = find(child);
      if (found) return found;
    }
    return null;
  };
  for (const { root } of trace.conditions) {
    const found = find(root);
    if (found) return found;
  }
  return null;
}

function itemWith(trace: RuleTrace, range: Range): ItemTrace | null {
  const find = (node: DetectionTrace): ItemTrace | null => {
    if (node.type === 'item')
      return node.range.start === range.start && node.range.end === range.end ? node : null;
    if (node.type === 'broken' || node.type === 'array') return null;
    for (const child of node.children) {
      const found = find(child);
      if (found) return found;
    }
    return null;
  };
  for (const { root } of trace.conditions)
    for (const { detection } of identifiersIn(root)) {
      const found = detection && find(detection);
      if (found) return found;
    }
  return null;
}
