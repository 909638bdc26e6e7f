// Where the texts of a frame come from that is only read: the address, or the page around. Nothing is kept.
import type { Work } from '../share/work-link.ts';
import * as texts from '../texts/en.ts';
import { copyText } from './copy-text.ts';
import type { Notices } from './notices.svelte.ts';
import { decodeTopic } from './places.ts';
import type { Playground } from './playground.svelte.ts';
import type { Session } from './session.svelte.ts';

/** What a frame asks of whatever holds its work. */
export type FrameSession = Pick<Session, 'base' | 'link' | 'copyText' | 'openFromHost'>;

interface Parts {
  readonly playground: Playground;
  readonly notices: Notices;
}

export class LightSession implements FrameSession {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get base(): string {
    return location.href.replace(/[?#].*$/s, '');
  }

  /** Where the address asks for what cannot be opened, that is said, and nothing else is shown in its place. */
  async open(): Promise<void> {
    const { playground, notices } = this.#parts;
    const opened = await this.#find(location.hash).catch(() => ({ problem: texts.embedNotLoaded }));
    if ('problem' in opened) {
      notices.show(opened.problem, { tone: 'warning', stays: true, topic: 'link' });
      playground.open({ ruleText: '', eventsText: '' });
      return;
    }
    const { selectedEvent = 0, marks = [], carried } = opened.work;
    const options = carried && (await import('../share/options.ts'));
    const placeholders = options?.placeholdersIn(carried);
    const pipeline = options?.pipelineIn(carried) ?? '';
    playground.open(opened.work, { selectedEvent, marks, placeholders, pipeline });
  }

  async #find(fragment: string): Promise<{ readonly work: Work } | { readonly problem: string }> {
    const id = /^#ex=(.*)$/s.exec(fragment.length > 1 ? fragment : '#ex=seed')?.[1];
    if (id === undefined) return (await import('../share/work-link.ts')).linkCodec.decode(fragment);
    const { loadLoneSample } = await import('../lessons/lone-sample.ts');
    const work = await loadLoneSample(decodeTopic(id));
    return work ? { work } : { problem: texts.embedNoSample };
  }

  openFromHost({ ruleText, eventsText, selectedEvent = 0 }: Work): void {
    this.#parts.playground.open({ ruleText, eventsText }, { selectedEvent });
  }

  async link(): Promise<string> {
    const { ruleText, eventsText, selectedEvent, marks } = this.#parts.playground;
    const { linkCodec } = await import('../share/work-link.ts');
    const fragment = await linkCodec.encode({ ruleText, eventsText, selectedEvent, marks });
    return fragment === '' ? '' : this.base + fragment;
  }

  async copyText(text: string, message: string): Promise<void> {
    const copied = await copyText(text);
    this.#parts.notices.show(copied ? message : texts.embedNotCopied, {
      tone: copied ? 'plain' : 'warning',
      topic: 'copy',
    });
  }
}
