// A zip archive → the rule files in it. Its directory is read first and believed in nothing: what is unpacked is
// counted while it is unpacked.
import {
  configure,
  ERR_BAD_FORMAT,
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_ENTRY_DATA_OUT_OF_BOUNDS,
  ERR_EOCDR_LOCATOR_ZIP64_NOT_FOUND,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_COMPRESSED_DATA,
  ERR_INVALID_CRC32,
  ERR_INVALID_UNCOMPRESSED_SIZE,
  ERR_LOCAL_FILE_HEADER_NOT_FOUND,
  ERR_OVERLAPPING_ENTRY,
  ERR_SPLIT_ZIP_FILE,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  Uint8ArrayReader,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import type { Entry, FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
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
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Awaited after each file. */
  readonly slice?: () => Promise<void> | void;
}

export const isRulePath = (path: string) => /\.ya?ml$/i.test(path);
export const isArchivePath = (path: string) => /\.zip$/i.test(path);

// The platform inflates, on this thread: no other code is loaded, and no worker is made from text.
configure({ useWebWorkers: false, useCompressionStream: true });

class TooMuch extends Error {}

/** Never rejects. */
export async function readArchive(file: Blob, options: ReadArchiveOptions = {}): Promise<ArchiveRead> {
  const none = { files: [], notices: [], broken: [], ignored: 0, nested: 0 };
  if (file.size > maxArchiveBytes) {
    const problem = `The archive has ${sizeText(file.size)}; at most ${sizeText(maxArchiveBytes)} are read.`;
    return { ...none, problem };
  }
  let reader: ZipReader<unknown> | null = null;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    reader = new ZipReader(new Uint8ArrayReader(bytes), { checkOverlappingEntry: true });
    const entries: Entry[] = [];
    for await (const entry of reader.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
      entries.push(entry);
      if (entries.length > maxEntries)
        return { ...none, problem: `The archive has more than ${maxEntries} entries.` };
    }
    return await readEntries(entries, options);
  } catch (error) {
    return { ...none, problem: problemOf(error) };
  } finally {
    await reader?.close().catch(() => {});
  }
}

async function readEntries(
  entries: readonly Entry[],
  { signal, onProgress, slice }: ReadArchiveOptions,
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
    if (signal?.aborted) return { files, notices, broken, ignored, nested, problem: 'It was canceled.' };
    onProgress?.(i, entries.length);
    if (entry.directory) continue;
    const name = entry.filename;
    const isRule = isRulePath(name);
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
      const text = await readText(entry, isRule ? maxFileBytes : maxNoticeBytes, unpacked);
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
  if (path === null) return 'Its path leads out of the archive, or is no path.';
  if (seen.has(path)) return 'There is another file with this path.';
  if (entry.encrypted) return 'It is encrypted.';
  return '';
}

async function readText(
  entry: FileEntry,
  maxBytes: number,
  unpacked: { total: number; packed: number },
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  unpacked.packed += Math.max(entry.compressedSize, 0);
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      bytes += chunk.length;
      unpacked.total += chunk.length;
      if (unpacked.total > maxTotalBytes)
        throw new TooMuch(`Unpacked, the rules have more than ${sizeText(maxTotalBytes)}.`);
      if (unpacked.total > maxUncheckedBytes && unpacked.total > unpacked.packed * maxRatio)
        throw new TooMuch('What is packed in the archive is no text: it unpacks to far too much.');
      if (bytes > maxBytes) throw new Error(`It has more than ${sizeText(maxBytes)}.`);
      text += decoder.decode(chunk, { stream: true });
    },
  });
  await entry.getData(sink, { checkSignature: true });
  return text + decoder.decode();
}

const messages: readonly (readonly [codes: readonly string[], message: string])[] = [
  [
    [
      ERR_BAD_FORMAT,
      ERR_EOCDR_NOT_FOUND,
      ERR_EOCDR_LOCATOR_ZIP64_NOT_FOUND,
      ERR_CENTRAL_DIRECTORY_NOT_FOUND,
      ERR_LOCAL_FILE_HEADER_NOT_FOUND,
      ERR_ENTRY_DATA_OUT_OF_BOUNDS,
    ],
    'This is not a zip archive, or not a whole one.',
  ],
  [[ERR_ENCRYPTED, ERR_UNSUPPORTED_ENCRYPTION, ERR_ENCRYPTED_CENTRAL_DIRECTORY], 'It is encrypted.'],
  [[ERR_OVERLAPPING_ENTRY], 'It overlaps with another: it is made to unpack to far too much.'],
  [[ERR_INVALID_CRC32, ERR_INVALID_UNCOMPRESSED_SIZE, ERR_INVALID_COMPRESSED_DATA], 'It is damaged.'],
  [[ERR_SPLIT_ZIP_FILE], 'It is a part of a divided archive.'],
  [[ERR_UNSUPPORTED_COMPRESSION], 'It is packed in a way that is not supported.'],
];

function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return messages.find(([codes]) => codes.includes(message))?.[1] ?? `It cannot be unpacked: ${message}`;
}

/** For a list: names in archives may hold anything. */
function printable(name: string): string {
  return name.slice(0, 200).replace(/[\u0000-\u001f\u007f]/g, '\ufffd');
}
