import type { ScalarNode } from '../document/node.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { placeOf } from './context.ts';
import type { ValueContext } from './context.ts';

/** Texts that one value may expand to. */
export const maxExpansions = 10_000;

/** `%name%`; a backslash before the percent sign takes its meaning away. */
const placeholder = /\\%|%([^%\s]+)%/g;

/** The texts that a value's placeholders make of it; null when one of them has no values. */
export function expandPlaceholders(context: ValueContext, value: ScalarNode): string[] | null {
  // All names are met before one of them stops it.
  for (const [, name] of value.text.matchAll(placeholder))
    if (name !== undefined) context.placeholders.add(name);
  const known = context.options.placeholders ?? {};
  let texts = [''];
  let at = 0;
  for (const match of value.text.matchAll(placeholder)) {
    const literal = value.text.slice(at, match.index) + (match[1] === undefined ? '%' : '');
    at = match.index + match[0].length;
    texts = texts.map((text) => text + literal);
    if (match[1] === undefined) continue;
    const values = Object.hasOwn(known, match[1]) ? known[match[1]] : undefined;
    if (!values || values.length * texts.length > maxExpansions) {
      const why = values
        ? `\`%${match[1]}%\` expands to more than ${maxExpansions} values.`
        : `The placeholder \`%${match[1]}%\` has no values: write them out, or give it some.`;
      context.diagnostics.push(diagnostic('unresolved_placeholder', placeOf(context, value), why));
      return null;
    }
    texts = texts.flatMap((text) => values.map((each) => text + each));
  }
  return texts.map((text) => text + value.text.slice(at));
}
