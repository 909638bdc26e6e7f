// Codes of diagnostics that this user wants to see for no rule.
import { canSwitchOff } from '../lint/switches.ts';
import { settingsStore } from '../share/storage.ts';
import type { SettingsStore } from './settings.svelte.ts';

export class LintSwitches {
  #off = $state.raw<ReadonlySet<string>>(new Set());
  readonly #store: SettingsStore;

  constructor(store: SettingsStore) {
    this.#store = store;
    this.#off = read(store);
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
  return new LintSwitches(settingsStore(undefined, 'switchedOff'));
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
