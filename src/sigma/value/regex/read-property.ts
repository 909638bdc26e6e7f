import type { CharSet } from './char-set.ts';
import { complementOf } from './char-set.ts';
import type { PatternReader } from './pattern-reader.ts';

const generalCategories = /^(?:C[cfnos]?|L[lmotu&]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?|Any)$/;

/** Reads a Unicode property, the reader standing after `\p` or `\P`. */
export function readProperty(reader: PatternReader, start: number, letter: 'p' | 'P'): CharSet {
  const match = reader.acceptMatch(/\{(\^?)([^{}]{0,40})\}|()([A-Za-z])/y);
  if (!match)
    throw reader.syntax(start, `After \`\\${letter}\` stands a property in braces, such as \`{Lu}\`.`);
  reader.noteOutside(start, 'Unicode properties');
  const name = match[2] ?? match[4]!;
  if (!generalCategories.test(name)) {
    const mend = 'Use a general category such as `\\p{L}` or `\\p{Nd}`, or list the characters.';
    throw reader.unsupported(start, `The Unicode property \`${name}\` is not supported. ${mend}`);
  }
  if (reader.flags.ignoreCase && /^L[ltu]$/.test(name)) {
    const mend = 'Write `\\p{L&}` for a letter of either case.';
    throw reader.unsupported(start, `Engines disagree on \`\\p{${name}}\` when case is ignored. ${mend}`);
  }
  const set = categorySet(name);
  return (letter === 'P') !== (match[1] === '^') ? complementOf(set) : set;
}

const categorySets = new Map<string, CharSet>();

/** Asks the browser, which knows Unicode: a property is spelled out as ranges so that all engines read it alike. */
function categorySet(name: string): CharSet {
  const known = categorySets.get(name);
  if (known) return known;
  const property = name === 'L&' ? '[\\p{Lu}\\p{Ll}\\p{Lt}]' : name === 'Any' ? '[^]' : `\\p{${name}}`;
  const isInside = new RegExp(`^${property}$`, 'u');
  const set: number[] = [];
  let first = -1;
  for (let codePoint = 0; codePoint <= 0x110000; codePoint++) {
    const inside = codePoint < 0x110000 && isInside.test(String.fromCodePoint(codePoint));
    if (inside && first < 0) first = codePoint;
    else if (!inside && first >= 0) {
      set.push(first, codePoint - 1);
      first = -1;
    }
  }
  categorySets.set(name, set);
  return set;
}
