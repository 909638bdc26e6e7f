// Rule → closures. All folding, encoding and building of regular expressions happens here, once.
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import type { EventValue } from '../event/value.ts';
import type { Condition, DetectionRule } from '../rule/rule.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { CompileOptions } from './options.ts';
import { compileSearch } from './search.ts';
import type { CompiledSearch, Gathered, Test } from './search.ts';

/** A rule that `match` and `explain` can run. Holds closures: it cannot be sent to a worker. */
export interface CompiledRule {
  readonly rule: DetectionRule;
  /** The rule's own and those of compiling it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Some diagnostic refuses the rule: its verdict is `unknown` for every event. */
  readonly refused: boolean;
  /** Some predicate was stopped before and does not run: the verdict may be `unknown`. */
  readonly undecided: boolean;
  /** Compile again with `regex`: the rule has regular expressions. */
  readonly needsRegex: boolean;
  /** Compile again with `arrays`: the rule has array selectors. */
  readonly needsArrays: boolean;
  /** Compile again with `rareValues`: the rule has values that few rules have. */
  readonly needsRareValues: boolean;
  /** Names of its placeholders, with and without values. */
  readonly placeholders: readonly string[];
  readonly searches: ReadonlyMap<string, CompiledSearch>;
  readonly conditions: readonly Condition[];
  /** Short-circuiting. Only asked where nothing is undecided. */
  readonly test: Test;
}

/**
 * Never throws: what is wrong stands in the diagnostics, and `match` of a refused rule is `unknown`.
 * Regular expressions need `options.regex`, array selectors `options.arrays`, and values that few rules have
 * `options.rareValues`: `loadParts` gives all three.
 */
export function compileRule(rule: DetectionRule, options: CompileOptions = {}): CompiledRule {
  const gathered: Gathered = {
    text: rule.text,
    options,
    diagnostics: [],
    placeholders: new Set(),
    needsRegex: false,
    needsArrays: false,
    needsRareValues: false,
    undecided: false,
  };
  const { identifiers, conditions } = rule.detection;
  const searches = new Map(identifiers.map(({ name, search }) => [name, compileSearch(search, gathered)]));
  const tests = conditions.map(({ root }) => compileCondition(root, searches));
  const diagnostics = [...rule.diagnostics, ...gathered.diagnostics];
  const { needsRegex, needsArrays, needsRareValues } = gathered;
  return {
    rule,
    diagnostics,
    refused: diagnostics.some(refusesRule) || needsRegex || needsArrays || needsRareValues,
    undecided: gathered.undecided,
    placeholders: [...gathered.placeholders],
    needsRegex,
    needsArrays,
    needsRareValues,
    searches,
    conditions,
    test: (event) => tests.some((test) => test(event)),
  };
}

/** The searches may be tested in any way: by reading the event, or by what was read of it before. */
export function compileCondition<E = EventValue>(
  node: ConditionNode,
  searches: ReadonlyMap<string, Testable<E>>,
): TestOf<E> {
  switch (node.type) {
    case 'and':
    case 'or': {
      const children = node.children.map((child) => compileCondition(child, searches));
      return node.type === 'and'
        ? (event) => children.every((child) => child(event))
        : (event) => children.some((child) => child(event));
    }
    case 'not': {
      const child = compileCondition(node.child, searches);
      return (event) => !child(event);
    }
    case 'identifier':
      return searches.get(node.name)?.test ?? (() => false);
    case 'broken':
      return () => false;
    case 'quantified': {
      const tests = namesSelected(node.pattern, [...searches.keys()]).flatMap(
        (name) => searches.get(name)?.test ?? [],
      );
      return atLeast(needOf(node.quantifier, tests.length), tests);
    }
  }
}

type TestOf<E> = (event: E) => boolean;

interface Testable<E> {
  readonly test: TestOf<E>;
}

/** `all of` nothing is out of reach, never vacuously true. */
export function needOf(quantifier: number | 'all', branches: number): number {
  return quantifier === 'all' ? Math.max(branches, 1) : quantifier;
}

function atLeast<E>(need: number, tests: readonly TestOf<E>[]): TestOf<E> {
  if (need === 1) return (event) => tests.some((test) => test(event));
  return (event) => {
    let got = 0;
    for (const [i, test] of tests.entries()) {
      if (got + tests.length - i < need) return false;
      if (test(event) && ++got >= need) return true;
    }
    return false;
  };
}
