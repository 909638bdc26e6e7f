// A text that depends on a number.
import { countLanguage } from './en.ts';
import { fill } from './fill.ts';

/** Made when first a number is said: that takes longer than most. */
let rules: Intl.PluralRules | undefined;

/** `4,412`. */
export function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * `1 event`, `4,412 events`: of two texts with a gap `{n}`, the one that the language has for that number. `others` are
 * for the other gaps.
 */
export function plural(
  n: number,
  one: string,
  many: string,
  others: Readonly<Record<string, string | number>> = {},
): string {
  rules ??= new Intl.PluralRules(countLanguage);
  return fill(rules.select(n) === 'one' ? one : many, { ...others, n: number(n) });
}
