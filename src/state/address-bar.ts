// The browser's address. It names the work that is shown or, while a place is open, that place: then the history entry
// keeps what names the work, so that a reload brings both back.
import { placeOf, toFragment } from './places.ts';
import type { Place } from './places.ts';

/** Where the browser refuses changes (files, sandboxes) nothing happens. */
export interface AddressBar {
  /** Names the work; empty when nothing does. */
  readonly fragment: string;
  /** The page's address without a fragment. */
  readonly base: string;
  /** The tab that wrote the fragment; empty when it came from outside. */
  readonly writer: string;
  replace(fragment: string, writer: string): void;
  readonly place: Place | null;
  /** Adds an entry to the history: the browser's Back leads out again. */
  enterPlace(place: Place): void;
  leavePlace(): void;
}

interface Entry {
  readonly writer: string;
  /** The fragment that names the work, below that of a place. */
  readonly under: string;
}

export function createAddressBar(): AddressBar {
  const base = () => location.href.replace(/#.*$/s, '');
  const put = (how: 'pushState' | 'replaceState', entry: Entry, fragment: string) => {
    try {
      history[how](entry, '', base() + fragment);
    } catch {
      // The link is still to be had by Share.
    }
  };
  let last: Entry = { writer: '', under: '' };

  /** A place that was reached by a plain link has an entry of its own, which knows of no work yet. */
  function read(): Entry {
    const { writer = '', under } = kept();
    if (!placeOf(location.hash)) last = { writer, under: location.hash };
    else if (under !== undefined) last = { writer, under };
    else put('replaceState', last, location.hash);
    return last;
  }

  return {
    get fragment() {
      return read().under;
    },
    get base() {
      return base();
    },
    get writer() {
      return read().writer;
    },
    replace: (fragment, writer) => {
      last = { writer, under: fragment };
      const isPlace = placeOf(location.hash) !== null;
      put('replaceState', last, isPlace ? location.hash : fragment);
    },
    get place() {
      return placeOf(location.hash);
    },
    enterPlace: (place) => put('pushState', read(), toFragment(place)),
    leavePlace: () => {
      const entry = read();
      if (placeOf(location.hash)) put('replaceState', entry, entry.under);
    },
  };
}

function kept(): Partial<Entry> {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null) return {};
  const { writer, under } = state as Partial<Record<keyof Entry, unknown>>;
  return {
    ...(typeof writer === 'string' ? { writer } : {}),
    ...(typeof under === 'string' ? { under } : {}),
  };
}
