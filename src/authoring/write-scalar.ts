// Values of events as they stand in a rule: escaped for Sigma, then written for YAML.
import { ExactNumber } from '../sigma/index.ts';

export type EventScalar = string | number | boolean | null | ExactNumber;

/** How texts are quoted where they need not be. */
export type QuoteStyle = 'plain' | 'single' | 'double';

/** The Sigma value that stands for exactly this text: wildcards, and what would escape, are escaped. */
export function escapeLiteral(text: string): string {
  return text.replace(/[*?]|\\(?=[*?\\])/g, '\\$&');
}

/**
 * YAML for a value, on one line; the first way of writing is the one to take, unless a reader takes it for something
 * else.
 */
export function writeValue(value: EventScalar, style: QuoteStyle): readonly string[] {
  if (typeof value === 'string') return writeText(escapeLiteral(value), style);
  const text = value instanceof ExactNumber ? value.text : String(value);
  // Other numbers are none to readers of YAML 1.1.
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$|^[a-z]+$/.test(text) ? [text, single(text)] : [single(text), text];
}

export function writeText(text: string, style: QuoteStyle): readonly string[] {
  if (mustEscape.test(text)) return [double(text)];
  if (style === 'double') return [double(text), single(text)];
  return style === 'plain' && isPlain(text) ? [text, single(text)] : [single(text), double(text)];
}

export function writeKey(key: string): string {
  if (/^[A-Za-z_][\w.|-]*$/.test(key) && !isOtherType.test(key)) return key;
  return mustEscape.test(key) ? double(key) : single(key);
}

/** What quotes alone cannot hold, or nobody would see. */
const mustEscape =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|\p{Surrogate}/u;

const isOtherType = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** Stricter than YAML: whatever might be read as something else is quoted. */
function isPlain(text: string): boolean {
  return /^[A-Za-z/$_][\w./$@+=:\\ -]*$/.test(text) && !/:(?:\s|$)|\s$/.test(text) && !isOtherType.test(text);
}

const single = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** JSON's texts are YAML's, once what JSON leaves as it is has been escaped. */
function double(text: string): string {
  return JSON.stringify(text).replace(new RegExp(mustEscape, 'gu'), (char) =>
    char.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
