// A short text that a regular expression probably matches: whoever needs to be sure tries it.
import type { ActiveFlags } from './pattern-reader.ts';
import type { RegexNode, SetNode } from './regex-node.ts';
import { readRegex } from './read-regex.ts';

/** Undefined for patterns that cannot be read. */
export function exampleText(pattern: string, flags: Omit<ActiveFlags, 'extended'>): string | undefined {
  const read = readRegex(pattern, flags);
  return 'problem' in read ? undefined : textOf(read.tree, new Map());
}

/** What is cut off there does not match, and is not worth making. */
const maxLength = 2000;

function textOf(node: RegexNode, groups: Map<number, string>): string {
  switch (node.type) {
    case 'set':
      return charOf(node);
    case 'sequence':
      return node.parts
        .map((part) => textOf(part, groups))
        .join('')
        .slice(0, maxLength);
    case 'alternation':
      return node.branches[0] ? textOf(node.branches[0], groups) : '';
    case 'group': {
      const text = textOf(node.body, groups);
      groups.set(node.index, text);
      return text;
    }
    case 'atomic':
      return textOf(node.body, groups);
    case 'repeat':
      if (node.min === 0) return '';
      return textOf(node.body, groups).repeat(Math.min(node.min, maxLength)).slice(0, maxLength);
    case 'reference':
      return groups.get(node.index) ?? '';
    // What is looked for around a place is left to luck.
    case 'look':
    case 'anchor':
      return '';
  }
}

/** The most ordinary character of a set. */
function charOf({ char, set }: SetNode): string {
  if (char !== null) return char;
  const has = (code: number): boolean =>
    set.some((first, i) => i % 2 === 0 && first <= code && code <= (set[i + 1] ?? first));
  for (const code of ordinary) if (has(code)) return String.fromCodePoint(code);
  return String.fromCodePoint(set[0] ?? 0);
}

const ordinary = [...'ax1A_-. /\\'].map((each) => each.codePointAt(0) ?? 0);
