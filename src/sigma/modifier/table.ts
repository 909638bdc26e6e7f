// The value modifiers as a grid. A new modifier is a new row, and a case where its `gives` is compiled.
import type { WideEncoding } from '../value/encoding.ts';
import type { Comparison } from '../value/number-predicate.ts';
import type { Anchor } from '../value/pattern.ts';
import type { TimePart } from '../value/time.ts';

/** What the values of a detection item have become after the modifiers so far. */
export type ValueState =
  | 'text'
  /** Bytes of a UTF-16 encoding. */
  | 'wide'
  /** Base64 text. */
  | 'base64'
  /** Base64 text in three alignments. */
  | 'offsets'
  | 'regex'
  | 'cidr'
  | 'compare'
  | 'time'
  | 'fieldref'
  | 'exists';

export type RegexFlag = 'i' | 'm' | 's';

/** What a value modifier is and where it may stand. */
export interface ModifierRow {
  readonly kind: 'transformation' | 'type' | 'list';
  /** The states it can follow. */
  readonly after: readonly ValueState[];
  /** The state it leads to; `same` keeps it. */
  readonly gives: ValueState | 'same';
  /** Whether `contains`, `startswith` or `endswith` may stand before it. */
  readonly afterAnchor: boolean;
  readonly sets: Setting;
  /** One sentence for hover texts and documentation. */
  readonly about: string;
}

type Setting =
  | { readonly anchor: Exclude<Anchor, 'whole'> }
  | { readonly encode: WideEncoding | 'base64' | 'base64offset' }
  | { readonly regexFlag: RegexFlag }
  | { readonly comparison: Comparison }
  | { readonly timePart: TimePart }
  | { readonly flag: 'all' | 'cased' | 'neq' | 'windash' | 'expand' }
  | null;

const textual: readonly ValueState[] = ['text', 'wide', 'base64', 'offsets', 'fieldref'];
const anything: readonly ValueState[] = [...textual, 'regex', 'cidr', 'compare', 'time'];
const encodable: readonly ValueState[] = ['text', 'wide', 'base64'];

function row(
  kind: ModifierRow['kind'],
  after: readonly ValueState[],
  gives: ModifierRow['gives'],
  afterAnchor: boolean,
  sets: Setting,
  about: string,
): ModifierRow {
  return { kind, after, gives, afterAnchor, sets, about };
}

/** Spec: appendix "Sigma modifiers" 2.1.0. */
// prettier-ignore
export const modifiers = {
  //                   kind              after             gives     after anchor?  sets
  contains:     row('transformation', textual,          'same',     false, { anchor: 'anywhere' },      'The value stands anywhere in the field.'),
  startswith:   row('transformation', textual,          'same',     false, { anchor: 'start' },         'The field begins with the value.'),
  endswith:     row('transformation', textual,          'same',     false, { anchor: 'end' },           'The field ends with the value.'),
  windash:      row('transformation', ['text'],         'same',     true,  { flag: 'windash' },         'A dash or slash that begins a word stands for any of - / – — ―.'),
  utf16le:      row('transformation', ['text'],         'wide',     false, { encode: 'utf16le' },       'The value as UTF-16, little-endian.'),
  wide:         row('transformation', ['text'],         'wide',     false, { encode: 'utf16le' },       'Another name of utf16le.'),
  utf16be:      row('transformation', ['text'],         'wide',     false, { encode: 'utf16be' },       'The value as UTF-16, big-endian.'),
  utf16:        row('transformation', ['text'],         'wide',     false, { encode: 'utf16' },         'The value as UTF-16 behind a byte order mark.'),
  base64:       row('transformation', encodable,        'base64',   false, { encode: 'base64' },        'The value in base64.'),
  base64offset: row('transformation', encodable,        'offsets',  false, { encode: 'base64offset' },  'The value inside base64 text, at any of the three alignments.'),
  re:           row('type',           ['text'],         'regex',    false, null,                        'The value is a regular expression, found anywhere in the field.'),
  i:            row('type',           ['regex'],        'same',     false, { regexFlag: 'i' },          'The regular expression disregards case.'),
  m:            row('type',           ['regex'],        'same',     false, { regexFlag: 'm' },          '^ and $ stand at each line of the field.'),
  s:            row('type',           ['regex'],        'same',     false, { regexFlag: 's' },          'The dot stands for line breaks too.'),
  cidr:         row('type',           ['text'],         'cidr',     false, null,                        'The field is an address in this network.'),
  lt:           row('type',           ['text', 'time'], 'compare',  false, { comparison: 'lt' },        'The field is less than the value.'),
  lte:          row('type',           ['text', 'time'], 'compare',  false, { comparison: 'lte' },       'The field is at most the value.'),
  gt:           row('type',           ['text', 'time'], 'compare',  false, { comparison: 'gt' },        'The field is greater than the value.'),
  gte:          row('type',           ['text', 'time'], 'compare',  false, { comparison: 'gte' },       'The field is at least the value.'),
  minute:       row('type',           ['text'],         'time',     false, { timePart: 'minute' },      'The minute of the field, in UTC.'),
  hour:         row('type',           ['text'],         'time',     false, { timePart: 'hour' },        'The hour of the field, in UTC.'),
  day:          row('type',           ['text'],         'time',     false, { timePart: 'day' },         'The day of the month of the field, in UTC.'),
  week:         row('type',           ['text'],         'time',     false, { timePart: 'week' },        'The ISO week of the field, in UTC.'),
  month:        row('type',           ['text'],         'time',     false, { timePart: 'month' },       'The month of the field, in UTC.'),
  year:         row('type',           ['text'],         'time',     false, { timePart: 'year' },        'The year of the field, in UTC.'),
  fieldref:     row('type',           ['text'],         'fieldref', true,  null,                        'The value is the name of another field of the event.'),
  exists:       row('type',           ['text'],         'exists',   false, null,                        'Whether the field is there, whatever it holds.'),
  expand:       row('transformation', ['text', 'regex'], 'same',    true,  { flag: 'expand' },          '%placeholders% stand for their values.'),
  cased:        row('transformation', [...textual, 'regex'], 'same', true, { flag: 'cased' },           'Upper and lower case differ.'),
  all:          row('list',           anything,         'same',     true,  { flag: 'all' },             'All values must match, not just one.'),
  neq:          row('list',           anything,         'same',     true,  { flag: 'neq' },             'The field matches none of the values.'),
} as const satisfies Record<string, ModifierRow>;

export type ModifierKey = keyof typeof modifiers;

export function isModifier(name: string): name is ModifierKey {
  return Object.hasOwn(modifiers, name);
}
