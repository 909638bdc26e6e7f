// Which of many beginnings (or endings) a text has: one walk in from its edge, hashing as it goes, looking up at each
// length that some of them have.
import type { TextTable } from './needle-table.ts';

export function compileEdges(edges: readonly string[], atEnd: boolean): TextTable {
  // Hostile rules have edges of megabytes, and each event would be walked as far: those are known by their first units.
  const known = edges.map((edge) => Math.min(edge.length, maxWalk));
  const longest = known.reduce((most, length) => Math.max(most, length), 0);
  const has = new Uint8Array(longest + 1);
  const byHash = new Map<number, number[]>();
  for (const [i, edge] of edges.entries()) {
    const length = known[i] as number;
    let hash = 0;
    for (let n = 0; n < length; n++) hash = step(hash, edge.charCodeAt(atEnd ? edge.length - 1 - n : n));
    has[length] = 1;
    const same = byHash.get(hash);
    if (same) same.push(i);
    else byHash.set(hash, [i]);
  }
  const filter = new Uint8Array(8192);
  for (const hash of byHash.keys()) filter[hash & 8191] = 1;
  return {
    bytes: has.byteLength + filter.byteLength + 80 * byHash.size,
    search(text, found) {
      const { length } = text;
      const most = Math.min(length, longest);
      let hash = 0;
      for (let n = 0; n < most; n++) {
        hash = step(hash, text.charCodeAt(atEnd ? length - 1 - n : n));
        if (has[n + 1] === 0 || filter[hash & 8191] === 0) continue;
        for (const which of byHash.get(hash) ?? []) {
          const edge = edges[which] as string;
          if (atEnd ? text.endsWith(edge) : text.startsWith(edge)) found(which);
        }
      }
    },
  };
}

const maxWalk = 64;

function step(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}
