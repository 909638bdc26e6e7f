// The work on screen: whose it is, and what it was opened as.
import type { Demonstration } from '../../lessons/demonstrations/demonstration.ts';
import { pipelineIn, placeholdersIn, withPipeline, withPlaceholders } from '../../share/options.ts';
import type { Work } from '../../share/work-link.ts';
import type { OpenOptions, Playground } from '../playground.svelte.ts';

export interface ShownAs extends Pick<OpenOptions, 'result' | 'look'> {
  /** It is the user's: edited here, or restored. */
  readonly mine?: boolean;
  /** It is what a first visit shows. */
  readonly isFirst?: boolean;
  /** The name of the sample that it is. */
  readonly sample?: string;
  readonly demonstration?: Demonstration | null;
}

export class ShownWork {
  readonly #playground: Playground;
  mine = false;
  /** What a first visit shows is there, and nobody has touched it. */
  isFirst = $state(false);
  /** The name of the sample that is shown unchanged; empty otherwise. */
  sample = $state('');
  /** What was opened to be shown and mended, until something else is opened. */
  demonstration = $state.raw<Demonstration | null>(null);
  /** What came with the work and is not shown. */
  #carried: Work['carried'];
  #opening = false;

  constructor(playground: Playground) {
    this.#playground = playground;
  }

  /** What is shown, to be kept or handed on. */
  get work(): Work {
    const { ruleText, eventsText, selectedEvent, marks, placeholders, pipeline, answer } = this.#playground;
    const carried = withPipeline(withPlaceholders(this.#carried, placeholders), pipeline);
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

  /** In characters. */
  get length(): number {
    const { ruleText, eventsText } = this.#playground;
    return ruleText.length + eventsText.length;
  }

  show(work: Work, as: ShownAs = {}): void {
    const { mine = false, isFirst = false, sample = '', demonstration = null, result = null, look = '' } = as;
    const { selectedEvent = 0, marks = [], carried } = work;
    this.#opening = true;
    try {
      this.mine = mine;
      this.isFirst = isFirst;
      this.sample = sample;
      this.demonstration = demonstration;
      this.#carried = carried;
      const placeholders = placeholdersIn(carried);
      const pipeline = pipelineIn(carried);
      this.#playground.open(work, { own: mine, selectedEvent, marks, placeholders, pipeline, result, look });
    } finally {
      this.#opening = false;
    }
  }

  /** Notes a change of a text. Returns whether it is one of what is shown, and not what shows it. */
  changed(own: boolean): boolean {
    if (this.#opening) return false;
    if (own) this.isFirst = false;
    this.sample = '';
    return true;
  }
}
