import type { TimePart } from './time-part.ts';

const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|z|UTC|[+-]\d\d:?\d\d)?)?$/;
/** From this on, a number of seconds would lie beyond the year 5000: it counts milliseconds. */
const firstMilliseconds = 1e11;

/** RFC 3339, `YYYY-MM-DD HH:MM:SS`, or a count of seconds or milliseconds since 1970 → milliseconds; without a zone, UTC. */
export function readTime(text: string): number | null {
  if (/^-?\d{1,15}(\.\d+)?$/.test(text)) {
    const number = Number(text);
    return Math.abs(number) >= firstMilliseconds ? number : number * 1000;
  }
  const match = dateTime.exec(text);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // `Date.UTC` takes the years before 100 for those of the last century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isDay || hour >= 24 || minute >= 60 || second > 60) return null;
  // A leap second is the last one of its minute.
  const seconds = (hour * 60 + minute) * 60 + Math.min(second, 59);
  return date.getTime() + seconds * 1000 - zoneMs(match[7]);
}

function zoneMs(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '');
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/** Spec (modifiers minute … year). Weeks are those of ISO 8601; all parts are in UTC. */
export function timePartOf(ms: number, part: TimePart): number {
  const date = new Date(ms);
  switch (part) {
    case 'minute':
      return date.getUTCMinutes();
    case 'hour':
      return date.getUTCHours();
    case 'day':
      return date.getUTCDate();
    case 'week':
      return isoWeek(date);
    case 'month':
      return date.getUTCMonth() + 1;
    case 'year':
      return date.getUTCFullYear();
  }
}

function isoWeek(date: Date): number {
  const day = 86_400_000;
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const thursday = midnight + (4 - (date.getUTCDay() || 7)) * day;
  const firstOfYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday - firstOfYear) / (7 * day));
}
