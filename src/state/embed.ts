// How the page is asked to look inside another page: `?embed=1&readonly=1&theme=dark`.
import type { Theme } from './settings.svelte.ts';

export interface Embed {
  readonly on: boolean;
  readonly readonly: boolean;
  /** null: as the user chose. */
  readonly theme: Theme | null;
}

export function readEmbed(search: string): Embed {
  const asked = new URLSearchParams(search);
  const theme = asked.get('theme');
  return {
    on: asked.get('embed') === '1',
    readonly: asked.get('readonly') === '1',
    theme: theme === 'light' || theme === 'dark' || theme === 'system' ? theme : null,
  };
}
