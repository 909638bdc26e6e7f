// The placeholders of a rule and those that have values, as rows of the panel.
import type { Placeholders } from '../worker/protocol.ts';

export interface PlaceholderRow {
  readonly name: string;
  readonly values: readonly string[];
  /** The rule has it. */
  readonly isUsed: boolean;
}

/** Those of the rule in its order, then what else has values. */
export function toPlaceholderRows(
  names: readonly string[],
  placeholders: Placeholders | undefined,
): readonly PlaceholderRow[] {
  const kept = placeholders ?? {};
  const valuesOf = (name: string): readonly string[] => (Object.hasOwn(kept, name) ? (kept[name] ?? []) : []);
  const others = Object.keys(kept).filter((name) => !names.includes(name));
  return [
    ...names.map((name) => ({ name, values: valuesOf(name), isUsed: true })),
    ...others.map((name) => ({ name, values: valuesOf(name), isUsed: false })),
  ];
}

/** One value a line; empty lines are none. */
export function readValues(text: string): readonly string[] {
  return text.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '');
}

/** With other values for one of them; without any left, nothing. */
export function withValues(
  placeholders: Placeholders | undefined,
  name: string,
  values: readonly string[],
): Placeholders | undefined {
  const others = Object.entries(placeholders ?? {}).filter(([each]) => each !== name);
  const entries = values.length > 0 ? [...others, [name, values] as const] : others;
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** As lines, to be compared with others: each name, and its values below it. */
export function toValueLines(placeholders: Placeholders | undefined): string {
  return Object.entries(placeholders ?? {})
    .flatMap(([name, values]) => [`%${name}%`, ...values.map((value) => `  ${value}`)])
    .join('\n');
}
