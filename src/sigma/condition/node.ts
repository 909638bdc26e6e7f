import type { Range } from '../source/range.ts';

export interface IdentifierNode {
  readonly type: 'identifier';
  readonly name: string;
  readonly range: Range;
}

/** `1 of selection_*`, `all of them`. */
export interface QuantifiedNode {
  readonly type: 'quantified';
  /** How many must match; `all` of them. */
  readonly quantifier: number | 'all';
  /** `them`, a name, or a pattern with `*`. */
  readonly pattern: string;
  readonly range: Range;
}

export type ConditionNode =
  | { readonly type: 'and' | 'or'; readonly children: readonly ConditionNode[]; readonly range: Range }
  | { readonly type: 'not'; readonly child: ConditionNode; readonly range: Range }
  | QuantifiedNode
  | IdentifierNode
  /** A part that could not be read. */
  | { readonly type: 'broken'; readonly range: Range };

/**
 * Ends the scope of a name. Where the search identifiers of a filter stand beside those of a rule, they are in a scope
 * of their own: `filter › selection`. No word of a condition that was read has it.
 */
export const scopeEnd = ' › ';

/** Of a name or a pattern: empty, or with its end. */
function scopeOf(name: string): string {
  const at = name.indexOf(scopeEnd);
  return at < 0 ? '' : name.slice(0, at + scopeEnd.length);
}

/** The search identifiers a quantified node speaks of: all stand in its scope. */
export function namesSelected(pattern: string, names: readonly string[]): string[] {
  const scope = scopeOf(pattern);
  const own = names.filter((name) => scopeOf(name) === scope).map((name) => name.slice(scope.length));
  return selectNames(pattern.slice(scope.length), own).map((name) => scope + name);
}

/** Spec: names that begin with `_` are left out unless asked for. */
function selectNames(pattern: string, names: readonly string[]): string[] {
  if (pattern === 'them') return names.filter((name) => !name.startsWith('_'));
  if (!pattern.includes('*')) return names.filter((name) => name === pattern);
  const expression = matcherOf(pattern);
  return names.filter((name) => (pattern.startsWith('_') || !name.startsWith('_')) && expression(name));
}

function matcherOf(pattern: string): (name: string) => boolean {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts[parts.length - 1]];
  return (name) => {
    if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
      return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      const found = name.indexOf(part, at);
      if (found < 0 || found + part.length > name.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  };
}

const strength = { or: 1, and: 2, not: 3 } as const;

/** The condition as text, with the parentheses it needs and no more. */
export function printCondition(node: ConditionNode, within = 0): string {
  switch (node.type) {
    case 'identifier':
      return node.name;
    case 'broken':
      return '?';
    case 'quantified':
      return `${node.quantifier} of ${node.pattern}`;
    case 'not':
      return parenthesised(`not ${printCondition(node.child, strength.not)}`, within > strength.not);
    default: {
      const own = strength[node.type];
      const text = node.children.map((child) => printCondition(child, own + 1)).join(` ${node.type} `);
      return parenthesised(text, within > own);
    }
  }
}

function parenthesised(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}
