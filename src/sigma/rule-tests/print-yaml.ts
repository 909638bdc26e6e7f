// A value as block YAML that readers of YAML 1.1 and 1.2 take for the same. Our own: the page leaves the printer of the
// yaml package out, and that one would not keep the text of numbers.
import { scalarText } from '../event/text.ts';
import { isEventObject } from '../event/value.ts';
import type { EventValue } from '../event/value.ts';

/** Without a line break at the end. `indent`: columns of a level. */
export function printYaml(value: EventValue, indent: number): string {
  return printBlock(value, 0, indent).replace(/^\n/, '');
}

/** What stands after a key or a dash: on its line, or on lines of its own, in `column`. */
function printBlock(value: EventValue, column: number, indent: number): string {
  const margin = `\n${' '.repeat(column)}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return value
      .map((item: EventValue) => `${margin}- ${printBlock(item, column + 2, indent).trimStart()}`)
      .join('');
  }
  if (typeof value === 'string') return printText(value, column);
  if (value === null || !isEventObject(value)) return scalarText(value) ?? 'null';
  const keys = Object.keys(value);
  if (keys.length === 0) return '{}';
  return keys
    .map((key) => {
      const inner = value[key] as EventValue;
      const printed = printBlock(inner, column + indent, indent);
      return `${margin}${printKey(key)}:${printed.startsWith('\n') ? '' : ' '}${printed}`;
    })
    .join('');
}

/** Begins with a letter, and says nothing but itself. */
const plain = /^[a-z_/](?:[\w ./@+*=()%$~^;?!&|<>\\'"-]|[:,](?! )|#(?<! #))*$/i;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const meaning = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
/** Not to be shown as they are: control characters, what hides or reorders, line breaks of another kind. */
const hidden =
  /[^\t\n\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ud7ff\ue000-\ufdff\ufe10-\ufefe\uff00-\uffef\u{10000}-\u{10ffff}]/u;

function printText(text: string, column: number): string {
  // Lines that begin with white space would need to say how deep they are; those that end with it lose it in editors.
  const isBlock = /^\S[^]*\n/.test(text) && !/\n\n$|[ \t](?:\n|$)|\n[ \t]/.test(text) && !hidden.test(text);
  if (!isBlock) return printKey(text);
  const lines = text.replace(/\n$/, '').split('\n');
  const body = lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line)).join('\n');
  return `|${text.endsWith('\n') ? '' : '-'}\n${body}`;
}

/** On one line. */
function printKey(text: string): string {
  const isPlain = plain.test(text) && !/[: ]$/.test(text) && !meaning.test(text);
  if (isPlain || uuid.test(text)) return text;
  if (!hidden.test(text) && !/[\t\n]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replace(/[\x7f-\uffff]/gu, (each) =>
    hidden.test(each) ? `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}` : each,
  );
}
