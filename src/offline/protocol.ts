// What the page and its service worker say to each other.

/** The name of the service worker's file, beside the page. */
export const workerFile = 'sw.js';

export type ToWorker =
  /** The page stands, and is of this version. Answered by `current`. */
  | { readonly type: 'hello'; readonly version: string }
  /** The page could not ask for the worker's file: is the site gone, or only the network? */
  | { readonly type: 'check' };

export type ToPage =
  /** The version that the next visit gets. `fresh`: it was installed just now. */
  { readonly type: 'current'; readonly version: string; readonly fresh: boolean };

/** Of a SHA-256 in base64: enough to tell files apart, not to keep anybody out. */
export const hashLength = 16;

/** What a build consists of. */
export interface Build {
  readonly version: string;
  /** Names the worker's own code. */
  readonly code: string;
  /** Paths below the page, each with the hash of its file. */
  readonly files: Readonly<Record<string, string>>;
}
