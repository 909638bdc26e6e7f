import { visitLeaves } from '../event/path.ts';
import { compactJson, scalarText } from '../event/text.ts';
import type { EventValue } from '../event/value.ts';

/**
 * The texts that a text predicate may find in an event value: a scalar's own; an object's leaves and its compact
 * JSON, as log stores keep it; none for null.
 */
export function eachText(value: EventValue, visit: (text: string, isObject: boolean) => void): void {
  if (value === null) return;
  const own = scalarText(value);
  if (own !== null) {
    visit(own, false);
    return;
  }
  visitLeaves(value, null, false, (leaf) => {
    const text = scalarText(leaf);
    if (text !== null) visit(text, true);
  });
  visit(compactJson(value), true);
}
