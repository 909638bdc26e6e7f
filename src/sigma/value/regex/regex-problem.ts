import type { Range } from '../../source/range.ts';

/** Why a pattern cannot be used. `range` lies inside the pattern. */
export interface RegexProblem {
  readonly code: 'regex_syntax' | 'regex_unsupported';
  readonly message: string;
  readonly range: Range;
}

/** Something to know about a pattern that can be used. `range` lies inside the pattern. */
export interface RegexNote {
  readonly code: 'regex_outside_specification' | 'regex_inline_flags' | 'regex_backtracking';
  readonly message: string;
  readonly range: Range;
}

/** Stops reading at the first problem. Invariant: `readRegex` catches it; no caller sees it. */
export class RegexFault extends Error {
  readonly problem: RegexProblem;

  constructor(problem: RegexProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function syntaxFault(start: number, end: number, message: string): RegexFault {
  return new RegexFault({ code: 'regex_syntax', message, range: { start, end } });
}

export function unsupportedFault(start: number, end: number, message: string): RegexFault {
  return new RegexFault({ code: 'regex_unsupported', message, range: { start, end } });
}
