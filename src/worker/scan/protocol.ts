// What crosses the boundary to a worker that scans files with one rule: plain data only, and files.
import type { EventPlace, FileProblem } from '../../intake/scan/read-file.ts';
import type { Placeholders } from '../protocol.ts';

/** Of an event that the rule fires on, what a table shows; its text is read again from the file. */
export interface ScanHit extends EventPlace {
  /** Number of the file. */
  readonly file: number;
  readonly label: string;
  readonly time: string;
  readonly source: string;
  readonly who: string;
  readonly address: string;
}

export interface ScanCounts {
  readonly records: number;
  readonly hits: number;
  /** Records that the rule cannot be decided on. */
  readonly undecided: number;
}

/** Posted every now and then while a file is scanned, and at its end; counts are of what is new. */
export interface ScanNotice extends ScanCounts {
  readonly file: number;
  /** Bytes of the file as it is, since its beginning. */
  readonly bytesRead: number;
  readonly found: readonly ScanHit[];
  readonly problems: readonly FileProblem[];
}

export interface ScanRequest {
  readonly file: Blob;
  readonly number: number;
  /** Hits that are told of; more are counted. */
  readonly maxHits: number;
}

export interface Scanner {
  /** Whether the first detection rule of the text can be evaluated. */
  load(ruleText: string, placeholders?: Placeholders, pipeline?: string): Promise<boolean>;
  /** Resolves when the file has been read to its end; what is found is posted. */
  scan(request: ScanRequest): Promise<void>;
  /** The texts at places of one file, in their order; an empty text for what is no longer there. */
  readTexts(file: Blob, places: readonly EventPlace[]): Promise<readonly string[]>;
}
