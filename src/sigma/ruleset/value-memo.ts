// What looking at a scalar found when it stood in the same place before: logs say the same things again and again. A
// table of a fixed size, in which a later value takes the slot of an earlier one.
import type { EventValue } from '../event/value.ts';
import type { PathEdge } from './path-tree.ts';
import type { RuleList } from './rule-list.ts';

const slotBits = 12;
/** Longer texts are not kept: they seldom come again, and take memory. */
const longest = 256;

export interface MemoSlot {
  place: PathEdge | null;
  value: EventValue;
  /** null: none. */
  rules: RuleList | null;
}

export class ValueMemo {
  private readonly slots = Array.from({ length: 2 ** slotBits }, (): MemoSlot => ({
    place: null,
    value: null,
    rules: null,
  }));

  clear(): void {
    for (const slot of this.slots) slot.place = slot.value = slot.rules = null;
  }

  /** The slot of a value in its place, which another may hold; null: it is not kept. */
  slot(value: EventValue, place: PathEdge): MemoSlot | null {
    let hash = 0;
    if (typeof value === 'string') {
      if (value.length > longest) return null;
      hash = sketch(value);
    } else if (typeof value === 'number') hash = value | 0;
    else if (typeof value !== 'boolean') return null;
    return this.slots[Math.imul(hash ^ place.salt, 0x9e3779b1) >>> (32 - slotBits)] as MemoSlot;
  }
}

/** Of the length and some units: enough to tell apart most of what stands in one place. */
function sketch(text: string): number {
  const { length } = text;
  const { charCodeAt } = String.prototype;
  if (length === 0) return 0;
  let hash = Math.imul(length, 31) + charCodeAt.call(text, length - 1);
  hash = Math.imul(hash, 31) + charCodeAt.call(text, length >> 1);
  return Math.imul(hash, 31) + charCodeAt.call(text, length - 1 - (length >> 2));
}
