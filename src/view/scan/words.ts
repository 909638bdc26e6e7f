// The lines that a scan shows of itself.
import type { FileProblem } from '../../intake/scan/read-file.ts';
import type { Scan, ScanFile, ScanProblem, ScanProgress } from '../../state/scan.svelte.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { plural } from '../../texts/plural.ts';
import { number } from '../words.ts';

const [kilo, mega, giga] = [1000, 1_000_000, 1_000_000_000];

export function toSize(bytes: number): string {
  if (bytes >= giga) return fill(texts.scanGb, { n: (bytes / giga).toFixed(1) });
  if (bytes >= mega) return fill(texts.scanMb, { n: (bytes / mega).toFixed(bytes >= 10 * mega ? 0 : 1) });
  return bytes >= kilo
    ? fill(texts.scanKb, { n: Math.round(bytes / kilo) })
    : plural(bytes, texts.countByteOne, texts.countByteMany);
}

export function toDuration(ms: number): string {
  if (ms < 10_000) return fill(texts.scanSeconds, { s: (ms / 1000).toFixed(1) });
  const seconds = Math.round(ms / 1000);
  return seconds < 120
    ? fill(texts.scanSeconds, { s: seconds })
    : fill(texts.scanMinutes, { min: Math.floor(seconds / 60), s: seconds % 60 });
}

/** Of the files that were chosen: how many, how large, and what their names say. */
export function toFilesLine(files: readonly ScanFile[]): string {
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  const named = files.flatMap((file) => (file.named ? [file.named] : []));
  const listed = (values: readonly string[], one: string, few: string, many: string) => {
    const all = [...new Set(values)].sort();
    if (all.length === 0) return [];
    if (all.length > 3) return [plural(all.length, many, many)];
    return [fill(all.length === 1 ? one : few, { names: all.join(', ') })];
  };
  const times = named.map(({ time }) => time).sort();
  const span = [...new Set([times[0], times.at(-1)])].filter((time) => time !== undefined).map(toMinute);
  const facts = [
    ...listed(
      named.map(({ account }) => account),
      texts.scanAccount,
      texts.scanAccounts,
      texts.countAccountMany,
    ),
    ...listed(
      named.map(({ region }) => region),
      texts.scanRegion,
      texts.scanRegions,
      texts.countRegionMany,
    ),
    ...(span.length > 1 ? [fill(texts.scanSpan, { from: span[0] ?? '', to: span[1] ?? '' })] : span),
  ];
  const line = `${plural(files.length, texts.countFileOne, texts.countFileMany)}, ${toSize(size)}`;
  if (facts.length === 0) return line;
  const some = named.length < files.length ? texts.scanFilesSomeNamed : texts.scanFilesNamed;
  return fill(some, { line, named: number(named.length), facts: facts.join('; ') });
}

/** `111122223333 eu-west-1 2025-01-02 03:05`, or the path. */
export function toFileName({ path, named }: ScanFile): string {
  return named ? `${named.account} ${named.region} ${toMinute(named.time)}` : path;
}

function toMinute(time: string): string {
  return time.replace('T', ' ').replace('Z', '');
}

export function toProgressLine(progress: ScanProgress, files: number): string {
  const { filesDone, bytesDone, bytesTotal, records, hits, elapsedMs } = progress;
  const parts = [
    fill(texts.scanOf, {
      done: number(filesDone),
      all: plural(files, texts.countFileOne, texts.countFileMany),
    }),
    fill(texts.scanOf, { done: toSize(bytesDone), all: toSize(bytesTotal) }),
    plural(records, texts.countRecordOne, texts.countRecordMany),
    plural(hits, texts.countHitOne, texts.countHitMany),
  ];
  if (elapsedMs > 500)
    parts.push(fill(texts.scanSpeed, { n: number(Math.round((records * 1000) / elapsedMs / 100) * 100) }));
  return parts.join(' · ');
}

/** `12 hits in 1,034,567 records of 412 files, 38 s`. */
export function toResultLine({ state, progress, scannedCount, failure }: Scan): string {
  const { hits, records, undecided, elapsedMs, filesDone } = progress;
  const files =
    filesDone < scannedCount
      ? fill(texts.scanOf, {
          done: number(filesDone),
          all: plural(scannedCount, texts.countFileOne, texts.countFileMany),
        })
      : plural(scannedCount, texts.countFileOne, texts.countFileMany);
  const values = {
    hits: hits === 0 ? texts.scanNoHit : plural(hits, texts.countHitOne, texts.countHitMany),
    records: plural(records, texts.countRecordOne, texts.countRecordMany),
    files,
    time: toDuration(elapsedMs),
    open: plural(undecided, texts.countRecordOne, texts.countRecordMany),
  };
  const found = fill(undecided > 0 ? texts.scanFoundOpen : texts.scanFound, values);
  const ends: Partial<Record<Scan['state'], string>> = {
    canceled: texts.scanStopped,
    gave_up: texts.scanGaveUp,
    failed: fill(texts.scanFailed, { failure }),
    refused: texts.scanRefused,
  };
  const end = ends[state];
  return end === undefined ? found : `${end} ${found}`;
}

export function toProblemLine({ code, at, message }: ScanProblem): string {
  if (code === 'stalled') return texts.scanStalled;
  if (code === 'broke') return fill(texts.scanBroke, { message });
  if (code === 'skipped') return fill(texts.scanNotScanned, { message });
  return placed.has(code) ? fill(texts.scanAtByte, { at: number(at), message }) : message;
}

const placed: ReadonlySet<ScanProblem['code']> = new Set<FileProblem['code']>([
  ...(['malformed', 'too_large', 'stray', 'not_closed', 'invalid', 'corrupt', 'trailing'] as const),
]);
