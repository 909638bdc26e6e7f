// What texts have in common whatever their case, as it stands in one of them; cut so that no word is torn, and empty
// where it is too short to say anything.
const minLength = 5;
/** Texts and code units looked at for a common part. */
const maxTexts = 20;
const maxLength = 200;
const maxWordsLength = 4000;
const maxSearchedLength = 20_000;

export function commonPrefix(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let end = first.length;
  for (const text of others) {
    let at = 0;
    while (at < end && sameUnit(first, at, text, at)) at++;
    end = at;
  }
  return trimmed(first, 0, end);
}

export function commonSuffix(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const text of others) {
    let at = 0;
    while (at < length && sameUnit(first, first.length - 1 - at, text, text.length - 1 - at)) at++;
    length = at;
  }
  return trimmed(first, first.length - length, first.length);
}

function sameUnit(a: string, atA: number, b: string, atB: number): boolean {
  const [one, two] = [a[atA], b[atB]];
  return one !== undefined && (one === two || one.toLowerCase() === two?.toLowerCase());
}

export function commonSubstring(texts: readonly string[]): string {
  const looked = texts.slice(0, maxTexts).map((text) => text.slice(0, maxLength));
  const folded = looked.map(lower);
  const shortest = looked.reduce((best, text) => (text.length < best.length ? text : best), looked[0] ?? '');
  const find = (length: number): number => {
    for (let at = 0; at + length <= shortest.length; at++) {
      const part = lower(shortest.slice(at, at + length));
      if (folded.every((text) => text.includes(part))) return at;
    }
    return -1;
  };
  let [low, high, best] = [0, shortest.length, 0];
  // A longer part in common holds every shorter one.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const at = find(middle);
    if (at < 0) high = middle - 1;
    else [low, best] = [middle, at];
  }
  const found = trimmed(shortest, best, best + low);
  return texts.every((text) => lower(text).includes(lower(found))) ? found : '';
}

const maxWords = 6;

/** The longest words of the first that all of them have. */
export function commonWords(texts: readonly string[]): readonly string[] {
  const [first = '', ...others] = texts;
  const folded = others.map((text) => lower(text.slice(0, maxSearchedLength)));
  const words = new Set(first.slice(0, maxWordsLength).split(/[\s"'`;|&<>(),=[\]{}]+/));
  return [...words]
    .filter((word) => isTelling(word) && folded.every((text) => text.includes(lower(word))))
    .sort((a, b) => b.length - a.length)
    .slice(0, maxWords);
}

const isTelling = (part: string): boolean => part.length >= minLength && /[\p{L}\p{N}]{3}/u.test(part);

const lower = (text: string): string => text.toLowerCase();

/** Without the pieces of words at its ends, where enough is left; spaces at the ends go too. */
function trimmed(text: string, start: number, end: number): string {
  const isWord = (at: number): boolean => /[\p{L}\p{N}]/u.test(text[at] ?? '');
  let [from, to] = [start, end];
  if (start > 0 && isWord(start - 1)) while (from < to && isWord(from)) from++;
  if (end < text.length && isWord(end)) while (to > from && isWord(to - 1)) to--;
  const part = text.slice(from, to).trim();
  return isTelling(part) ? part : '';
}
