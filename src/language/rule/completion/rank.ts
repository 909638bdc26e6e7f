// Which suggestions fit what was typed, and in which order.
import type { Suggestion } from './completion.ts';

/** Nobody reads on for longer. */
export const maxSuggestions = 60;

/**
 * 0 for what begins with it, then what has a part that begins with it, then what contains it, then what has its letters
 * in this order; null for what does not fit. Case never counts.
 */
export function rankOf(label: string, typed: string): number | null {
  if (typed === '') return 0;
  const [text, wanted] = [label.toLowerCase(), typed.toLowerCase()];
  if (text.startsWith(wanted)) return 0;
  const at = text.indexOf(wanted);
  if (at > 0 && isPartStart(label, at)) return 1;
  // One letter stands in nearly everything.
  if (wanted.length < 2) return null;
  return at > 0 ? 2 : hasLetters(text, wanted) ? 3 : null;
}

/** The best first, and letters alone only where nothing else fits; equals in the order given, which says what is likely. */
export function rank(suggestions: readonly Suggestion[], typed: string): Suggestion[] {
  const ranked = suggestions.flatMap((suggestion, index) => {
    const own = rankOf(suggestion.label, typed);
    const other = suggestion.also === undefined || typed === '' ? null : rankOf(suggestion.also, typed);
    const best = Math.min(own ?? Infinity, other === null || other > 2 ? Infinity : other + 0.5);
    return best === Infinity ? [] : [{ suggestion, best, index }];
  });
  const isClear = ranked.some(({ best }) => best < 3);
  return ranked
    .filter(({ best }) => best < 3 || !isClear)
    .sort((a, b) => a.best - b.best || a.index - b.index)
    .slice(0, maxSuggestions)
    .map(({ suggestion }) => suggestion);
}

function isPartStart(label: string, at: number): boolean {
  return /[^A-Za-z0-9]/.test(label.charAt(at - 1)) || /[a-z][A-Z]/.test(label.slice(at - 1, at + 1));
}

function hasLetters(text: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
