// The history as one file, to be kept or brought to another machine. Whatever a file holds, only known shapes pass.
import { maxNameLength, readKind, readVerdict, titleOf } from './history-entry.ts';
import type { EntryKind, EntryVerdict, HistoryEntry } from './history-entry.ts';
import { isObject, own, toPayload } from './payload.ts';
import type { Work } from './work-link.ts';
import { fromWork, toWork } from './work-link.ts';

const versionKey = 'sigma-playground-history';
const fileVersion = 1;
/** More than there can be in a history. */
const maxEntries = 1000;
/** 1 January 3000: dates beyond cannot all be told. */
const maxTime = 32_503_680_000_000;

export interface FiledEntry {
  readonly kind: EntryKind;
  readonly name: string;
  readonly at: number;
  readonly title: string;
  readonly verdict: EntryVerdict;
  readonly work: Work;
}

export type OpenedHistory =
  | { readonly ok: true; readonly entries: readonly FiledEntry[]; readonly broken: number }
  | { readonly ok: false; readonly why: 'not_json' | 'not_history' | 'newer_version' };

export function toHistoryFile(all: readonly { readonly entry: HistoryEntry; readonly work: Work }[]): string {
  const entries = all.map(({ entry: { kind, name, at, verdict }, work }) => ({
    kind,
    name,
    at,
    verdict,
    work: fromWork(work),
  }));
  return `${JSON.stringify({ [versionKey]: fileVersion, entries }, null, 1)}\n`;
}

/** Never throws. */
export function openHistoryFile(text: string): OpenedHistory {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { ok: false, why: 'not_json' };
  }
  const version = isObject(value) ? own(value, versionKey) : undefined;
  const list = isObject(value) ? own(value, 'entries') : undefined;
  if (typeof version === 'number' && version > fileVersion) return { ok: false, why: 'newer_version' };
  if (version !== fileVersion || !Array.isArray(list)) return { ok: false, why: 'not_history' };
  const entries = (list as readonly unknown[]).slice(0, maxEntries).flatMap((each) => readEntry(each) ?? []);
  return { ok: true, entries, broken: list.length - entries.length };
}

function readEntry(value: unknown): FiledEntry | null {
  if (!isObject(value)) return null;
  const payload = toPayload(own(value, 'work'));
  const [kind, verdict] = [readKind(own(value, 'kind')), readVerdict(own(value, 'verdict'))];
  const [name, at] = [own(value, 'name'), own(value, 'at')];
  const isTime = typeof at === 'number' && at >= 0 && at <= maxTime;
  if (!payload || !kind || !verdict || typeof name !== 'string' || !isTime) return null;
  const work = toWork(payload);
  return { kind, name: name.slice(0, maxNameLength), at, title: titleOf(work.ruleText), verdict, work };
}
