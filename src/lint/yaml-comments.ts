// Where the comments of a YAML text are. By its lines and signs alone, for texts that are half written too: quotes,
// brackets and block scalars are minded, all else of YAML is not needed to tell a comment.

export interface YamlLine {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Where the `#` of its comment stands; null where it has none. */
  readonly comment: number | null;
  /** It begins inside of a scalar that goes over several lines: a comment before it would be text. */
  readonly inScalar: boolean;
  /** It begins between brackets or braces. */
  readonly inFlow: boolean;
}

/** What goes on over the end of a line. */
interface State {
  quote: '"' | "'" | null;
  /** Open brackets and braces. */
  depth: number;
  /** Lines that are indented by so much belong to the block scalar; null outside of one. */
  block: number | null;
  /** The next line says by how much it is. */
  isBlockNew: boolean;
}

export function readLines(text: string): YamlLine[] {
  const lines: YamlLine[] = [];
  const state: State = { quote: null, depth: 0, block: null, isBlockNew: false };
  for (const { 0: line, index: start } of text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)) {
    if (start === text.length && start > 0) break;
    const content = line.replace(/[\r\n]+$/, '');
    const end = start + content.length;
    if (state.block !== null) {
      const indent = /^ */.exec(content)?.[0].length ?? 0;
      const isBlank = content.trim() === '';
      if (isBlank || indent >= state.block) {
        if (!isBlank && state.isBlockNew) Object.assign(state, { block: indent, isBlockNew: false });
        lines.push({ start, end, comment: null, inScalar: true, inFlow: false });
        continue;
      }
      state.block = null;
    }
    const inScalar = state.quote !== null;
    const inFlow = state.depth > 0;
    const comment = readLine(content, state);
    lines.push({ start, end, comment: comment === null ? null : start + comment, inScalar, inFlow });
  }
  return lines;
}

/** Where its comment begins, if any. */
function readLine(line: string, state: State): number | null {
  const isSpace = (at: number): boolean => [' ', '\t', '\ufeff', undefined].includes(line[at]);
  /** A value may begin here: only there do quotes, brackets and block scalars. */
  let begins = true;
  for (let i = /^---(?=\s)/.test(line) ? 3 : 0; i < line.length; i++) {
    const sign = line[i] as string;
    if (state.quote !== null) {
      if (state.quote === '"' && sign === '\\') i++;
      else if (sign !== state.quote) continue;
      // Two of them stand for one.
      else if (sign === "'" && line[i + 1] === "'") i++;
      else {
        state.quote = null;
        begins = false;
      }
    } else if (isSpace(i)) continue;
    else if (sign === '#' && isSpace(i - 1)) return i;
    else if (state.depth > 0 && ',]}'.includes(sign)) {
      if (sign !== ',') state.depth--;
      begins = sign === ',';
    } else if (sign === ':' && (isSpace(i + 1) || (state.depth > 0 && !begins))) begins = true;
    else if (!begins) continue;
    else if (sign === '"' || sign === "'") state.quote = sign;
    else if (sign === '[' || sign === '{') state.depth++;
    else if ((sign === '-' || sign === '?') && isSpace(i + 1)) continue;
    // A tag or an anchor.
    else if (sign === '!' || sign === '&') while (!isSpace(i + 1)) i++;
    else if ((sign === '|' || sign === '>') && state.depth === 0) {
      const rest = /^[|>][-+0-9]*(?=$|\s+(#|$))/.exec(line.slice(i));
      if (rest) Object.assign(state, { block: parentIndent(line) + 1, isBlockNew: true });
      begins = false;
    } else begins = false;
  }
  return null;
}

/** By how much the mapping or list is indented that a block belongs to whose header ends this line. */
function parentIndent(line: string): number {
  const [start = '', indent = '', dashes = ''] = /^( *)((?:- +)*)/.exec(line) ?? [];
  const isAlone = /^(?:[!&]\S* +)*[|>]/.test(line.slice(start.length));
  if (!isAlone) return start.length;
  return dashes === '' ? indent.length - 1 : indent.length + dashes.trimEnd().length - 1;
}
