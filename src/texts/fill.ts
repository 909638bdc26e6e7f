/** Puts values into the gaps of a text: `fill('{n} of {all}', { n: 1, all: 2 })`. A gap without a value stays. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : gap,
  );
}
