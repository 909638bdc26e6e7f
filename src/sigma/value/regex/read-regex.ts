import { anyButNewline, anyChar } from './char-set.ts';
import { checkReferences } from './check-references.ts';
import type { ActiveFlags } from './pattern-reader.ts';
import { maxRegexLength, PatternReader } from './pattern-reader.ts';
import { readClass } from './read-class.ts';
import { readEscape } from './read-escape.ts';
import { readGroup } from './read-group.ts';
import { readQuantifier } from './read-quantifier.ts';
import type { RegexNode } from './regex-node.ts';
import type { RegexNote, RegexProblem } from './regex-problem.ts';
import { RegexFault } from './regex-problem.ts';

export type ReadRegex =
  | { readonly tree: RegexNode; readonly notes: readonly RegexNote[] }
  | { readonly problem: RegexProblem; readonly notes: readonly RegexNote[] };

/** Reads a pattern as PCRE reads it. Never throws; what another engine would read differently is a problem. */
export function readRegex(pattern: string, flags: Omit<ActiveFlags, 'extended'>): ReadRegex {
  const reader = new PatternReader(pattern, { ...flags, extended: false });
  try {
    if (pattern.length > maxRegexLength) {
      throw reader.unsupported(0, `A regular expression has at most ${maxRegexLength} characters.`);
    }
    const tree = readAlternation(reader);
    if (!reader.isAtEnd) {
      const start = reader.at++;
      throw reader.syntax(start, 'There is no `(` for this `)`. To match it, write `\\)`.');
    }
    checkReferences(reader, tree);
    return { tree, notes: reader.notes };
  } catch (fault) {
    if (!(fault instanceof RegexFault)) throw fault;
    return { problem: fault.problem, notes: reader.notes };
  }
}

function readAlternation(reader: PatternReader): RegexNode {
  const start = reader.at;
  const branches = [readSequence(reader)];
  while (reader.accept('|')) branches.push(readSequence(reader));
  return branches.length === 1
    ? branches[0]!
    : { type: 'alternation', branches, range: reader.rangeFrom(start) };
}

function readSequence(reader: PatternReader): RegexNode {
  const start = reader.at;
  const parts: RegexNode[] = [];
  // Where the last part begins, while a quantifier may follow it.
  let repeatable: number | null = null;
  while (!isAtBranchEnd(reader)) {
    const at = reader.at;
    if (reader.accept('\\E')) {
      reader.isQuoting = false;
    } else if (reader.isQuoting) {
      parts.push(reader.literal(reader.take().codePointAt(0)!, at));
      repeatable = at;
    } else if (reader.accept('\\Q')) {
      reader.isQuoting = true;
      reader.noteOutside(at, '`\\Q…\\E`');
    } else if (!skipIgnored(reader)) {
      const repeated = readQuantifier(reader, repeatable, parts.at(-1), skipIgnored);
      if (repeated) {
        parts[parts.length - 1] = repeated;
        repeatable = null;
      } else {
        const part = readPart(reader);
        if (part) parts.push(part);
        // `(?:^)*` is a group and may be repeated; `^*` may not.
        repeatable = part && (part.type !== 'anchor' || reader.text[at] === '(') ? at : null;
      }
    }
  }
  return parts.length === 1 ? parts[0]! : { type: 'sequence', parts, range: reader.rangeFrom(start) };
}

function isAtBranchEnd(reader: PatternReader): boolean {
  return reader.isAtEnd || (!reader.isQuoting && (reader.peek() === '|' || reader.peek() === ')'));
}

/** Skips a comment or, with the `x` flag, white space. */
function skipIgnored(reader: PatternReader): boolean {
  const start = reader.at;
  if (reader.accept('(?#')) {
    reader.noteOutside(start, 'comments');
    const close = reader.text.indexOf(')', reader.at);
    if (close < 0) throw reader.syntax(start, 'The comment is never closed: a `)` is missing.');
    reader.at = close + 1;
    return true;
  }
  if (!reader.flags.extended) return false;
  return reader.acceptMatch(/[\t-\r \x85\u200e\u200f\u2028\u2029]+|#[^\n]*\n?/y) !== null;
}

/** Reads one item; `null` for one that only sets flags. */
function readPart(reader: PatternReader): RegexNode | null {
  const start = reader.at;
  const { multiline, dotAll } = reader.flags;
  switch (reader.peek()) {
    case '(':
      return readGroup(reader, () => readAlternation(reader))?.node ?? null;
    case '[':
      return readClass(reader);
    case '\\':
      return readEscape(reader);
    case '.':
      reader.at++;
      return reader.class(dotAll ? anyChar : anyButNewline, start);
    case '^':
      reader.at++;
      return {
        type: 'anchor',
        kind: multiline ? 'line_start' : 'text_start',
        range: reader.rangeFrom(start),
      };
    case '$':
      reader.at++;
      return {
        type: 'anchor',
        kind: multiline ? 'line_end' : 'last_line_end',
        range: reader.rangeFrom(start),
      };
    default:
      return reader.literal(reader.take().codePointAt(0)!, start);
  }
}
