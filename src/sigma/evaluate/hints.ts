// Nearest misses: for a predicate that should have matched, what in the event is nearest to a match, and the text
// edit of the rule that would take it. Each edit is offered only when the same predicate says that it would match.
import type { CompiledItem, CompiledValue } from '../compile/search.ts';
import { pathOf, pointerOf, visitField, visitLeaves } from '../event/path.ts';
import type { Trail } from '../event/path.ts';
import { scalarText } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';
import { quoted } from '../document/yaml-1-1.ts';
import type { Fix } from '../source/diagnostic.ts';
import { editDistance, nearestWord } from '../source/nearest-word.ts';
import type { Range } from '../source/range.ts';
import { fold } from '../value/fold.ts';
import { hasWildcard, literalText, readTokens } from '../value/pattern.ts';
import { patternPredicate } from '../value/text-predicate.ts';
import { longestCommonPart } from './common-part.ts';
import { placeOf } from './flips.ts';
import type { Flip } from './flips.ts';
import type { Hint } from './trace.ts';

/** Values of one item that are looked at. */
const maxValues = 50;
/** Shorter texts are found everywhere by chance. */
const minTellingLength = 3;
/** The part of a value that must be common before it is called near. */
const nearShare = 0.7;
/** Edits between a field name and what was meant. */
const maxSlip = 2;

interface Leaf {
  readonly path: string;
  readonly pointer: string;
  readonly value: EventValue;
}

export function hintsFor(flip: Flip, item: CompiledItem, event: EventValue, ruleText: string): Hint[] {
  if (item.path === null || item.negated) return [];
  const search: HintSearch = { flip, item, event, ruleText, leaves: leavesOf(event), own: [] };
  visitField(event, item.path, true, (value, trail) => search.own.push(toLeaf(value, trail)));
  const values = flip.value
    ? item.values.filter(({ value }) => sameRange(value.range, flip.value?.range))
    : item.values;
  const looks = [...valueLooks, elsewhere, nearestField];
  const hints = looks.flatMap((look) => look(search, values.slice(0, maxValues)) ?? []);
  return dropSameFix(hints).slice(0, 3);
}

interface HintSearch {
  readonly flip: Flip;
  readonly item: CompiledItem;
  readonly event: EventValue;
  readonly ruleText: string;
  readonly leaves: readonly Leaf[];
  /** The values that the item's own field has. */
  readonly own: Leaf[];
}

type Look = (search: HintSearch, values: readonly CompiledValue[]) => Hint | null;

function leavesOf(event: EventValue): Leaf[] {
  const leaves: Leaf[] = [];
  visitLeaves(event, null, true, (value, trail) => leaves.push(toLeaf(value, trail)));
  return leaves;
}

function toLeaf(value: EventValue, trail: Trail | null): Leaf {
  return { path: pathOf(trail), pointer: pointerOf(trail), value };
}

function sameRange(a: Range, b: Range | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}

function dropSameFix(hints: readonly Hint[]): Hint[] {
  const seen = new Set<string>();
  return hints.filter(({ fix }) => {
    const key = JSON.stringify(fix?.edits ?? []);
    return !fix || (!seen.has(key) && seen.add(key));
  });
}

function hint(search: HintSearch, message: string, leaf: Leaf | null, fix: Fix | null): Hint {
  return {
    range: placeOf(search.flip),
    message,
    ...(leaf ? { pointer: leaf.pointer } : {}),
    ...(fix ? { fix } : {}),
  };
}

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
    return hint(search, `\`${near.text}\` differs only in case.`, near.leaf, {
      title: 'Remove `cased`',
      edits,
    });
  }
  const re = modifiers.find(({ name }) => name === 're');
  if (!re) return null;
  const edits = [{ range: { start: re.range.end, end: re.range.end }, text: '|i' }];
  return hint(search, `\`${near.text}\` would match without regard to case.`, near.leaf, {
    title: 'Add `|i`',
    edits,
  });
};

const spaceOnly: Look = (search, values) => {
  const near = firstNear(search, values, reasonIs('whitespace_differs'));
  if (!near) return null;
  const isWhole = search.item.item.modifiers.length === 0;
  const fix = isWhole ? replaceValue(near.value, near.text) : null;
  return hint(search, `\`${near.text}\` differs only in white space.`, near.leaf, fix);
};

/** A whole, leading or trailing value that stands somewhere else in the field. */
const wouldContain: Look = (search, values) => {
  const anchored = search.item.item.modifiers.find(
    ({ name }) => name === 'startswith' || name === 'endswith',
  );
  if (!anchored && search.item.item.modifiers.length > 0) return null;
  const near = firstNear(search, values, ({ value, predicate }, text) => {
    if (predicate.type !== 'text' || value.text.length < minTellingLength) return false;
    return patternPredicate(readTokens(value.text), 'anywhere', false).test(text, fold(text));
  });
  if (!near) return null;
  const { keyRange, fieldRange } = search.item.item;
  const edit = anchored
    ? { range: anchored.range, text: 'contains' }
    : { range: { start: fieldRange.end, end: fieldRange.end }, text: '|contains' };
  const isInside = fieldRange.end <= keyRange.end;
  return hint(
    search,
    `\`${shorten(near.text)}\` would match with \`|contains\`.`,
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
  const isPart = search.item.item.modifiers.length > 0;
  let best: { share: number; made: Hint } | null = null;
  for (const { value, predicate } of values) {
    const tokens = value.kind === 'string' ? readTokens(value.text) : [];
    if (predicate.type !== 'text' || hasWildcard(tokens) || value.text.length < minTellingLength) continue;
    const wanted = literalText(tokens);
    for (const leaf of search.own) {
      const text = scalarText(leaf.value);
      if (text === null) continue;
      const found = isPart ? commonPart(wanted, text) : similar(wanted, text);
      if (!found || found.share < nearShare || found.share <= (best?.share ?? 0)) continue;
      const message = isPart
        ? `The field holds \`${shorten(found.text)}\`: ${countOf(wanted.length - found.text.length)} of the value missing.`
        : `Nearest value: \`${shorten(found.text)}\`.`;
      const fix = replaceValue({ value, predicate }, escapeWildcards(found.text));
      best = { share: found.share, made: hint(search, message, leaf, fix) };
    }
  }
  return best?.made ?? null;
};

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

const valueLooks: readonly Look[] = [caseOnly, spaceOnly, wouldContain, nearestText];

/** The predicate would match another field of the event. */
const elsewhere: Look = (search, values) => {
  const { item, flip } = search;
  const path = item.item.field ?? '';
  const found = search.leaves.filter(
    (leaf) => leaf.path !== path && values.some((value) => wouldMatch(value, leaf.value)),
  );
  const nearest = bestBy(found, (leaf) => nearness(path, leaf.path));
  if (!nearest) return null;
  const where = flip.item.absentFrom ? `The event has no \`${flip.item.absentFrom}\`. ` : '';
  return hint(search, `${where}\`${nearest.path}\` would match.`, nearest, renameField(item, nearest.path));
};

function wouldMatch({ value, predicate }: CompiledValue, found: EventValue): boolean {
  if (predicate.type !== 'text' || value.text.length < minTellingLength || /^(true|false)$/i.test(value.text))
    return false;
  const text = scalarText(found);
  return text !== null && text !== '' && !/^[*?]+$/.test(value.text) && predicate.test(text, fold(text));
}

/** The field is absent: another case, the same last part elsewhere, or a near spelling. */
const nearestField: Look = (search) => {
  const { item, flip, leaves } = search;
  const path = item.item.field;
  const missing = flip.item.absentFrom;
  if (path === null || missing === undefined) return null;
  const paths = [...new Set(leaves.map((leaf) => leaf.path))];
  const sameCase = paths.find((each) => fold(each) === fold(path));
  const leafName = path.split('.').pop() as string;
  const sameLeaf = bestBy(
    paths.filter((each) => each.split('.').pop() === leafName && each !== path),
    (each) => nearness(path, each),
  );
  const nearest = sameCase ?? sameLeaf ?? nearestWord(path, paths);
  if (nearest === null) return null;
  const leaf = leaves.find((each) => each.path === nearest) as Leaf;
  const why = sameCase ? 'Field names mind case' : `The event has no \`${missing}\``;
  // A field that is merely near would not match either: only a slip of the pen is mended.
  const isSlip = editDistance(fold(path), fold(nearest), maxSlip) <= maxSlip;
  return hint(search, `${why}; nearest: \`${nearest}\`.`, leaf, isSlip ? renameField(item, nearest) : null);
};

/** How near one path is to another: by their common beginning, then their common end, then their length. */
function nearness(a: string, b: string): number {
  const [from, to] = [a.split('.'), b.split('.')];
  let start = 0;
  while (start < from.length && from[start] === to[start]) start++;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    from[from.length - 1 - end] === to[to.length - 1 - end]
  )
    end++;
  return start * 4 + end * 3 - Math.abs(from.length - to.length);
}

function bestBy<T>(items: readonly T[], score: (item: T) => number): T | null {
  let best: T | null = null;
  for (const item of items) if (best === null || score(item) > score(best)) best = item;
  return best;
}

function renameField({ item }: CompiledItem, path: string): Fix | null {
  const { start, end } = item.fieldRange;
  if (end - start !== item.field?.length || !/^[\w.\- ]+$/.test(path)) return null;
  return { title: `Change the field to \`${path}\``, edits: [{ range: item.fieldRange, text: path }] };
}

function replaceValue({ value }: CompiledValue, text: string): Fix | null {
  if (
    value.style === 'block' ||
    value.range.end <= value.range.start ||
    /[\0-\x1f\x7f-\x9f\ud800-\udfff]/.test(text)
  )
    return null;
  return {
    title: `Change the value to \`${shorten(text)}\``,
    edits: [{ range: value.range, text: quoted(text) }],
  };
}

function shorten(text: string): string {
  const [limit, kept] = [80, 77];
  return text.length > limit ? `${text.slice(0, kept)}…` : text;
}
