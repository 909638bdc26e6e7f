// What was dropped or chosen → texts of rule files, with what they say of themselves.
import type { BrokenFile } from '../../catalog/types.ts';
import { isArchivePath, isRulePath, readArchive } from '../../intake/archive/read-archive.ts';
import {
  maxEntries,
  maxFileBytes,
  maxNoticeBytes,
  maxTotalBytes,
  sizeText,
} from '../../intake/archive/limits.ts';
import { isNotice, readNotices, versionOfName } from '../../intake/archive/notice.ts';
import { safePath } from '../../intake/archive/safe-path.ts';
import type { RuleFile } from './rule-store.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';

export interface DroppedFile {
  readonly file: Blob;
  readonly path: string;
}

export interface TakenFiles {
  readonly files: readonly RuleFile[];
  readonly broken: readonly BrokenFile[];
  readonly ignored: number;
  readonly nestedArchives: number;
  readonly version: string;
  readonly licence: string;
  readonly problem: string;
}

interface TakeOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
  readonly slice: () => Promise<void> | void;
}

/** Never rejects. */
export async function takeFiles(
  dropped: readonly DroppedFile[],
  name: string,
  { signal, onProgress, slice }: TakeOptions,
): Promise<TakenFiles> {
  const files: RuleFile[] = [];
  const notices: RuleFile[] = [];
  const broken: BrokenFile[] = [];
  const seen = new Set<string>();
  let ignored = 0;
  let nestedArchives = 0;
  let bytes = 0;
  let problem = dropped.length > maxEntries ? fill(texts.importTooMany, { n: maxEntries }) : '';

  function take(file: RuleFile): void {
    if (seen.has(file.path)) broken.push({ path: file.path, message: texts.importSamePath });
    else files.push(file);
    seen.add(file.path);
  }

  const isSeveral = dropped.filter(({ path }) => isArchivePath(path)).length > 1;
  for (const [i, { file, path: given }] of dropped.entries()) {
    if (problem !== '' || signal.aborted) break;
    if (dropped.length > 1) onProgress(i, dropped.length);
    const path = safePath(given);
    if (isArchivePath(given)) {
      const progress = dropped.length === 1 ? { onProgress } : {};
      const read = await readArchive(file, { signal, slice, ...progress });
      for (const inner of read.files) take(isSeveral ? { ...inner, path: `${path}/${inner.path}` } : inner);
      notices.push(...read.notices);
      broken.push(...read.broken);
      ignored += read.ignored;
      nestedArchives += read.nested;
      if (read.problem !== '' && dropped.length > 1) broken.push({ path: given, message: read.problem });
      else problem = read.problem;
    } else if (!isRulePath(given) && !isNotice(given)) ignored++;
    else if (path === null) broken.push({ path: given, message: texts.importBadPath });
    else if (file.size > (isRulePath(path) ? maxFileBytes : maxNoticeBytes)) {
      if (isRulePath(path))
        broken.push({ path, message: fill(texts.importFileLarge, { size: sizeText(maxFileBytes) }) });
      else ignored++;
    } else {
      bytes += file.size;
      const text = await file.text().catch(() => null);
      if (bytes > maxTotalBytes) problem = fill(texts.importAllLarge, { size: sizeText(maxTotalBytes) });
      else if (text === null) broken.push({ path, message: texts.importNotRead });
      else if (isRulePath(path)) take({ path, text });
      else notices.push({ path, text });
    }
    await slice();
  }
  const told = readNotices(notices);
  const version = told.version || versionOfName(name);
  return { files, broken, ignored, nestedArchives, version, licence: told.licence, problem };
}
