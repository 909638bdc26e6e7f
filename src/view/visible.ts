// Text of rules and events as it may be shown: what is invisible or would reorder the line becomes a mark.

const named: Readonly<Record<string, string>> = { '\n': '↵', '\r': '␍', '\t': '⇥' };

// C0 and C1 controls, soft hyphen, zero width and bidi controls, line separators, BOM, tags, lone surrogates.
const unseen =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const plain = /^[\x20-\x7e]*$/;

export function toVisible(text: string): string {
  // Nearly every text: the look is ten times cheaper than the replacement.
  if (plain.test(text)) return text;
  return text.replace(unseen, (char) => named[char] ?? `⟨U+${hex(char)}⟩`);
}

function hex(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** `toVisible` of a text cut to `limit` code units, with an ellipsis when it was cut. */
export function toShort(text: string, limit: number): string {
  if (text.length <= limit) return toVisible(text);
  return `${toVisible(text.slice(0, safeCut(text, limit)))}…`;
}

/** The nearest place at or before `at` that does not split a surrogate pair. */
export function safeCut(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  return at > 0 && at < text.length && before >= 0xd800 && before <= 0xdbff ? at - 1 : at;
}
