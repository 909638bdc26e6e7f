// The paths of all rules as one tree, so that one walk over an event meets the values of every field that some rule
// names. The walk takes each key as one segment. Where a key holds dots and could stand for several segments of a path,
// that path is read by `visitField` instead, which knows what takes precedence.
import type { FieldPath } from '../event/path.ts';
import type { EventValue } from '../event/value.ts';

export interface PathEdge {
  /** The field that ends here; -1: none. */
  field: number;
  /** What is below; null where no path goes on. */
  node: PathNode | null;
  /** Fields for which this key stands for several segments. */
  irregular: number[] | null;
  /** The scalar that stood here last, if looking at it found nothing: the next event often has it again. */
  clean: EventValue;
}

export type PathNode = Map<string, PathEdge>;

export function compilePaths(paths: readonly FieldPath[]): PathEdge {
  const root = newEdge();
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

function edgeAt(node: PathNode, key: string): PathEdge {
  let edge = node.get(key);
  if (!edge) node.set(key, (edge = newEdge()));
  return edge;
}

export function newEdge(): PathEdge {
  return { field: -1, node: null, irregular: null, clean: null };
}
