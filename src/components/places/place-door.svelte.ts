// The way into places and out of them. A place loads when it is opened first.
import type { Component } from 'svelte';
import type { AddressBar } from '../../state/address-bar.ts';
import type { Place, PlaceId } from '../../state/places.ts';
import * as texts from '../../texts/en.ts';
import { placeModule } from './place.ts';
import type { PlaceModule, PlaceParts, PlaceProps } from './place.ts';

const loaders: { readonly [Id in PlaceId]: () => Promise<PlaceModule> } = {
  author: async () => placeModule(await import('../author/author.ts')),
  catalog: async () => placeModule(await import('../catalog/catalog.ts')),
  embed: async () => placeModule(await import('../embed/embed.ts')),
  gallery: async () => placeModule(await import('../gallery/gallery.ts')),
  learn: async () => placeModule(await import('../learn/learn.ts')),
  certificate: async () => placeModule(await import('../lessons/certificate-place.ts')),
  course: async () => placeModule(await import('../lessons/course-place.ts')),
  lessons: async () => placeModule(await import('../lessons/lessons-place.ts')),
};

export interface OpenPlace {
  readonly place: Place;
  readonly View: Component<PlaceProps<unknown>>;
  readonly state: unknown;
}

export class PlaceDoor {
  readonly #parts: PlaceParts;
  readonly #address: AddressBar;
  readonly #held = new Map<PlaceId, Omit<OpenPlace, 'place'>>();
  #open = $state.raw<OpenPlace | null>(null);
  /** Counts what is asked for: only the latest is shown. */
  #asked = 0;
  /** What had the focus when the first place was opened. */
  #opener: HTMLElement | null = null;

  constructor(parts: PlaceParts, address: AddressBar) {
    this.#parts = parts;
    this.#address = address;
  }

  /** What to show; null while the playground itself is seen. */
  get open(): OpenPlace | null {
    return this.#open;
  }

  async enter(place: Place): Promise<void> {
    const asked = ++this.#asked;
    const held = this.#held.get(place.id) ?? (await this.#load(place.id));
    if (asked !== this.#asked) return;
    if (!held) {
      this.#parts.notices.show(texts.placeProblem, {
        tone: 'warning',
        topic: 'place',
      });
      return;
    }
    const { activeElement, body } = document;
    if (!this.#open && activeElement !== body && activeElement instanceof HTMLElement)
      this.#opener = activeElement;
    this.#open = { place, ...held };
  }

  async #load(id: PlaceId): Promise<Omit<OpenPlace, 'place'> | null> {
    const module = await loaders[id]().catch(() => null);
    if (!module) return null;
    const state: unknown = module.createState?.(this.#parts);
    const held = { View: module.View as unknown as OpenPlace['View'], state };
    this.#held.set(id, held);
    return held;
  }

  /** By a click: the address follows, so that the place can be linked to and the browser's Back leads out of it. */
  go(place: Place): void {
    this.#address.enterPlace(place);
    void this.enter(place);
  }

  /** Where the address asks for a place, that; else out of it. */
  followAddress(): void {
    const { place } = this.#address;
    if (place) void this.enter(place);
    else this.leave();
  }

  /** `focusBack`: to where the first place was opened, or to the button of the last. */
  leave(focusBack = true): void {
    this.#asked++;
    if (!this.#open) return;
    const button = document.getElementById(`${this.#open.place.id}-button`);
    const opener = this.#opener?.isConnected ? this.#opener : button;
    this.#open = null;
    this.#opener = null;
    this.#address.leavePlace();
    if (focusBack) requestAnimationFrame(() => opener?.focus());
  }
}
