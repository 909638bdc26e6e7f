// What a learner hands in: which lessons, with which rules, at which price. In the container of the links. It is what the
// learner says: whoever receives it grades the rules anew.
import { decodeLink, encodeLink } from './link.ts';
import type { Payload, Plain } from './payload.ts';
import { isObject, own } from './payload.ts';
import * as texts from '../texts/en.ts';

export interface LessonResult {
  readonly id: string;
  /** The rule that passed, or the one as it was left. */
  readonly ruleText: string;
  readonly isPassed: boolean;
  readonly tries: number;
  readonly hints: number;
  readonly sawSolution: boolean;
}

export interface Results {
  readonly name: string;
  readonly isExam: boolean;
  readonly lessons: readonly LessonResult[];
}

export const resultsKind = 'results';
const maxLessons = 200;
const maxRule = 50_000;
const maxText = 200;

/** The fragment with its `#`; empty when it is too large. */
export async function encodeResults(results: Results): Promise<string> {
  const code = await encodeLink(toPayload(results));
  return code === '' ? '' : `#${code}`;
}

function toPayload({ name, isExam, lessons }: Results): Payload {
  const rows = lessons.map(({ id, ruleText, isPassed, tries, hints, sawSolution }): Plain => ({
    i: id,
    r: ruleText,
    p: isPassed ? 1 : 0,
    t: tries,
    h: hints,
    s: sawSolution ? 1 : 0,
  }));
  return { r: '', e: [], l: { kind: resultsKind, n: name, x: isExam ? 1 : 0, a: rows } };
}

/** Whether a payload holds results rather than work. */
export function holdsResults({ l }: Payload): boolean {
  return isObject(l) && own(l, 'kind') === resultsKind;
}

/** Reads a link, with or without the page's address before its `#`. Never throws. */
export async function decodeResults(link: string): Promise<Results | { readonly problem: string }> {
  const at = link.indexOf('#');
  const opened = await decodeLink(at < 0 ? link : link.slice(at));
  if (!opened.ok) return { problem: opened.message };
  const { l } = opened.payload;
  if (!isObject(l) || !holdsResults(opened.payload)) return { problem: notResults };
  const rows = own(l, 'a');
  if (!Array.isArray(rows)) return { problem: notResults };
  return {
    name: textOf(own(l, 'n')),
    isExam: own(l, 'x') === 1,
    lessons: (rows as readonly unknown[]).slice(0, maxLessons).flatMap(readResult),
  };
}

const notResults = texts.linkNoResults;

function readResult(row: unknown): readonly LessonResult[] {
  if (!isObject(row)) return [];
  const ruleText = own(row, 'r');
  const id = textOf(own(row, 'i'));
  if (typeof ruleText !== 'string' || ruleText.length > maxRule || id === '') return [];
  return [
    {
      id,
      ruleText,
      isPassed: own(row, 'p') === 1,
      tries: countOf(own(row, 't')),
      hints: countOf(own(row, 'h')),
      sawSolution: own(row, 's') === 1,
    },
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, maxText) : '';
}

function countOf(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0;
}
