// What of the page is on screen.
import type { Embed, ResultTab, ShownPane } from './embed.ts';

export type PaletteMode = 'commands' | 'outline' | 'references' | 'rename' | 'about';

export class Shell {
  readonly embed: Embed;
  tab = $state<ResultTab>('explain');
  /** On a phone, the one pane that is seen. */
  segment = $state<ShownPane | 'lesson'>('why');
  narrow = $state(false);
  dialog = $state<'share' | 'keys' | 'history' | 'palette' | 'placeholders' | null>(null);
  /** The one whose values are asked for first. */
  placeholder = '';
  palette = $state<PaletteMode>('commands');

  constructor(embed: Embed) {
    this.embed = embed;
    this.tab = embed.tab;
    this.segment = embed.panes.at(-1) ?? 'why';
  }

  has(pane: ShownPane): boolean {
    return this.embed.panes.includes(pane);
  }

  isShown(pane: ShownPane | 'lesson'): boolean {
    return (pane === 'lesson' || this.has(pane)) && (!this.narrow || this.segment === pane);
  }
}
