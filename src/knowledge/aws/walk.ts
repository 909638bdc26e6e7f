// Follows a dotted path through a shape, as Sigma follows it through an event: arrays are crossed without an index.
import type { Member, ShapeTable, ShapeType } from './shape.ts';

/** `absent` is certain as far as the model is; `doubtful` differs from a member only in case, or has an index. */
export type Found =
  { readonly found: 'shape'; readonly shape: ShapeType } | { readonly found: 'absent' | 'doubtful' };

const absent: Found = { found: 'absent' };
const doubtful: Found = { found: 'doubtful' };

export function toSegments(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}

function findMember(members: ReadonlyMap<string, Member>, name: string): Member | 'similar' | null {
  const exact = members.get(name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  for (const key of members.keys()) if (key.toLowerCase() === lower) return 'similar';
  return null;
}

export function walkPath(table: ShapeTable, start: ShapeType, path: readonly string[]): Found {
  let shape = start;
  let rest = path;
  for (;;) {
    if (rest.length === 0) return { found: 'shape', shape };
    if (shape.type === 'any') return { found: 'shape', shape };
    if (shape.type === 'list') {
      if (/^\d+$/.test(rest[0] ?? '')) return doubtful;
      shape = shape.member;
      continue;
    }
    // Nothing is below text, not even where the text is JSON.
    if (shape.type !== 'structure') return absent;
    const member = findMember(table.structureOf(shape.number), rest[0] ?? '');
    if (member === 'similar') return doubtful;
    if (member === null) return absent;
    shape = member.shape;
    rest = rest.slice(1);
  }
}

const maxPaths = 4000;
const maxDepth = 10;

/** Dotted paths of everything that may hold a value, shallow ones first; capped, and recursion is entered once. */
export function listPaths(table: ShapeTable, start: ShapeType): readonly string[] {
  const paths: string[] = [];
  let level: { readonly path: string; readonly shape: ShapeType; readonly within: readonly number[] }[] = [
    { path: '', shape: start, within: [] },
  ];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const { path, shape, within } of level) {
      let inner = shape;
      while (inner.type === 'list') inner = inner.member;
      if (inner.type !== 'structure' || within.includes(inner.number)) continue;
      for (const member of table.structureOf(inner.number).values()) {
        if (paths.length >= maxPaths) return paths;
        const memberPath = path === '' ? member.name : `${path}.${member.name}`;
        paths.push(memberPath);
        next.push({ path: memberPath, shape: member.shape, within: [...within, inner.number] });
      }
    }
    level = next;
  }
  return paths;
}
