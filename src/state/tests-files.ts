// Tests go out to files and come in from them; what is written and read in them is the engine's affair.
import { marksOf } from '../intake/marks-of.ts';
import { pack } from '../intake/archive/pack.ts';
import type { Expectation, TestFile } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import { plural } from '../texts/plural.ts';
import type { EventLabel, TestFormat, TestsOpened } from '../worker/workbench/rule-tests-protocol.ts';
import type { Notices } from './notices.svelte.ts';
import type { Playground } from './playground.svelte.ts';
import { saveFile } from './save-file.ts';
import type { Session } from './session.svelte.ts';

export interface TestsInto {
  readonly playground: Playground;
  readonly session: Session;
  readonly notices: Notices;
}

/** Of all files together, unpacked. Tests of one rule are small. */
const maxBytes = 20_000_000;
/** What a message names one by one. */
const maxNamed = 3;
const [maxTries, betweenTriesMs] = [4, 150];

/** What is said of the events; empty as long as they are not read. */
export function labelsOf({ marks, answer, eventsText }: Playground): EventLabel[] {
  if (answer?.eventsText !== eventsText) return [];
  const ranges = answer.result.events.list.map(({ range }) => range);
  return marksOf(marks, ranges).flatMap((mark, event): EventLabel[] => {
    const { expectation, name } = mark ?? {};
    return expectation ? [{ event, expectation, ...(name === undefined ? {} : { name }) }] : [];
  });
}

export async function exportTests(format: TestFormat, { playground, notices }: TestsInto): Promise<void> {
  const labels = labelsOf(playground);
  const unlabelled = (playground.answer?.result.events.list.length ?? 0) - labels.length;
  const written = await again(() => playground.ask('writeTests', format, labels));
  if (!written || 'problem' in written) {
    warn(notices, asProse(written?.problem ?? texts.testsExportFailed));
    return;
  }
  const left = unlabelled > 0 ? [plural(unlabelled, texts.testsLeftOutOne, texts.testsLeftOutMany)] : [];
  const say = (what: string) => [what, ...left, ...written.notes.map(asProse)].join(' ');
  if ('edits' in written) {
    const before = playground.ruleText;
    const isDone = playground.applyFix({ title: '', edits: written.edits });
    const after = playground.ruleText;
    if (!isDone) warn(notices, texts.testsExportLate);
    else
      notices.show(say(plural(labels.length, texts.testsPutIntoOne, texts.testsPutIntoMany)), {
        topic: 'tests',
        action: {
          label: texts.testsUndo,
          run: () => playground.ruleText === after && playground.setRuleText(before),
        },
      });
    return;
  }
  const { files } = written;
  const [first] = files;
  if (!first) return;
  const isOne = files.length === 1;
  const name = isOne ? first.path : 'regression_data.zip';
  saveFile(name, isOne ? first.text : pack(files), isOne ? 'text/plain' : 'application/zip');
  notices.show(say(plural(labels.length, texts.testsSavedOne, texts.testsSavedMany, { name })), {
    topic: 'tests',
  });
}

export function chooseTestFiles(into: TestsInto): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.yml,.yaml,.json,.ndjson,.jsonl,.zip';
  input.multiple = true;
  input.onchange = () => void importTestFiles([...(input.files ?? [])], into);
  input.click();
}

export async function importTestFiles(files: readonly File[], into: TestsInto): Promise<void> {
  if (files.length === 0) return;
  const taken: TestFile[] = [];
  const problems: Problem[] = [];
  let left = maxBytes;
  for (const file of files) {
    const read = file.size > left ? tooLarge(file.name) : await readFile(file);
    taken.push(...read.files);
    problems.push(...read.problems);
    left -= read.files.reduce((sum, { text }) => sum + text.length, 0);
  }
  await importTexts(taken, problems, into);
}

export async function importPasted(into: TestsInto): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => null);
  if (text === null) warn(into.notices, texts.testsNoClipboard);
  else await importTexts([{ path: texts.testsWhatWasPasted, text }], [], into);
}

/** The tests embedded in the rule, as events. */
export async function openOwnTests(into: TestsInto): Promise<void> {
  const opened = await again(() => into.playground.ask('readOwnTests'));
  if (opened) show(opened, [], into);
  else warn(into.notices, texts.testsNoOwn);
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

interface FilesRead {
  readonly files: readonly TestFile[];
  readonly problems: readonly Problem[];
}

function tooLarge(path: string): FilesRead {
  return { files: [], problems: [{ path, message: texts.testsTooLarge }] };
}

async function readFile(file: File): Promise<FilesRead> {
  const path = file.webkitRelativePath || file.name;
  try {
    if (!/\.zip$/i.test(path)) return { files: [{ path, text: await file.text() }], problems: [] };
    const { readArchive } = await import('../intake/archive/read-archive.ts');
    const isWanted = (name: string) => /\.(?:ya?ml|json|ndjson|jsonl)$/i.test(name);
    const { files, broken, problem } = await readArchive(file, { isWanted });
    return { files, problems: problem === '' ? broken : [...broken, { path, message: problem }] };
  } catch {
    return { files: [], problems: [{ path, message: texts.testsFileUnreadable }] };
  }
}

async function importTexts(
  files: readonly TestFile[],
  problems: readonly Problem[],
  into: TestsInto,
): Promise<void> {
  const opened = await again(() => into.playground.ask('readTests', files));
  if (opened) show(opened, problems, into);
  else warn(into.notices, texts.testsImportFailed);
}

function show(opened: TestsOpened, ofFiles: readonly Problem[], { playground, session, notices }: TestsInto) {
  const { eventsText, marks, counts, isOfOtherRule, leftOut } = opened;
  const problems = [...ofFiles, ...opened.problems];
  const said = problems.slice(0, maxNamed).map(({ path, message }) => {
    return path ? `${path}: ${asProse(message)}` : asProse(message);
  });
  const more =
    problems.length > maxNamed ? [fill(texts.testsMoreProblems, { n: problems.length - maxNamed })] : [];
  if (eventsText === '') {
    warn(notices, [texts.testsNoneFound, ...said, ...more].join(' '));
    return;
  }
  const message = [
    `${toSummary(counts)}.`,
    ...(isOfOtherRule ? [texts.testsOfOtherRule] : []),
    ...(leftOut > 0 ? [plural(leftOut, texts.testsOfOthersOne, texts.testsOfOthersMany)] : []),
  ].join(' ');
  const ruleText = opened.ruleText ?? playground.ruleText;
  const before = playground.marks;
  const isSame = ruleText === playground.ruleText && eventsText === playground.eventsText;
  session.openWork({ ruleText, eventsText, marks }, message);
  // Texts that were there already are no other work; what is said of them may be.
  if (isSame) {
    const undo = { label: texts.testsUndo, run: () => playground.setMarks(before) };
    notices.show(message, { topic: 'open', action: undo });
  }
  if (problems.length > 0) warn(notices, [...said, ...more].join(' '));
}

/** `6 tests imported: 3 should fire, 2 should not, 1 known gap` */
export function toSummary({
  fire,
  silent,
  gap,
  open,
}: Readonly<Record<Expectation | 'open', number>>): string {
  const parts = [
    fire > 0 ? fill(texts.testsImportedFire, { n: fire }) : '',
    silent > 0 ? fill(texts.testsImportedSilent, { n: silent }) : '',
    gap > 0 ? plural(gap, texts.countKnownGapOne, texts.countKnownGapMany) : '',
    open > 0 ? fill(texts.testsImportedOpen, { n: open }) : '',
  ];
  return plural(fire + silent + gap + open, texts.testsImportedOne, texts.testsImportedMany, {
    parts: parts.filter(Boolean).join(', '),
  });
}

/** A question may be overtaken by a run. */
async function again<T>(ask: () => Promise<T | null>): Promise<T | null> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer !== null || tries === maxTries) return answer;
    await new Promise((resolve) => setTimeout(resolve, betweenTriesMs));
  }
}

/** A notice has no marks for code. */
function asProse(message: string): string {
  return message.replace(/`([^`]*)`/g, '“$1”');
}

function warn(notices: Notices, text: string): void {
  notices.show(text, { tone: 'warning', topic: 'tests' });
}
