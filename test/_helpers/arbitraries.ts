// Random rules of the whole language, and random events near to them.
import fc from 'fast-check';
import { ExactNumber } from '../../src/sigma/matcher.ts';
import type { EventValue } from '../../src/sigma/matcher.ts';

const fields = ['f', 'g', 'f.g', 'g.h', 'f.g.h', 'a b', '__proto__'];
/** Few, so that rules and events meet; some with what is special to Sigma, YAML, JSON or Unicode. */
const plainTexts = [
  ...['a', 'A', 'b', 'ab', 'aB c', '', 'ſ', 's', 'É', 'é', 'ß', 'İ', '😀', '\ud800', 'true', 'null'],
  ...[
    '5',
    '05',
    '6',
    '5.0',
    '1e3',
    '-x',
    '/x',
    'cmd –x',
    'a\\b',
    'a\nb',
    'YWI=',
    'eHh4Zm9vYmFyeA==',
    'foobar',
  ],
  ...[
    '10.1.2.3',
    '11.1.2.3',
    'fd00::1',
    '::ffff:10.1.2.3',
    '2024-03-10T05:07:09Z',
    '1700000000',
    '#',
    "'",
    '- x',
  ],
];
const patterns = ['a*', '*b', '?', '*', 'a?b', '\\*', 'a\\\\b', 'a\\', '*😀*', '**', 'a*b*c'];
const numbers = ['5', '6', '5.0', '1000', '1e3', '-1', '0', '9007199254740993', '0.1', '0x5'];
const regexes = ['a', '^a', 'b$', '[a-c]+', '\\d+', '^$', 'A', '.', 'a|b', '(a+)+$', '\\w\\b', '(a)\\1'];
const networks = ['10.0.0.0/8', '10.1.2.3', 'fd00::/8', '::/0', '0.0.0.0/0'];

const text = (value: string): string => JSON.stringify(value);
const pick = <T>(...items: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...items);
const sometimes = (item: string): fc.Arbitrary<string[]> => pick<string[]>([], [], [], [item]);
const chain = (...parts: fc.Arbitrary<readonly string[]>[]): fc.Arbitrary<string[]> =>
  fc.tuple(...parts).map((each) => each.flat());
const one = (...names: string[]): fc.Arbitrary<string[]> => pick(...names).map((name) => [name]);
const list = chain(sometimes('all'), sometimes('neq'));
const scalarValue = pick(...plainTexts.map(text), ...numbers, 'true', 'False', '~');

interface ItemParts {
  readonly modifiers: fc.Arbitrary<string[]>;
  readonly value: fc.Arbitrary<string>;
}

export interface RuleShape {
  /** Wildcards and regular expressions, which can look across the JSON text of an object. */
  readonly patterns: boolean;
  /** Parts that cannot be compiled. */
  readonly broken: boolean;
}

function itemParts({ patterns: withPatterns, broken }: RuleShape): (readonly [number, ItemParts])[] {
  const texts = withPatterns ? [...plainTexts, ...patterns] : plainTexts.filter((each) => !/[*?]/.test(each));
  const textual = pick(...texts.map(text));
  const anchors = fc.oneof(fc.constant<string[]>([]), one('contains', 'startswith', 'endswith'));
  const parts: [number, ItemParts | false][] = [
    [6, { modifiers: chain(list), value: scalarValue }],
    [8, { modifiers: chain(anchors, sometimes('cased'), sometimes('windash'), list), value: textual }],
    [
      2,
      withPatterns && {
        modifiers: chain(fc.constant(['re']), sometimes('i'), list),
        value: pick(...regexes.map(text)),
      },
    ],
    [2, { modifiers: chain(fc.constant(['cidr']), list), value: pick(...networks.map(text)) }],
    [2, { modifiers: chain(one('gt', 'gte', 'lt', 'lte'), list), value: pick(...numbers) }],
    [
      1,
      {
        modifiers: chain(
          one('minute', 'hour', 'day', 'week', 'month', 'year'),
          fc.oneof(list, one('gte', 'lt')),
        ),
        value: pick('5', '7', '10', '3', '2024'),
      },
    ],
    [
      1,
      {
        modifiers: chain(one('base64', 'base64offset'), fc.constant(['contains']), list),
        value: pick('"ab"', '"foobar"'),
      },
    ],
    [
      1,
      {
        modifiers: chain(one('wide', 'utf16be', 'utf16'), one('base64', 'base64offset', 'contains')),
        value: pick('"ab"'),
      },
    ],
    [2, { modifiers: chain(fc.constant(['fieldref']), anchors, list), value: pick(...fields.map(text)) }],
    [
      1,
      {
        modifiers: chain(fc.constant(['expand']), anchors, list),
        value: pick('"%some%"', '"x%some%"', '"%none%"'),
      },
    ],
    [1, broken && { modifiers: one('re', 'cidr', 'unknown', 'gt'), value: pick('"("') }],
  ];
  return parts.flatMap(([weight, each]) => (each ? [[weight, each] as const] : []));
}

export const placeholders = { some: ['a', '5', 'b*'], none: [] };

function itemText(field: fc.Arbitrary<string>, shape: RuleShape): fc.Arbitrary<string> {
  const exists = fc.tuple(field, fc.boolean()).map(([name, yes]) => `${text(`${name}|exists`)}: ${yes}`);
  const of = ({ modifiers, value }: ItemParts): fc.Arbitrary<string> => {
    const values = fc.oneof(
      { weight: 2, arbitrary: value },
      {
        weight: 1,
        arbitrary: fc.array(value, { minLength: 1, maxLength: 12 }).map((all) => `[${all.join(', ')}]`),
      },
    );
    return fc
      .tuple(field, modifiers, values)
      .map(([name, names, value]) => `${text([name, ...names].join('|'))}: ${value}`);
  };
  return fc.oneof(
    { weight: 1, arbitrary: exists },
    ...itemParts(shape).map(([weight, parts]) => ({ weight, arbitrary: of(parts) })),
  );
}

function mapping(items: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const keyOf = (item: string): string => item.slice(0, item.indexOf('": ') + 1);
  return fc
    .uniqueArray(items, { minLength: 1, maxLength: 3, selector: keyOf })
    .map((all) => `{${all.join(', ')}}`);
}

function search(shape: RuleShape): fc.Arbitrary<string> {
  const fielded = mapping(itemText(pick(...fields), shape));
  const keyword = pick(...plainTexts.filter((each) => each !== '').map(text), ...numbers);
  const keywords = fc.array(keyword, { minLength: 1, maxLength: 3 }).map((all) => `[${all.join(', ')}]`);
  const modified = fc
    .tuple(chain(sometimes('all'), sometimes('cased'), sometimes('neq')), keywords)
    .map(([names, values]) => `{${text(['', ...names].join('|'))}: ${values}}`);
  const mixed = fc
    .array(fc.oneof(fielded, keyword), { minLength: 1, maxLength: 3 })
    .map((all) => `[${all.join(', ')}]`);
  return fc.oneof(
    { weight: 6, arbitrary: fielded },
    { weight: 1, arbitrary: keyword },
    { weight: 1, arbitrary: keywords },
    { weight: 1, arbitrary: modified.filter((each) => !each.startsWith('{"":')) },
    { weight: 2, arbitrary: mixed },
  );
}

const names = ['s1', 's2', 'sel_3', 'not_4', '_5'];

/** Condition text over `names`. */
export const conditionText: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    pick(...names),
    pick(
      '1 of them',
      'all of them',
      '2 of them',
      '1 of s*',
      'all of s*',
      '1 of none*',
      'all of none*',
      '1 of _*',
    ),
    fc.tuple(tie('tree'), pick('and', 'or'), tie('tree')).map(([a, op, b]) => `(${a}) ${op} (${b})`),
    tie('tree').map((each) => `not (${each})`),
  ),
})).tree;

export interface RandomRule {
  /** The search identifiers as text under `detection:`, without a condition. */
  readonly searches: string;
  readonly condition: string;
}

export function randomRule(shape: RuleShape): fc.Arbitrary<RandomRule> {
  return fc
    .tuple(fc.tuple(...names.map(() => search(shape))), conditionText)
    .map(([searches, condition]) => ({
      searches: names.map((name, i) => `  ${name}: ${searches[i]}`).join('\n'),
      condition,
    }));
}

export function ruleOf({ searches, condition }: RandomRule): string {
  return `title: t\nlogsource: {category: test}\ndetection:\n${searches}\n  condition: ${condition}\n`;
}

/** `exact`: with numbers that JavaScript would print otherwise. */
export function randomEvent(exact: boolean): fc.Arbitrary<EventValue> {
  const leaf: fc.Arbitrary<EventValue> = fc.oneof(
    { weight: 6, arbitrary: pick(...plainTexts) },
    { weight: 3, arbitrary: pick(5, 6, 1000, 0, -1, 0.1, 1e21, 1_700_000_000) },
    {
      weight: 1,
      arbitrary: exact ? pick(...numbers.slice(0, 9)).map((each) => new ExactNumber(each)) : fc.constant(5),
    },
    { weight: 1, arbitrary: pick(true, false, null) },
  );
  const { object } = fc.letrec<{ value: EventValue; object: EventValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'event' },
      { weight: 5, arbitrary: leaf },
      { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
      { weight: 3, arbitrary: tie('object') },
    ),
    object: fc
      .uniqueArray(fc.tuple(pick('f', 'g', 'h', 'f.g', 'g.h', 'a b', '__proto__'), tie('value')), {
        maxLength: 5,
        selector: ([key]) => key,
      })
      .map(objectOf),
  }));
  return object;
}

/** Own members, `__proto__` too. */
function objectOf(entries: readonly (readonly [string, EventValue])[]): EventValue {
  const object = {};
  for (const [key, value] of entries)
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}

/** The same event with the members of each object in the opposite order. */
export function reversed(value: EventValue): EventValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
  return objectOf(
    Object.entries(value as Record<string, EventValue>)
      .reverse()
      .map(([key, each]) => [key, reversed(each)] as const),
  );
}
