// The field is there, and its value is nearly the one wanted: case, white space, place, spelling.
import type { CompiledItem, CompiledValue } from '../compile/search.ts';
import { scalarText } from '../event/text.ts';
import { quoted } from '../document/yaml-1-1.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Fix } from '../source/diagnostic.ts';
import { editDistance } from '../source/nearest-word.ts';
import { fold } from '../value/fold.ts';
import { hasWildcard, literalText, readTokens } from '../value/pattern.ts';
import type { Anchor } from '../value/pattern.ts';
import { patternPredicate } from '../value/text-predicate.ts';
import { longestCommonPart } from './common-part.ts';
import { hint, minTellingLength } from './hint-search.ts';
import type { HintSearch, Leaf, Look } from './hint-search.ts';
import type { Hint } from './trace.ts';

/** The part of a value that must be common before it is called near. */
const nearShare = 0.7;

/** The first own value of the field for which a value of the rule is near, in some sense. */
function firstNear(
  { own }: HintSearch,
  values: readonly CompiledValue[],
  isNear: (value: CompiledValue, text: string, leaf: Leaf) => boolean,
): { value: CompiledValue; leaf: Leaf; text: string } | null {
  for (const leaf of own) {
    const text = scalarText(leaf.value);
    if (text === null) continue;
    const value = values.find((each) => isNear(each, text, leaf));
    if (value) return { value, leaf, text };
  }
  return null;
}

function reasonIs(reason: string): (value: CompiledValue, text: string) => boolean {
  return ({ predicate }, text) =>
    predicate.type === 'text' && predicate.inspect(text, fold(text)).reason === reason;
}

const caseOnly: Look = (search, values) => {
  const near = firstNear(search, values, reasonIs('case_differs'));
  if (!near) return null;
  const modifiers = search.item.item.modifiers;
  const cased = modifiers.find(({ name }) => name === 'cased');
  if (cased) {
    const edits = [{ range: { start: cased.range.start - 1, end: cased.range.end }, text: '' }];
    return hint(search, `${codeSpan(near.text)} differs only in case.`, near.leaf, {
      title: 'Remove `cased`',
      edits,
    });
  }
  const re = modifiers.find(({ name }) => name === 're');
  if (!re) return null;
  const edits = [{ range: { start: re.range.end, end: re.range.end }, text: '|i' }];
  return hint(search, `${codeSpan(near.text)} would match without regard to case.`, near.leaf, {
    title: 'Add `|i`',
    edits,
  });
};

const spaceOnly: Look = (search, values) => {
  const near = firstNear(search, values, reasonIs('whitespace_differs'));
  if (!near) return null;
  const isWhole = search.item.item.modifiers.length === 0;
  const fix = isWhole ? replaceValue(near.value, escapeWildcards(near.text)) : null;
  return hint(search, `${codeSpan(near.text)} differs only in white space.`, near.leaf, fix);
};

/** A whole, leading or trailing value that stands somewhere else in the field. */
const wouldContain: Look = (search, values) => {
  const { modifiers } = search.item.item;
  const anchored = modifiers.find(({ name }) => name === 'startswith' || name === 'endswith');
  if (!modifiers.every(({ name }) => name === 'all' || name === 'cased' || name === anchored?.name))
    return null;
  const cased = modifiers.some(({ name }) => name === 'cased');
  const near = firstNear(search, values, ({ value, predicate }, text) => {
    if (predicate.type !== 'text' || value.text.length < minTellingLength) return false;
    return patternPredicate(readTokens(value.text), 'anywhere', cased).test(text, fold(text));
  });
  if (!near) return null;
  const { keyRange, fieldRange } = search.item.item;
  const edit = anchored
    ? { range: anchored.range, text: 'contains' }
    : { range: { start: fieldRange.end, end: fieldRange.end }, text: '|contains' };
  const isInside = fieldRange.end <= keyRange.end;
  return hint(
    search,
    `${codeSpan(near.text)} would match with \`|contains\`.`,
    near.leaf,
    isInside ? { title: 'Use `|contains`', edits: [edit] } : null,
  );
};

/** Text that shares most of the value. */
const nearestText: Look = (search, values) => {
  if (
    !search.item.item.modifiers.every(({ name }) =>
      ['contains', 'startswith', 'endswith', 'all'].includes(name),
    )
  )
    return null;
  const anchor = anchorOf(search.item);
  const isPart = anchor !== 'whole';
  let best: { share: number; made: Hint } | null = null;
  for (const { value, predicate } of values) {
    const tokens = value.kind === 'string' ? readTokens(value.text) : [];
    if (predicate.type !== 'text' || hasWildcard(tokens) || value.text.length < minTellingLength) continue;
    const wanted = literalText(tokens);
    for (const leaf of search.own) {
      const text = scalarText(leaf.value);
      if (text === null) continue;
      const found = isPart ? commonPart(wanted, text) : similar(wanted, text);
      // All of the value is there, only elsewhere: that is said above.
      if (isPart && found?.share === 1) continue;
      if (!found || found.share < nearShare || found.share <= (best?.share ?? 0)) continue;
      const message = isPart
        ? `The field holds ${codeSpan(found.text)}: ${countOf(wanted.length - found.text.length)} of the value missing.`
        : `Nearest value: ${codeSpan(found.text)}.`;
      const edited = escapeWildcards(found.text);
      const fits = patternPredicate(readTokens(edited), anchor, false).test(text, fold(text));
      const fix = fits ? replaceValue({ value, predicate }, edited) : null;
      best = { share: found.share, made: hint(search, message, leaf, fix) };
    }
  }
  return best?.made ?? null;
};

function anchorOf({ item }: CompiledItem): Anchor {
  const names = item.modifiers.map(({ name }) => name);
  if (names.includes('contains')) return 'anywhere';
  return names.includes('startswith') ? 'start' : names.includes('endswith') ? 'end' : 'whole';
}

function commonPart(wanted: string, text: string): { text: string; share: number } | null {
  const part = longestCommonPart(fold(wanted), fold(text));
  return part && { text: wanted.slice(part.start, part.end), share: (part.end - part.start) / wanted.length };
}

function similar(wanted: string, text: string): { text: string; share: number } | null {
  const limit = Math.floor(wanted.length / 3);
  const distance = editDistance(fold(wanted), fold(text), limit);
  return distance > limit ? null : { text, share: 1 - distance / Math.max(wanted.length, 1) };
}

function countOf(characters: number): string {
  return characters === 1 ? '1 character' : `${characters} characters`;
}

function escapeWildcards(text: string): string {
  return text.replace(/[*?]/g, '\\$&').replace(/\\(?=\\|$)/g, '\\\\');
}

export const valueLooks: readonly Look[] = [caseOnly, spaceOnly, wouldContain, nearestText];

function replaceValue({ value }: CompiledValue, text: string): Fix | null {
  if (
    value.style === 'block' ||
    value.range.end <= value.range.start ||
    /[\0-\x1f\x7f-\x9f\ud800-\udfff]/.test(text)
  )
    return null;
  return {
    title: `Change the value to ${codeSpan(text)}`,
    edits: [{ range: value.range, text: quoted(text) }],
  };
}
