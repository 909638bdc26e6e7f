// The lines that a scan shows of itself.
import type { FileProblem } from '../../intake/scan/read-file.ts';
import type { Scan, ScanFile, ScanProblem, ScanProgress } from '../../state/scan.svelte.ts';
import { count, number } from '../words.ts';

const [kilo, mega, giga] = [1000, 1_000_000, 1_000_000_000];

export function toSize(bytes: number): string {
  if (bytes >= giga) return `${(bytes / giga).toFixed(1)} GB`;
  if (bytes >= mega) return `${(bytes / mega).toFixed(bytes >= 10 * mega ? 0 : 1)} MB`;
  return bytes >= kilo ? `${Math.round(bytes / kilo)} kB` : count(bytes, 'byte');
}

export function toDuration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Of the files that were chosen: how many, how large, and what their names say. */
export function toFilesLine(files: readonly ScanFile[]): string {
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  const named = files.flatMap((file) => (file.named ? [file.named] : []));
  const listed = (values: readonly string[], one: string, many: string) => {
    const all = [...new Set(values)].sort();
    return all.length === 0
      ? []
      : [
          all.length <= 3
            ? `${all.length === 1 ? one : many} ${all.join(', ')}`
            : count(all.length, one, many),
        ];
  };
  const times = named.map(({ time }) => time).sort();
  const span = [...new Set([times[0], times.at(-1)])].filter((time) => time !== undefined).map(toMinute);
  const facts = [
    ...listed(
      named.map(({ account }) => account),
      'account',
      'accounts',
    ),
    ...listed(
      named.map(({ region }) => region),
      'region',
      'regions',
    ),
    ...(span.length > 0 ? [span.join(' to ')] : []),
  ];
  const line = `${count(files.length, 'file')}, ${toSize(size)}`;
  if (facts.length === 0) return line;
  const some = named.length < files.length ? `${number(named.length)} of CloudTrail: ` : 'CloudTrail: ';
  return `${line}. ${some}${facts.join('; ')}`;
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
    `${number(filesDone)} of ${count(files, 'file')}`,
    `${toSize(bytesDone)} of ${toSize(bytesTotal)}`,
    count(records, 'record'),
    count(hits, 'hit'),
  ];
  if (elapsedMs > 500)
    parts.push(`${number(Math.round((records * 1000) / elapsedMs / 100) * 100)} records a second`);
  return parts.join(' · ');
}

/** `12 hits in 1,034,567 records of 412 files, 38 s`. */
export function toResultLine({ state, progress, scannedCount, failure }: Scan): string {
  const { hits, records, undecided, elapsedMs, filesDone } = progress;
  const files =
    filesDone < scannedCount
      ? `${number(filesDone)} of ${count(scannedCount, 'file')}`
      : count(scannedCount, 'file');
  const found = `${hits === 0 ? 'No hit' : count(hits, 'hit')} in ${count(records, 'record')} of ${files}, ${toDuration(elapsedMs)}`;
  const open = undecided > 0 ? `; ${count(undecided, 'record')} cannot be decided` : '';
  const ends: Partial<Record<Scan['state'], string>> = {
    canceled: 'Stopped. ',
    gave_up: 'Given up, because the rule or its worker was stopped in several files. ',
    failed: `The scan failed: ${failure} `,
    refused: 'The rule cannot be evaluated. ',
  };
  return `${ends[state] ?? ''}${found}${open}`;
}

export function toProblemLine({ code, at, message }: ScanProblem): string {
  if (code === 'stalled')
    return 'The rule did not come to an end on a record, so that the rest of the file was left out. A regular expression of it may never end.';
  if (code === 'broke') return `The worker broke, so that the rest of the file was left out: ${message}`;
  if (code === 'skipped') return `Not scanned. ${message}`;
  return placed.has(code) ? `At byte ${number(at)}: ${message}` : message;
}

const placed: ReadonlySet<ScanProblem['code']> = new Set<FileProblem['code']>([
  ...(['malformed', 'too_large', 'stray', 'not_closed', 'invalid', 'corrupt', 'trailing'] as const),
]);
