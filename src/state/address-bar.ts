import type { AddressBar } from './session.svelte.ts';

/** The browser's address. Where it may not be changed (files, sandboxes) nothing happens. */
export function createAddressBar(): AddressBar {
  return {
    get fragment() {
      return location.hash;
    },
    get base() {
      return location.href.replace(/#.*$/s, '');
    },
    get writer() {
      const state: unknown = history.state;
      return typeof state === 'object' && state !== null && 'writer' in state ? String(state.writer) : '';
    },
    replace: (fragment, writer) => {
      try {
        history.replaceState({ writer }, '', location.href.replace(/#.*$/s, '') + fragment);
      } catch {
        // The link is still to be had by Share.
      }
    },
  };
}
