// A search identifier's content → a tree of the same shape whose nodes can be tested.
import { readPath } from '../event/path.ts';
import type { FieldPath, Trail } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';
import type { ScalarNode } from '../document/node.ts';
import type { ArrayItem, DetectionItem, Search } from '../rule/rule.ts';
import type { Range } from '../source/range.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Predicate } from '../value/predicate.ts';
import type { ValueContext } from './context.ts';
import { fieldTest, readField } from './item-test.ts';
import type { FieldTest } from './item-test.ts';
import type { CompileOptions } from './options.ts';
import { readPlan } from './plan.ts';
import { compileValue } from './value.ts';

/** Whether an event matches. Only asked where nothing below is undecided. */
export type Test = (event: EventValue) => boolean;

export interface CompiledGroup {
  readonly type: 'all_of' | 'any_of';
  readonly children: readonly CompiledSearch[];
  readonly range: Range;
  readonly test: Test;
}

export interface CompiledValue {
  readonly value: ScalarNode;
  readonly predicate: Predicate;
}

export interface CompiledItem {
  readonly type: 'item';
  readonly item: DetectionItem;
  /** null for keywords. */
  readonly path: FieldPath | null;
  readonly join: 'any' | 'all';
  readonly negated: boolean;
  readonly values: readonly CompiledValue[];
  readonly range: Range;
  /** What `test` says of an event whose field was read before. */
  readonly testField: FieldTest;
  readonly test: Test;
}

export interface CompiledBroken {
  readonly type: 'broken';
  readonly range: Range;
  readonly test: Test;
}

/** A question about the elements of an array, each an event of its own. */
export interface CompiledArray {
  readonly type: 'array';
  /** As written, without modifiers: `a.b[any]`. */
  readonly field: string;
  readonly range: Range;
  /** Some predicate on the elements decides nothing: ask `explain`. */
  readonly undecided: boolean;
  readonly test: Test;
  /** The same of what is an element itself; `outer` is the event. */
  readonly testIn: (element: EventValue, outer: EventValue) => boolean;
  /** Its `ArrayTrace`, which is not known here yet. `from`: how one comes from the event to the element. */
  readonly explain: (element: EventValue, from: Trail | null, outer: EventValue) => object;
}

export type ArrayCompiler = (item: ArrayItem, gathered: Gathered) => CompiledSearch;

export type CompiledSearch = CompiledGroup | CompiledItem | CompiledArray | CompiledBroken;

/** What compiling a rule gathers on its way. */
export interface Gathered {
  readonly text: string;
  readonly options: CompileOptions;
  readonly diagnostics: Diagnostic[];
  /** Names of placeholders, in the order of the rule. */
  readonly placeholders: Set<string>;
  needsRegex: boolean;
  needsArrays: boolean;
  needsRareValues: boolean;
  /** Some predicate decides nothing. */
  undecided: boolean;
}

export function compileSearch(search: Search, gathered: Gathered): CompiledSearch {
  if (search.type === 'broken') return broken(search.range, gathered);
  if (search.type === 'item') return compileItem(search, gathered);
  if (search.type === 'array') {
    const { arrays } = gathered.options;
    if (arrays) return arrays(search, gathered);
    gathered.needsArrays = true;
    return broken(search.range, gathered);
  }
  const children = search.children.map((child) => compileSearch(child, gathered));
  return { type: search.type, children, range: search.range, test: groupTest(search.type, children) };
}

export function groupTest(type: CompiledGroup['type'], children: readonly { readonly test: Test }[]): Test {
  return type === 'all_of'
    ? (event) => children.every((child) => child.test(event))
    : (event) => children.some((child) => child.test(event));
}

export function broken(range: Range, gathered: Gathered): CompiledBroken {
  gathered.undecided = true;
  return { type: 'broken', range, test: () => false };
}

/** `path`: where the name of the field does not say it. */
export function compileItem(
  item: DetectionItem,
  gathered: Gathered,
  path = item.field === null ? null : readPath(item.field),
): CompiledItem | CompiledBroken {
  const { plan, diagnostics } = readPlan(item);
  gathered.diagnostics.push(...diagnostics);
  if (!plan) return broken(item.range, gathered);
  const { text, options } = gathered;
  const context: ValueContext = {
    text,
    item,
    plan,
    options,
    diagnostics: gathered.diagnostics,
    placeholders: gathered.placeholders,
    needsRegex: false,
    needsRareValues: false,
  };
  const values = item.values.map((value): CompiledValue => ({
    value,
    predicate: compileValue(context, value),
  }));
  if (context.needsRegex) gathered.needsRegex = true;
  if (context.needsRareValues) gathered.needsRareValues = true;
  if (values.some(({ predicate }) => predicate.type === 'undecided')) gathered.undecided = true;
  const join = plan.all ? 'all' : 'any';
  const predicates = values
    .map(({ predicate }) => predicate)
    .filter((predicate) => predicate.type !== 'undecided');
  const matches = fieldTest(join, predicates);
  const testField: FieldTest = plan.neq ? (field, event) => !matches(field, event) : matches;
  const test: Test = (event) => testField(readField(event, path), event);
  return { type: 'item', item, path, join, negated: plan.neq, values, range: item.range, testField, test };
}
