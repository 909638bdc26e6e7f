// A miss in one sentence: of each predicate that stands in the way, what it met and what it wants.
import { codeSpan } from '../source/code-span.ts';
import { timeParts } from '../value/time-part.ts';
import type { Flip } from './flips.ts';
import type { ItemTrace, ValueTrace } from './trace.ts';

const maxNamed = 4;

export function sentenceOf(flips: readonly Flip[]): string {
  const [first] = flips;
  if (flips.length === 1 && first) return `One predicate stands in the way: ${describe(first)}.`;
  // Several predicates of one absent field have one thing to say.
  const said = [...new Set(flips.map(describe))];
  const more = said.length > maxNamed ? `; and ${said.length - maxNamed} more` : '';
  return `${countWord(flips.length)} predicates stand in the way: ${said.slice(0, maxNamed).join('; ')}${more}.`;
}

function countWord(count: number): string {
  return ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'][count] ?? String(count);
}

function describe(flip: Flip): string {
  const { item, identifier, wanted } = flip;
  const value = flip.value ?? item.values.find(({ verdict }) => verdict === 'match') ?? item.values[0];
  if (!value) return subjectOf(item);
  if (wanted === 'miss') return `${codeSpan(identifier)} excludes the event, since ${holds(item, value)}`;
  return item.negated ? `${meets(item, value)}, which \`neq\` rules out` : misses(flip, value);
}

function subjectOf({ field }: ItemTrace): string {
  return field === null ? 'the event' : codeSpan(field);
}

/** Why an item matches. */
function holds(item: ItemTrace, value: ValueTrace): string {
  if (!item.negated) return meets(item, value);
  return `${subjectOf(item)} ${item.field === null ? 'holds' : 'is'} none of the values of \`neq\``;
}

/** What a value that matches has met. */
function meets(item: ItemTrace, value: ValueTrace): string {
  const subject = subjectOf(item);
  if (item.field === null) return `${subject} holds ${quoted(value.text)}`;
  if (item.absentFrom !== undefined) return `${subject} is absent`;
  return item.modifiers.includes('exists') ? `${subject} is there` : `${subject} ${metWords(value)}`;
}

function misses({ item, value: alone }: Flip, value: ValueTrace): string {
  const count = alone ? 1 : item.values.length;
  const wanted = count === 1 ? quoted(value.text) : `one of ${count} values`;
  const subject = subjectOf(item);
  if (value.verdict === 'unknown') return `it is not decided whether ${subject} matches ${wanted}`;
  if (item.field === null)
    return `nothing in the event holds ${count === 1 ? wanted : `any of ${count} values`}`;
  switch (value.reason) {
    case 'field_absent':
      return `${subject} is absent`;
    case 'field_exists':
      return `${subject} is there and should not be`;
    case 'field_null':
      return `${subject} is null`;
    case 'no_value':
      return `${subject} is an empty list`;
    case 'not_an_ip':
      return `${subject} ${metWords(value)}, which is no IP address`;
    case 'not_numeric':
      return `${subject} ${metWords(value)}, which is no number`;
    case 'not_a_date':
      return `${subject} ${metWords(value)}, which is no date`;
    case 'other_field_absent':
      return `${subject} ${metWords(value)} and ${should(item.modifiers, wanted)}, which has no value`;
    default:
      return `${subject} ${metWords(value)} and ${should(item.modifiers, wanted)}`;
  }
}

const verbs: Readonly<Record<string, string>> = {
  contains: 'contain',
  startswith: 'begin with',
  endswith: 'end with',
  re: 'match',
  cidr: 'be in',
  lt: 'be less than',
  lte: 'be at most',
  gt: 'be greater than',
  gte: 'be at least',
};

const encodings: Readonly<Record<string, string>> = {
  base64: ' in base64',
  base64offset: ' in base64',
  wide: ' in UTF-16',
  utf16: ' in UTF-16',
  utf16le: ' in UTF-16',
  utf16be: ' in UTF-16',
};

function should(modifiers: readonly string[], wanted: string): string {
  const part = timeParts.find((each) => modifiers.includes(each));
  const verb = modifiers.map((name) => verbs[name]).find((each) => each !== undefined);
  if (modifiers.includes('fieldref')) return `should ${verb ?? 'equal'} the field ${wanted}`;
  // What stands last is what the field would hold.
  const encoding = modifiers
    .map((name) => encodings[name] ?? '')
    .reduceRight((last, each) => last || each, '');
  return `${part ? `its ${part} ` : ''}should ${verb ?? 'be'} ${wanted}${encoding}`;
}

function metWords({ met, metCount }: ValueTrace): string {
  const first = met[0];
  if (!first) return 'is an empty list';
  if (first.kind === 'null') return 'is null';
  if (first.kind === 'object') return 'is an object';
  const more = metCount > 1 ? ` (and ${metCount - 1} more)` : '';
  return `is ${quoted(first.text)}${more}`;
}

function quoted(text: string): string {
  return text === '' ? 'empty' : codeSpan(text, 60);
}
