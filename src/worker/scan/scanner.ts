// One rule over files, in a worker of its own: each is read as it comes, and nothing of it is kept.
import { loadShapes } from '../../intake/load-shapes.ts';
import type { EventPlace, FileProblem } from '../../intake/scan/read-file.ts';
import { readFile } from '../../intake/scan/read-file.ts';
import { readPlaces } from '../../intake/scan/read-places.ts';
import { compileWhole, match, readRules } from '../../sigma/index.ts';
import type { CompiledRule } from '../../sigma/index.ts';
import type { Placeholders } from '../protocol.ts';
import { loadPipelineRun } from '../pipeline/load.ts';
import { createSlicer } from '../slices.ts';
import type { ScanHit, ScanNotice, Scanner, ScanRequest } from './protocol.ts';
import { toHit } from './to-hit.ts';
import * as texts from '../../texts/en.ts';
import { plural } from '../../texts/plural.ts';

export interface ScannerOptions {
  /** On the page's own thread: it must stay usable, and nobody can stop what never ends. */
  readonly onPage?: boolean;
}

const noticeMs = 100;
/** The first hits are not held back. */
const firstNoticeMs = 20;
/** The clock is looked at once in so many records. */
const looksEach = 16;
/** Of one file; the rest is counted. */
const maxProblems = 20;

export function createScanner(
  notify: (notice: ScanNotice) => void,
  { onPage = false }: ScannerOptions = {},
): Scanner {
  const slice = onPage ? createSlicer() : () => {};
  let rule: CompiledRule | null = null;

  async function load(ruleText: string, placeholders?: Placeholders, pipeline?: string): Promise<boolean> {
    const first = readRules(ruleText).rules.find(({ type }) => type === 'detection');
    const run = pipeline ? await (await loadPipelineRun())(pipeline) : null;
    rule =
      first?.type === 'detection'
        ? await compileWhole(run?.apply(first) ?? first, {
            refuseBacktracking: onPage,
            ...(placeholders ? { placeholders } : {}),
          })
        : null;
    return rule !== null && !rule.refused;
  }

  async function scan({ file, number, maxHits }: ScanRequest): Promise<void> {
    const compiled = rule;
    if (!compiled) throw new Error('There is no rule to scan with.');
    const shapes = await loadShapes();
    let [records, hits, undecided, told, bytesRead, problemCount] = [0, 0, 0, 0, 0, 0];
    let found: ScanHit[] = [];
    let problems: FileProblem[] = [];
    const said = new Set<string>();
    let saidAt = performance.now() - noticeMs + firstNoticeMs;

    function say(): void {
      saidAt = performance.now();
      notify({ file: number, bytesRead, records, hits, undecided, found, problems });
      [records, hits, undecided] = [0, 0, 0];
      found = [];
      problems = [];
    }
    const sayNowAndThen = () => {
      if (performance.now() - saidAt > noticeMs) say();
    };
    /** The same about each of many records is said once. */
    function addProblem(problem: FileProblem): void {
      if (problem.code === 'note' && said.has(problem.message)) return;
      said.add(problem.message);
      if (++problemCount <= maxProblems) problems.push(problem);
    }

    // It is heard of while it waits for a slow disk too, but not while the rule never ends.
    const timer = setInterval(sayNowAndThen, noticeMs);
    await readFile(file, shapes, {
      onEvent(value, place) {
        const verdict = match(compiled, value);
        if (verdict === 'match') {
          hits++;
          if (told < maxHits) {
            told++;
            found.push(toHit(number, value, place()));
          }
        } else if (verdict === 'unknown') undecided++;
        if (++records % looksEach === 0) sayNowAndThen();
      },
      onProblem: addProblem,
      onRead: (bytes) => (bytesRead = bytes),
      slice() {
        sayNowAndThen();
        return slice();
      },
    }).finally(() => clearInterval(timer));
    const more = problemCount - maxProblems;
    if (more > 0)
      problems.push({
        code: 'note',
        at: 0,
        message: plural(more, texts.workerOneMoreProblem, texts.workerMoreProblems),
      });
    bytesRead = file.size;
    say();
  }

  return { load, scan, readTexts: (file, places: readonly EventPlace[]) => readPlaces(file, places) };
}
