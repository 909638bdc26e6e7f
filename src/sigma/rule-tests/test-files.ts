/** A file, by its path in the repository of rules. */
export interface TestFile {
  readonly path: string;
  readonly text: string;
}

/** Files, found by paths that may be written from another place. */
export class FileIndex {
  readonly #byName = new Map<string, string[]>();
  readonly #texts = new Map<string, string>();

  constructor(files: readonly TestFile[]) {
    for (const { path, text } of files) {
      const clean = cleanPath(path);
      if (this.#texts.has(clean)) continue;
      this.#texts.set(clean, text);
      const name = nameOf(clean);
      const others = this.#byName.get(name);
      if (others) others.push(clean);
      else this.#byName.set(name, [clean]);
    }
  }

  textOf(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /**
   * The file that a path means: of those with its name the one that shares most of the end of the path, and beside
   * `from` where that leaves a choice. A path that nothing leads to but its name counts beside or below `from` alone.
   */
  find(path: string, from: string): string | undefined {
    const wanted = cleanPath(path);
    const folder = folderOf(from);
    const ranked = (this.#byName.get(nameOf(wanted)) ?? [])
      .map((found) => ({
        found,
        shared: sharedEnd(found, wanted),
        isNear: folder === '' || found.startsWith(`${folder}/`),
      }))
      .filter(({ found, shared, isNear }) => isNear || shared >= Math.min(2, depthOf(found)))
      .sort((a, b) => b.shared - a.shared || Number(b.isNear) - Number(a.isNear));
    return ranked[0]?.found;
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

function depthOf(path: string): number {
  return path.split('/').length;
}

/** How many parts two paths share at their ends. */
function sharedEnd(a: string, b: string): number {
  const [left, right] = [a.split('/').reverse(), b.split('/').reverse()];
  let count = 0;
  while (count < left.length && left[count] === right[count]) count++;
  return count;
}
