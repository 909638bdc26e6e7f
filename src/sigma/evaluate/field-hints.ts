// Another field of the event is the one that was meant.
import { fieldTest, readField } from '../compile/item-test.ts';
import type { CompiledItem, CompiledValue } from '../compile/search.ts';
import { readPath } from '../event/path.ts';
import { scalarText } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Fix } from '../source/diagnostic.ts';
import { editDistance, nearestWord } from '../source/nearest-word.ts';
import { fold } from '../value/fold.ts';
import { hint, minTellingLength } from './hint-search.ts';
import type { HintSearch, Leaf, Look } from './hint-search.ts';

/** Edits between a field name and what was meant; fewer in short names. */
const maxSlip = 2;
const lettersASlip = 3;

/** The predicate would match another field of the event. */
const elsewhere: Look = (search, values) => {
  const { item, flip } = search;
  const path = item.item.field ?? '';
  const found = search.leaves.filter(
    (leaf) =>
      leaf.path !== path &&
      values.some((value) => wouldMatch(value, leaf.value)) &&
      matchesAt(search, leaf.path),
  );
  const nearest = bestBy(found, (leaf) => nearness(path, leaf.path));
  if (!nearest) return null;
  const where = flip.item.absentFrom ? `The event has no ${codeSpan(flip.item.absentFrom)}. ` : '';
  return hint(
    search,
    `${where}${codeSpan(nearest.path)} would match.`,
    nearest,
    renameField(item, nearest.path),
  );
};

function wouldMatch({ value, predicate }: CompiledValue, found: EventValue): boolean {
  if (predicate.type !== 'text' || value.text.length < minTellingLength || /^(true|false)$/i.test(value.text))
    return false;
  const text = scalarText(found);
  return text !== null && text !== '' && !/^[*?]+$/.test(value.text) && predicate.test(text, fold(text));
}

/** Whether the whole item would match if it spoke of another field. */
function matchesAt({ item, event }: HintSearch, path: string): boolean {
  const deciding = item.values.flatMap(({ predicate }) =>
    predicate.type === 'undecided' ? [] : [predicate],
  );
  if (deciding.length < item.values.length) return false;
  return fieldTest(item.join, deciding)(readField(event, readPath(path)), event);
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
  const why = sameCase ? 'Field names mind case' : `The event has no ${codeSpan(missing)}`;
  // A field that is merely near would not match either: only a slip of the pen is mended.
  const slips = Math.min(maxSlip, Math.floor(path.length / lettersASlip));
  const isSlip = editDistance(fold(path), fold(nearest), slips) <= slips;
  return hint(
    search,
    `${why}; nearest: ${codeSpan(nearest)}.`,
    leaf,
    isSlip ? renameField(item, nearest) : null,
  );
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
  if (end - start !== item.field?.length || !/^\w(?:[\w.\- ]*[\w.\-])?$/.test(path)) return null;
  return { title: `Change the field to ${codeSpan(path)}`, edits: [{ range: item.fieldRange, text: path }] };
}

export const fieldLooks: readonly Look[] = [elsewhere, nearestField];
