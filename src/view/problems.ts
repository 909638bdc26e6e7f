import { canSwitchOff } from '../lint/switches.ts';
import type { Diagnostic, Fix, Range, Severity } from '../sigma/index.ts';
import * as texts from '../texts/en.ts';
import type { PageDiagnostics } from './diagnostics-of.ts';
import { toPlace } from './place.ts';
import { toShort } from './visible.ts';

export interface Problem {
  readonly side: 'rule' | 'events';
  readonly severity: Severity;
  readonly word: string;
  readonly message: string;
  readonly code: Diagnostic['code'];
  /** What the code is about, where the notes on codes do not have it. */
  readonly about?: string;
  readonly canSwitchOff: boolean;
  /** `Rule 3:5`. */
  readonly place: string;
  readonly range: Range;
  readonly fixes: readonly Fix[];
}

const severityWord: Readonly<Record<Severity, string>> = {
  error: texts.problemsError,
  warning: texts.problemsWarning,
  info: texts.problemsNote,
  hint: texts.problemsHint,
};
const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** At most so many are listed; the first ones are what there is to mend. */
export const maxProblems = 200;

export function toProblems(
  { rule: ofRule, events: ofEvents }: PageDiagnostics,
  ruleText: string,
  eventsText: string,
): Problem[] {
  const rule = ofRule.map((diagnostic) => ({ diagnostic, side: 'rule' as const }));
  const events = ofEvents.map((diagnostic) => ({ diagnostic, side: 'events' as const }));
  return [...rule, ...events]
    .sort((a, b) => rank[a.diagnostic.severity] - rank[b.diagnostic.severity])
    .slice(0, maxProblems)
    .map(({ diagnostic, side }) => toProblem(diagnostic, side, side === 'rule' ? ruleText : eventsText));
}

function toProblem(diagnostic: Diagnostic, side: Problem['side'], text: string): Problem {
  const { line, column } = toPlace(text, diagnostic.range.start);
  return {
    side,
    severity: diagnostic.severity,
    word: severityWord[diagnostic.severity],
    message: toShort(diagnostic.message, 600),
    code: diagnostic.code,
    ...(diagnostic.about === undefined ? {} : { about: diagnostic.about }),
    canSwitchOff: canSwitchOff(diagnostic.code),
    place: `${side === 'rule' ? texts.problemsRule : texts.problemsEvents} ${line}:${column}`,
    range: diagnostic.range,
    fixes: diagnostic.fixes ?? [],
  };
}
