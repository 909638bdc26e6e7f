// Colours of YAML and JSON, one line at a time. Both editors use this one reading, so that nothing changes colour
// when Monaco takes over. It colours; it does not understand: what is wrong is for the engine to say.

export type EditorLanguage = 'yaml' | 'json';

export type TokenKind =
  'key' | 'string' | 'number' | 'keyword' | 'comment' | 'delimiter' | 'modifier' | 'tag' | 'text';

export interface Token {
  readonly start: number;
  readonly kind: TokenKind;
}

/** What a line inherits from the lines above. */
export interface LineState {
  /** Indent of the key whose block scalar (`|`, `>`) is open; -1 for none. */
  readonly block: number;
  /** The quote that is open across lines. */
  readonly quote: '' | "'" | '"';
}

export const initialState: LineState = { block: -1, quote: '' };

/** Longer lines are not coloured. */
const MAX_LINE = 10_000;

export interface LineTokens {
  readonly tokens: readonly Token[];
  readonly state: LineState;
}

export function tokenizeLine(language: EditorLanguage, line: string, state: LineState): LineTokens {
  if (line.length > MAX_LINE) return { tokens: [{ start: 0, kind: 'text' }], state: initialState };
  return language === 'json' ? { tokens: jsonTokens(line), state } : yamlTokens(line, state);
}

const json =
  /(?<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\]|\\.)*"?)|(?<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(?<keyword>\b(?:true|false|null)\b)|(?<delimiter>[{}[\],:]+)|(?<text>\s+|[^\s"{}[\],:\d-]+|.)/gy;

function jsonTokens(line: string): Token[] {
  const tokens: Token[] = [];
  for (const match of line.matchAll(json)) push(tokens, match.index, kindOf(match.groups));
  return tokens;
}

function kindOf(groups: Record<string, string | undefined> | undefined): TokenKind {
  for (const name in groups) if (groups[name] !== undefined) return name as TokenKind;
  return 'text';
}

function push(tokens: Token[], start: number, kind: TokenKind): void {
  if (tokens.at(-1)?.kind !== kind) tokens.push({ start, kind });
}

// A plain key ends at `: `; it may hold a field, a pipe and modifiers.
const key = /([^\s"'#&*!|>%@`,[\]{}:-](?:[^\s:#]|:(?=\S)|\s+(?=[^\s:#]))*|-(?=\S)[^:]*?)(?=\s*:(?:\s|$))/y;
const quotedKey = /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*:(?:\s|$))/y;
const blockHeader = /[|>][-+0-9]*(?=\s*(?:#.*)?$)/y;
const anchor = /[&*!][^\s,[\]{}]*/y;
const number =
  /[-+]?(?:0x[0-9a-fA-F]+|0o[0-7]+|(?:\d[\d_]*)?\.?\d+(?:[eE][-+]?\d+)?)(?=\s*(?:$|[,\]}]|\s#))/y;
const keyword = /(?:true|false|null|True|False|Null|TRUE|FALSE|NULL|~)(?=\s*(?:$|[,\]}]|\s#))/y;
const plain = /[^\s#,[\]{}:][^\s,[\]{}:]*|:(?=\S)|#|\S/y;

function yamlTokens(line: string, state: LineState): LineTokens {
  const indent = line.length - line.trimStart().length;
  if (state.block >= 0) {
    if (indent === line.length || indent > state.block)
      return { tokens: [{ start: 0, kind: 'string' }], state };
    state = initialState;
  }
  const tokens: Token[] = [];
  let at = 0;
  let keyIndent = -1;
  let flow = 0;
  /** Whether a value may start here: after an indicator, not amid a plain scalar. */
  let fresh = true;
  const take = (pattern: RegExp, kind: TokenKind): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (!match || match[0] === '') return false;
    push(tokens, at, kind);
    at += match[0].length;
    return true;
  };
  if (state.quote) {
    push(tokens, 0, 'string');
    at = endOfQuoted(line, 0, state.quote);
    if (at < 0) return { tokens, state };
    fresh = false;
  }
  if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
    push(tokens, 0, 'delimiter');
    at = 3;
  }
  while (at < line.length) {
    const char = line.charAt(at);
    if (char === ' ' || char === '\t') {
      push(tokens, at, tokens.at(-1)?.kind === 'string' && !fresh ? 'string' : 'text');
      while (line.charAt(at) === ' ' || line.charAt(at) === '\t') at++;
      if (line.charAt(at) === '#') {
        push(tokens, at, 'comment');
        break;
      }
      continue;
    }
    if (char === '#' && at === 0) {
      push(tokens, at, 'comment');
      break;
    }
    if (fresh) {
      if (char === '-' && /^-(?:\s|$)/.test(line.slice(at, at + 2))) {
        push(tokens, at, 'delimiter');
        at++;
        continue;
      }
      if (char === '?' && /^\?\s/.test(line.slice(at, at + 2))) {
        push(tokens, at, 'delimiter');
        at++;
        continue;
      }
      const start = at;
      if (take(quotedKey, 'key')) {
        keyIndent = start;
        fresh = false;
        continue;
      }
      if (char === '"' || char === "'") {
        push(tokens, at, 'string');
        const end = endOfQuoted(line, at + 1, char);
        if (end < 0) return { tokens, state: { block: -1, quote: char } };
        at = end;
        fresh = false;
        continue;
      }
      if (char === '[' || char === '{') {
        push(tokens, at, 'delimiter');
        flow++;
        at++;
        continue;
      }
      if (take(blockHeader, 'keyword'))
        return { tokens, state: { block: Math.max(keyIndent, blockIndent(line)), quote: '' } };
      if (take(anchor, 'tag')) continue;
      key.lastIndex = at;
      const match = flow === 0 ? key.exec(line) : null;
      if (match) {
        keyIndent = at;
        const pipe = match[0].indexOf('|');
        push(tokens, at, 'key');
        if (pipe > 0) push(tokens, at + pipe, 'modifier');
        at += match[0].length;
        fresh = false;
        continue;
      }
      if (take(number, 'number') || take(keyword, 'keyword')) {
        fresh = false;
        continue;
      }
    }
    if (char === ':' && /^:(?:\s|$)/.test(line.slice(at, at + 2))) {
      push(tokens, at, 'delimiter');
      at++;
      fresh = true;
      continue;
    }
    if (flow > 0 && (char === ',' || char === ']' || char === '}')) {
      push(tokens, at, 'delimiter');
      if (char !== ',') flow--;
      fresh = char === ',';
      at++;
      continue;
    }
    if (!take(plain, 'string')) {
      push(tokens, at, 'string');
      at++;
    }
    fresh = false;
  }
  return { tokens, state: initialState };
}

/** A block scalar goes on while lines are indented more than the list or mapping that holds it. */
function blockIndent(line: string): number {
  return /^[\s-]*/.exec(line)?.[0].lastIndexOf('-') ?? -1;
}

function endOfQuoted(line: string, from: number, quote: "'" | '"'): number {
  for (let at = from; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '\\' && quote === '"') at++;
    else if (char === quote) {
      if (quote === "'" && line.charAt(at + 1) === "'") at++;
      else return at + 1;
    }
  }
  return -1;
}
