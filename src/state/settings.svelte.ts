// How the page looks for this user: theme and sizes of the panes.

export type Theme = 'system' | 'light' | 'dark';

export interface Sizes {
  /** Share of the width that the rule takes, in per cent. */
  readonly rule: number;
  /** Share of the height that the editors take, in per cent. */
  readonly editors: number;
}

export interface SettingsStore {
  read(): string | null;
  write(text: string): void;
}

export const sizeLimits = { min: 20, max: 80 } as const;
export const usualSizes: Sizes = { rule: 46, editors: 45 };

export class Settings {
  #theme = $state<Theme>('system');
  #sizes = $state.raw<Sizes>(usualSizes);
  readonly #store: SettingsStore;

  /** `theme`: asked for by the address; not saved. */
  constructor(store: SettingsStore, theme: Theme | null = null) {
    this.#store = store;
    const saved = read(store);
    if (saved.theme === 'light' || saved.theme === 'dark') this.#theme = saved.theme;
    if (theme) this.#theme = theme;
    this.#sizes = {
      rule: toSize(saved.rule, usualSizes.rule),
      editors: toSize(saved.editors, usualSizes.editors),
    };
  }

  get theme(): Theme {
    return this.#theme;
  }
  get sizes(): Sizes {
    return this.#sizes;
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#save();
  }

  setSizes(sizes: Partial<Sizes>): void {
    this.#sizes = {
      rule: toSize(sizes.rule, this.#sizes.rule),
      editors: toSize(sizes.editors, this.#sizes.editors),
    };
    this.#save();
  }

  #save(): void {
    try {
      this.#store.write(JSON.stringify({ theme: this.#theme, ...this.#sizes }));
    } catch {
      // Settings are a comfort: without storage they last as long as the page.
    }
  }
}

interface Saved {
  readonly theme?: unknown;
  readonly rule?: unknown;
  readonly editors?: unknown;
}

function read(store: SettingsStore): Saved {
  try {
    const value: unknown = JSON.parse(store.read() ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function toSize(value: unknown, fallback: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fallback;
  return Math.round(Math.min(sizeLimits.max, Math.max(sizeLimits.min, value)) * 10) / 10;
}
