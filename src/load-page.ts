import type { Embed } from './state/embed.ts';
import { isLight, readEmbed } from './state/embed.ts';
import type { EngineClient } from './worker/client.ts';

export interface PageParts {
  readonly client: EngineClient;
  readonly embed: Embed;
  readonly target: Element;
}

/** What is shown depends on the address; each kind of page loads no part of the other. */
export function loadPage(): Promise<{ readonly begin: (parts: PageParts) => void }> {
  return isLight(readEmbed(location.search)) ? import('./light-page.ts') : import('./page.ts');
}
