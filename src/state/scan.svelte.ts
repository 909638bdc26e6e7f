// Files to scan, a scan of them with the rule, and what it has found. Hits are kept without their texts, and no more
// of them than a table is good for; the others are counted.
import type { Placeholders } from '../worker/protocol.ts';
import type { EventMark } from '../intake/event-marks.ts';
import type { FileProblem } from '../intake/scan/read-file.ts';
import type { LogFileName } from '../intake/scan/log-file-name.ts';
import { readLogFileName } from '../intake/scan/log-file-name.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import type { ScanOutcome, ScanPool } from '../worker/scan/pool.ts';
import type { ScanHit, ScanNotice } from '../worker/scan/protocol.ts';
import type { Picked } from './library-files.ts';
import type { Playground } from './playground.svelte.ts';

export interface ScanFile {
  readonly file: File;
  readonly path: string;
  /** null: it is not named as CloudTrail does. */
  readonly named: LogFileName | null;
}

export interface ScanProblem extends Omit<FileProblem, 'code'> {
  readonly code: FileProblem['code'] | 'skipped' | 'stalled' | 'broke';
  readonly path: string;
}

export interface ScanProgress {
  readonly filesDone: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly records: number;
  readonly hits: number;
  readonly undecided: number;
  readonly elapsedMs: number;
}

export type ScanState = 'idle' | 'running' | ScanOutcome | 'failed';

export const maxHits = 100_000;
const maxProblems = 1000;
/** Hits that are opened together. */
export const maxOpened = 100;

const nothing: ScanProgress = {
  ...{ filesDone: 0, bytesDone: 0, bytesTotal: 0 },
  ...{ records: 0, hits: 0, undecided: 0, elapsedMs: 0 },
};

export class Scan {
  #files = $state.raw<readonly ScanFile[]>([]);
  #state = $state.raw<ScanState>('idle');
  #progress = $state.raw<ScanProgress>(nothing);
  /** Grows with `#hits`, which is not copied for each that comes. */
  #hitCount = $state(0);
  #problems = $state.raw<readonly ScanProblem[]>([]);
  #problemCount = $state(0);
  #failure = $state('');
  /** Of the scan that is shown. */
  #ruleText = $state('');
  /** Of the scan that is shown: other files may have been chosen since. */
  #scanned: readonly ScanFile[] = [];
  #hits: ScanHit[] = [];
  #running: AbortController | null = null;
  readonly #pool: ScanPool;

  constructor(pool: ScanPool) {
    this.#pool = pool;
  }

  get files(): readonly ScanFile[] {
    return this.#files;
  }
  get state(): ScanState {
    return this.#state;
  }
  get progress(): ScanProgress {
    return this.#progress;
  }
  get hitCount(): number {
    return this.#hitCount;
  }
  get problems(): readonly ScanProblem[] {
    return this.#problems;
  }
  /** With those that are not listed. */
  get problemCount(): number {
    return this.#problemCount;
  }
  get failure(): string {
    return this.#failure;
  }
  get ruleText(): string {
    return this.#ruleText;
  }
  /** How many files the scan that is shown was to read. */
  get scannedCount(): number {
    return this.#scanned.length;
  }

  hits(from: number, to: number): readonly ScanHit[] {
    return this.#hits.slice(from, Math.min(to, this.#hitCount));
  }

  fileOf(hit: ScanHit): ScanFile {
    return this.#scanned[hit.file] as ScanFile;
  }

  /** Takes the place of the files that were chosen before. */
  choose({ files }: Picked): void {
    this.cancel();
    this.#files = files
      .map(({ file, path }) => ({ file, path, named: readLogFileName(path) }))
      .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  async start(ruleText: string, placeholders?: Placeholders, pipeline = ''): Promise<void> {
    this.cancel();
    const controller = new AbortController();
    this.#running = controller;
    const isLog = ({ named }: ScanFile) => named === null || named.kind === 'log';
    const files = this.#files.filter(isLog);
    this.#scanned = files;
    this.#ruleText = ruleText;
    this.#hits = [];
    this.#hitCount = 0;
    this.#problems = [];
    this.#problemCount = 0;
    this.#failure = '';
    this.#state = 'running';
    const bytesTotal = files.reduce((sum, { file }) => sum + file.size, 0);
    this.#progress = { ...nothing, bytesTotal };
    for (const { path, named } of this.#files.filter((file) => !isLog(file)))
      this.#addProblem({ code: 'skipped', at: 0, path, message: notScanned[named?.kind ?? 'log'] });

    const startedAt = performance.now();
    const read = new Float64Array(files.length);
    let bytesDone = 0;
    const isMine = () => this.#running === controller;
    const update = (more: Partial<ScanProgress>) =>
      (this.#progress = { ...this.#progress, ...more, elapsedMs: performance.now() - startedAt });
    const reach = (file: number, bytes: number) => {
      bytesDone += bytes - (read[file] as number);
      read[file] = bytes;
    };
    const finish = (file: number) => {
      reach(file, files[file]?.file.size ?? 0);
      update({ bytesDone, filesDone: this.#progress.filesDone + 1 });
    };
    const hooks = {
      onNotice: (notice: ScanNotice) => {
        if (!isMine()) return;
        for (const hit of notice.found) if (this.#hits.length < maxHits) this.#hits.push(hit);
        for (const problem of notice.problems)
          this.#addProblem({ ...problem, path: files[notice.file]?.path ?? '' });
        reach(notice.file, notice.bytesRead);
        const { records, hits, undecided } = this.#progress;
        update({
          bytesDone,
          records: records + notice.records,
          hits: hits + notice.hits,
          undecided: undecided + notice.undecided,
        });
        this.#hitCount = this.#hits.length;
      },
      onDone: (file: number) => {
        if (isMine()) finish(file);
      },
      onStopped: (file: number, why: 'stalled' | 'broke', message: string) => {
        if (!isMine()) return;
        this.#addProblem({ code: why, at: -1, path: files[file]?.path ?? '', message });
        finish(file);
      },
    };
    try {
      const blobs = files.map(({ file }) => file);
      const outcome = await this.#pool.scan(ruleText, blobs, hooks, {
        maxHits,
        signal: controller.signal,
        placeholders,
        pipeline,
      });
      if (isMine()) this.#state = outcome;
    } catch (error) {
      if (!isMine()) return;
      this.#state = 'failed';
      this.#failure = error instanceof Error ? error.message : String(error);
    }
    if (isMine()) {
      this.#running = null;
      update({});
    }
  }

  /** What was found so far stays. */
  cancel(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = null;
    this.#state = 'canceled';
  }

  /** Puts the event of a hit behind those that are there, and selects it. null, or what went wrong. */
  async openHit(hit: ScanHit, playground: Playground): Promise<string | null> {
    const [text = ''] = await this.#pool.readTexts(this.fileOf(hit).file, [hit]).catch(() => []);
    if (text === '') return this.#goneText(hit);
    const before = playground.eventsText;
    const gap = before === '' || before.endsWith('\n') ? '' : '\n';
    const { answer } = playground;
    const count = answer?.eventsText === before ? answer.result.events.list.length : Infinity;
    playground.setEventsText(`${before}${gap}${text}\n`);
    const start = before.length + gap.length;
    playground.setMarks([...playground.marks, this.#markOf(hit, start, text)]);
    // Beyond the last it is the last.
    playground.selectEvent(Math.min(count + hit.part, Number.MAX_SAFE_INTEGER));
    playground.reveal('events', { start, end: start });
    return null;
  }

  /** Puts the first hits in the place of the events that are there. */
  async openFirst(playground: Playground): Promise<string | null> {
    const hits = this.hits(0, maxOpened);
    const texts: string[] = [];
    for (const number of new Set(hits.map(({ file }) => file))) {
      const ofFile = hits.filter(({ file }) => file === number);
      const blob = this.#scanned[number]?.file;
      const read = blob ? await this.#pool.readTexts(blob, ofFile).catch(() => []) : [];
      for (const [i, hit] of ofFile.entries()) texts[hits.indexOf(hit)] = read[i] ?? '';
    }
    const marks: EventMark[] = [];
    let all = '';
    const opened = new Set<string>();
    for (const [i, hit] of hits.entries()) {
      const text = texts[i] ?? '';
      if (text === '') return this.#goneText(hit);
      // Several hits may come in one wrapping.
      const place = `${hit.file} ${hit.start} ${hit.end}`;
      if (opened.has(place)) continue;
      opened.add(place);
      marks.push(this.#markOf(hit, all.length, text));
      all += `${text}\n`;
    }
    playground.setEventsText(all);
    playground.setMarks(marks);
    playground.selectEvent(0);
    return null;
  }

  #markOf(hit: ScanHit, start: number, text: string): EventMark {
    // Of the first event in the text.
    const index = hit.index - hit.part;
    const origin = { file: this.fileOf(hit).path, index, start: hit.start, end: hit.end };
    return { range: { start, end: start + text.length }, origin };
  }

  #goneText(hit: ScanHit): string {
    return fill(texts.scanEventGone, { name: this.fileOf(hit).path });
  }

  #addProblem(problem: ScanProblem): void {
    this.#problemCount++;
    if (this.#problems.length < maxProblems) this.#problems = [...this.#problems, problem];
  }

  dispose(): void {
    this.cancel();
    this.#pool.dispose();
  }
}

const notScanned: Readonly<Record<LogFileName['kind'], string>> = {
  log: '',
  digest: texts.scanDigest,
  insight: texts.scanInsight,
};
