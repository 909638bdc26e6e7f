// When suggestions come and go, and which of them is chosen. It knows an editor only as a surface.
import type { Completion, Suggestion } from '../../language/rule/completion/completion.ts';
import type { Surface } from '../../editor/surface.ts';
import { tabMovesFocus } from '../../editor/tab-mode.ts';
import { changeBetween } from '../../editor/text.ts';

/**
 * `list`: below the cursor, while one types. `bar`: at the foot of the editor, as long as it has the focus, for fingers.
 */
export type AssistMode = 'list' | 'bar';

export type Complete = (text: string, offset: number) => Completion | null;

const pageSize = 8;

export class Completer {
  #shown = $state.raw<Completion | null>(null);
  #active = $state(-1);
  readonly #mode: () => AssistMode;
  readonly #complete: Complete;
  #surface: Surface | null = null;
  #text = '';
  /** Asked for by a key: then it is shown whatever was typed. */
  #summoned = false;
  /** Letters were typed since the last look: several may come between two. */
  #isTyped = false;
  /** Behind the letter that was typed last; -1 for elsewhere. */
  #typedAt = -1;
  /** The place where it was sent away; it comes back at another. */
  #dismissedAt = -1;

  constructor(complete: Complete, mode: () => AssistMode) {
    this.#complete = complete;
    this.#mode = mode;
  }

  /** null while there is nothing to show. */
  get shown(): Completion | null {
    return this.#shown;
  }
  /** The number of the one that a key would take; -1 for none. */
  get active(): number {
    return this.#active;
  }

  /** Another editor took the place of the last one. */
  attach(surface: Surface): void {
    this.#surface = surface;
    this.#text = surface.text;
    this.close();
  }

  close(): void {
    this.#shown = null;
    this.#active = -1;
    this.#summoned = false;
  }

  /** To be called for each letter that was typed: a text that came at once opens nothing. */
  noteTyped(): void {
    this.#isTyped = true;
  }

  /** More words are known now than when the last letter was typed. */
  refresh(): void {
    if (this.#mode() === 'list' && this.#surface?.caret !== this.#typedAt) return;
    this.#isTyped = true;
    this.update();
  }

  /** To be called after each edit and each move of the cursor. */
  update(): void {
    const surface = this.#surface;
    if (!surface) return;
    const { text, caret } = surface;
    const change = changeBetween(this.#text, text, Math.max(0, caret));
    this.#text = text;
    if (caret < 0) {
      this.close();
      return;
    }
    if (change) this.#dismissedAt = -1;
    if (this.#mode() === 'bar') {
      this.#show(this.#dismissedAt === caret ? null : this.#complete(text, caret), false);
      return;
    }
    const isTyped = this.#isTyped;
    this.#isTyped = false;
    if (change || isTyped) this.#typedAt = isTyped ? caret : -1;
    const wasOpen = this.#shown !== null;
    if (!isTyped && !wasOpen) return;
    const found = this.#complete(text, caret);
    if (
      !found ||
      (!change && !isTyped && !isWithin(found, this.#shown)) ||
      (!this.#summoned && !isWorthIt(found, text, caret))
    )
      this.close();
    else this.#show(found, found.typed !== '' && !found.isFree);
  }

  summon(): void {
    const surface = this.#surface;
    if (!surface || surface.caret < 0) return;
    this.#summoned = true;
    this.#text = surface.text;
    this.#show(this.#complete(surface.text, surface.caret), true);
  }

  accept(suggestion: Suggestion): void {
    this.#catchUp();
    const [surface, shown] = [this.#surface, this.#shown];
    // A letter that came since may have made it another list.
    if (!surface || !shown?.suggestions.some(({ label }) => label === suggestion.label)) return;
    this.close();
    surface.replace(shown.start, shown.end, suggestion.insert);
    surface.focus();
    this.#text = surface.text;
    if (this.#mode() === 'bar') this.update();
    // A part of a field or of a condition: what can follow is known.
    else if (/[\w|] $|\w$|\n *(?:- )?$/.test(suggestion.insert)) this.#offerNext();
  }

  /** Returns whether the key was one of ours. */
  press(event: KeyboardEvent): boolean {
    if (event.isComposing) return false;
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (
      !altKey &&
      !shiftKey &&
      ((ctrlKey && key === ' ') || (ctrlKey !== metaKey && key.toLowerCase() === 'i'))
    ) {
      this.summon();
      return true;
    }
    this.#catchUp();
    const shown = this.#shown;
    if (!shown || ctrlKey || metaKey || altKey || shiftKey) return false;
    const last = shown.suggestions.length - 1;
    const chosen = shown.suggestions[this.#active];
    switch (key) {
      case 'Escape':
        this.#dismissedAt = this.#surface?.caret ?? -1;
        this.#typedAt = -1;
        this.close();
        return true;
      case 'ArrowDown':
        this.#active = this.#active >= last ? 0 : this.#active + 1;
        return true;
      case 'ArrowUp':
        this.#active = this.#active <= 0 ? last : this.#active - 1;
        return true;
      case 'PageDown':
        this.#active = Math.min(last, this.#active + pageSize);
        return true;
      case 'PageUp':
        this.#active = Math.max(0, this.#active - pageSize);
        return true;
      case 'Enter':
      case 'Tab':
        if (!chosen || (key === 'Tab' && tabMovesFocus())) return false;
        this.accept(chosen);
        return true;
      default:
        return false;
    }
  }

  /** Suggestions come a moment after a letter; a key may come before them. */
  #catchUp(): void {
    if (this.#shown && this.#surface?.text !== this.#text) this.update();
  }

  #show(found: Completion | null, chooses: boolean): void {
    if (!found || found.suggestions.length === 0) this.close();
    else {
      this.#shown = found;
      this.#active = chooses ? 0 : -1;
    }
  }

  #offerNext(): void {
    const surface = this.#surface;
    const found = surface && this.#complete(surface.text, surface.caret);
    if (found && !found.isWhole) this.#show(found, false);
  }
}

/** Whether the cursor is still in the word that suggestions were made for. */
function isWithin(found: Completion, shown: Completion | null): boolean {
  return shown !== null && found.start === shown.start;
}

/** Not where a whole word stands already, nor where nothing was begun: unless a sign just asked for something. */
function isWorthIt({ typed, isWhole }: Completion, text: string, caret: number): boolean {
  return !isWhole && (typed !== '' || /(?:\||: |- |\()$/.test(text.slice(Math.max(0, caret - 2), caret)));
}
