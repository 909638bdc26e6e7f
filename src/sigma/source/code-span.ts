/**
 * A text as code within a sentence: between backticks, which it must not hold itself, and no longer than `limit`
 * code units.
 */
export function codeSpan(text: string, limit = 80): string {
  // The cut must not leave half a surrogate pair.
  const short = text.length > limit ? `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return `\`${short.replaceAll('`', 'ˋ')}\``;
}
