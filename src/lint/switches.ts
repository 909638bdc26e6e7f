// Comments in a rule that switch diagnostics off:
//
//     # sigma-disable                           all of them, in the whole text
//     # sigma-disable a_code, another_code      these, in the whole text
//     # sigma-disable-next-line a_code          on the next line
//     a: 1  # sigma-disable-line a_code         on this line
//
// What follows `--` says why. `rsigma-disable` and `rsigma-disable-next-line`, which another linter of Sigma has, do
// the same; its own codes are left alone.
import { codeSpan, diagnosticCodes, lintCodes, nearestWord } from '../sigma/index.ts';
import type { Diagnostic, DiagnosticCode, Fix, LintCode, Range } from '../sigma/index.ts';
import { readLines } from './yaml-comments.ts';
import type { YamlLine } from './yaml-comments.ts';

interface WrittenCode {
  readonly code: string;
  readonly range: Range;
}

interface SwitchComment {
  /** By its number; null for the whole text. */
  readonly line: number | null;
  /** All that can be switched off when there are none. */
  readonly codes: readonly WrittenCode[];
  /** Written for another linter, whose codes are not known here. */
  readonly isForeign: boolean;
  /** Where another code could be added. */
  readonly end: number;
  /** The comment is alone on its line. */
  readonly isAlone: boolean;
}

/** Comments that switch something off, read once for a text. */
export interface Switches {
  readonly lines: readonly YamlLine[];
  readonly comments: readonly SwitchComment[];
}

/** Diagnostics after the switches. */
export interface Switched {
  readonly shown: readonly Diagnostic[];
  /** How many a comment keeps from being shown. */
  readonly ignored: number;
}

/** What makes the events unusable; a rule says itself what makes it so. */
const neededForEvents: ReadonlySet<string> = new Set([
  'json_syntax',
  'json_too_deep',
  'events_too_large',
  'event_not_object',
] satisfies DiagnosticCode[]);

export function canSwitchOff(code: string): boolean {
  if (Object.hasOwn(lintCodes, code)) return true;
  if (!Object.hasOwn(diagnosticCodes, code)) return false;
  return !diagnosticCodes[code as DiagnosticCode].refuses && !neededForEvents.has(code);
}

const isCode = (code: string): boolean =>
  Object.hasOwn(lintCodes, code) || Object.hasOwn(diagnosticCodes, code);

const form = /^#+\s*(r?)sigma-disable(-next-line|-line)?(?![\w-])/;

export function readSwitches(text: string): Switches {
  const lines = readLines(text);
  const comments = lines.flatMap(({ start, end, comment }, number): SwitchComment[] => {
    if (comment === null) return [];
    const match = form.exec(text.slice(comment, end));
    if (!match) return [];
    const [head, foreign, where] = match;
    const at = comment + head.length;
    const written = text.slice(at, end).replace(/(^|\s)--(\s.*)?$/s, '');
    const codes = [...written.matchAll(/[^\s,]+/g)].map(({ 0: code, index }): WrittenCode => ({
      code,
      range: { start: at + index, end: at + index + code.length },
    }));
    return [
      {
        line: where === '-next-line' ? number + 1 : where === '-line' ? number : null,
        codes,
        isForeign: foreign !== '',
        end: codes.at(-1)?.range.end ?? at,
        isAlone: text.slice(start, comment).trim() === '',
      },
    ];
  });
  return { lines, comments };
}

/** `off` are codes that are switched off for every rule. */
export function applySwitches(
  { lines, comments }: Switches,
  diagnostics: readonly Diagnostic[],
  off: ReadonlySet<string>,
): Switched {
  const scopes = scopesOf(comments);
  const ofText = scopes.get(null);
  const isIgnored = ({ code, range }: Diagnostic): boolean =>
    [ofText, scopes.get(lineAt(lines, range.start))].some(
      (scope) => scope && (scope.isAll || scope.codes.has(code)),
    );
  const shown: Diagnostic[] = [];
  let ignored = 0;
  for (const diagnostic of [...diagnostics, ...strangeCodes(comments)]) {
    if (!canSwitchOff(diagnostic.code)) shown.push(diagnostic);
    else if (off.has(diagnostic.code)) continue;
    else if (scopes.size > 0 && isIgnored(diagnostic)) ignored++;
    else shown.push(diagnostic);
  }
  return { shown, ignored };
}

interface Scope {
  isAll: boolean;
  readonly codes: Set<string>;
}

/** By the number of the line; null for the whole text. */
function scopesOf(comments: readonly SwitchComment[]): ReadonlyMap<number | null, Scope> {
  const scopes = new Map<number | null, Scope>();
  for (const { line, codes } of comments) {
    const scope = scopes.get(line) ?? { isAll: false, codes: new Set() };
    scopes.set(line, scope);
    scope.isAll ||= codes.length === 0;
    for (const { code } of codes) scope.codes.add(code);
  }
  return scopes;
}

function lineAt(lines: readonly YamlLine[], offset: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** More of them tell nothing new. */
const maxStrange = 50;

/** Codes in comments that switch nothing off. */
function strangeCodes(comments: readonly SwitchComment[]): Diagnostic[] {
  const known = [...Object.keys(diagnosticCodes), ...Object.keys(lintCodes)].filter(canSwitchOff);
  const strange = comments
    .flatMap(({ codes, isForeign }) =>
      codes.filter(({ code }) => !canSwitchOff(code) && (isCode(code) || !isForeign)),
    )
    .slice(0, maxStrange);
  return strange.map(({ code, range }): Diagnostic => {
    if (isCode(code))
      return made(
        'switch_without_effect',
        range,
        `${codeSpan(code)} cannot be switched off: without mending it nothing can be evaluated.`,
      );
    const near = nearestWord(code, known);
    const mend = near ? ` Did you mean ${codeSpan(near)}?` : ' Each problem shows its code.';
    const fixes = near ? [{ title: `Change to ${codeSpan(near)}`, edits: [{ range, text: near }] }] : [];
    return made('switch_unknown', range, `There is no code ${codeSpan(code)} to switch off.${mend}`, fixes);
  });
}

function made(code: LintCode, range: Range, message: string, fixes: readonly Fix[] = []): Diagnostic {
  const base = { code, severity: lintCodes[code].severity, message, range };
  return fixes.length > 0 ? { ...base, fixes } : base;
}

/** Adds a comment that switches the diagnostic off where it stands; null where no comment can stand before it. */
export function ignoreHere(
  text: string,
  { lines, comments }: Switches,
  { code, range }: Pick<Diagnostic, 'code' | 'range'>,
): Fix | null {
  const number = lineAt(lines, range.start);
  const line = lines[number];
  if (!line || line.inScalar || !canSwitchOff(code)) return null;
  const title = `Ignore ${codeSpan(code)} here`;
  const before = comments.find(
    (comment) => comment.line === number && comment.isAlone && comment.codes.length > 0,
  );
  if (before) return addTo(title, before, code);
  const indent = /^ */.exec(text.slice(line.start, line.end))?.[0] ?? '';
  return {
    title,
    edits: [insertion(line.start, `${indent}# sigma-disable-next-line ${code}${lineBreakOf(text)}`)],
  };
}

/** Adds a comment that switches the code off in the whole text. */
export function ignoreInRule(text: string, { comments }: Switches, code: string): Fix | null {
  if (!canSwitchOff(code)) return null;
  const title = `Ignore ${codeSpan(code)} in this rule`;
  const first = comments.find(({ line, isAlone, codes }) => line === null && isAlone && codes.length > 0);
  if (first) return addTo(title, first, code);
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return { title, edits: [insertion(start, `# sigma-disable ${code}${lineBreakOf(text)}`)] };
}

const addTo = (title: string, { end }: SwitchComment, code: string): Fix => ({
  title,
  edits: [insertion(end, `, ${code}`)],
});

const insertion = (at: number, text: string) => ({ range: { start: at, end: at }, text });

const lineBreakOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
