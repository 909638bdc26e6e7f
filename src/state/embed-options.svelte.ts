// What is chosen for a frame, and the HTML that asks for it.
import { toAddress } from '../share/forms.ts';
import type { ResultTab, ShownPane } from './embed.ts';
import { toOrigin } from './embed.ts';
import type { Theme } from './settings.svelte.ts';

export const allPanes = ['rule', 'events', 'why'] as const satisfies readonly ShownPane[];

export class EmbedOptions {
  readonly = $state(true);
  theme = $state<Theme>('system');
  panes = $state<readonly ShownPane[]>(allPanes);
  tab = $state<ResultTab>('explain');
  /** From 1; empty: as the link says. */
  event = $state('');
  noChrome = $state(false);
  /** As it was typed. */
  origin = $state('');
  opensTabs = $state(true);
  height = $state(520);

  /** What was typed is not an address that has an origin. */
  get originProblem(): boolean {
    return this.origin.trim() !== '' && toOrigin(this.origin) === '';
  }

  /** At least one pane is shown. */
  toggle(pane: ShownPane): void {
    const next = allPanes.filter((each) => this.panes.includes(each) !== (each === pane));
    if (next.length > 0) this.panes = next;
  }

  /** What stands before the fragment. */
  get query(): string {
    const asked = new URLSearchParams({ embed: '1' });
    if (this.readonly) asked.set('readonly', '1');
    if (this.theme !== 'system') asked.set('theme', this.theme);
    if (this.panes.length < allPanes.length) asked.set('panes', this.panes.join(','));
    if (this.tab !== 'explain') asked.set('tab', this.tab);
    if (/^[1-9]\d{0,6}$/.test(this.event)) asked.set('event', this.event);
    if (this.noChrome) asked.set('nochrome', '1');
    const origin = toOrigin(this.origin);
    if (origin !== '') asked.set('origin', origin);
    return `?${asked.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
  }

  get sandbox(): string {
    return this.opensTabs && !this.noChrome
      ? 'allow-scripts allow-popups allow-popups-to-escape-sandbox'
      : 'allow-scripts';
  }

  /** `page`: the address of the whole page; `fragment` with its `#`, or empty. */
  address(page: string, fragment: string): string {
    const [base = ''] = page.split(/[?#]/);
    return fragment === '' ? base + this.query : toAddress(base + this.query, fragment.slice(1));
  }
}
