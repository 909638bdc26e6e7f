// What events have in common, as detection items: cheap ones first, none that rests on what changes from event to event.
import { compileRule, ExactNumber, isEventObject, matchItem, readRules } from '../sigma/index.ts';
import type { CompiledItem, EventObject, EventValue } from '../sigma/index.ts';
import { commonPrefix, commonSubstring, commonSuffix, commonWords } from './common-text.ts';
import { writeRule } from './template.ts';
import { whyVolatile } from './volatile.ts';
import { writeKey, writeValue } from './write-scalar.ts';
import type { EventScalar } from './write-scalar.ts';

export interface Trait {
  readonly path: string;
  /** Field and modifiers. */
  readonly key: string;
  readonly values: readonly EventScalar[];
  /** How little a rule should rest on it. */
  readonly cost: number;
}

export interface TestedTrait extends Trait {
  readonly item: CompiledItem;
}

const maxLeaves = 2000;
const maxPerPath = 100;
const maxEquals = 3;
const maxListed = 5;
const maxText = 200;
/** A word of it says more. */
const longText = 40;
/** Paths whose texts are searched for a common part. */
const maxSearched = 12;

const namesOperation = /^(eventSource|eventName|EventID)$/;

/** Path → scalars, as a rule finds them. */
export function leavesOf(event: EventObject): ReadonlyMap<string, readonly EventScalar[]> {
  const out = new Map<string, EventScalar[]>();
  const stack: { value: EventValue; path: string }[] = [{ value: event, path: '' }];
  let leaves = 0;
  for (let top = stack.pop(); top && leaves < maxLeaves; top = stack.pop()) {
    const { value, path } = top;
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) stack.push({ value: value[i] as EventValue, path });
    } else if (isEventObject(value)) {
      for (const key of Object.keys(value).reverse())
        if (key !== '' && !key.includes('|'))
          stack.push({ value: value[key] as EventValue, path: path === '' ? key : `${path}.${key}` });
    } else {
      leaves++;
      const known = out.get(path);
      if (!known) out.set(path, [value as EventScalar]);
      else if (known.length < maxPerPath) known.push(value as EventScalar);
    }
  }
  return out;
}

export function sharedTraits(events: readonly EventObject[]): readonly Trait[] {
  const all = events.map(leavesOf);
  const [first, ...others] = all;
  if (!first) return [];
  const out: Trait[] = [];
  const differing: { path: string; cost: number; texts: readonly string[] }[] = [];
  for (const [path, values] of first) {
    const cost = costOf(path);
    if (cost === null || !others.every((leaves) => leaves.has(path))) continue;
    const columns = all.map((leaves) => leaves.get(path) ?? []);
    if (columns.flat().every((value) => value === null)) continue;
    const isVolatile = columns.some((column) => column.some((value) => whyVolatile(path, value) !== ''));
    if (!isVolatile) {
      const shared = unique(values).filter(
        (value) => isUseful(value) && columns.every((column) => column.some((each) => same(each, value))),
      );
      for (const value of shared.slice(0, maxEquals))
        out.push({ path, key: path, values: [value], cost: cost + costOfValue(value) });
      const listed = shared.length > 0 ? null : listOf(columns, namesOperation.test(path));
      if (listed) out.push({ path, key: path, values: listed, cost: cost * 1.5 + listed.length * 0.4 });
      const texts = columns.map(longestText);
      const isSaid = shared.some((value) => value === texts[0]) && (texts[0]?.length ?? 0) < longText;
      if (!isSaid && texts.every((text) => text !== '')) differing.push({ path, cost, texts });
    }
    out.push({ path, key: `${path}|exists`, values: [true], cost: cost * 1.6 + 2 });
  }
  differing.sort((a, b) => a.cost - b.cost);
  for (const { path, cost, texts } of differing.slice(0, maxSearched)) {
    const found = [
      ['startswith', commonPrefix(texts)],
      ['endswith', commonSuffix(texts)],
      ['contains', commonSubstring(texts)],
      ...commonWords(texts).map((word) => ['contains', word] as const),
    ] as const;
    for (const [modifier, text] of found)
      if (text !== '' && text.length <= maxText && whyVolatile(path, text) === '')
        out.push({
          path,
          key: `${path}|${modifier}`,
          values: [text],
          cost: cost * 1.3 + 5 / text.length + text.length / 60,
        });
  }
  return out;
}

/** Traits that a compiled rule holds; those that cannot be written are left out. */
export function testTraits(traits: readonly Trait[]): readonly TestedTrait[] {
  const detection = [
    ...traits.flatMap((trait, i) => [`t${i}:`, `  ${writeTrait(trait)}`]),
    'condition: 1 of t*',
  ];
  const text = writeRule({ title: 'Traits', logsource: ['product: any'], detection });
  const rule = readRules(text).rules.find(({ type }) => type === 'detection');
  if (rule?.type !== 'detection') return [];
  const { searches } = compileRule(rule);
  return traits.flatMap((trait, i) => {
    const search = searches.get(`t${i}`);
    const item = search?.type === 'all_of' ? search.children[0] : search;
    return item?.type === 'item' ? [{ ...trait, item }] : [];
  });
}

export const matches = ({ item }: TestedTrait, event: EventObject): boolean =>
  matchItem(item, event) === 'match';

/** On one line. */
export function writeTrait({ key, values }: Trait): string {
  const written = values.map((value) => writeValue(value, 'plain')[0] ?? 'null');
  const isOne = written.length === 1;
  return `${writeKey(key)}: ${isOne ? written[0] : `[${values.map((value) => writeValue(value, 'single')[0]).join(', ')}]`}`;
}

/** As a rule is laid out. */
export function traitLines(trait: Trait): readonly string[] {
  if (trait.values.length === 1) return [writeTrait(trait)];
  return [`${writeKey(trait.key)}:`, ...trait.values.map((value) => `  - ${writeValue(value, 'plain')[0]}`)];
}

/** What a rule may rest on, the best first; null for what says nothing of an event. */
const costs: readonly (readonly [path: RegExp, cost: number | null])[] = [
  [/^(eventVersion|apiVersion|eventID|requestID|eventTime|sharedEventID)$|^tlsDetails\./, null],
  [
    /sessionContext\.(attributes|sessionIssuer\.(accountId|principalId))|(^|\.)(principalId|accessKeyId)$/,
    null,
  ],
  [namesOperation, 1],
  [/^(Image|CommandLine|OriginalFileName|TargetObject|TargetFilename|ScriptBlockText)$/, 1.3],
  [/^(ParentImage|ParentCommandLine)$/, 1.6],
  [/^requestParameters\./, 2],
  [/^(errorCode|userIdentity\.(type|invokedBy))$/, 2.4],
  [/^errorMessage$/, 3.5],
  [/^(additionalEventData|serviceEventDetails)\./, 3],
  [/^userAgent$/, 3],
  [/^responseElements\./, 4],
  [/^userIdentity\./, 5],
  [/^(eventType|eventCategory|managementEvent|readOnly|sessionCredentialFromConsole)$/, 6],
  [/^(sourceIPAddress|User|SubjectUserName)$/, 6],
  [/^(awsRegion|Channel|Provider.*|Level|Task|Opcode|Keywords|Version)$/, 8],
  [/(^|\.)(accountId|recipientAccountId|Computer|Hostname|host|ARN)$/i, 9],
];

function costOf(path: string): number | null {
  const row = costs.find(([pattern]) => pattern.test(path));
  return row ? row[1] : 3;
}

function costOfValue(value: EventScalar): number {
  if (typeof value !== 'string') return 0;
  // Accounts and names of one's own.
  return /\b\d{12}\b/.test(value) ? 4 : value.length / 60;
}

function isUseful(value: EventScalar): boolean {
  return value !== null && value !== '' && !(typeof value === 'string' && value.length > maxText);
}

const textOf = (value: EventScalar): string => (value instanceof ExactNumber ? value.text : String(value));

function same(a: EventScalar, b: EventScalar): boolean {
  return (
    (typeof a === 'string') === (typeof b === 'string') &&
    (a === null) === (b === null) &&
    textOf(a) === textOf(b)
  );
}

function unique(values: readonly EventScalar[]): EventScalar[] {
  return values.filter((value, i) => values.findIndex((each) => same(each, value)) === i);
}

/** Where each event has one of a few values: to count up those of every event says nothing of the next one. */
function listOf(
  columns: readonly (readonly EventScalar[])[],
  isName: boolean,
): readonly EventScalar[] | null {
  if (columns.some((column) => column.length !== 1)) return null;
  const all = unique(columns.flat());
  const isFew = all.length <= maxListed && (isName || all.length * 2 <= columns.length);
  return isFew && all.every(isUseful) ? all : null;
}

function longestText(column: readonly EventScalar[]): string {
  return column.reduce<string>(
    (best, each) => (typeof each === 'string' && each.length > best.length ? each : best),
    '',
  );
}
