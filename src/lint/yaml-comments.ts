// Where the comments of a YAML text are. By its lines alone, for texts that are half written too: quotes and block
// scalars are minded, all else of YAML is not needed to tell a comment.

export interface YamlLine {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Where the `#` of its comment stands; null where it has none. */
  readonly comment: number | null;
  /** It begins inside of a scalar that goes over several lines: a comment before it would be text. */
  readonly inScalar: boolean;
}

/** What a line begins with that is quoted or a block: after a key, a dash, a bracket, a comma. */
const opensValue = /(^|[[{,]|[:?-]\s|^\s*)\s*([!&]\S*\s+)*$/;
const blockHeader = /(^|[:?-]\s|\s)\s*([!&]\S*\s+)*[|>][-+0-9]*\s*$/;

/** More than can stand between what opens a value and the value. */
const maxBefore = 200;

export function readLines(text: string): YamlLine[] {
  const lines: YamlLine[] = [];
  let quote: '"' | "'" | null = null;
  /** Lines that are indented by more belong to the block; null outside of one. */
  let block: number | null = null;
  for (const { 0: line, index: start } of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    if (start === text.length && start > 0) break;
    const content = line.replace(/[\r\n]+$/, '');
    const end = start + content.length;
    const indent = /^ */.exec(content)?.[0].length ?? 0;
    if (block !== null) {
      if (content.trim() === '' || indent > block) {
        lines.push({ start, end, comment: null, inScalar: true });
        continue;
      }
      block = null;
    }
    const inScalar = quote !== null;
    let comment: number | null = null;
    for (let i = 0; i < content.length; i++) {
      const sign = content[i];
      if (quote === '"' && sign === '\\') i++;
      else if (quote !== null) {
        if (sign !== quote) continue;
        // Two of them stand for one.
        if (quote === "'" && content[i + 1] === "'") i++;
        else quote = null;
      } else if (sign === '#' && (i === 0 || /\s/.test(content[i - 1] ?? ''))) {
        comment = start + i;
        break;
      } else if (
        (sign === '"' || sign === "'") &&
        opensValue.test(content.slice(Math.max(0, i - maxBefore), i))
      )
        quote = sign;
    }
    const code = content.slice(0, comment === null ? undefined : comment - start).slice(-maxBefore);
    if (quote === null && !inScalar && blockHeader.test(code)) block = indent;
    lines.push({ start, end, comment, inScalar });
  }
  return lines;
}
