// Why a predicate has its verdict, in words. Code stands between backticks.
import type { ItemTrace, Met, Reason, ValueTrace } from '../sigma/index.ts';
import { toShort } from './visible.ts';

type Say = (value: ValueTrace, item: ItemTrace) => string;

const hasMatched: Readonly<Record<string, string>> = {
  contains: 'the value contains it',
  startswith: 'the value starts with it',
  endswith: 'the value ends with it',
  re: 'the pattern finds a match',
  cidr: 'the address lies in this network',
  lt: 'the number is smaller',
  lte: 'the number is not larger',
  gt: 'the number is larger',
  gte: 'the number is not smaller',
  minute: 'the time has this minute',
  hour: 'the time has this hour',
  day: 'the time has this day',
  week: 'the time has this week',
  month: 'the time has this month',
  year: 'the time has this year',
  fieldref: 'both fields hold the same',
};

const hasDiffered: Readonly<Record<string, string>> = {
  contains: 'the value does not contain it',
  startswith: 'the value starts otherwise',
  endswith: 'the value ends otherwise',
  re: 'the pattern finds no match',
  cidr: 'the address lies outside this network',
  lt: 'the number is not smaller',
  lte: 'the number is larger',
  gt: 'the number is not larger',
  gte: 'the number is smaller',
  minute: 'the time has another minute',
  hour: 'the time has another hour',
  day: 'the time has another day',
  week: 'the time has another week',
  month: 'the time has another month',
  year: 'the time has another year',
  fieldref: 'the two fields differ',
};

const say: Readonly<Record<Reason, Say>> = {
  matched: (value, item) => {
    if (item.field === null) return 'a value of the event contains it';
    if (value.metCount === 0) return `the event has no ${field(item)}, as the rule asks`;
    if (item.modifiers.includes('exists')) return `the event has ${field(item)}, as the rule asks`;
    if (value.met[0]?.kind === 'null') return `${field(item)} is null, as the rule asks`;
    if (onlyStars.test(value.text)) return '`*` matches every text';
    return (
      operation(hasMatched, item) ??
      (hasWildcard(value) ? 'the wildcards fit the value' : 'the value is the same')
    );
  },
  field_absent: (value, item) => {
    const absent = `the event has no \`${quote(item.absentFrom ?? item.field ?? '')}\``;
    return value.verdict === 'match' ? `${absent}, as the rule asks` : absent;
  },
  field_null: (value, item) => {
    const isNull = `${field(item)} is null`;
    return value.verdict === 'match' ? `${isNull}, as the rule asks` : isNull;
  },
  field_empty: (value, item) => {
    const isEmpty = `${field(item)} is an empty text`;
    return value.verdict === 'match' ? `${isEmpty}, as the rule asks` : isEmpty;
  },
  no_value: (_, item) => `${field(item)} holds no value to compare`,
  value_differs: (value, item) => {
    const differs =
      operation(hasDiffered, item) ??
      (hasWildcard(value) ? 'the wildcards do not fit the value' : 'the value differs');
    return value.metCount > 1 ? `${differs}, in none of ${value.metCount} places` : differs;
  },
  case_differs: () => 'only upper and lower case differ',
  whitespace_differs: () => 'only white space differs',
  type_differs: (value) => {
    const kind = value.met[0]?.kind;
    return kind ? `the value is ${kinds[kind]}, which this cannot equal` : 'the value is of another type';
  },
  not_numeric: () => 'the value is not a number',
  not_an_ip: () => 'the value is not an IP address',
  not_a_date: () => 'the value is not a date',
  field_exists: (value, item) => {
    const exists = `the event has ${field(item)}`;
    return value.verdict === 'match' ? `${exists}, as the rule asks` : `${exists}, the rule wants it absent`;
  },
  no_keyword: () => 'no value of the event contains it',
  other_field_absent: (value) => `the event has no \`${quote(value.text)}\` to compare with`,
  excluded: () => 'the value is the one that the rule excludes',
  regex_timeout: () => 'stopped: the pattern took too long on this value',
  broken: () => 'this part of the rule cannot be read',
};

const onlyStars = /^\*+$/;

/** A `*` or `?` without a backslash that takes its meaning away. */
function hasWildcard({ text }: ValueTrace): boolean {
  return /^(?:[^\\*?]|\\[^])*[*?]/.test(text);
}

const kinds: Readonly<Record<Met['kind'], string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
  object: 'an object',
  array: 'a list',
};

export function toSentence(value: ValueTrace, item: ItemTrace): string {
  const sentence = say[value.reason](value, item);
  return value.note ? `${sentence}. ${toShort(value.note, 200)}` : sentence;
}

function operation(words: Readonly<Record<string, string>>, item: ItemTrace): string | undefined {
  const name = item.modifiers.findLast((modifier) => modifier in words);
  return name === undefined ? undefined : words[name];
}

function field(item: ItemTrace): string {
  return item.field === null ? 'value' : `\`${quote(item.field)}\``;
}

function quote(text: string): string {
  return toShort(text, 120).replaceAll('`', 'ˋ');
}
