// Codes of diagnostics that this user wants to see for no rule, and the set of conventions, which is off by itself.
import { canSwitchOff } from '../lint/switches.ts';
import { settingsStore } from '../share/storage.ts';
import type { SettingsStore } from './settings.svelte.ts';

const on = 'on';

export class LintSwitches {
  #off = $state.raw<ReadonlySet<string>>(new Set());
  #conventions = $state(false);
  readonly #store: SettingsStore;
  readonly #ofConventions: SettingsStore;

  constructor(store: SettingsStore, ofConventions: SettingsStore) {
    this.#store = store;
    this.#ofConventions = ofConventions;
    this.#off = read(store);
    this.#conventions = ofConventions.read() === on;
  }

  /** Whether to be told of SigmaHQ's conventions. */
  get conventions(): boolean {
    return this.#conventions;
  }

  setConventions(wanted: boolean): void {
    this.#conventions = wanted;
    this.#ofConventions.write(wanted ? on : '');
  }

  get off(): ReadonlySet<string> {
    return this.#off;
  }

  /** Nothing happens to what makes a rule or the events unusable. */
  switchOff(code: string): void {
    if (canSwitchOff(code)) this.#write([...this.#off, code]);
  }

  switchOn(code: string): void {
    this.#write([...this.#off].filter((each) => each !== code));
  }

  #write(codes: readonly string[]): void {
    this.#off = new Set(codes);
    this.#store.write(JSON.stringify([...this.#off]));
  }
}

export function createLintSwitches(): LintSwitches {
  return new LintSwitches(settingsStore(undefined, 'switchedOff'), settingsStore(undefined, 'conventions'));
}

function read(store: SettingsStore): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(store.read() ?? '[]');
    return new Set(
      Array.isArray(value) ? value.filter((code) => typeof code === 'string' && canSwitchOff(code)) : [],
    );
  } catch {
    return new Set();
  }
}
