// Which of some paths was probably meant by one that is none of them.

const maxLength = 200;

/** Levenshtein distance; infinite above the limit. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return Infinity;
    row = next;
  }
  return row[b.length] ?? Infinity;
}

const leafOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

function sharedSegments(path: string, other: string): number {
  const segments = new Set(path.split('.'));
  return other.split('.').filter((segment) => segments.has(segment)).length;
}

/**
 * The same path in other case; else one with the same last segment, the one that shares most with it, then the
 * shortest; else the one that the fewest edits lead to, if they are few.
 */
export function findNearest(path: string, candidates: readonly string[]): string | null {
  if (path === '' || path.length > maxLength) return null;
  const wanted = path.toLowerCase();
  const leaf = leafOf(wanted);
  let best: { readonly path: string; readonly score: number } | null = null;
  const offer = (candidate: string, score: number) => {
    if (best === null || score < best.score) best = { path: candidate, score };
  };
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    if (lower === wanted) return candidate;
    if (leafOf(lower) === leaf)
      offer(candidate, lower.split('.').length - 100 * sharedSegments(wanted, lower));
  }
  if (best === null) {
    const limit = Math.max(1, Math.floor(path.length / 4));
    for (const candidate of candidates) {
      const edits = distance(wanted, candidate.toLowerCase(), limit);
      if (edits <= limit) offer(candidate, edits);
    }
  }
  return (best as { readonly path: string } | null)?.path ?? null;
}
