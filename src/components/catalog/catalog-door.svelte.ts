// The way into the catalogue and out of it. The catalogue loads when it is opened first, and is kept with what was
// found and run in it.
import type { Library } from '../../state/library.svelte.ts';
import type { Notices } from '../../state/notices.svelte.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { Session } from '../../state/session.svelte.ts';
import { catalogFragment } from '../../state/session.svelte.ts';
import { getReference } from '../../worker/reference/start.ts';

export interface CatalogDoorParts {
  readonly playground: Playground;
  readonly session: Session;
  readonly notices: Notices;
}

type View = typeof import('./catalog.ts');

export class CatalogDoor {
  readonly #parts: CatalogDoorParts;
  #held = $state.raw<{ readonly view: View; readonly library: Library } | null>(null);
  #isOpen = $state(false);

  constructor(parts: CatalogDoorParts) {
    this.#parts = parts;
  }

  /** What to show; null while it is closed. */
  get open(): { readonly view: View; readonly library: Library } | null {
    return this.#isOpen ? this.#held : null;
  }

  async enter(): Promise<void> {
    const { playground, notices } = this.#parts;
    const view = this.#held?.view ?? (await import('./catalog.ts').catch(() => null));
    if (view) {
      this.#held ??= { view, library: new view.Library(getReference(), playground) };
      this.#isOpen = true;
    } else notices.show('The catalogue could not be loaded.', { tone: 'warning', topic: 'catalog' });
  }

  /** Where the address asks for it. */
  followAddress(): void {
    if (location.hash === catalogFragment) void this.enter();
  }

  /** `focusBack`: to where it was opened. */
  leave(focusBack = true): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#parts.session.leaveCatalog();
    if (focusBack) requestAnimationFrame(() => document.getElementById('catalog-button')?.focus());
  }
}
