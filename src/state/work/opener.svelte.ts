// Opens work and lessons over what is shown, and knows the way back.
import type { Work } from '../../share/work-link.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import type { OpenLesson } from '../lessons/open-lesson.svelte.ts';
import type { Notices } from '../notices.svelte.ts';
import type { Playground } from '../playground.svelte.ts';
import type { KeptWork } from './kept-work.ts';
import type { ShownAs, ShownWork } from './shown-work.svelte.ts';
import type { WorkAddress } from './work-address.ts';

export interface OpenerParts {
  readonly playground: Playground;
  readonly notices: Notices;
  readonly shown: ShownWork;
  readonly kept: KeptWork;
  readonly address: WorkAddress;
}

/** What gave way to something else. */
interface Before {
  readonly work: Work;
  readonly mine: boolean;
}

/** A lesson that is open. */
interface LessonStay {
  readonly lesson: OpenLesson;
  /** By which address it opens again. */
  readonly fragment: string;
  /** What there was when the first of the lessons was opened. */
  readonly before: Before | null;
}

/** Who wrote the address of a lesson: the saved work is another thing. */
export const lessonWriter = 'lesson';

export class Opener {
  readonly #parts: OpenerParts;
  #stay = $state.raw<LessonStay | null>(null);
  /** What was saved when the page was opened, whatever is shown. */
  earlier: Work | null = null;

  constructor(parts: OpenerParts) {
    this.#parts = parts;
  }

  get lesson(): OpenLesson | null {
    return this.#stay?.lesson ?? null;
  }

  /** Returns what there was; null when it was nothing. */
  open(work: Work, message: string, nothingBefore: boolean, as: ShownAs = {}): Before | null {
    const { shown, kept, notices, playground } = this.#parts;
    kept.hurry();
    const stay = this.endLesson();
    const hadShown = shown.length > 0;
    const earlier = hadShown ? shown.work : this.earlier;
    const before = earlier && { work: earlier, mine: !hadShown || shown.mine };
    if (hadShown) kept.setAside(message);
    shown.show(work, as);
    if (nothingBefore || !before || sameWork(before.work, playground)) return before;
    const run = () => {
      this.endLesson();
      if (!stay) {
        this.bringBack(before);
        if (as.mine) kept.flush();
        return;
      }
      stay.lesson.reopen();
      this.open(stay.lesson.work, titleOf(stay.lesson), true);
      this.#enterLesson(stay);
    };
    const label = hadShown ? texts.sessionUndo : texts.sessionRestore;
    const text = hadShown ? message : fill(texts.sessionEarlierKept, { message });
    notices.show(text, { action: { label, run }, stays: !hadShown, topic: 'open' });
    return before;
  }

  /** `fragment`: by which address it opens again. */
  showLesson(lesson: OpenLesson, fragment: string, isQuiet = false): void {
    const outer = this.#stay?.before;
    const before = this.open(lesson.work, titleOf(lesson), isQuiet);
    this.#enterLesson({ lesson, fragment, before: outer ?? before });
  }

  #enterLesson(stay: LessonStay): void {
    this.#stay = stay;
    this.#parts.address.replace(stay.fragment, lessonWriter);
  }

  endLesson(): LessonStay | null {
    const stay = this.#stay;
    stay?.lesson.close();
    this.#stay = null;
    return stay;
  }

  bringBack({ work, mine }: Before): void {
    const { shown, address } = this.#parts;
    shown.show(work, { mine });
    if (mine) void address.follow();
    else address.replace('', '');
  }
}

function titleOf({ lesson }: OpenLesson): string {
  return fill(texts.sessionLessonOpened, { title: lesson.title });
}

function sameWork(a: Work, b: Work): boolean {
  const isSame = a.ruleText === b.ruleText && a.eventsText === b.eventsText;
  return isSame && JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}
