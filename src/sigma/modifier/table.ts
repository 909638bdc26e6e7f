// The value modifiers as a grid. A new modifier is a new row, and a case where its `gives` is compiled.
import type { WideEncoding } from '../value/encoding.ts';
import type { Comparison } from '../value/comparison-predicate.ts';
import type { Anchor } from '../value/pattern.ts';
import type { TimePart } from '../value/time-part.ts';

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

/** What a value modifier is and where it may stand. `notes.ts` says what it does. */
export interface ModifierRow {
  readonly kind: 'transformation' | 'type' | 'list';
  /** The states it can follow. */
  readonly after: readonly ValueState[];
  /** The state it leads to; `same` keeps it. */
  readonly gives: ValueState | 'same';
  /** Whether `contains`, `startswith` or `endswith` may stand before it. */
  readonly afterAnchor: boolean;
  readonly sets: Setting;
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
): ModifierRow {
  return { kind, after, gives, afterAnchor, sets };
}

/** Spec: appendix "Sigma modifiers" 2.1.0. */
// prettier-ignore
export const modifiers = {
  //                   kind              after             gives     after anchor?  sets
  contains:     row('transformation', textual,          'same',     false, { anchor: 'anywhere' }),
  startswith:   row('transformation', textual,          'same',     false, { anchor: 'start' }),
  endswith:     row('transformation', textual,          'same',     false, { anchor: 'end' }),
  windash:      row('transformation', ['text'],         'same',     true,  { flag: 'windash' }),
  utf16le:      row('transformation', ['text'],         'wide',     false, { encode: 'utf16le' }),
  wide:         row('transformation', ['text'],         'wide',     false, { encode: 'utf16le' }),
  utf16be:      row('transformation', ['text'],         'wide',     false, { encode: 'utf16be' }),
  utf16:        row('transformation', ['text'],         'wide',     false, { encode: 'utf16' }),
  base64:       row('transformation', encodable,        'base64',   false, { encode: 'base64' }),
  base64offset: row('transformation', encodable,        'offsets',  false, { encode: 'base64offset' }),
  re:           row('type',           ['text'],         'regex',    false, null),
  i:            row('type',           ['regex'],        'same',     false, { regexFlag: 'i' }),
  m:            row('type',           ['regex'],        'same',     false, { regexFlag: 'm' }),
  s:            row('type',           ['regex'],        'same',     false, { regexFlag: 's' }),
  cidr:         row('type',           ['text'],         'cidr',     false, null),
  lt:           row('type',           ['text', 'time'], 'compare',  false, { comparison: 'lt' }),
  lte:          row('type',           ['text', 'time'], 'compare',  false, { comparison: 'lte' }),
  gt:           row('type',           ['text', 'time'], 'compare',  false, { comparison: 'gt' }),
  gte:          row('type',           ['text', 'time'], 'compare',  false, { comparison: 'gte' }),
  minute:       row('type',           ['text'],         'time',     false, { timePart: 'minute' }),
  hour:         row('type',           ['text'],         'time',     false, { timePart: 'hour' }),
  day:          row('type',           ['text'],         'time',     false, { timePart: 'day' }),
  week:         row('type',           ['text'],         'time',     false, { timePart: 'week' }),
  month:        row('type',           ['text'],         'time',     false, { timePart: 'month' }),
  year:         row('type',           ['text'],         'time',     false, { timePart: 'year' }),
  fieldref:     row('type',           ['text'],         'fieldref', true,  null),
  exists:       row('type',           ['text'],         'exists',   false, null),
  expand:       row('transformation', ['text', 'regex'], 'same',    true,  { flag: 'expand' }),
  cased:        row('transformation', [...textual, 'regex'], 'same', true, { flag: 'cased' }),
  all:          row('list',           anything,         'same',     true,  { flag: 'all' }),
  neq:          row('list',           anything,         'same',     true,  { flag: 'neq' }),
} as const satisfies Record<string, ModifierRow>;

export type ModifierKey = keyof typeof modifiers;

export function isModifier(name: string): name is ModifierKey {
  return Object.hasOwn(modifiers, name);
}
