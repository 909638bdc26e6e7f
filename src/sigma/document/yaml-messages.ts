// The yaml package's problems in our words: the place and the mend.
import type { YAMLParseError } from 'yaml';
import { diagnostic } from '../source/diagnostic.ts';
import type { Diagnostic, Fix } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import { quoted } from './yaml-1-1.ts';

const mends: Partial<Record<YAMLParseError['code'], string>> = {
  ALIAS_PROPS: 'An alias takes no anchor or tag.',
  BAD_ALIAS: 'A value that begins with `*` is an alias in YAML: put it in single quotes.',
  BAD_DQ_ESCAPE: 'In double quotes a backslash begins an escape: use single quotes.',
  BAD_INDENT: 'The indentation does not fit the lines around it: align the line with its neighbours.',
  BAD_PROP_ORDER: 'Anchors and tags stand directly before their value.',
  BAD_SCALAR_START: 'A value cannot begin with this character: put the value in single quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'A value that contains `: ` must be quoted, and a nested mapping begins on a line of its own.',
  BLOCK_IN_FLOW: 'A block list or mapping cannot stand inside `[ ]` or `{ }`.',
  IMPOSSIBLE: 'This cannot be read as YAML.',
  KEY_OVER_1024_CHARS: 'A key must be shorter than 1024 characters.',
  MISSING_CHAR:
    'Something is missing here: a closing quote or bracket, a `:` after a key, or a space after `:` or `-`.',
  MULTILINE_IMPLICIT_KEY:
    'This line is no `key: value`: put a `:` and a space after its key, or indent it under the line above.',
  MULTIPLE_ANCHORS: 'A value takes one anchor.',
  MULTIPLE_TAGS: 'A value takes one tag.',
  TAB_AS_INDENT: 'YAML is indented by spaces: replace the tab.',
  UNEXPECTED_TOKEN: 'This does not fit here: look for a missing quote, comma, dash or indentation above.',
};

export function yamlDiagnostic(problem: YAMLParseError, text: string): Diagnostic {
  const range = placeOf(problem, text);
  const detail = unclosed(problem.message) ?? mends[problem.code] ?? problem.message;
  const code = problem.code === 'TAB_AS_INDENT' ? 'yaml_tab' : 'yaml_syntax';
  return diagnostic(code, range, detail, fixesFor(problem.code, range, text));
}

/** Of the package's one code for many things, what is only said in its message: a bracket or quote left open. */
function unclosed(message: string): string | null {
  const close = /end with a ([\]}])$/.exec(message)?.[1];
  if (close) return `A \`${close === ']' ? '[' : '{'}\` is not closed: add \`${close}\` before this place.`;
  const quote = /Missing closing (["'])quote/.exec(message)?.[1];
  return quote ? `A text that begins with ${quote} is not closed: add ${quote} at its end.` : null;
}

export function unknownAlias(range: Range, text: string): Diagnostic {
  return diagnostic('yaml_syntax', range, mends.BAD_ALIAS ?? '', fixesFor('BAD_ALIAS', range, text));
}

function placeOf(problem: YAMLParseError, text: string): Range {
  const start = Math.min(problem.pos[0], text.length);
  const end = Math.min(Math.max(problem.pos[1], start + 1), Math.max(text.length, start));
  return { start, end };
}

function fixesFor(code: YAMLParseError['code'], range: Range, text: string): Fix[] {
  if (code === 'TAB_AS_INDENT') {
    const tabs = /\t+/.exec(text.slice(range.start));
    if (!tabs) return [];
    const start = range.start + tabs.index;
    const edit = { range: { start, end: start + tabs[0].length }, text: '    '.repeat(tabs[0].length) };
    return [{ title: 'Replace the tab by spaces', edits: [edit] }];
  }
  if (code === 'BAD_ALIAS' || code === 'BAD_SCALAR_START' || code === 'BLOCK_AS_IMPLICIT_KEY')
    return quoteRestOfLine(range.start, text);
  return [];
}

function quoteRestOfLine(offset: number, text: string): Fix[] {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart).split(/\r?\n/, 1)[0] ?? '';
  const value = /^(\s*(?:- +)*(?:[^\s:'"#][^:'"#]*: +)?)([^'"#\s].*?)\s*$/.exec(line);
  if (!value) return [];
  const start = lineStart + (value[1] ?? '').length;
  const inner = value[2] ?? '';
  const edit = { range: { start, end: start + inner.length }, text: quoted(inner) };
  return [{ title: 'Put the value in single quotes', edits: [edit] }];
}
