// The address of the work: what the browser's address asks for, how it follows what is shown, and the link to hand on.
import type { Shared, Work } from '../../share/work-link.ts';
import type { AddressBar } from '../address-bar.ts';
import type { ShownWork } from './shown-work.svelte.ts';

export interface LinkCodec {
  /** The fragment with its `#`; empty when the work is too large for a link. */
  encode(work: Work): Promise<string>;
  decode(fragment: string): Promise<Shared | { readonly problem: string }>;
}

export interface WorkAddressParts {
  readonly address: Pick<AddressBar, 'fragment' | 'base' | 'writer' | 'replace'>;
  readonly codec: LinkCodec;
  /** Identifies this tab. */
  readonly tab: string;
  /** The address of a frame is left alone. */
  readonly embedded: boolean;
}

const followAfterMs = 750;
/** A longer fragment is not put into the address. */
const maxFragment = 32_000;
/** Of longer texts no fragment is made to see how long it is: typing would wait for it. */
const maxFollowed = 1_000_000;

export class WorkAddress {
  readonly #shown: ShownWork;
  readonly #parts: WorkAddressParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The fragment that was last opened or written: another one is still to be opened. */
  #handled = '';

  constructor(shown: ShownWork, parts: WorkAddressParts) {
    this.#shown = shown;
    this.#parts = parts;
  }

  /** The fragment that is still to be opened; empty where there is none. */
  get asked(): string {
    const { fragment } = this.#parts.address;
    return fragment.length > 1 && fragment !== this.#handled ? fragment : '';
  }

  /** Takes what the address asks for as done. */
  settle(): void {
    this.#handled = this.#parts.address.fragment;
  }

  replace(fragment: string, writer: string): void {
    this.#parts.address.replace(fragment, writer);
    this.settle();
  }

  followSoon(): void {
    this.#timer ??= setTimeout(() => void this.follow(), followAfterMs);
  }

  /** Names what is the user's. */
  async follow(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { address, codec, embedded, tab } = this.#parts;
    if (embedded || !this.#shown.mine) return;
    const made = this.#shown.length > maxFollowed ? '' : await codec.encode(this.#shown.work);
    // What the user has asked for by the address since then is not written over.
    if (this.asked !== '' || !this.#shown.mine) return;
    const fragment = made.length > maxFragment ? '' : made;
    if (address.fragment !== fragment || address.writer !== tab) this.replace(fragment, tab);
  }

  /** Empty when the work is too large for a link. */
  async link(): Promise<string> {
    const { address, codec } = this.#parts;
    const fragment = await codec.encode(this.#shown.work);
    return fragment === '' ? '' : address.base + fragment;
  }
}
