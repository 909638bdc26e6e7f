// Events in YAML, as a document holds them. Numbers keep their text.
import type { DocumentNode, ScalarNode } from '../document/node.ts';
import { readJsonText } from '../event/json.ts';
import type { EventValue } from '../event/value.ts';

/** Code units of all that one text's events hold together: aliases could make more of it than any memory has. */
const maxExpandedLength = 16_000_000;

export class EventReader {
  #left = maxExpandedLength;

  /** The value that a node stands for; null when aliases make too much of it. */
  read(node: DocumentNode): { readonly value: EventValue } | null {
    const value = this.#valueOf(node);
    return this.#left < 0 ? null : { value };
  }

  #valueOf(node: DocumentNode): EventValue {
    this.#left--;
    if (this.#left < 0) return null;
    if (node.type === 'sequence') return node.items.map((item) => this.#valueOf(item));
    if (node.type === 'scalar') {
      this.#left -= node.text.length;
      return scalarValue(node);
    }
    const object: Record<string, EventValue> = {};
    for (const { key, value } of node.entries) {
      this.#left -= key.text.length;
      // `object['__proto__'] = …` would set the prototype.
      Object.defineProperty(object, key.text, {
        value: this.#valueOf(value),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return object;
  }
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[-+]?\d+)?$/i;

function scalarValue({ kind, text, style }: ScalarNode): EventValue {
  if (kind === 'null') return null;
  if (kind === 'boolean') return text.toLowerCase() === 'true';
  // Beyond the numbers of JavaScript, YAML's reader takes a number for a text.
  return style === 'plain' && (kind === 'number' || jsonNumber.test(text)) ? numberValue(text) : text;
}

/** Digits with a zero before them are an identifier that someone forgot to quote: readers differ, and JSON has none. */
function numberValue(text: string): EventValue {
  const based = /^0[xo][\da-f]+$/i.test(text) ? String(BigInt(text)) : text;
  const json = based
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=e|$)/i, '');
  const read = jsonNumber.test(json) ? readJsonText(json) : null;
  return read && 'value' in read ? read.value : text;
}
