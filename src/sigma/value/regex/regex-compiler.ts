// The whole of regular expressions as one value, so that the page can load it when the first rule needs it.
import { compileCapturing } from './capturing-regex.ts';
import { compileRegex } from './compile-regex.ts';
import type { CompiledRegex, RegexFlags } from './compile-regex.ts';
import { re2jsEngine } from './re2js-engine.ts';

/** Compiles a pattern as PCRE reads it; what could take exponential time runs on a linear-time engine. */
export interface RegexCompiler {
  (pattern: string, flags: RegexFlags): CompiledRegex;
  /** For replacements: see `compileCapturing`. */
  readonly capturing: (pattern: string) => RegExp | string;
}

export const regexCompiler: RegexCompiler = Object.assign(
  (pattern: string, flags: RegexFlags) => compileRegex(pattern, flags, re2jsEngine),
  { capturing: compileCapturing },
);
