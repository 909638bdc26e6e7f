import { compileRegex } from '../../src/sigma/value/regex/compile-regex.ts';
import type { RegexFlags, RegexNote, RegexProblem } from '../../src/sigma/value/regex/compile-regex.ts';
import { re2jsEngine } from '../../src/sigma/value/regex/re2js-engine.ts';
import type { TextRegex } from '../../src/sigma/value/regex/text-regex.ts';

/** Flags as letters: `im`. */
export function regexFlags(letters = ''): RegexFlags {
  return {
    ignoreCase: letters.includes('i'),
    multiline: letters.includes('m'),
    dotAll: letters.includes('s'),
  };
}

export function regexOf(pattern: string, letters = ''): TextRegex {
  const compiled = compileRegex(pattern, regexFlags(letters), re2jsEngine);
  if ('regex' in compiled) return compiled.regex;
  throw new Error('problem' in compiled ? compiled.problem.message : 'The engine is missing.');
}

export function problemOf(pattern: string, letters = ''): RegexProblem | null {
  const compiled = compileRegex(pattern, regexFlags(letters), re2jsEngine);
  return 'problem' in compiled ? compiled.problem : null;
}

export function notesOf(pattern: string): readonly RegexNote[] {
  return compileRegex(pattern, regexFlags(), re2jsEngine).notes;
}
