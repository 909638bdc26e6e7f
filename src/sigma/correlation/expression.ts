// Conditions about rules: `a and not b`. Whether a rule occurred takes the place of whether a search matched.
import { namesSelected } from '../condition/node.ts';
import type { ConditionNode } from '../condition/node.ts';
import { codeSpan } from '../source/code-span.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import { correlationDiagnostic, replacement, suggest } from './correlation-diagnostic.ts';
import type { Correlation, CorrelationCondition } from './correlation.ts';
import type { CorrelationSource } from './graph.ts';

type Expression = Extract<CorrelationCondition, { type: 'expression' }>;

/** A way to meet an expression: sources that occur, and sources that do not. Places in `sources`, ascending. */
export interface Term {
  readonly present: readonly number[];
  readonly absent: readonly number[];
}

/** More ways are not followed. */
export const maxTerms = 256;

/** All minimal ways to meet an expression; null when there are too many. */
export function termsOf(root: ConditionNode, sources: readonly CorrelationSource[]): readonly Term[] | null {
  const terms = expand(root, false, sources);
  return terms && minimal(terms);
}

function expand(node: ConditionNode, negated: boolean, sources: readonly CorrelationSource[]): Term[] | null {
  switch (node.type) {
    case 'broken':
      return [];
    case 'not':
      return expand(node.child, !negated, sources);
    case 'identifier': {
      const place = sources.findIndex(({ names }) => names.includes(node.name));
      return place < 0 ? [] : [literal(place, negated)];
    }
    case 'and':
    case 'or': {
      const parts = node.children.map((child) => expand(child, negated, sources));
      return combine(parts, (node.type === 'and') !== negated);
    }
    case 'quantified': {
      const places = selected(node.pattern, sources);
      const need = node.quantifier === 'all' ? Math.max(places.length, 1) : node.quantifier;
      // Not so many of them: all but fewer are absent.
      const wanted = negated ? places.length - need + 1 : need;
      return choose(places, Math.max(wanted, 0), negated);
    }
  }
}

function literal(place: number, negated: boolean): Term {
  return negated ? { present: [], absent: [place] } : { present: [place], absent: [] };
}

function selected(pattern: string, sources: readonly CorrelationSource[]): number[] {
  const names = sources.map(({ name }) => name);
  return pattern === 'them'
    ? [...names.keys()]
    : namesSelected(pattern, names).map((name) => names.indexOf(name));
}

function combine(parts: readonly (Term[] | null)[], all: boolean): Term[] | null {
  let result: Term[] = all ? [{ present: [], absent: [] }] : [];
  for (const part of parts) {
    if (part === null) return null;
    result = all
      ? result.flatMap((left) => part.flatMap((right) => join(left, right)))
      : [...result, ...part];
    if (result.length > maxTerms) {
      result = minimal(result);
      if (result.length > maxTerms) return null;
    }
  }
  return result;
}

/** Both at once; nothing where they contradict each other. */
function join(a: Term, b: Term): Term[] {
  const present = union(a.present, b.present);
  const absent = union(a.absent, b.absent);
  return present.some((place) => absent.includes(place)) ? [] : [{ present, absent }];
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/** Every choice of `count` of the places. */
function choose(places: readonly number[], count: number, negated: boolean): Term[] | null {
  if (count > places.length) return [];
  let terms: number[][] = [[]];
  for (const [i, place] of places.entries()) {
    const left = places.length - i - 1;
    terms = terms.flatMap((term) => {
      const out: number[][] = [];
      if (term.length < count) out.push([...term, place]);
      if (term.length + left >= count) out.push(term);
      return out;
    });
    if (terms.length > maxTerms) return null;
  }
  return terms.map((term) => (negated ? { present: [], absent: term } : { present: term, absent: [] }));
}

/** Without terms that ask for more than another one. */
function minimal(terms: readonly Term[]): Term[] {
  const unique = [...new Map(terms.map((term) => [`${term.present}!${term.absent}`, term])).values()];
  const within = (a: readonly number[], b: readonly number[]): boolean => a.every((each) => b.includes(each));
  return unique.filter(
    (term) =>
      !unique.some(
        (other) => other !== term && within(other.present, term.present) && within(other.absent, term.absent),
      ),
  );
}

/** Names that the expression uses and `rules` lacks, and the reverse. */
export function checkExpression(
  correlation: Correlation,
  { root, range }: Expression,
  sources: readonly CorrelationSource[],
  isWhole: boolean,
  diagnostics: Diagnostic[],
): void {
  const used = new Set<number>();
  let isReadable = true;
  const check = (node: ConditionNode): void => {
    if (node.type === 'and' || node.type === 'or') node.children.forEach(check);
    else if (node.type === 'not') check(node.child);
    else if (node.type === 'quantified') {
      const places = selected(node.pattern, sources);
      places.forEach((place) => used.add(place));
      if (places.length === 0 && isWhole)
        diagnostics.push(unknownName(node.pattern, node.range, sources, diagnostics));
    } else if (node.type === 'identifier') {
      const place = sources.findIndex(({ names }) => names.includes(node.name));
      if (place >= 0) used.add(place);
      else if (isWhole) diagnostics.push(unknownName(node.name, node.range, sources, diagnostics));
    } else isReadable = false;
  };
  check(root);
  if (!isReadable || !isWhole) return;
  for (const [place, { name }] of sources.entries()) {
    const reference = correlation.rules.find(({ text }) => text === name);
    if (!used.has(place) && reference)
      diagnostics.push(
        correlationDiagnostic(
          'unused_rule_reference',
          reference.range,
          `The condition does not use ${codeSpan(name)}: whether it occurs decides nothing.`,
        ),
      );
  }
  const terms = termsOf(root, sources);
  if (terms === null)
    diagnostics.push(
      correlationDiagnostic(
        'invalid_correlation_condition',
        range,
        `The condition can be met in more than ${maxTerms} ways: divide it into several correlations.`,
      ),
    );
  else if (terms.some(({ present }) => present.length === 0))
    diagnostics.push(
      correlationDiagnostic(
        'invalid_correlation_condition',
        range,
        'The condition can be met where no rule occurs at all: it never has a window to be decided in. Join a rule that must occur by `and`.',
      ),
    );
}

function unknownName(
  name: string,
  range: Range,
  sources: readonly CorrelationSource[],
  before: readonly Diagnostic[],
): Diagnostic {
  const known = sources.flatMap(({ names }) => names);
  const meant = suggest(name, known, before);
  return correlationDiagnostic(
    'unknown_rule_reference',
    range,
    `${codeSpan(name)} is none of the \`rules\` of this correlation.${meant ? ` Did you mean \`${meant}\`?` : ''}`,
    meant ? [replacement(`Change to \`${meant}\``, range, meant)] : [],
  );
}
