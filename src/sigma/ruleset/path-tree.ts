// The paths of all rules as one tree, so that one walk over an event meets the values of every field that some rule
// looks at. The walk takes each key as one segment. Where a key holds dots and could stand for several segments of a
// path, that path is read by `visitField` instead, which knows what takes precedence.
import type { FieldPath } from '../event/path.ts';
import type { FieldIndex } from './field-index.ts';
import type { RuleList } from './rule-list.ts';

export interface PathEdge {
  readonly key: string;
  /** Tells edges apart in a hash. */
  readonly salt: number;
  /** The field that ends here; -1: none. */
  field: number;
  /** What is looked for in that field; null for nothing. */
  index: FieldIndex | null;
  /** Candidates of the field being there; null for none. */
  present: RuleList | null;
  /** What is below; null where no path goes on. */
  node: PathNode | null;
  /** Fields for which this key stands for several segments. */
  irregular: number[] | null;
  /** What was met last below this key first, and beside this key next: likely to be met there again. */
  first: PathEdge | null;
  next: PathEdge | null;
}

export type PathNode = Map<string, PathEdge>;

export function compilePaths(paths: readonly FieldPath[]): PathEdge {
  const root = newEdge('');
  root.node = new Map();
  for (const [field, { heads }] of paths.entries()) {
    let edge = root;
    for (const head of heads) {
      const node = (edge.node ??= new Map());
      for (const key of head.slice(1)) (edgeAt(node, key).irregular ??= []).push(field);
      edge = edgeAt(node, head[0] as string);
    }
    edge.field = field;
  }
  return root;
}

/** By field number. */
export function placeIndexes(edge: PathEdge, indexes: readonly (FieldIndex | null)[]): void {
  edge.index = indexes[edge.field] ?? null;
  edge.present = edge.index !== null && edge.index.present.length > 0 ? edge.index.present : null;
  for (const each of edge.node?.values() ?? []) placeIndexes(each, indexes);
}

function edgeAt(node: PathNode, key: string): PathEdge {
  let edge = node.get(key);
  if (!edge) node.set(key, (edge = newEdge(key)));
  return edge;
}

let edges = 0;

export function newEdge(key: string): PathEdge {
  const salt = Math.imul(++edges, 0x85ebca6b);
  return {
    key,
    salt,
    field: -1,
    index: null,
    present: null,
    node: null,
    irregular: null,
    first: null,
    next: null,
  };
}
