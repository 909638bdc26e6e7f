// What an index can look for in the values of one field. A predicate needs one of several atoms: no value on which it
// holds is without them all. The opposite does not hold: an atom only makes a rule a candidate.
import { fold } from '../value/fold.ts';
import type { Pieces } from '../value/pattern.ts';
import type { DecidingPredicate, Predicate, TextPredicate } from '../value/predicate.ts';

/** `text` is folded. `present`: the field is there, whatever it holds. */
export type Atom =
  | { readonly type: 'whole' | 'start' | 'end' | 'anywhere'; readonly text: string }
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'present' };

const present: readonly Atom[] = [{ type: 'present' }];

/** Any of them is in a field on which the predicate holds; null where an absent field may do. */
export function atomsOf(predicate: Predicate): readonly Atom[] | null {
  if (predicate.type === 'undecided') return null;
  if (predicate.type === 'field') return predicate.test([], false) ? null : present;
  return valueAtoms(predicate) ?? present;
}

/** null: nothing is known of the value. */
function valueAtoms(predicate: Exclude<DecidingPredicate, { type: 'field' }>): readonly Atom[] | null {
  if (predicate.type === 'text') return textAtoms(predicate);
  if (predicate.type !== 'value' || !predicate.number) return null;
  const { text, asText } = predicate.number;
  // Equal decimals are rounded to the same double, however they are written.
  const number = Number(text);
  const texts = textAtoms(asText);
  return texts && !Number.isNaN(number) ? [...texts, { type: 'number', number }] : null;
}

function textAtoms({ shape }: TextPredicate): readonly Atom[] | null {
  if (!shape) return null;
  if ('pieces' in shape) return patternAtoms(shape.pieces, shape.cased);
  if ('literals' in shape) return literalAtoms(shape.literals);
  const each = shape.spellings.map(textAtoms);
  return each.includes(null) ? null : each.flatMap((atoms) => atoms ?? []);
}

/** The stretch that says most. A pattern without stars and placeholders is one stretch, which is all of the text. */
function patternAtoms({ segments, openStart, openEnd }: Pieces, cased: boolean): readonly Atom[] | null {
  let best: Atom | null = null;
  let length = -1;
  for (const [i, { units, literal }] of segments.entries()) {
    const atStart = i === 0 && !openStart;
    const atEnd = i === segments.length - 1 && !openEnd;
    for (const run of literal === null ? runsOf(units) : [literal]) {
      const text = cased ? foldStretch(run) : run;
      if (text === null) continue;
      const isWhole = literal !== null;
      const type = !isWhole
        ? 'anywhere'
        : atStart && atEnd
          ? 'whole'
          : atStart
            ? 'start'
            : atEnd
              ? 'end'
              : 'anywhere';
      if (text.length <= length || (text === '' && type !== 'whole')) continue;
      length = text.length;
      best = { type, text };
    }
  }
  return best && [best];
}

function runsOf(units: readonly (string | symbol)[]): string[] {
  const runs = [''];
  for (const unit of units) {
    if (typeof unit === 'string') runs[runs.length - 1] += unit;
    else runs.push('');
  }
  return runs;
}

/** Letters beyond ASCII have cases that regular expressions and `fold` may see differently. */
const asciiRun = /[\0-\x7f]+/g;

function literalAtoms(literals: readonly string[]): readonly Atom[] | null {
  const runs = literals.flatMap((literal) => literal.match(asciiRun) ?? []);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? null : [{ type: 'anywhere', text: fold(longest) }];
}

/** Half a pair may be a part of a letter with another case. */
const halfPair = /\p{Surrogate}/u;

/** A part of a text, folded as it is within the folded text; null where that depends on what stands beside it. */
function foldStretch(text: string): string | null {
  return halfPair.test(text) ? null : fold(text);
}
