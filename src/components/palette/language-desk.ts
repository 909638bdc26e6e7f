// What the page does with the answers of the language service: goes to places, writes edits, tells what is known.
import type { Hover } from '../../language/hover.ts';
import { joinHovers, say } from '../../language/hover.ts';
import type { Pane } from '../../state/answer.ts';
import { copyText } from '../../state/copy-text.ts';
import type { Notices } from '../../state/notices.svelte.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import { withEdits } from '../../state/with-edits.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { toShort } from '../../view/visible.ts';
import { getReference } from '../../worker/reference/start.ts';
import type { Reference } from '../../worker/reference/protocol.ts';
import { caretOf, surfaceOf } from '../assist/surfaces.ts';

export interface DeskParts {
  readonly playground: Playground;
  readonly notices: Notices;
  /** A pane that may be hidden comes into sight. */
  readonly show: (pane: Pane) => void;
}

type Known = Pick<Reference, 'hoverKnown' | 'describeField'>;

/** Both workers are asked; each knows another part. */
export async function hoverAt(
  playground: Pick<Playground, 'ask' | 'ruleText' | 'eventsText' | 'selectedEvent' | 'answer'>,
  side: Pane,
  text: string,
  offset: number,
  reference: () => Known = getReference,
): Promise<Hover | null> {
  if (side === 'rule') {
    const [own, known] = await Promise.all([
      playground.ask('hoverRule', text, offset, playground.selectedEvent),
      reference()
        .hoverKnown(text, offset)
        .catch(() => null),
    ]);
    // What a word means stands before what the events say of it.
    return own && known
      ? ({ ...joinHovers(known, own), title: own.title, range: own.range } as Hover)
      : (own ?? known);
  }
  if (playground.answer?.eventsText !== text) return null;
  const found = await playground.ask('hoverEvents', offset);
  if (!found) return null;
  const about = await reference()
    .describeField(found.path, found.operation)
    .catch(() => []);
  return { ...found.hover, parts: [...about.map(say), ...found.hover.parts] };
}

export class LanguageDesk {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  get ruleText(): string {
    return this.#parts.playground.ruleText;
  }

  #say(message: string): void {
    this.#parts.notices.show(message, { topic: 'language' });
  }

  goTo(range: { readonly start: number; readonly end: number }): void {
    this.#parts.show('rule');
    this.#parts.playground.reveal('rule', range, true);
  }

  async uses() {
    const { playground } = this.#parts;
    return playground.ask('uses', playground.ruleText, caretOf('rule'));
  }

  async goToDefinition(): Promise<void> {
    const found = await this.uses();
    const definition = found?.uses.find(({ kind }) => kind === 'definition');
    if (definition) this.goTo(definition.range);
    else this.#say(texts.languageNoIdentifier);
  }

  /** A reason where it was not renamed; empty where it was. */
  async rename(offset: number, name: string): Promise<string> {
    const { playground } = this.#parts;
    const text = playground.ruleText;
    const answer = await playground.ask('rename', text, offset, name);
    if (!answer || playground.ruleText !== text) return texts.languageLate;
    if (answer.type === 'refused') return answer.reason;
    playground.setRuleText(withEdits(text, answer.edits));
    return '';
  }

  async newId(): Promise<void> {
    const { playground } = this.#parts;
    const text = playground.ruleText;
    const edit = await playground.ask('newId', text, caretOf('rule'), newUuid());
    if (edit && playground.ruleText === text) {
      playground.setRuleText(withEdits(text, [edit]));
      this.goTo({ start: edit.range.start, end: edit.range.start });
    } else this.#say(edit ? texts.languageLate : texts.languageNoPlace);
  }

  async insert(snippet: string): Promise<void> {
    const { playground } = this.#parts;
    const text = playground.ruleText;
    const edit = await playground.ask('snippet', text, snippet, newUuid());
    if (!edit || playground.ruleText !== text) {
      this.#say(edit ? texts.languageLate : texts.languageNoPlace);
      return;
    }
    playground.setRuleText(withEdits(text, [edit]));
    this.goTo(edit.select);
  }

  async copyPath(): Promise<void> {
    const found = await this.#parts.playground.ask('hoverEvents', caretOf('events'));
    if (!found) this.#say(texts.languageNoPath);
    else if (await copyText(found.path))
      this.#say(fill(texts.languagePathCopied, { path: toShort(found.path, 80) }));
    surfaceOf('events')?.focus();
  }
}

function newUuid(): string {
  return crypto.randomUUID();
}
