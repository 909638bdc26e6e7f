// What stood behind the pipe of a condition before Sigma 2: `count() by x > 5`, `near other and not third`.
import type { ConditionNode } from '../condition/node.ts';
import { readCondition } from '../condition/read-condition.ts';

export type Aggregation =
  | {
      readonly type: 'calculated';
      readonly function: 'count' | 'sum' | 'avg' | 'min' | 'max';
      /** Empty where events are counted. */
      readonly field: string;
      readonly groupBy: readonly string[];
      readonly operator: 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq';
      readonly bound: string;
    }
  | { readonly type: 'near'; readonly root: ConditionNode };

const calculated =
  /^\|\s*(count|sum|avg|min|max)\s*(?:\(\s*([^()]*?)\s*\))?\s*(?:by\s+(.+?)\s*)?(>=|<=|==|!=|<>|=|>|<)\s*(\d+(?:\.\d+)?)$/i;

const operators: Readonly<Record<string, 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq'>> = {
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  '=': 'eq',
  '==': 'eq',
  '!=': 'neq',
  '<>': 'neq',
};

/** null for what is none. `text` begins with the pipe. */
export function readAggregation(text: string): Aggregation | null {
  const line = text.trim().replace(/\s+/g, ' ');
  const near = /^\| ?near (.+)$/i.exec(line);
  if (near) {
    const { root, diagnostics } = readCondition(near[1] as string, (range) => range);
    return diagnostics.some(({ severity }) => severity === 'error') ? null : { type: 'near', root };
  }
  const found = calculated.exec(line);
  if (!found) return null;
  const [, name = '', field = '', by = '', operator = '', bound = ''] = found;
  const groupBy = by.split(',').map((each) => each.trim());
  const of = name.toLowerCase() as 'count' | 'sum' | 'avg' | 'min' | 'max';
  // Only events can be counted without a field.
  if (field === '' && of !== 'count') return null;
  return {
    type: 'calculated',
    function: of,
    field: field === '*' ? '' : field,
    groupBy: groupBy.filter((each) => each !== ''),
    operator: operators[operator] ?? 'eq',
    bound,
  };
}

/** A timespan that correlations know; null for what is none. */
export function readTimeframe(text: string): string | null {
  const found = /^\s*(?:last\s+)?(\d+)\s*([smhdwMy])[a-z]*\s*$/.exec(text);
  if (!found) return null;
  const [, count = '', unit = ''] = found;
  const days = { w: 7, M: 30, y: 365 }[unit];
  return days ? `${Number(count) * days}d` : count + unit;
}
