import { draftRule } from '../../authoring/draft-rule.ts';
import type { Draft } from '../../authoring/draft-rule.ts';
import type { Held } from './held.ts';

/** A rule from the selected events. */
export function draftFrom({ input }: Held, selected: readonly number[]): Draft {
  return draftRule(
    input.events.map(({ value }) => value),
    selected,
  );
}
