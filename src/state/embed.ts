// How the page is asked to look inside another page: `?embed=1&readonly=1&theme=dark&panes=events,why`.
import type { Theme } from './settings.svelte.ts';

export type ShownPane = 'rule' | 'events' | 'why';

export const resultTabs = [
  'explain',
  'tests',
  'scan',
  'coverage',
  'indicators',
  'related',
  'pipeline',
  'problems',
] as const;
export type ResultTab = (typeof resultTabs)[number];

export interface Embed {
  /** In a frame: nothing is kept, and the bar at the top is left out. */
  readonly on: boolean;
  readonly readonly: boolean;
  /** null: as the user chose. */
  readonly theme: Theme | null;
  /** Never empty. */
  readonly panes: readonly ShownPane[];
  readonly tab: ResultTab;
  /** Index of the event to begin with; null: as the link says. */
  readonly event: number | null;
  /** Lessons without hints and solutions. */
  readonly exam: boolean;
  /** Without the headings of the panes, the tabs and the link to the whole page. */
  readonly noChrome: boolean;
  /** The page around, which may hand texts in and alone hears of verdicts; empty: it may not, and any may hear. */
  readonly origin: string;
}

const allPanes = ['rule', 'events', 'why'] as const;
const themes = ['system', 'light', 'dark'] as const;

export function readEmbed(search: string): Embed {
  const asked = new URLSearchParams(search);
  const isOn = (name: string) => asked.get(name) === '1';
  const named = asked.get('panes')?.split(',') ?? [];
  const panes = allPanes.filter((pane) => named.includes(pane));
  const event = /^[1-9]\d{0,6}$/.exec(asked.get('event') ?? '')?.[0];
  return {
    on: isOn('embed'),
    readonly: isOn('readonly'),
    theme: themes.find((theme) => theme === asked.get('theme')) ?? null,
    panes: panes.length > 0 ? panes : allPanes,
    tab: resultTabs.find((tab) => tab === asked.get('tab')) ?? 'explain',
    event: event === undefined ? null : Number(event) - 1,
    exam: isOn('exam'),
    noChrome: isOn('nochrome'),
    origin: toOrigin(asked.get('origin') ?? ''),
  };
}

/** Only to be read: then neither Monaco nor anything else comes that reading does not take. */
export function isLight({ on, readonly, tab }: Embed): boolean {
  return on && readonly && tab === 'explain';
}

/** The origin of an address as browsers spell it; empty where it has none of its own. */
export function toOrigin(address: string): string {
  try {
    const { protocol, origin } = new URL(address.trim());
    return protocol === 'https:' || protocol === 'http:' ? origin : '';
  } catch {
    return '';
  }
}
