// Tests as files: the labelled events written in the format of some tool, and files read as labelled events.
import type { EventMark } from '../../intake/event-marks.ts';
import {
  collectTests,
  embedExemplars,
  printEvent,
  readExemplars,
  readMetadata,
  toNdjson,
  toPanther,
  toRegressionData,
} from '../../sigma/index.ts';
import type { Collected, FoundRule, RuleTest, TestFile } from '../../sigma/index.ts';
import type { Held } from './held.ts';
import type { EventLabel, TestFormat, TestsOpened, TestsWritten } from './rule-tests-protocol.ts';
import * as texts from '../../texts/en.ts';

const noRule = { problem: texts.workerNoTestedRule };

export function textsOf({ input }: Held, events: readonly number[]): readonly string[] {
  return events.flatMap((at) => (input.events[at] ? [printEvent(input.events[at].value)] : []));
}

export async function writeTests(
  { rule: compiled, ruleText, input }: Held,
  format: TestFormat,
  labels: readonly EventLabel[],
): Promise<TestsWritten> {
  const tests = labels.flatMap(({ event, ...label }): RuleTest[] => {
    const found = input.events[event];
    return found ? [{ ...label, eventText: printEvent(found.value) }] : [];
  });
  if (format === 'exemplars') return embedExemplars(ruleText, tests);
  const rule = compiled?.rule;
  const name = fileName(rule?.title ?? '');
  if (format === 'ndjson') {
    const { text, notes } = toNdjson(tests);
    return { files: [{ path: `${name}.tests.ndjson`, text }], notes };
  }
  if (!rule) return noRule;
  if (format === 'panther') {
    const { id, title } = readMetadata(rule.document);
    const written = toPanther(id?.text ?? title?.text ?? '', tests);
    if ('problem' in written) return written;
    return { files: [{ path: `${name}.panther.yml`, text: written.text }], notes: written.notes };
  }
  const authors = readMetadata(rule.document).authors.map(({ text }) => text);
  return toRegressionData(rule, tests, {
    id: makeUuid(),
    date: new Date().toISOString().slice(0, 10),
    author: authors.join(', ') || 'N/A',
  });
}

function fileName(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 80) || 'rule'
  );
}

/** `crypto.randomUUID` is not there on pages without TLS. */
function makeUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export async function readTests(held: Held, files: readonly TestFile[]): Promise<TestsOpened> {
  const collected = collectTests(files.map(named), { byContent: true });
  const { rules, groups, problems } = collected;
  const rule = groups.find((group) => group.rule)?.rule ?? null;
  const own = rule ? groups.filter((group) => group.rule === rule) : groups;
  const countIn = (some: Collected['groups']) => some.reduce((sum, { tests }) => sum + tests.length, 0);
  const shown = held.rule ? readMetadata(held.rule.rule.document).id?.text : undefined;
  const ruleId = own.find((group) => group.ruleId !== undefined)?.ruleId;
  return {
    ...layOut(own.flatMap(({ tests }) => tests)),
    ruleText: rule && textOf(rule, rules),
    isOfOtherRule: !rule && ruleId !== undefined && shown !== undefined && ruleId !== shown,
    leftOut: countIn(groups) - countIn(own),
    problems: problems.map(({ path, message }) => ({ path, message })),
  };
}

/** What the rule's own exemplars are as events; null where it has none. */
export async function readOwnTests({ rule, ruleText }: Held): Promise<TestsOpened | null> {
  const { tests, diagnostics } = readExemplars(rule?.rule.document ?? null);
  if (tests.length === 0) return null;
  return {
    ...layOut(tests),
    ruleText,
    isOfOtherRule: false,
    leftOut: 0,
    problems: diagnostics.map(({ message }) => ({ path: '', message })),
  };
}

/** A text that was pasted, or whose name tells nothing, is JSON or YAML by how it begins. */
function named({ path, text }: TestFile): TestFile {
  if (/\.(?:ya?ml|ndjson|jsonl|json)$/i.test(path)) return { path, text };
  return { path: `${path}${/^\ufeff?\s*[{[]/.test(text) ? '.json' : '.yml'}`, text };
}

/** All of its text where it is the only rule in it. */
function textOf({ path, rule }: FoundRule, rules: readonly FoundRule[]): string {
  const isOnly = rules.filter((other) => other.path === path).length === 1;
  return isOnly ? rule.text : `${rule.text.slice(rule.range.start, rule.range.end)}\n`;
}

/** One event after the other, each with what is said of it. */
function layOut(tests: readonly RuleTest[]): Pick<TestsOpened, 'eventsText' | 'marks' | 'counts'> {
  const counts = { fire: 0, silent: 0, gap: 0, open: 0 };
  const marks: EventMark[] = [];
  let eventsText = '';
  for (const { name, expectation, eventText, atLeast } of tests) {
    const text = eventText.trim();
    const range = { start: eventsText.length, end: eventsText.length + text.length };
    // Which of several events should fire is not said: so nothing is said of each.
    const said = atLeast === undefined ? { expectation } : {};
    counts[said.expectation ?? 'open']++;
    if (said.expectation || name !== undefined)
      marks.push({ range, ...said, ...(name === undefined ? {} : { name }) });
    eventsText += `${text}\n`;
  }
  return { eventsText, marks, counts };
}
