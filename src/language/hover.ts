// What is told of a place, for whichever editor shows it. Texts only: what comes from a rule or an event is never markup.
import type { Range } from '../sigma/index.ts';

export interface Hover {
  /** What it is about. */
  readonly range: Range;
  readonly title: string;
  readonly parts: readonly HoverPart[];
  /** Of the reference; empty where none is about it. */
  readonly topic: string;
}

export type HoverPart =
  /** A sentence; words between backquotes are code. */
  | { readonly type: 'text'; readonly text: string }
  /** Shown as it stands. */
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] };

export function say(text: string): HoverPart {
  return { type: 'text', text };
}

/** Two that speak of one place: what the first has not said follows. */
export function joinHovers(first: Hover | null, second: Hover | null): Hover | null {
  if (!first || !second) return first ?? second;
  const known = new Set(first.parts.map((part) => JSON.stringify(part)));
  const parts = [...first.parts, ...second.parts.filter((part) => !known.has(JSON.stringify(part)))];
  return { ...first, parts, topic: first.topic || second.topic };
}

const maxShown = 120;

export function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maxShown ? `${line.slice(0, maxShown - 1)}…` : line;
}
