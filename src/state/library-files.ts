// Files that were dropped or chosen, folders looked through.
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';

export interface Picked {
  readonly files: readonly { readonly file: File; readonly path: string }[];
  /** What they are called together; empty where a file's own name says it. */
  readonly name: string;
}

/** More is no rule set: the reader says so. */
const maxFiles = 100_001;
const maxDepth = 32;
const saidAgainMs = 100;
/** Folders that hold no rules, but thousands of files. */
const skipped = new Set(['.git', 'node_modules', '__MACOSX']);

export function pickChosen(list: Iterable<File>): Picked {
  const files = [...list]
    .map((file) => ({ file, path: file.webkitRelativePath || file.name }))
    .filter(({ path }) => !path.split('/').some((part) => skipped.has(part)));
  const [folder, rest] = files[0]?.path.split('/', 2) ?? [];
  return { files, name: rest !== undefined && folder ? folder : nameOf(files.map(({ path }) => path)) };
}

/** To be called while the event is handled: afterwards nothing is left in it. */
export function pickDropped(
  transfer: DataTransfer,
): (signal: AbortSignal, onFound: (count: number) => void) => Promise<Picked> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  const plain = entries.length === 0 ? pickChosen(transfer.files) : null;
  return async (signal, onFound) => plain ?? lookThrough(entries, signal, onFound);
}

async function lookThrough(
  roots: readonly FileSystemEntry[],
  signal: AbortSignal,
  onFound: (count: number) => void,
): Promise<Picked> {
  const files: { file: File; path: string }[] = [];
  let saidAt = -Infinity;

  async function visit(entry: FileSystemEntry, depth: number): Promise<void> {
    if (signal.aborted || files.length >= maxFiles) return;
    if (isFile(entry)) {
      const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)));
      if (file) files.push({ file, path: entry.fullPath.replace(/^\//, '') });
      if (performance.now() - saidAt < saidAgainMs) return;
      saidAt = performance.now();
      onFound(files.length);
    } else if (isDirectory(entry) && depth < maxDepth && !skipped.has(entry.name)) {
      for (const inner of await listDirectory(entry)) await visit(inner, depth + 1);
    }
  }

  for (const root of roots) await visit(root, 0);
  return {
    files,
    name: nameOf(
      roots.map(({ name }) => name),
      roots[0]?.isDirectory,
    ),
  };
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** The browser gives a hundred at a time; what cannot be read is left out. */
async function listDirectory(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    );
    if (some.length === 0 || all.length >= maxFiles) return all;
    all.push(...some);
  }
}

function nameOf(names: readonly string[], isFolder = false): string {
  const [first = ''] = names;
  if (names.length > 1) return fill(texts.catalogNamedAndMore, { first, n: names.length - 1 });
  return isFolder ? first : '';
}
