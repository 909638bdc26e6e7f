// Rules that a deployment brings along. The build replaces this file when `CATALOG_DIR` names a directory.
import type { RuleFile } from './rule-store.ts';

export interface Embedded {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly chunks: readonly (() => Promise<{ readonly default: readonly RuleFile[] }>)[];
}

export const embedded: Embedded = { name: '', version: '', licence: '', chunks: [] };
