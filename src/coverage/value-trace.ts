import type { Range, RuleTrace, ValueTrace } from '../sigma/index.ts';

type Node =
  | RuleTrace['conditions'][number]['root']
  | NonNullable<Extract<RuleTrace['conditions'][number]['root'], { type: 'identifier' }>['detection']>;

/** What a trace says of the value at a place in the rule. */
export function valueTraceOf(trace: RuleTrace, { start, end }: Range): ValueTrace | null {
  const find = (node: Node): ValueTrace | null => {
    switch (node.type) {
      case 'item':
        return node.values.find(({ range }) => range.start === start && range.end === end) ?? null;
      case 'not':
        return find(node.child);
      case 'identifier':
        return node.detection && find(node.detection);
      case 'broken':
      case 'array':
        return null;
      default:
        for (const child of node.children) {
          const found = find(child);
          if (found) return found;
        }
        return null;
    }
  };
  for (const { root } of trace.conditions) {
    const found = find(root);
    if (found) return found;
  }
  return null;
}
