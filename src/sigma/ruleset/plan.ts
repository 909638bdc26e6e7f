// A rule → the test of an event that an `EventReader` has read. The condition and the items are those of the compiled
// rule; only where an item's values come from differs.
import { compileCondition } from '../compile/compile-rule.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { groupTest } from '../compile/search.ts';
import type { CompiledSearch, Test } from '../compile/search.ts';
import type { EventReader } from './event-reader.ts';

export function compilePlan(
  { conditions, searches }: CompiledRule,
  reader: EventReader,
  numberOf: (path: string) => number,
): Test {
  const ofSearch = (search: CompiledSearch): Test => {
    if (search.type === 'broken' || search.type === 'array') return search.test;
    if (search.type !== 'item') {
      const children = search.children.map((child) => ({ test: ofSearch(child) }));
      return groupTest(search.type, children);
    }
    const { path, testField } = search;
    if (path?.find) return search.test;
    if (path === null) return (event) => testField(reader.leaves, event);
    const field = numberOf(path.text);
    return (event) => testField(reader.field(field), event);
  };
  const planned = new Map([...searches].map(([name, search]) => [name, { test: ofSearch(search) }]));
  const tests = conditions.map(({ root }) => compileCondition(root, planned));
  const [only] = tests;
  return tests.length === 1 && only ? only : (event) => tests.some((test) => test(event));
}
