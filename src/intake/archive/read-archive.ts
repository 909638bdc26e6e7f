// A zip archive → the rule files in it, or the text files that are wanted. Its directory is read first and believed in nothing: what is unpacked is
// counted while it is unpacked.
import {
  configure,
  ERR_BAD_FORMAT,
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_EOCDR_LOCATOR_ZIP64_NOT_FOUND,
  ERR_EOCDR_NOT_FOUND,
  ERR_SPLIT_ZIP_FILE,
  ERR_UNSUPPORTED_ENCRYPTION,
  Uint8ArrayReader,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import type { Entry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import {
  maxArchiveBytes,
  maxEntries,
  maxFileBytes,
  maxNoticeBytes,
  maxRatio,
  maxTotalBytes,
  maxUncheckedBytes,
  sizeText,
} from './limits.ts';
import { isNotice } from './notice.ts';
import { safePath } from './safe-path.ts';
import { unpack, UnpackError } from './unpack.ts';
import type { PackedEntry } from './unpack.ts';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface ArchiveRead {
  readonly files: readonly TextFile[];
  /** Licence and version files. */
  readonly notices: readonly TextFile[];
  readonly broken: readonly { readonly path: string; readonly message: string }[];
  /** Files that are no rules. */
  readonly ignored: number;
  /** Archives in the archive: they are not opened. */
  readonly nested: number;
  /** A sentence when the whole was refused or ended early; empty otherwise. */
  readonly problem: string;
}

export interface ReadArchiveOptions {
  /** The files that are wanted; by default those of rules. */
  readonly isWanted?: (path: string) => boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Awaited after each file. */
  readonly slice?: () => Promise<void> | void;
}

export const isRulePath = (path: string) => /\.ya?ml$/i.test(path);
export const isArchivePath = (path: string) => /\.zip$/i.test(path);

// Only the directory is read by the library; it must never start a worker.
configure({ useWebWorkers: false });

class TooMuch extends Error {}

/** Never rejects. */
export async function readArchive(file: Blob, options: ReadArchiveOptions = {}): Promise<ArchiveRead> {
  const none = { files: [], notices: [], broken: [], ignored: 0, nested: 0 };
  if (file.size > maxArchiveBytes) {
    const problem = fill(texts.archiveTooLarge, {
      size: sizeText(file.size),
      most: sizeText(maxArchiveBytes),
    });
    return { ...none, problem };
  }
  let reader: ZipReader<unknown> | null = null;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    reader = new ZipReader(new Uint8ArrayReader(bytes));
    const entries: Entry[] = [];
    for await (const entry of reader.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
      entries.push(entry);
      if (entries.length > maxEntries)
        return { ...none, problem: fill(texts.archiveTooManyEntries, { n: maxEntries }) };
    }
    return await readEntries(bytes, entries, options);
  } catch (error) {
    return { ...none, problem: problemOf(error) };
  } finally {
    await reader?.close().catch(() => {});
  }
}

async function readEntries(
  archive: Uint8Array<ArrayBuffer>,
  entries: readonly Entry[],
  { isWanted = isRulePath, signal, onProgress, slice }: ReadArchiveOptions,
): Promise<ArchiveRead> {
  const files: TextFile[] = [];
  const notices: TextFile[] = [];
  const broken: { path: string; message: string }[] = [];
  const seen = new Set<string>();
  const unpacked = { total: 0, packed: 0 };
  let ignored = 0;
  let nested = 0;
  let problem = '';
  for (const [i, entry] of entries.entries()) {
    if (signal?.aborted) return { files, notices, broken, ignored, nested, problem: texts.archiveCanceled };
    onProgress?.(i, entries.length);
    if (entry.directory) continue;
    const name = entry.filename;
    const isRule = isWanted(name);
    if (!isRule && !isNotice(name)) {
      if (isArchivePath(name)) nested++;
      else ignored++;
      continue;
    }
    const path = safePath(name);
    const refusal = refusalOf(entry, path, seen);
    if (path === null || refusal !== '') {
      if (isRule) broken.push({ path: printable(name), message: refusal });
      else ignored++;
      continue;
    }
    seen.add(path);
    try {
      const text = await readText(archive, entry, isRule ? maxFileBytes : maxNoticeBytes, unpacked);
      (isRule ? files : notices).push({ path, text });
    } catch (error) {
      if (error instanceof TooMuch) {
        problem = error.message;
        break;
      }
      if (isRule) broken.push({ path, message: problemOf(error) });
      else ignored++;
    }
    await slice?.();
  }
  return { files, notices, broken, ignored, nested, problem };
}

function refusalOf(entry: Entry, path: string | null, seen: ReadonlySet<string>): string {
  if (path === null) return texts.archiveBadPath;
  if (seen.has(path)) return texts.archiveSamePath;
  if (entry.encrypted) return texts.archiveEncrypted;
  return '';
}

async function readText(
  archive: Uint8Array<ArrayBuffer>,
  entry: PackedEntry,
  maxBytes: number,
  unpacked: { total: number; packed: number },
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  unpacked.packed += entry.compressedSize;
  await unpack(archive, entry, (piece) => {
    bytes += piece.length;
    unpacked.total += piece.length;
    if (unpacked.total > maxTotalBytes)
      throw new TooMuch(fill(texts.archiveRulesTooLarge, { size: sizeText(maxTotalBytes) }));
    if (unpacked.total > maxUncheckedBytes && unpacked.total > unpacked.packed * maxRatio)
      throw new TooMuch(texts.archiveBomb);
    if (bytes > maxBytes)
      throw new UnpackError(fill(texts.archiveFileTooLarge, { size: sizeText(maxBytes) }));
    text += decoder.decode(piece, { stream: true });
  });
  return text + decoder.decode();
}

const messages: readonly (readonly [codes: readonly string[], message: string])[] = [
  [
    [ERR_BAD_FORMAT, ERR_EOCDR_NOT_FOUND, ERR_EOCDR_LOCATOR_ZIP64_NOT_FOUND, ERR_CENTRAL_DIRECTORY_NOT_FOUND],
    texts.archiveNoZip,
  ],
  [[ERR_ENCRYPTED, ERR_UNSUPPORTED_ENCRYPTION, ERR_ENCRYPTED_CENTRAL_DIRECTORY], texts.archiveEncrypted],
  [[ERR_SPLIT_ZIP_FILE], texts.archiveDivided],
];

function problemOf(error: unknown): string {
  if (error instanceof UnpackError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return messages.find(([codes]) => codes.includes(message))?.[1] ?? fill(texts.archiveFailed, { message });
}

/** For a list: names in archives may hold anything. */
function printable(name: string): string {
  return name.slice(0, 200).replace(/[\u0000-\u001f\u007f]/g, '\ufffd');
}
