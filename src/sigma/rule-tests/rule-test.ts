// A test of a rule: an event, and what the rule should say of it. The same for every format that tests come in.
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import type { RuleTestCode } from '../source/rule-test-codes.ts';
import { ruleTestCodes } from '../source/rule-test-codes.ts';
import type { Expectation } from './expectation.ts';

export interface RuleTest {
  /** Absent for a test without a name. */
  readonly name?: string;
  readonly expectation: Expectation;
  /** JSON: one event, or several, of which all must do what is expected. */
  readonly eventText: string;
  /** Of several events, at least so many should fire; which of them is not said. */
  readonly atLeast?: number;
  /** Where the test stands in the file that it was read from. */
  readonly range?: Range;
}

export interface TestsRead {
  readonly tests: readonly RuleTest[];
  /** Of what is no test. In offsets of the file that was read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What was written, or why nothing was. */
export type Written<T> =
  | (T & {
      /** Sentences about what the format cannot say, or says in another way. */
      readonly notes: readonly string[];
    })
  | { readonly problem: string };

export function testDiagnostic(code: RuleTestCode, range: Range, message: string): Diagnostic {
  return { code, severity: ruleTestCodes[code], message, range };
}

const gapName = 'Known gap';
/** Names that are given to tests without one. */
const givenName = /^(?:test|known gap)(?: \d+)?$/i;
const gapPattern = /^known gap(?: \d+$|: *|$)/i;

/**
 * Formats of other tools know two answers, and refuse more. A known gap is written there as what the rule does today,
 * so that those tools pass, and its name says what it is: read again, it is a gap.
 */
export function twoWayName({
  expectation,
  name,
}: Pick<RuleTest, 'expectation' | 'name'>): string | undefined {
  if (expectation !== 'gap') return name;
  return name === undefined ? gapName : `${gapName}: ${name}`;
}

export function readTwoWay(fires: boolean, name: string | undefined): Pick<RuleTest, 'expectation' | 'name'> {
  const isGap = !fires && name !== undefined && gapPattern.test(name);
  const rest = isGap ? name.replace(gapPattern, '') : name;
  const said = rest === undefined || rest === '' || givenName.test(rest) ? {} : { name: rest };
  return { expectation: isGap ? 'gap' : fires ? 'fire' : 'silent', ...said };
}

/** Names, made different by a number at the end. `fallback` stands for those that are missing, with its number. */
export function uniqueNames(
  names: readonly (string | undefined)[],
  fallback?: string,
): (string | undefined)[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const wanted = name ?? (fallback === undefined ? undefined : `${fallback} ${i + 1}`);
    if (wanted === undefined) return undefined;
    let unique = wanted;
    for (let n = 2; taken.has(unique); n++)
      unique = wanted === gapName ? `${wanted} ${n}` : `${wanted} (${n})`;
    taken.add(unique);
    return unique;
  });
}

export function toCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
