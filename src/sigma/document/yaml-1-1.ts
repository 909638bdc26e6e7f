// Sigma's specification links YAML 1.2, but the reference loader (PyYAML) reads YAML 1.1: the same plain scalar
// can be another value there.
import type { ScalarNode } from './node.ts';

/** Longer texts are no numbers that anyone means. */
const maxNumberLength = 200;

/** What a YAML 1.1 reader makes of a plain scalar, in words; null where it reads the same. */
export function readingInYaml11(scalar: ScalarNode): string | null {
  if (scalar.style !== 'plain') return null;
  const { text, kind } = scalar;
  if (text.length > maxNumberLength) return null;
  if (/^(yes|Yes|YES|on|On|ON)$/.test(text)) return 'true';
  if (/^(no|No|NO|off|Off|OFF)$/.test(text)) return 'false';
  if (text === '=') return 'an error';
  if (/^[-+]?0[0-7_]+$/.test(text)) return `${text[0] === '-' ? '-' : ''}${octal(text)}`;
  if (/^[-+]?0b[01_]+$/.test(text)) return String(parseInt(text.replace(/_|0b/g, ''), 2));
  if (/^[-+]?[1-9][0-9]*_[0-9_]*$/.test(text)) return text.replace(/_/g, '');
  if (/^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+$/.test(text)) return sexagesimal(text);
  if (/^\d{4}-\d\d?-\d\d?([Tt ].*)?$/.test(text)) return 'a date';
  if (kind === 'number' && /^0o/.test(text)) return 'text';
  if (
    kind === 'number' &&
    /[eE]/.test(text) &&
    !/^[-+]?[\d_]+\.[\d_]*[eE][-+]\d+$/.test(text) &&
    !/^0x/.test(text)
  )
    return 'text';
  return null;
}

function octal(text: string): string {
  return BigInt('0o' + text.replace(/[-+_]/g, '')).toString();
}

function sexagesimal(text: string): string {
  const total = text
    .replace(/[-+_]/g, '')
    .split(':')
    .reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  return `${text[0] === '-' ? '-' : ''}${total}`;
}

/** The scalar as a YAML text that every reader takes for the same string. */
export function quoted(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}
