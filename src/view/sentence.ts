// Why a predicate has its verdict, in words. Code stands between backticks.
import type { ItemTrace, Met, Reason, ValueTrace } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { toShort } from './visible.ts';

type Say = (value: ValueTrace, item: ItemTrace) => string;

const hasMatched: Readonly<Record<string, string>> = {
  contains: texts.whyValueContains,
  startswith: texts.whyValueStartsWith,
  endswith: texts.whyValueEndsWith,
  re: texts.whyPatternFindsMatch,
  cidr: texts.whyAddressLiesInNetwork,
  lt: texts.whyNumberSmaller,
  lte: texts.whyNumberNotLarger,
  gt: texts.whyNumberLarger,
  gte: texts.whyNumberNotSmaller,
  minute: texts.whyTimeHasMinute,
  hour: texts.whyTimeHasHour,
  day: texts.whyTimeHasDay,
  week: texts.whyTimeHasWeek,
  month: texts.whyTimeHasMonth,
  year: texts.whyTimeHasYear,
  fieldref: texts.whyBothFieldsHoldSame,
};

const hasDiffered: Readonly<Record<string, string>> = {
  contains: texts.whyValueDoesNotContain,
  startswith: texts.whyValueStartsOtherwise,
  endswith: texts.whyValueEndsOtherwise,
  re: texts.whyPatternFindsNoMatch,
  cidr: texts.whyAddressLiesOutsideNetwork,
  lt: texts.whyNumberNotSmaller,
  lte: texts.whyNumberLarger,
  gt: texts.whyNumberNotLarger,
  gte: texts.whyNumberSmaller,
  minute: texts.whyTimeHasAnotherMinute,
  hour: texts.whyTimeHasAnotherHour,
  day: texts.whyTimeHasAnotherDay,
  week: texts.whyTimeHasAnotherWeek,
  month: texts.whyTimeHasAnotherMonth,
  year: texts.whyTimeHasAnotherYear,
  fieldref: texts.whyTwoFieldsDiffer,
};

const say: Readonly<Record<Reason, Say>> = {
  matched: (value, item) => {
    if (item.field === null) return texts.whyValueEventContains;
    if (value.metCount === 0) return asked(fill(texts.whyAbsent, { field: field(item) }));
    if (item.modifiers.includes('exists')) return asked(fill(texts.whyExists, { field: field(item) }));
    if (value.met[0]?.kind === 'null') return asked(fill(texts.whyNull, { field: field(item) }));
    if (onlyStars.test(value.text)) return texts.whyMatchesAll;
    return operation(hasMatched, item) ?? (hasWildcard(value) ? texts.whyWildcardsFit : texts.whyValueSame);
  },
  field_absent: (value, item) => {
    const absent = fill(texts.whyAbsent, { field: code(item.absentFrom ?? item.field ?? '') });
    return asAsked(value, absent);
  },
  field_null: (value, item) => {
    return asAsked(value, fill(texts.whyNull, { field: field(item) }));
  },
  field_empty: (value, item) => {
    return asAsked(value, fill(texts.whyEmpty, { field: field(item) }));
  },
  no_value: (_, item) => fill(texts.whyNothingToCompare, { field: field(item) }),
  value_differs: (value, item) => {
    const differs =
      operation(hasDiffered, item) ?? (hasWildcard(value) ? texts.whyWildcardsDiffer : texts.whyValueDiffers);
    return value.metCount > 1 ? fill(texts.whyDiffersInAll, { differs, n: value.metCount }) : differs;
  },
  case_differs: () => texts.whyCaseDiffers,
  whitespace_differs: () => texts.whyOnlyWhiteSpaceDiffers,
  type_differs: (value) => {
    const kind = value.met[0]?.kind;
    return kind ? fill(texts.whyTypeDiffers, { kind: kinds[kind] }) : texts.whyValueAnotherType;
  },
  not_numeric: () => texts.whyValueNotNumber,
  not_an_ip: () => texts.whyValueNotIpAddress,
  not_a_date: () => texts.whyValueNotDate,
  field_exists: (value, item) => {
    const exists = fill(texts.whyExists, { field: field(item) });
    return value.verdict === 'match' ? asked(exists) : fill(texts.whyNotAsAsked, { what: exists });
  },
  no_keyword: () => texts.whyNoValueEventContains,
  other_field_absent: (value) => fill(texts.whyOtherAbsent, { field: code(value.text) }),
  excluded: () => texts.whyExcluded,
  regex_timeout: () => texts.whyTimeout,
  broken: () => texts.whyBroken,
};

const onlyStars = /^\*+$/;

/** A `*` or `?` without a backslash that takes its meaning away. */
function hasWildcard({ text }: ValueTrace): boolean {
  return /^(?:[^\\*?]|\\[^])*[*?]/.test(text);
}

const kinds: Readonly<Record<Met['kind'], string>> = {
  string: texts.whyKindText,
  number: texts.whyKindNumber,
  boolean: texts.whyKindBoolean,
  null: 'null',
  object: texts.whyKindObject,
  array: texts.whyKindList,
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
  return item.field === null ? texts.whyValue : code(item.field);
}

function asked(what: string): string {
  return fill(texts.whyAsAsked, { what });
}

function asAsked(value: ValueTrace, what: string): string {
  return value.verdict === 'match' ? asked(what) : what;
}

function code(text: string): string {
  return `\`${toShort(text, 120).replaceAll('`', 'ˋ')}\``;
}
