// Where the texts come from and where they are kept: samples, links, the local store, the address.
// Invariant: saved work is overwritten only by work that the user edited; what it replaces stays within reach.
import type { Demonstration } from '../lessons/demonstrations/demonstration.ts';
import type { Sample } from '../lessons/samples.ts';
import type { Payload } from '../share/payload.ts';
import type { Shared, Work } from '../share/work-link.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import type { OpenLesson } from './lessons/open-lesson.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { AddressBar } from './address-bar.ts';
import type { Texts } from './answer.ts';
import type { FirstWork } from './first-work.ts';
import { decodeTopic } from './places.ts';
import type { OpenOptions, Playground } from './playground.svelte.ts';

/** The store on this machine. Its methods never throw. */
export interface WorkStore {
  /** `owner` is the tab that saved it. `problem` says why there is nothing, when that is a fault. */
  load(): { readonly work: (Work & { readonly owner: string }) | null; readonly problem: string };
  /** Returns what went wrong, or an empty text. */
  save(work: Work, owner: string): string;
  loadEarlier(): Work | null;
  saveEarlier(work: Work): void;
}

export interface LinkCodec {
  /** The fragment with its `#`; empty when the work is too large for a link. */
  encode(work: Work): Promise<string>;
  decode(fragment: string): Promise<Shared | { readonly problem: string }>;
}

/** Keeps earlier states of what is the user's. */
export interface Recorder {
  /** A text was edited. */
  edited(): void;
  /** The work gives way to something else, as the message says. */
  leaving(work: Work, message: string): void;
}

export interface SessionParts {
  readonly playground: Playground;
  readonly notices: Notices;
  readonly store: WorkStore;
  readonly codec: LinkCodec;
  readonly address: Pick<AddressBar, 'fragment' | 'base' | 'writer' | 'replace'>;
  /** Loads what a first visit shows. */
  readonly first: () => Promise<FirstWork>;
  readonly findSample: (id: string) => Promise<Sample | undefined>;
  /** null when there is no such lesson. */
  readonly startLesson: (id: string) => Promise<OpenLesson | null>;
  /** null when it holds none that can be read. */
  readonly startShared: (payload: Payload) => Promise<OpenLesson | null>;
  readonly copy: (text: string) => Promise<boolean>;
  /** Identifies this tab. */
  readonly tab: string;
  /** In a frame of another page nothing is kept. */
  readonly embedded: boolean;
}

const saveAfterMs = 400;
/** Added for each million characters: to write so much holds up whoever goes on typing. */
const saveExtraMsPerMillion = 1000;
const maxSaveAfterMs = 4000;
const rewriteAfterMs = 750;
/** A longer fragment is not put into the address. */
const maxFragment = 32_000;
/** Of longer texts no fragment is made to see how long it is: typing would wait for it. */
const maxRewritten = 1_000_000;

export class Session {
  readonly #parts: SessionParts;
  /** Loaded late. */
  recorder: Recorder | null = null;
  /** What is shown is the user's: edited here, or restored. */
  #mine = false;
  #isFirst = $state(false);
  /** The name of the sample that is shown unchanged; empty otherwise. */
  #sample = $state('');
  /** What was opened to be shown and mended, until something else is opened. */
  #demonstration = $state.raw<Demonstration | null>(null);
  #lesson = $state.raw<OpenLesson | null>(null);
  /** What there was when the first of the lessons was opened. */
  #beforeLesson: Before | null = null;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #rewriteTimer: ReturnType<typeof setTimeout> | undefined;
  #opening = false;
  /** What there was before something else was opened over it. */
  #earlier: Work | null = null;
  #written = '';
  /** The fragment that was last opened or written: another one is still to be opened. */
  #handled = '';
  /** What came with the work and is not shown. */
  #carried: Work['carried'];

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get mine(): boolean {
    return this.#mine;
  }

  /** What was saved when the page was opened, whatever is shown. */
  get earlier(): Work | null {
    return this.#earlier;
  }

  /** What a first visit shows is there, and nobody has touched it. */
  get isFirst(): boolean {
    return this.#isFirst;
  }

  get isEmpty(): boolean {
    const { ruleText, eventsText } = this.#parts.playground;
    return ruleText === '' && eventsText === '';
  }

  get sample(): string {
    return this.#sample;
  }

  get demonstration(): Demonstration | null {
    return this.#demonstration;
  }

  closeDemonstration(): void {
    this.#demonstration = null;
  }

  /** The lesson that is open: its rule is the learner's exercise, kept apart from the user's work. */
  get lesson(): OpenLesson | null {
    return this.#lesson;
  }

  /** Opens what the address asks for, else the saved work, else the first sample. */
  async start(): Promise<void> {
    const { address, store, notices, embedded } = this.#parts;
    const saved = embedded ? { work: null, problem: '' } : store.load();
    if (saved.problem !== '') notices.show(saved.problem, { tone: 'warning', stays: true, topic: 'store' });
    this.#earlier = saved.work;
    const isLesson = address.fragment.startsWith(lessonRequest);
    const own =
      !isLesson && address.writer !== '' && saved.work !== null && saved.work.owner === address.writer;
    if (isRequest(address.fragment) && !own) {
      if (await this.openAddress(saved.work === null)) return;
    }
    this.#handled = address.fragment;
    if (saved.work) this.#show(saved.work, true);
    else {
      const first = await this.#parts.first();
      // Whoever was quicker has begun already.
      if (!this.isEmpty) return;
      this.#show(first, false, first);
      this.#isFirst = !embedded;
    }
  }

  /** Returns whether something was opened. */
  async openAddress(nothingBefore = false): Promise<boolean> {
    const { address, codec, notices } = this.#parts;
    const { fragment } = address;
    // Back from a place: the work is still there.
    if (!isRequest(fragment) || fragment === this.#handled) return false;
    this.#handled = fragment;
    if (fragment.startsWith('#ex=')) return this.openSample(fragment.slice(4), nothingBefore);
    if (fragment.startsWith(lessonRequest)) return this.openLesson(fragment.slice(3), nothingBefore);
    const opened = await codec.decode(fragment);
    if ('problem' in opened) {
      notices.show(opened.problem, { tone: 'warning', stays: true, topic: 'link' });
      return false;
    }
    await this.openShared(opened, texts.sessionOpenedFromLink, fragment, nothingBefore);
    return true;
  }

  /** Shows what a link or a file holds: as a lesson, where it holds one. `fragment`: by which address it opens again. */
  async openShared(
    { work, lesson: payload }: Shared,
    message: string,
    fragment: string,
    nothingBefore = false,
  ): Promise<void> {
    // Loaded again, it hides nothing that was in sight.
    const isQuiet = nothingBefore || this.#parts.address.writer === lessonWriter;
    const lesson = payload && (await this.#parts.startShared(payload).catch(() => null));
    if (lesson) this.showLesson(lesson, fragment, isQuiet);
    else this.#openOver(work, message, nothingBefore);
  }

  #say(problem: string): void {
    this.#parts.notices.show(problem, { tone: 'warning', stays: true, topic: 'link' });
  }

  async openSample(id: string, nothingBefore = false): Promise<boolean> {
    const { findSample } = this.#parts;
    let sample: Sample | undefined;
    let eventsText = '';
    try {
      sample = await findSample(decodeTopic(id));
      eventsText = (await sample?.events()) ?? '';
    } catch {
      this.#say(texts.sessionSampleFailed);
      return false;
    }
    if (!sample) {
      this.#say(texts.sessionNoSample);
      return false;
    }
    const { rule: ruleText, marks = [], demonstration = null } = sample;
    const { event: selectedEvent, field } = demonstration?.look ?? { event: 0, field: '' };
    const work = { ruleText, eventsText, marks, selectedEvent };
    this.#openOver(work, fill(texts.sessionOpened, { title: sample.title }), nothingBefore, { look: field });
    this.#demonstration = demonstration;
    this.#sample = sample.id;
    this.#written = `#ex=${sample.id}`;
    this.#replace(this.#written, '');
    return true;
  }

  async openLesson(id: string, nothingBefore = false): Promise<boolean> {
    let lesson: OpenLesson | null = null;
    try {
      lesson = await this.#parts.startLesson(decodeTopic(id));
    } catch {
      this.#say(texts.sessionLessonFailed);
      return false;
    }
    if (!lesson) {
      this.#say(texts.sessionNoLesson);
      return false;
    }
    // The page was loaded again, or leads from lesson to lesson: nothing is hidden that was in sight.
    const isQuiet = this.#lesson !== null || this.#parts.address.writer !== '';
    this.showLesson(lesson, lessonRequest + id, nothingBefore || isQuiet);
    return true;
  }

  /** `fragment`: by which address it opens again. */
  showLesson(lesson: OpenLesson, fragment: string, isQuiet = false): void {
    const outer = this.#lesson && this.#beforeLesson;
    const before = this.#openOver(
      lesson.work,
      fill(texts.sessionLessonOpened, { title: lesson.lesson.title }),
      isQuiet,
    );
    this.#beforeLesson = outer ?? before;
    this.#lesson = lesson;
    this.#written = fragment;
    this.#replace(fragment, lessonWriter);
  }

  /** What was there before the lesson comes back. */
  leaveLesson(): void {
    const before = this.#beforeLesson;
    if (!this.#endLesson()) return;
    if (before) this.#bringBack(before);
    else void this.#parts.first().then((work) => this.#bringBack({ work, mine: false }));
  }

  #endLesson(): OpenLesson | null {
    const lesson = this.#lesson;
    lesson?.close();
    this.#lesson = null;
    return lesson;
  }

  #bringBack({ work, mine }: Before): void {
    this.#beforeLesson = null;
    this.#show(work, mine);
    this.#written = '';
    if (mine) void this.#rewrite();
    else this.#replace('', '');
  }

  /** Shows work from a file. */
  openWork(work: Work, message: string): void {
    this.#openOver(work, message, false);
  }

  /** Shows what the page around hands in; what the user wrote stays within reach. */
  openFromHost(work: Work, message: string): void {
    if (this.#mine) this.#openOver(work, message, false);
    else this.#show(work, false);
  }

  /** Shows earlier work of the user's, and keeps it as what it is: theirs. */
  restoreWork(work: Work, message: string): void {
    this.#openOver(work, message, false, { mine: true });
    this.flush();
    // At once: a reload is not to bring back what the address named before.
    this.#replace('', '');
    void this.#rewrite();
  }

  /** Shows a rule of the catalogue: with its own events where it has some, else with those that are there. */
  openRule(
    rule: { readonly title: string; readonly text: string; readonly eventsText: string },
    selectedEvent?: number,
  ): void {
    const { playground } = this.#parts;
    const { eventsText, selectedEvent: selected } = rule.eventsText
      ? { ...rule, selectedEvent: 0 }
      : playground;
    const work = { ruleText: rule.text, eventsText, selectedEvent: selectedEvent ?? selected };
    this.#openOver(work, fill(texts.sessionOpened, { title: rule.title }), false);
    // It names what was there before.
    this.#replace('', '');
  }

  /** Fills an empty event pane with the first sample's event. */
  async sampleEvents(): Promise<void> {
    const { eventsText } = await this.#parts.first();
    const { playground } = this.#parts;
    if (playground.eventsText === '') playground.setEventsText(eventsText);
  }

  /** To be called by the playground after each change of a text. */
  changed(own: boolean): void {
    if (this.#opening) return;
    if (own) this.#isFirst = false;
    this.#sample = '';
    const { embedded, store } = this.#parts;
    if (this.#lesson) return this.#lesson.changed();
    if (!own) return;
    if (embedded) {
      this.#mine = true;
      return;
    }
    if (!this.#mine) {
      this.#mine = true;
      const kept = store.load().work;
      if (kept) store.saveEarlier(kept);
    }
    this.recorder?.edited();
    clearTimeout(this.#saveTimer);
    const { ruleText, eventsText } = this.#parts.playground;
    const millions = (ruleText.length + eventsText.length) / 1e6;
    this.#saveTimer = setTimeout(
      () => this.flush(),
      Math.min(maxSaveAfterMs, saveAfterMs + millions * saveExtraMsPerMillion),
    );
    this.#rewriteTimer ??= setTimeout(() => void this.#rewrite(), rewriteAfterMs);
  }

  /** Saves now: the page may be about to end. Returns why what is the user's is not saved, or an empty text. */
  flush(): string {
    this.#lesson?.flush();
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    const { store, notices, embedded, tab } = this.#parts;
    if (!this.#mine || embedded) return '';
    const problem = store.save(this.work, tab);
    if (problem === '') notices.clear('save');
    else if (problem !== this.#lastProblem) {
      notices.show(problem, { tone: 'warning', stays: true, topic: 'save' });
    }
    this.#lastProblem = problem;
    return problem;
  }
  #lastProblem = '';

  /** The page's address without a fragment. */
  get base(): string {
    return this.#parts.address.base;
  }

  /** Empty when the work is too large for a link. */
  async link(): Promise<string> {
    const fragment = await this.#parts.codec.encode(this.work);
    return fragment === '' ? '' : this.base + fragment;
  }

  async copyText(text: string, message: string): Promise<void> {
    const copied = await this.#parts.copy(text);
    this.#parts.notices.show(copied ? message : texts.sessionCopyRefused, {
      tone: copied ? 'plain' : 'warning',
      topic: 'copy',
    });
  }

  async copyLink(): Promise<void> {
    const { copy, notices } = this.#parts;
    const link = await this.link();
    if (link === '') {
      notices.show(texts.sessionLinkTooLarge, { tone: 'warning', topic: 'copy' });
      return;
    }
    const copied = await copy(link);
    notices.show(copied ? texts.sessionLinkCopied : texts.sessionLinkRefused, {
      tone: copied ? 'plain' : 'warning',
      topic: 'copy',
    });
    void this.#rewrite();
  }

  /** What is shown, to be kept or handed on. */
  get work(): Work {
    const { ruleText, eventsText, selectedEvent, marks, answer } = this.#parts.playground;
    const carried = this.#carried;
    const eventRanges =
      marks.length > 0 && answer?.eventsText === eventsText
        ? answer.result.events.list.map(({ range }) => range)
        : null;
    return {
      ruleText,
      eventsText,
      selectedEvent,
      marks,
      ...(eventRanges ? { eventRanges } : {}),
      ...(carried ? { carried } : {}),
    };
  }

  #show(
    work: Work,
    mine: boolean,
    { result = null, look = '' }: Pick<OpenOptions, 'result' | 'look'> = {},
  ): Texts {
    this.#opening = true;
    this.#isFirst = false;
    try {
      this.#mine = mine;
      this.#sample = '';
      this.#demonstration = null;
      this.#carried = work.carried;
      const { selectedEvent = 0, marks = [] } = work;
      return this.#parts.playground.open(work, { own: mine, selectedEvent, marks, result, look });
    } finally {
      this.#opening = false;
    }
  }

  /** Returns what there was; null when it was nothing. `mine`: what is opened is the user's own. */
  #openOver(
    work: Work,
    message: string,
    nothingBefore: boolean,
    { look = '', mine = false } = {},
  ): Before | null {
    const { notices, playground, store, embedded } = this.#parts;
    if (this.#saveTimer !== undefined) this.flush();
    const fragment = this.#written;
    const outer = this.#beforeLesson;
    const lesson = this.#endLesson();
    const shown = this.work;
    const hadShown = shown.ruleText !== '' || shown.eventsText !== '';
    const earlier = hadShown ? shown : this.#earlier;
    const before = earlier && { work: earlier, mine: !hadShown || this.#mine };
    if (hadShown && this.#mine && !embedded) {
      store.saveEarlier(shown);
      this.recorder?.leaving(shown, message);
    }
    this.#show(work, mine, { look });
    this.#written = '';
    if (nothingBefore || !before || sameWork(before.work, playground)) return before;
    const restore = () => {
      this.#endLesson();
      if (!lesson) {
        this.#bringBack(before);
        if (mine) this.flush();
        return;
      }
      lesson.reopen();
      this.showLesson(lesson, fragment, true);
      this.#beforeLesson = outer;
    };
    if (hadShown)
      notices.show(message, { action: { label: texts.sessionUndo, run: restore }, topic: 'open' });
    else {
      notices.show(fill(texts.sessionEarlierKept, { message }), {
        action: { label: texts.sessionRestore, run: restore },
        stays: true,
        topic: 'open',
      });
    }
    return before;
  }

  #replace(fragment: string, writer: string): void {
    this.#parts.address.replace(fragment, writer);
    this.#handled = this.#parts.address.fragment;
  }

  async #rewrite(): Promise<void> {
    clearTimeout(this.#rewriteTimer);
    this.#rewriteTimer = undefined;
    const { address, codec, embedded, tab } = this.#parts;
    if (embedded || !this.#mine) return;
    const { work } = this;
    const isLong = work.ruleText.length + work.eventsText.length > maxRewritten;
    const fragment = isLong ? '' : await codec.encode(work);
    // What the user has asked for by the address since then is not written over.
    const isAsked = isRequest(address.fragment) && address.fragment !== this.#handled;
    if (isAsked || !this.#mine) return;
    this.#written = fragment.length <= maxFragment ? fragment : '';
    if (address.fragment !== this.#written || address.writer !== tab) this.#replace(this.#written, tab);
  }
}

const lessonRequest = '#l=';
/** Who wrote the address of a lesson: the saved work is another thing. */
const lessonWriter = 'lesson';

interface Before {
  readonly work: Work;
  readonly mine: boolean;
}

function isRequest(fragment: string): boolean {
  return fragment.length > 1;
}

function sameWork(a: Work, b: Work): boolean {
  const isSame = a.ruleText === b.ruleText && a.eventsText === b.eventsText;
  return isSame && JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}
