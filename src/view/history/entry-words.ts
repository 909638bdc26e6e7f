// How an entry of the history is told.
import type { EntryChange, HistoryEntry } from '../../share/history-entry.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { number, plural } from '../../texts/plural.ts';
import { toShort } from '../visible.ts';

const minuteMs = 60_000;

/** `just now`, `5 minutes ago`, `3 hours ago`; a date when it is longer ago, or to come. */
export function toAge(at: number, now: number): string {
  const minutes = Math.floor((now - at) / minuteMs);
  if (minutes < 0 || minutes >= 24 * 60) return toDate(at);
  if (minutes === 0) return texts.historyJustNow;
  const age =
    minutes < 60
      ? plural(minutes, texts.countMinuteOne, texts.countMinuteMany)
      : plural(Math.floor(minutes / 60), texts.countHourOne, texts.countHourMany);
  return fill(texts.historyAgo, { age });
}

/** In the user's time zone, the same everywhere else: `2026-11-30 20:15`. */
export function toDate(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What the user called it, else the rule's title. */
export function toHeading({ name, kind, title }: HistoryEntry): string {
  return toShort((kind === 'saved' ? name : '') || title || texts.historyUntitled, 120);
}

/** `rule +3 −1, events +40`; empty when nothing is known to differ. */
export function toChange(change: EntryChange | null): string {
  if (!change) return '';
  const side = (name: string, { added, removed }: EntryChange['rule']) => {
    const parts = [added > 0 ? `+${number(added)}` : '', removed > 0 ? `−${number(removed)}` : ''];
    const lines = parts.filter((part) => part !== '').join(' ');
    return lines === '' ? [] : [`${name} ${lines}`];
  };
  return [...side(texts.historyRule, change.rule), ...side(texts.historyEvents, change.events)].join(', ');
}
