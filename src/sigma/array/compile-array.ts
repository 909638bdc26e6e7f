// Array selectors → what can be tested. Spec: enhancement proposal 212; where it is silent, as its first implementation
// (rsigma) does: what is no array is an array of one, and `fieldref` names a field of the event. Pinned by the tests.
import { compileCondition } from '../compile/compile-rule.ts';
import { readField } from '../compile/item-test.ts';
import { broken, compileItem, compileSearch } from '../compile/search.ts';
import type { ArrayCompiler, CompiledArray, CompiledSearch, Gathered } from '../compile/search.ts';
import { entryOf } from '../document/node.ts';
import type { MappingNode } from '../document/node.ts';
import { rangeInScalar } from '../document/scalar-offsets.ts';
import type { EventValue } from '../event/value.ts';
import { readNamed } from '../rule/read-detection.ts';
import { SearchReader } from '../rule/read-search.ts';
import type { ArrayItem, Condition, SearchIdentifier } from '../rule/rule.ts';
import { diagnostic } from '../source/diagnostic.ts';
import type { ArrayQuantifier } from '../evaluate/trace.ts';
import { compileWalk, elementsOf, foundBy, toFieldPath } from './array-path.ts';
import type { Element, Walk } from './array-path.ts';
import { explainArray } from './explain-array.ts';
import { readSteps } from './read-steps.ts';
import type { Step, StepProblem } from './read-steps.ts';

/** What stands under a block: fields, or named searches and a condition over them. */
export type ArrayBody =
  | { readonly type: 'search'; readonly search: CompiledSearch }
  | {
      readonly type: 'named';
      readonly identifiers: readonly SearchIdentifier[];
      readonly searches: ReadonlyMap<string, CompiledSearch>;
      readonly conditions: readonly Condition[];
      readonly test: TestIn;
    };

/** Of an element; `outer` is the event. */
export type TestIn = (element: EventValue, outer: EventValue) => boolean;

export const compileArray: ArrayCompiler = (item, gathered) => {
  const [field = ''] = item.key.text.split('|', 1);
  const steps = readSteps(field);
  if ('message' in steps) return refuse(item, gathered, steps);
  return new KeyCompiler(item, field, gathered).from(steps);
};

function refuse(
  item: ArrayItem,
  gathered: Gathered,
  { message, range: { start, end }, instead }: StepProblem,
): CompiledSearch {
  const range = rangeInScalar(gathered.text, item.key, start, end);
  const title = instead === '' ? 'Remove the dot' : `Write \`${instead}\``;
  const fixes = instead === undefined ? [] : [{ title, edits: [{ range, text: instead }] }];
  gathered.diagnostics.push(diagnostic('array_selector', range, message, fixes));
  return broken(item.range, gathered);
}

class KeyCompiler {
  private readonly item: ArrayItem;
  private readonly field: string;
  private readonly gathered: Gathered;

  constructor(item: ArrayItem, field: string, gathered: Gathered) {
    this.item = item;
    this.field = field;
    this.gathered = gathered;
  }

  from(steps: readonly Step[], start = 0): CompiledSearch {
    const at = steps.findIndex(({ type }) => type === 'quantifier');
    const step = steps[at];
    if (step?.type !== 'quantifier') return this.last(steps, start);
    const walk = compileWalk(steps.slice(0, at));
    const rest = steps.slice(at + 1);
    const text = this.field.slice(start, step.end);
    const next = step.end + (this.field[step.end] === '.' ? 1 : 0);
    const before = this.gathered.undecided;
    this.gathered.undecided = false;
    const body = rest.length > 0 ? toBody(this.from(rest, next)) : this.body();
    const { undecided } = this.gathered;
    this.gathered.undecided ||= before;
    return this.block(text, step.quantifier, undecided, body, (value, trail, traced) =>
      elementsOf(walk, value, trail, traced),
    );
  }

  /** Behind the last quantifier: a field, or the keys of one element. */
  private last(steps: readonly Step[], start: number): CompiledSearch {
    if (!hasMappings(this.item)) return this.plain(steps, this.field.slice(start));
    if (steps.at(-1)?.type !== 'index')
      return refuse(this.item, this.gathered, {
        message: 'Fields stand under a key that ends with an array selector, such as `[any]`.',
        range: { start, end: this.field.length },
      });
    const walk: Walk = compileWalk(steps);
    const before = this.gathered.undecided;
    this.gathered.undecided = false;
    const body = this.body();
    const { undecided } = this.gathered;
    this.gathered.undecided ||= before;
    return this.block(this.field.slice(start), 'any', undecided, body, (value, trail, traced) =>
      foundBy(walk, value, trail, traced),
    );
  }

  private plain(steps: readonly Step[], text: string): CompiledSearch {
    const { gathered, item } = this;
    const read = this.reader().readPlainItem(item);
    if (read.type === 'broken') return broken(item.range, gathered);
    return compileItem({ ...read, field: text === '' ? '.' : text }, gathered, toFieldPath(text, steps));
  }

  /** Inside of a block every field is one of the element, and `.` is the element. */
  private reader(): SearchReader {
    return new SearchReader(this.gathered.text, this.gathered.diagnostics, /[[\]]|^\.$/);
  }

  /** Of a key that ends with its selector. */
  private body(): ArrayBody {
    const { item, gathered } = this;
    const { key, value } = item;
    if (!hasMappings(item)) return toBody(this.plain([], ''));
    const bar = key.text.indexOf('|');
    if (bar >= 0) {
      const range = { start: bar, end: key.text.length };
      const message = 'A block has no modifiers of its own: they stand on the fields in it.';
      return toBody(refuse(item, gathered, { message, range }));
    }
    if (value.type !== 'mapping' || !entryOf(value, 'condition'))
      return toBody(compileSearch(this.reader().readSearch(value, key), gathered));
    return this.named(value);
  }

  private named(value: MappingNode): ArrayBody {
    const { item, gathered } = this;
    const { key, range } = item;
    const { identifiers, conditions } = readNamed(
      { key, value, range },
      gathered.text,
      this.reader(),
      gathered.diagnostics,
    );
    const searches = new Map(identifiers.map(({ name, search }) => [name, compileSearch(search, gathered)]));
    const asked = new Map(
      [...searches].map(([name, search]) => [
        name,
        { test: ({ value: each, outer }: Asked) => testIn(search, each, outer) },
      ]),
    );
    const tests = conditions.map(({ root }) => compileCondition<Asked>(root, asked));
    const test: TestIn = (each, outer) => tests.some((one) => one({ value: each, outer }));
    return { type: 'named', identifiers, searches, conditions, test };
  }

  private block(
    field: string,
    quantifier: ArrayQuantifier,
    undecided: boolean,
    body: ArrayBody,
    elements: (value: EventValue, from: Element['trail'], traced: boolean) => readonly Element[],
  ): CompiledArray {
    const { range, keyRange } = this.item;
    const holds: TestIn =
      body.type === 'named' ? body.test : (each, outer) => testIn(body.search, each, outer);
    const testOne: TestIn = (value, outer) =>
      decide(
        quantifier,
        elements(value, null, false).map((each) => each.value),
        (each) => holds(each, outer),
      );
    return {
      type: 'array',
      field,
      range,
      undecided,
      test: (event) => testOne(event, event),
      testIn: testOne,
      explain: (value, from, outer) =>
        explainArray(
          { field, quantifier, undecided, body, holds, range, keyRange, text: this.gathered.text },
          elements(value, from, true),
          value,
          outer,
        ),
    };
  }
}

interface Asked {
  readonly value: EventValue;
  readonly outer: EventValue;
}

function toBody(search: CompiledSearch): ArrayBody {
  return { type: 'search', search };
}

function hasMappings({ value }: ArrayItem): boolean {
  return (
    value.type === 'mapping' ||
    (value.type === 'sequence' && value.items.some(({ type }) => type === 'mapping'))
  );
}

function testIn(search: CompiledSearch, element: EventValue, outer: EventValue): boolean {
  switch (search.type) {
    case 'item':
      return search.testField(readField(element, search.path), outer);
    case 'array':
      return search.testIn(element, outer);
    case 'broken':
      return false;
    case 'all_of':
      return search.children.every((child) => testIn(child, element, outer));
    case 'any_of':
      return search.children.some((child) => testIn(child, element, outer));
  }
}

/** Without elements `any` and `all` do not hold; `all_or_empty` and `none` do. */
function decide<T>(
  quantifier: ArrayQuantifier,
  elements: readonly T[],
  holds: (element: T) => boolean,
): boolean {
  switch (quantifier) {
    case 'any':
      return elements.some(holds);
    case 'all':
      return elements.length > 0 && elements.every(holds);
    case 'all_or_empty':
      return elements.every(holds);
    case 'none':
      return !elements.some(holds);
  }
}
