// A filter is joined to a rule by `and`: to exclude, its condition says `not`. The first example of the specification
// leaves it out. Told only where the title or the description says which of the two is meant, and the condition is
// nothing but the other.
import type { ConditionNode } from '../condition/node.ts';
import { entryOf, scalarText } from '../document/node.ts';
import type { Search } from '../rule/rule.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { collectionDiagnostic } from './diagnostics.ts';
import type { Filter } from './read-filter.ts';

const excluding =
  /\b(?:exclu(?:de[sd]?|ding|sions?)|filter(?:s|ed|ing)? (?:\w+ ){0,3}out|false[- ]positives?|white-?list\w*|allow-?list\w*|ignor(?:e[sd]?|ing)|suppress\w*|known[- ]good|benign|remov(?:e[sd]?|ing)|noise)\b/i;
const including =
  /\b(?:only (?:keep|include|match|for|on|from)|(?:keep|include|match|fire|alert)(?:s|ed)? only|(?:restrict|limit|narrow)(?:s|ed|ing)? (?:\w+ ){0,3}to|scop(?:e|es|ed|ing) (?:\w+ ){0,3}to)\b/i;

export function lintFilter({ rule, detection, refused }: Filter): Diagnostic[] {
  const [condition] = detection.conditions;
  if (refused || !rule.document || !condition || detection.conditions.length > 1) return [];
  const about = `${rule.title}\n${scalarText(rule.document, 'description') ?? ''}`;
  const [excludes, includes] = [excluding.test(about), including.test(about)];
  if (excludes === includes) return [];
  const { root, range, text } = condition;
  const plain = text.trim();
  const isWord = root.type === 'identifier' || root.type === 'quantified' || root.type === 'not';
  const isOnOneLine = rule.text.slice(range.start, range.end) === plain;
  if (excludes && isPositive(root) && !detection.identifiers.some(({ search }) => isNegated(search))) {
    const negated = isWord ? `not ${plain}` : `not (${plain})`;
    return [
      collectionDiagnostic(
        'filter_includes',
        range,
        'By its title or description this filter excludes events, but a rule with it fires on nothing other than what it selects: a filter is joined by `and`. To exclude, write `not` before the condition.',
        isOnOneLine ? [{ title: `Exclude instead: \`${negated}\``, edits: [{ range, text: negated }] }] : [],
      ),
    ];
  }
  if (includes && root.type === 'not' && isPositive(root.child) && entryOf(rule.document, 'description'))
    return [
      collectionDiagnostic(
        'filter_includes',
        range,
        'By its title or description this filter keeps nothing but certain events, but it excludes what it selects: without `not` it would keep them.',
      ),
    ];
  return [];
}

function isPositive(node: ConditionNode): boolean {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.every(isPositive);
    case 'not':
    case 'broken':
      return false;
    default:
      return true;
  }
}

/** Something in it may say what an event is not. */
function isNegated(search: Search): boolean {
  if (search.type === 'broken') return true;
  // What a block says of its elements may be anything.
  if (search.type === 'array') return true;
  if (search.type !== 'item') return search.children.some(isNegated);
  const { modifiers, values } = search;
  const names = modifiers.map(({ name }) => name);
  if (names.includes('neq')) return true;
  if (names.includes('exists')) return values.some(({ text }) => /^(?:false|no|off)$/i.test(text));
  // A look-ahead may do the same.
  return names.includes('re') && values.some(({ text }) => text.includes('(?!') || text.includes('[^'));
}
