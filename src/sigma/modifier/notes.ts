// What each value modifier does, for hover texts and documentation: apart from the table that every reader of rules
// carries.
import type { ModifierKey } from './table.ts';

/** One sentence a modifier. */
export const aboutModifiers: Readonly<Record<ModifierKey, string>> = {
  contains: 'The value stands anywhere in the field.',
  startswith: 'The field begins with the value.',
  endswith: 'The field ends with the value.',
  windash: 'A dash or slash that begins a word stands for any of - / – — ―.',
  utf16le: 'The value as UTF-16, little-endian.',
  wide: 'Another name of utf16le.',
  utf16be: 'The value as UTF-16, big-endian.',
  utf16: 'The value as UTF-16 behind a byte order mark.',
  base64: 'The value in base64.',
  base64offset: 'The value inside base64 text, at any of the three alignments.',
  re: 'The value is a regular expression, found anywhere in the field.',
  i: 'The regular expression disregards case.',
  m: '^ and $ stand at each line of the field.',
  s: 'The dot stands for line breaks too.',
  cidr: 'The field is an address in this network.',
  lt: 'The field is less than the value.',
  lte: 'The field is at most the value.',
  gt: 'The field is greater than the value.',
  gte: 'The field is at least the value.',
  minute: 'The minute of the field, in UTC.',
  hour: 'The hour of the field, in UTC.',
  day: 'The day of the month of the field, in UTC.',
  week: 'The ISO week of the field, in UTC.',
  month: 'The month of the field, in UTC.',
  year: 'The year of the field, in UTC.',
  fieldref: 'The value is the name of another field of the event.',
  exists: 'Whether the field is there, whatever it holds.',
  expand: '%placeholders% stand for their values.',
  cased: 'Upper and lower case differ.',
  all: 'All values must match, not just one.',
  neq: 'The field matches none of the values.',
};
