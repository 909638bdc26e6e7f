/** A file, by its path in the repository of rules. */
export interface TestFile {
  readonly path: string;
  readonly text: string;
}

/** Files, found by paths that may be written from another place. */
export class FileIndex {
  readonly #texts = new Map<string, string>();
  /** By their names and the folders they stand in. */
  readonly #byEnd = new Map<string, string[]>();

  constructor(files: readonly TestFile[]) {
    for (const { path, text } of files) {
      const clean = cleanPath(path);
      if (this.#texts.has(clean)) continue;
      this.#texts.set(clean, text);
      const others = this.#byEnd.get(endOf(clean));
      if (others) others.push(clean);
      else this.#byEnd.set(endOf(clean), [clean]);
    }
  }

  textOf(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /**
   * The file that a path means: the one that shares most of its end, name and folder at least; or one of that name
   * beside `from`, for files that were taken out of their folders.
   */
  find(path: string, from: string): string | undefined {
    const wanted = cleanPath(path);
    if (this.#texts.has(wanted)) return wanted;
    const [first, ...others] = this.#byEnd.get(endOf(wanted)) ?? [];
    if (first === undefined) {
      const beside = cleanPath(`${folderOf(from)}/${nameOf(wanted)}`);
      return this.#texts.has(beside) ? beside : undefined;
    }
    return others.reduce(
      (best, other) => (sharedEnd(other, wanted) > sharedEnd(best, wanted) ? other : best),
      first,
    );
  }
}

/** With slashes, and without detours. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..' && parts.length > 0) parts.pop();
    else if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function endOf(path: string): string {
  return path.split('/').slice(-2).join('/');
}

/** How many parts two paths share at their ends. */
function sharedEnd(a: string, b: string): number {
  const [left, right] = [a.split('/').reverse(), b.split('/').reverse()];
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}
