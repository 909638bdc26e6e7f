// What is to be opened: what the address asks for, samples, links, files, rules, lessons, or what was kept.
import type { Demonstration } from '../lessons/demonstrations/demonstration.ts';
import type { Sample } from '../lessons/samples.ts';
import type { Payload } from '../share/payload.ts';
import type { Shared, Work } from '../share/work-link.ts';
import * as texts from '../texts/en.ts';
import { fill } from '../texts/fill.ts';
import type { FirstWork } from './first-work.ts';
import type { OpenLesson } from './lessons/open-lesson.svelte.ts';
import { decodeTopic } from './places.ts';
import type { Playground } from './playground.svelte.ts';
import { KeptWork } from './work/kept-work.ts';
import type { KeptWorkParts, Recorder } from './work/kept-work.ts';
import { lessonWriter, Opener } from './work/opener.svelte.ts';
import { ShownWork } from './work/shown-work.svelte.ts';
import { WorkAddress } from './work/work-address.ts';
import type { WorkAddressParts } from './work/work-address.ts';

export interface SessionParts extends KeptWorkParts, WorkAddressParts {
  readonly playground: Playground;
  /** Loads what a first visit shows. */
  readonly first: () => Promise<FirstWork>;
  readonly findSample: (id: string) => Promise<Sample | undefined>;
  /** null when there is no such lesson. */
  readonly startLesson: (id: string) => Promise<OpenLesson | null>;
  /** null when it holds none that can be read. */
  readonly startShared: (payload: Payload) => Promise<OpenLesson | null>;
  readonly copy: (text: string) => Promise<boolean>;
}

const sampleRequest = '#ex=';
const lessonRequest = '#l=';

export class Session {
  readonly #parts: SessionParts;
  readonly #shown: ShownWork;
  readonly #kept: KeptWork;
  readonly #address: WorkAddress;
  readonly #opener: Opener;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#shown = new ShownWork(parts.playground);
    this.#kept = new KeptWork(this.#shown, parts);
    this.#address = new WorkAddress(this.#shown, parts);
    const { playground, notices } = parts;
    this.#opener = new Opener({
      playground,
      notices,
      shown: this.#shown,
      kept: this.#kept,
      address: this.#address,
    });
  }

  get mine(): boolean {
    return this.#shown.mine;
  }

  /** What was saved when the page was opened, whatever is shown. */
  get earlier(): Work | null {
    return this.#opener.earlier;
  }

  get recorder(): Recorder | null {
    return this.#kept.recorder;
  }
  set recorder(recorder: Recorder | null) {
    this.#kept.recorder = recorder;
  }

  /** What a first visit shows is there, and nobody has touched it. */
  get isFirst(): boolean {
    return this.#shown.isFirst;
  }

  /** The name of the sample that is shown unchanged; empty otherwise. */
  get sample(): string {
    return this.#shown.sample;
  }

  /** What was opened to be shown and mended, until something else is opened. */
  get demonstration(): Demonstration | null {
    return this.#shown.demonstration;
  }

  closeDemonstration(): void {
    this.#shown.demonstration = null;
  }

  /** The lesson that is open: its rule is the learner's exercise, kept apart from the user's work. */
  get lesson(): OpenLesson | null {
    return this.#opener.lesson;
  }

  /** What is shown, to be kept or handed on. */
  get work(): Work {
    return this.#shown.work;
  }

  /** The page's address without a fragment. */
  get base(): string {
    return this.#parts.address.base;
  }

  /** Empty when the work is too large for a link. */
  link(): Promise<string> {
    return this.#address.link();
  }

  async copyText(text: string, message: string, refused = texts.sessionCopyRefused): Promise<void> {
    const copied = await this.#parts.copy(text);
    const tone = copied ? 'plain' : 'warning';
    this.#parts.notices.show(copied ? message : refused, { tone, topic: 'copy' });
  }

  async copyLink(): Promise<void> {
    const link = await this.link();
    if (link === '') {
      this.#parts.notices.show(texts.sessionLinkTooLarge, { tone: 'warning', topic: 'copy' });
      return;
    }
    await this.copyText(link, texts.sessionLinkCopied, texts.sessionLinkRefused);
    void this.#address.follow();
  }

  /** Opens what the address asks for, else the saved work, else the first sample. */
  async start(): Promise<void> {
    const { fragment, writer } = this.#parts.address;
    const saved = this.#kept.load();
    this.#opener.earlier = saved;
    const isOwn = !fragment.startsWith(lessonRequest) && writer !== '' && saved?.owner === writer;
    if (this.#address.asked !== '' && !isOwn) {
      if (await this.openAddress(saved === null)) return;
    }
    this.#address.settle();
    if (saved) {
      this.#shown.show(saved, { mine: true });
      return;
    }
    const first = await this.#parts.first();
    // Whoever was quicker has begun already.
    if (this.#shown.length > 0) return;
    this.#shown.show(first, { result: first.result, isFirst: !this.#parts.embedded });
  }

  /** Returns whether something was opened. */
  async openAddress(nothingBefore = false): Promise<boolean> {
    const fragment = this.#address.asked;
    // Back from a place: the work is still there.
    if (fragment === '') return false;
    this.#address.settle();
    if (fragment.startsWith(sampleRequest))
      return this.openSample(fragment.slice(sampleRequest.length), nothingBefore);
    if (fragment.startsWith(lessonRequest))
      return this.openLesson(fragment.slice(lessonRequest.length), nothingBefore);
    const opened = await this.#parts.codec.decode(fragment);
    if ('problem' in opened) return this.#refuse(opened.problem);
    await this.openShared(opened, texts.sessionOpenedFromLink, fragment, nothingBefore);
    return true;
  }

  #refuse(problem: string): false {
    this.#parts.notices.show(problem, { tone: 'warning', stays: true, topic: 'link' });
    return false;
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
    else this.#opener.open(work, message, nothingBefore);
  }

  async openSample(id: string, nothingBefore = false): Promise<boolean> {
    let sample: Sample | undefined;
    let eventsText = '';
    try {
      sample = await this.#parts.findSample(decodeTopic(id));
      eventsText = (await sample?.events()) ?? '';
    } catch {
      return this.#refuse(texts.sessionSampleFailed);
    }
    if (!sample) return this.#refuse(texts.sessionNoSample);
    const { rule: ruleText, marks = [], demonstration = null } = sample;
    const { event: selectedEvent, field: look } = demonstration?.look ?? { event: 0, field: '' };
    const work = { ruleText, eventsText, marks, selectedEvent };
    const message = fill(texts.sessionOpened, { title: sample.title });
    this.#opener.open(work, message, nothingBefore, { look, demonstration, sample: sample.id });
    this.#address.replace(sampleRequest + sample.id, '');
    return true;
  }

  async openLesson(id: string, nothingBefore = false): Promise<boolean> {
    let lesson: OpenLesson | null = null;
    try {
      lesson = await this.#parts.startLesson(decodeTopic(id));
    } catch {
      return this.#refuse(texts.sessionLessonFailed);
    }
    if (!lesson) return this.#refuse(texts.sessionNoLesson);
    // The page was loaded again, or leads from lesson to lesson: nothing is hidden that was in sight.
    const isQuiet = this.lesson !== null || this.#parts.address.writer !== '';
    this.showLesson(lesson, lessonRequest + id, nothingBefore || isQuiet);
    return true;
  }

  /** `fragment`: by which address it opens again. */
  showLesson(lesson: OpenLesson, fragment: string, isQuiet = false): void {
    this.#opener.showLesson(lesson, fragment, isQuiet);
  }

  /** What was there before the lesson comes back. */
  leaveLesson(): void {
    const stay = this.#opener.endLesson();
    if (!stay) return;
    if (stay.before) this.#opener.bringBack(stay.before);
    else void this.#parts.first().then((work) => this.#opener.bringBack({ work, mine: false }));
  }

  /** Shows work from a file. */
  openWork(work: Work, message: string): void {
    this.#opener.open(work, message, false);
  }

  /** Shows what the page around hands in; what the user wrote stays within reach. */
  openFromHost(work: Work, message: string): void {
    if (this.mine) this.#opener.open(work, message, false);
    else this.#shown.show(work);
  }

  /** Shows earlier work of the user's, and keeps it as what it is: theirs. */
  restoreWork(work: Work, message: string): void {
    this.#opener.open(work, message, false, { mine: true });
    this.flush();
    // At once: a reload is not to bring back what the address named before.
    this.#address.replace('', '');
    void this.#address.follow();
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
    this.#opener.open(work, fill(texts.sessionOpened, { title: rule.title }), false);
    // It names what was there before.
    this.#address.replace('', '');
  }

  /** Fills an empty event pane with the first sample's event. */
  async sampleEvents(): Promise<void> {
    const { eventsText } = await this.#parts.first();
    const { playground } = this.#parts;
    if (playground.eventsText === '') playground.setEventsText(eventsText);
  }

  /** To be called by the playground after each change of a text. */
  changed(own: boolean): void {
    if (!this.#shown.changed(own)) return;
    if (this.lesson) return this.lesson.changed();
    if (!own) return;
    this.#kept.edited();
    this.#address.followSoon();
  }

  /** Saves now: the page may be about to end. Returns why what is the user's is not saved, or an empty text. */
  flush(): string {
    this.lesson?.flush();
    return this.#kept.flush();
  }
}
