// What the looks for a nearest miss share.
import type { CompiledItem, CompiledValue } from '../compile/search.ts';
import type { EventValue } from '../event/value.ts';
import type { Fix } from '../source/diagnostic.ts';
import { placeOf } from './flips.ts';
import type { Flip } from './flips.ts';
import type { Hint } from './trace.ts';

export interface Leaf {
  readonly path: string;
  readonly pointer: string;
  readonly value: EventValue;
}

export interface HintSearch {
  readonly flip: Flip;
  readonly item: CompiledItem;
  readonly event: EventValue;
  readonly leaves: readonly Leaf[];
  /** The values that the item's own field has. */
  readonly own: Leaf[];
}

/** One way of being near. null where nothing is. */
export type Look = (search: HintSearch, values: readonly CompiledValue[]) => Hint | null;

/** Shorter texts are found everywhere by chance. */
export const minTellingLength = 3;

export function hint(search: HintSearch, message: string, leaf: Leaf | null, fix: Fix | null): Hint {
  return {
    range: placeOf(search.flip),
    message,
    ...(leaf ? { pointer: leaf.pointer } : {}),
    ...(fix ? { fix } : {}),
  };
}
