// What can be written at a place of a rule. The words come from the specification, from the rule itself and from the
// events; whether a modifier may follow is decided by the matcher's own reading.
import { escapeLiteral, writeKey, writeText } from '../../../authoring/write-scalar.ts';
import { aboutModifiers, modifiers, readPlan } from '../../../sigma/index.ts';
import type { DetectionItem, ModifierKey } from '../../../sigma/index.ts';
import { conditionWords } from './complete-condition.ts';
import type { Completion, CompletionFacts, FieldFacts, Suggestion } from './completion.ts';
import { rank } from './rank.ts';
import type { Word } from './rule-words.ts';
import { detectionKeys, logsourceKeys, relatedKeys, ruleKeys, valueWords } from './rule-words.ts';
import { readYamlPlace, unquote } from './yaml-place.ts';
import type { YamlPlace } from './yaml-place.ts';
import * as texts from '../../../texts/en.ts';
import { plural } from '../../../texts/plural.ts';

/** null where nothing can be suggested at all. */
export function completeRule(text: string, offset: number, facts: CompletionFacts): Completion | null {
  const read = readYamlPlace(text, offset);
  if (!read) return null;
  const place = unfoldFlow(read);
  const [top, second] = place.path;
  if (top === undefined) return place.kind === 'key' ? keys(place, ruleKeys) : null;
  if (top === 'logsource') return completeLogsource(place, facts);
  if (top === 'detection') {
    if (second === undefined) return keys(place, detectionWords(place));
    if (second === 'condition') return completeCondition(place);
    if (second === 'timeframe') return null;
    return completeSearch(place, facts);
  }
  if (top === 'tags' && place.kind === 'item') return words(place, tagSuggestions(facts));
  if (top === 'related' && second === '-') {
    if (place.path.at(-1) === 'type') return words(place, valueWords('type').map(fromWord));
    return place.path.length === 2 ? keys(place, relatedKeys) : null;
  }
  if (top === 'fields' && place.kind === 'item') return words(place, allFields(facts));
  if (place.path.length === 1 && place.kind === 'value') return words(place, valueWords(top).map(fromWord));
  return null;
}

/** `[a, b` is a list, and `{ a: b` a mapping, as if each part stood on a line of its own. */
function unfoldFlow(place: YamlPlace): YamlPlace {
  const opened = /^([[{])/.exec(place.before)?.[1];
  if (place.kind !== 'value' || !opened) return place;
  const parts = place.before.slice(1).split(',');
  const part = (parts.at(-1) ?? '').trimStart();
  const start = place.start + place.before.length - part.length;
  const after = place.after.replace(/[,\]}].*$/, '');
  if (opened === '[')
    return { ...place, kind: 'item', path: [...place.path, '-'], before: part, start, after };
  const pairs = parts.map((each) => /^\s*([\w.|-]+)\s*:(?:\s+(.*)|$)/.exec(each));
  const beside = new Map(
    pairs.flatMap((pair) => (pair ? [[pair[1] ?? '', (pair[2] ?? '').trim()] as const] : [])),
  );
  const pair = pairs.at(-1);
  if (!pair) return { ...place, kind: 'key', before: part, start, after, beside };
  const value = pair[2] ?? '';
  return {
    ...place,
    path: [...place.path, pair[1] ?? ''],
    before: value,
    start: place.start + place.before.length - value.length,
    after,
    beside,
  };
}

function detectionWords({ beside }: YamlPlace): readonly Word[] {
  // A second selection or filter is told apart by its ending.
  return detectionKeys.map((row) =>
    beside.has(row.word) && row.word !== 'condition' ? { ...row, word: `${row.word}_` } : row,
  );
}

function keys(place: YamlPlace, rows: readonly Word[]): Completion | null {
  if (place.kind === 'value') return null;
  const isFollowed = /^[\w.-]*\s*:/.test(place.after);
  const suggestions = rows
    .filter(({ word }) => !place.beside.has(word))
    .map(({ word, about, opens }) => ({
      label: word,
      insert: isFollowed || word.endsWith('_') ? word : word + opening(opens, place.indent),
      detail: about,
    }));
  return complete(place, place.before, suggestions);
}

/** What is written behind a key, so that one can go on where its value begins. */
function opening(opens: Word['opens'], indent: number): string {
  const line = `:\n${' '.repeat(indent + 2)}`;
  return opens === 'mapping' ? line : opens === 'list' ? `${line}- ` : ': ';
}

function completeLogsource(place: YamlPlace, { logsources }: CompletionFacts): Completion | null {
  const [, key] = place.path;
  if (key === undefined) return keys(place, logsourceKeys);
  if (place.kind !== 'value') return null;
  const { products, services, categories } = logsources;
  const product = place.beside.get('product')?.toLowerCase() ?? '';
  const known = Object.hasOwn(products, product) ? products[product] : undefined;
  const isOpen = product === '';
  const names: Readonly<Record<string, readonly string[] | undefined>> = {
    product: Object.keys(products),
    service: isOpen ? services : known?.services,
    category: isOpen ? categories : known?.categories,
  };
  const found = Object.hasOwn(names, key) ? (names[key] ?? []) : [];
  return words(
    place,
    found.map((word) => ({ label: word, insert: word, detail: key })),
  );
}

function completeCondition(place: YamlPlace): Completion | null {
  if (place.kind === 'key') return null;
  const identifiers = place
    .keysUnder(['detection'])
    .filter((name) => name !== 'condition' && name !== 'timeframe');
  const before = place.before.replace(/^['"]/, '');
  const typed = /[^\s()'"]*$/.exec(before)?.[0] ?? '';
  const found = conditionWords(before.slice(0, before.length - typed.length), identifiers);
  // Something must follow these: the next word can begin at once.
  const suggestions = found.map((each) =>
    /^(?:and|or|not|of|1 of|all of)$/.test(each.label) && !place.after.startsWith(' ')
      ? { ...each, insert: `${each.label} ` }
      : each,
  );
  return complete(place, typed, suggestions);
}

/** In a search identifier: fields, modifiers behind a pipe, and values that the events have. */
function completeSearch(place: YamlPlace, facts: CompletionFacts): Completion | null {
  const { path, kind } = place;
  const named = path.slice(2).filter((key) => key !== '-');
  if (kind !== 'value' && named.length === 0) return completeField(place, facts);
  const [field] = named;
  return named.length === 1 && field !== undefined && kind !== 'key'
    ? completeValue(place, field, facts)
    : null;
}

function completeField(place: YamlPlace, facts: CompletionFacts): Completion | null {
  const quote = /^['"]/.exec(place.before)?.[0] ?? '';
  const raw = place.before.slice(quote.length);
  if (/\s/.test(raw)) return null;
  const [field = '', ...chain] = raw.split('|');
  const isFollowed = /^[\w.|-]*['"]?\s*:/.test(place.after);
  /** Behind a whole name: its value. */
  const goOn = (word: string): Suggestion[] =>
    isFollowed || quote !== ''
      ? []
      : [{ label: `${word}:`, insert: `${word}: `, detail: texts.completionIs }];
  if (chain.length > 0) {
    const typed = chain.pop() ?? '';
    const may = legalModifiers(field, chain);
    const isWhole = may.some((name) => name === typed);
    const next = isWhole ? legalModifiers(field, [...chain, typed]).map(asPipe(typed)) : [];
    const all = may.map((name) => ({ label: name, insert: name, detail: aboutModifiers[name] }));
    return complete(place, typed, [...(isWhole ? [...goOn(typed), ...next] : []), ...all], isWhole);
  }
  const isField = [...facts.fields, ...facts.words].some(({ path }) => path === field);
  const likely = (['contains', 'startswith', 'endswith', 're', 'exists', 'cidr', 'fieldref'] as const).map(
    asPipe(field),
  );
  const others = allFields(facts)
    .filter(({ label }) => !place.beside.has(label))
    .map((each) => ({ ...each, insert: quote === '' ? writeKey(each.label) : each.label }));
  return complete(place, raw, [...(isField ? [...goOn(field), ...likely] : []), ...others], isField);
}

function asPipe(raw: string) {
  return (name: ModifierKey): Suggestion => ({
    label: `${raw}|${name}`,
    insert: `${raw}|${name}`,
    detail: aboutModifiers[name],
  });
}

/** Modifiers that may stand behind these, as the matcher reads them. */
export function legalModifiers(field: string, chain: readonly string[]): ModifierKey[] {
  const range = { start: 0, end: 0 };
  const reads = (names: readonly string[]): boolean => {
    const item: DetectionItem = {
      type: 'item',
      field: field === '' ? null : field,
      fieldRange: range,
      modifiers: names.map((name) => ({ name, range })),
      values: [],
      range,
      keyRange: range,
    };
    const { plan, diagnostics } = readPlan(item);
    return plan !== null && !diagnostics.some(({ code }) => code === 'repeated_modifier');
  };
  return (Object.keys(modifiers) as ModifierKey[]).filter((name) => reads([...chain, name]));
}

function completeValue(place: YamlPlace, key: string, facts: CompletionFacts): Completion | null {
  const [field = '', ...chain] = key.split('|');
  if (chain.includes('exists'))
    return words(
      place,
      ['true', 'false'].map((word) => ({ label: word, insert: word, detail: '' })),
    );
  if (chain.includes('fieldref')) return words(place, allFields(facts));
  if (chain.some((name) => !isPlainComparison(name))) return null;
  const known = facts.fields.find(({ path }) => path === field)?.values ?? [];
  const modelled = facts.words.find(({ path }) => path === field)?.values ?? [];
  if (known.length + modelled.length === 0) return null;
  const quote = /^['"]/.exec(place.before)?.[0] ?? '';
  const typed = unquote(quote === '' ? place.before : place.before + quote);
  const style = quote === '"' ? 'double' : quote === '' ? 'plain' : 'single';
  const write = (text: string) => writeText(escapeLiteral(text), style)[0] ?? text;
  const inEvents = known.map(({ text, isText }) => ({
    label: text,
    insert: isText ? write(text) : text,
    detail: texts.completionInEvents,
  }));
  const has = new Set(known.map(({ text }) => text));
  const inModel = modelled
    .filter((text) => !has.has(text))
    .map((text) => ({ label: text, insert: write(text), detail: 'as AWS has it' }));
  const suggestions = [...inEvents, ...inModel];
  return complete(place, typed, suggestions, false, place.before, true);
}

function isPlainComparison(name: string): boolean {
  return ['contains', 'startswith', 'endswith', 'all', 'cased', 'neq'].includes(name);
}

function tagSuggestions({ tags }: CompletionFacts): Suggestion[] {
  return tags.map(({ tag, name }) => ({ label: tag, insert: tag, detail: name, also: name }));
}

/** Those of the events first: the others are only possible. */
function allFields(facts: CompletionFacts): Suggestion[] {
  const known = new Set(facts.fields.map(({ path }) => path));
  const possible = facts.words.filter(({ path }) => !known.has(path));
  return [
    ...facts.fields.map(fieldName(facts)),
    ...possible.map(({ path, about }) => ({ label: path, insert: writeKey(path), detail: about })),
  ];
}

function fieldName({ events }: CompletionFacts) {
  return ({ path, events: having }: FieldFacts): Suggestion => ({
    label: path,
    insert: writeKey(path),
    detail:
      events > 1
        ? plural(events, texts.completionHavingOne, texts.completionHavingMany, { having })
        : texts.completionInEvent,
  });
}

const fromWord = ({ word, about }: Word): Suggestion => ({ label: word, insert: word, detail: about });

function words(place: YamlPlace, suggestions: readonly Suggestion[]): Completion | null {
  return place.kind === 'key' ? null : complete(place, place.before, suggestions);
}

function complete(
  place: YamlPlace,
  typed: string,
  all: readonly Suggestion[],
  mayGoOn = false,
  replaced = typed,
  isFree = false,
): Completion {
  const cursor = place.start + place.before.length;
  const quote = /^['"]/.exec(replaced)?.[0];
  const behind = quote
    ? (new RegExp(`^[^${quote}]*${quote}`).exec(place.after)?.[0] ?? '')
    : (/^[\w.*-]*/.exec(place.after)?.[0] ?? '');
  const standing = typed + (quote ? behind.slice(0, -1) : behind);
  return {
    start: cursor - replaced.length,
    end: cursor + behind.length,
    typed,
    suggestions: rank(
      all.filter(({ label }) => label !== standing),
      typed,
    ),
    isWhole: !mayGoOn && all.some(({ label }) => label === standing),
    isFree,
  };
}
