// An entry of the history: a state of the user's work, without its texts, which are kept beside it.
// Whoever reads one checks it: what is stored, or comes in a file, may be anything.
import { isObject, own } from './payload.ts';
import type { Work } from './work-link.ts';

/** `edit`: typing rested. `before`: something else was opened. `saved`: the user gave it a name. */
export const entryKinds = ['edit', 'before', 'saved'] as const;
export type EntryKind = (typeof entryKinds)[number];

export const entryTones = ['match', 'miss', 'unknown', 'error', 'idle'] as const;

/** What the page said of it. */
export interface EntryVerdict {
  readonly tone: (typeof entryTones)[number];
  readonly text: string;
}

/** Lines that differ from the entry before. */
export interface EntryChange {
  readonly rule: { readonly added: number; readonly removed: number };
  readonly events: { readonly added: number; readonly removed: number };
}

export interface HistoryEntry {
  readonly id: string;
  readonly kind: EntryKind;
  /** Given by the user, or what was opened; else empty. */
  readonly name: string;
  /** When it was begun, and when it was last as it is; in ms. */
  readonly begunAt: number;
  readonly at: number;
  /** Edits of one tab with nothing opened in between. */
  readonly stretch: string;
  readonly title: string;
  readonly verdict: EntryVerdict;
  /** null for the first one. */
  readonly change: EntryChange | null;
  /** Of both texts, in UTF-16 units. */
  readonly size: number;
}

export const maxNameLength = 120;

/** Whether a stored value is an entry. */
export function isEntry(value: unknown): value is HistoryEntry {
  if (!isObject(value)) return false;
  const texts = ['id', 'name', 'stretch', 'title'].map((key) => own(value, key));
  const numbers = ['begunAt', 'at', 'size'].map((key) => own(value, key));
  const change = own(value, 'change');
  return (
    texts.every((each) => typeof each === 'string') &&
    numbers.every((each) => Number.isFinite(each)) &&
    readKind(own(value, 'kind')) !== null &&
    readVerdict(own(value, 'verdict')) !== null &&
    (change === null || (isObject(change) && isCount(own(change, 'rule')) && isCount(own(change, 'events'))))
  );
}

function isCount(value: unknown): boolean {
  return isObject(value) && ['added', 'removed'].every((key) => Number.isSafeInteger(own(value, key)));
}

export function readKind(value: unknown): EntryKind | null {
  return entryKinds.find((kind) => kind === value) ?? null;
}

export function readVerdict(value: unknown): EntryVerdict | null {
  if (!isObject(value)) return null;
  const tone = entryTones.find((each) => each === own(value, 'tone'));
  const text = own(value, 'text');
  return tone && typeof text === 'string' ? { tone, text: text.slice(0, 200) } : null;
}

export function sizeOf({ ruleText, eventsText }: Pick<Work, 'ruleText' | 'eventsText'>): number {
  return ruleText.length + eventsText.length;
}

/** The title in the rule's text, whether or not the rest can be read. */
export function titleOf(ruleText: string): string {
  const [, found = ''] = /^title:[ \t]*(.*)$/m.exec(ruleText) ?? [];
  return found
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .slice(0, 200);
}
