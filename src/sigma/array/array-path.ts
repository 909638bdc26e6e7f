// Steps → what they lead to. Names go through arrays, as everywhere in Sigma; a number takes one element.
import { eachElement, readPath, visitWhole } from '../event/path.ts';
import type { FieldPath, Trail, Visit } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import type { Step } from './read-steps.ts';

/** Goes on from a value and visits where it ends; false where the event has no such place. */
export type Walk = (value: EventValue, trail: Trail | null, traced: boolean, visit: Visit) => boolean;

/** Steps without quantifiers. Arrays at the end are visited whole. */
export function compileWalk(steps: readonly Step[]): Walk {
  return steps.map(walkStep).reduceRight<Walk>(
    (next, step) => (value, trail, traced, visit) => {
      let present = false;
      step(value, trail, traced, (each, at) => {
        if (next(each, at, traced, visit)) present = true;
      });
      return present;
    },
    (value, trail, _, visit) => {
      visit(value, trail);
      return true;
    },
  );
}

function walkStep(step: Step): Walk {
  if (step.type === 'name') {
    const path = readPath(step.name);
    return (value, trail, traced, visit) => visitWhole(value, path, traced, visit, trail);
  }
  const index = step.type === 'index' ? step.index : 0;
  return (value, trail, traced, visit) => {
    if (!Array.isArray(value)) return false;
    const at = index < 0 ? value.length + index : index;
    if (at < 0 || at >= value.length) return false;
    visit(value[at] as EventValue, traced ? { up: trail, key: at } : null);
    return true;
  };
}

/** The values of a field, arrays at its end divided into their elements. Names alone are an ordinary path. */
export function toFieldPath(text: string, steps: readonly Step[]): FieldPath {
  const [only] = steps;
  if (only?.type === 'name' && steps.length === 1) return readPath(only.name);
  const walk = compileWalk(steps);
  return {
    text,
    heads: [],
    find: (event, from, traced, visit) =>
      walk(event, from, traced, (value, trail) => {
        if (Array.isArray(value)) eachElement(value, trail, traced, visit);
        else visit(value, trail);
      }),
  };
}

export interface Element {
  readonly value: EventValue;
  readonly trail: Trail | null;
}

/**
 * The elements of all arrays that a walk ends at, one after the other; arrays in them are elements themselves. What is
 * no array is one element, as many logs write a list of one; null is none.
 */
export function elementsOf(walk: Walk, value: EventValue, from: Trail | null, traced: boolean): Element[] {
  const elements: Element[] = [];
  walk(value, from, traced, (found, trail) => {
    if (!Array.isArray(found)) {
      if (found !== null) elements.push({ value: found, trail });
      return;
    }
    for (const [key, each] of (found as readonly EventValue[]).entries())
      elements.push({ value: each, trail: traced ? { up: trail, key } : null });
  });
  return elements;
}

/** What `[N]` leads to, as it is. */
export function foundBy(walk: Walk, value: EventValue, from: Trail | null, traced: boolean): Element[] {
  const elements: Element[] = [];
  walk(value, from, traced, (found, trail) => {
    elements.push({ value: found, trail });
  });
  return elements;
}
