import type { ReadRule } from '../../catalog/catalog.ts';
import type { BrokenFile } from '../../catalog/types.ts';
import { readRuleFile } from './read-rule-file.ts';
import type { RuleFile } from './rule-store.ts';

export interface ReadFilesOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly slice: () => Promise<void> | void;
}

export interface FilesRead {
  readonly rules: readonly ReadRule[];
  readonly broken: readonly BrokenFile[];
}

/** Files → rules, in slices; null when it was canceled. */
export async function readRuleFiles(
  files: readonly RuleFile[],
  source: string,
  { signal, onProgress, slice }: ReadFilesOptions,
): Promise<FilesRead | null> {
  const rules: ReadRule[] = [];
  const broken: BrokenFile[] = [];
  for (const [i, file] of files.entries()) {
    if (signal?.aborted) return null;
    onProgress?.(i, files.length);
    const read = readRuleFile(file, source);
    if (read.type === 'rule') rules.push(read.rule);
    else broken.push(read.file);
    await slice();
  }
  return signal?.aborted ? null : { rules, broken };
}
