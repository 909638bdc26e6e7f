import type { CompiledRule } from '../compile/compile-rule.ts';
import type { EventValue } from '../event/value.ts';
import type { Range } from '../source/range.ts';
import { explain } from './explain.ts';
import { flipsOf, placeOf } from './flips.ts';
import { mayBeOneShort } from './least-flips.ts';

/** The predicate that alone keeps a rule from matching. */
export interface OneShort {
  /** `eventName: StopLogging`; `not` where it excludes the event. */
  readonly predicate: string;
  readonly range: Range;
}

const maxLength = 200;

/** null when the rule matches, or more than one predicate would have to flip: most of these cost little. */
export function oneShort(compiled: CompiledRule, event: EventValue): OneShort | null {
  if (compiled.refused || !mayBeOneShort(compiled, event)) return null;
  const flips = flipsOf(explain(compiled, event));
  const [flip] = flips ?? [];
  if (!flip || flips?.length !== 1) return null;
  const { item, value, wanted } = flip;
  const name = [item.field ?? '', ...item.modifiers].join('|');
  const texts = value ? [value.text] : item.values.map(({ text }) => text);
  const words = `${wanted === 'miss' ? 'not ' : ''}${name === '' ? '' : `${name}: `}${texts.join(', ')}`;
  return { predicate: words.slice(0, maxLength), range: placeOf(flip) };
}
