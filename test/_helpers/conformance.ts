// Reads the conformance cases and says what a case wants. The format is that of `cases.schema.json`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ConformanceEvent {
  readonly event: unknown;
  readonly match: boolean;
  readonly reason?: string;
}

export interface ConformanceCase {
  /** `section: description`, as in `known-failures.json`. */
  readonly id: string;
  readonly ruleText?: string;
  readonly eventsText?: string;
  readonly diagnostics: readonly string[];
  readonly refused: boolean;
  readonly events: readonly ConformanceEvent[];
}

interface RawCase {
  readonly description: string;
  readonly rule?: string | readonly string[];
  readonly detection?: string | readonly string[];
  readonly eventsText?: string | readonly string[];
  readonly diagnostics?: readonly string[];
  readonly refused?: boolean;
  readonly events?: readonly ConformanceEvent[];
}

const caseKeys = ['description', 'rule', 'detection', 'eventsText', 'diagnostics', 'refused', 'events'];
const eventKeys = ['event', 'match', 'reason'];

export const conformanceFolder = join(import.meta.dirname, '../conformance');

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** What is inside `detection:`, as a whole rule. */
export function ruleAround(detection: string): string {
  const inner = detection.replace(/^(?=.)/gm, '  ');
  return `title: t\nlogsource: {category: test}\ndetection:\n${inner}\n`;
}

/** Every case of every section; throws on a file that is not in the format. */
export function readCases(folder = join(conformanceFolder, 'cases')): ConformanceCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const { section, cases } = readJson<{ section: string; cases: RawCase[] }>(join(folder, name));
      const seen = new Set<string>();
      return cases.map((raw, index) => {
        const problem =
          formatProblem(raw) ?? (seen.has(raw.description) ? 'its description is taken' : undefined);
        if (problem) throw new Error(`${name}, case ${index}: ${problem}`);
        seen.add(raw.description);
        return toCase(section, raw);
      });
    });
}

function toCase(section: string, raw: RawCase): ConformanceCase {
  const { rule, detection, eventsText, diagnostics = [], refused = false, events = [], description } = raw;
  const base = { id: `${section}: ${description}`, diagnostics, refused, events };
  if (eventsText !== undefined) return { ...base, eventsText: textOf(eventsText) };
  return { ...base, ruleText: rule === undefined ? ruleAround(textOf(detection ?? '')) : textOf(rule) };
}

function textOf(text: string | readonly string[]): string {
  return typeof text === 'string' ? text : text.join('\n');
}

export function formatProblem(raw: RawCase): string | undefined {
  const strange = Object.keys(raw).find((key) => !caseKeys.includes(key));
  if (strange) return `unknown key ${strange}`;
  if (typeof raw.description !== 'string' || raw.description === '') return 'no description';
  const texts = [raw.rule, raw.detection, raw.eventsText].filter((text) => text !== undefined);
  if (texts.length !== 1) return 'one of rule, detection and eventsText';
  const wants = (raw.events?.length ?? 0) + (raw.diagnostics?.length ?? 0) + (raw.refused ? 1 : 0);
  if (wants === 0) return 'it wants nothing';
  if (raw.refused && raw.events?.length) return 'a refused rule has no events';
  const event = raw.events?.find(
    (each) => Object.keys(each).some((key) => !eventKeys.includes(key)) || typeof each.match !== 'boolean',
  );
  return event && `not an event: ${JSON.stringify(event)}`;
}
