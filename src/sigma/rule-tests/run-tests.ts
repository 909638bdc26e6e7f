// Files of rules and of tests → what each test says of its rule. A test that fails is a finding about the rule; what
// could not be tested is a problem, which is something else.
import { compileRule } from '../compile/compile-rule.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import type { CompileOptions } from '../compile/options.ts';
import { explain } from '../evaluate/explain.ts';
import { match } from '../evaluate/match.ts';
import type { Verdict } from '../evaluate/trace.ts';
import { anyOf, atLeast } from '../evaluate/verdict.ts';
import { whyNot } from '../evaluate/why-not.ts';
import { readEvents } from '../event/read-events.ts';
import type { EventObject } from '../event/value.ts';
import { refusesRule } from '../source/diagnostic.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Range } from '../source/range.ts';
import { collectTests } from './collect-tests.ts';
import type { FoundRule, FoundTests, TestProblem } from './collect-tests.ts';
import type { Expectation } from './expectation.ts';
import { testDiagnostic, toCount } from './rule-test.ts';
import type { RuleTest } from './rule-test.ts';
import type { TestFile } from './test-files.ts';

/**
 * `gap`: a known gap, which the rule still does not fire on; `gap_closed`: it does now, and the test may say `match`.
 * `undecided`: the rule cannot say.
 */
export type TestOutcome = 'passed' | 'failed' | 'undecided' | 'gap' | 'gap_closed';

export interface TestResult {
  /** Its number where it has no name: `Test 3`. */
  readonly name: string;
  /** The file that the test stands in, and where. */
  readonly path: string;
  readonly range?: Range;
  readonly expectation: Expectation;
  readonly outcome: TestOutcome;
  /** Why it did not pass, in a sentence; empty for one that passed. */
  readonly reason: string;
}

export interface RuleReport {
  readonly path: string;
  readonly title: string;
  /** Empty for a rule without one. */
  readonly id: string;
  /** Empty for a rule without tests. */
  readonly tests: readonly TestResult[];
}

export interface TestReport {
  /** No test failed or is undecided, and there is no error among the problems. */
  readonly ok: boolean;
  readonly counts: Readonly<Record<TestOutcome, number>> & {
    readonly rules: number;
    readonly rulesWithoutTests: number;
  };
  /** Every detection rule among the files. */
  readonly rules: readonly RuleReport[];
  /** What could not be tested: rules and events that cannot be read, tests without a rule. */
  readonly problems: readonly TestProblem[];
}

export interface RunTestsOptions extends CompileOptions {
  /** How the events of a test are read. Default: as JSON, nothing unwrapped. */
  readonly readTestEvents?: (text: string) => TestEvents;
}

export interface TestEvents {
  readonly events: readonly { readonly value: EventObject }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Runs the tests that files hold: exemplars embedded in rules, SigmaHQ's regression data, Panther's `Tests`, and labelled
 * events in `rule.tests.ndjson` beside `rule.yml`. Give it every text file of a repository of rules; what is neither
 * rule nor test is passed over. Nothing is thrown.
 */
export function runTests(files: readonly TestFile[], options: RunTestsOptions = {}): TestReport {
  const { rules, groups, problems: found } = collectTests(files);
  const problems = [...found];
  const reports = rules.map((rule) => {
    const own = groups.filter((group) => group.rule === rule);
    return reportRule(rule, own, options, problems);
  });
  const results = reports.flatMap(({ tests }) => tests);
  const countOf = (outcome: TestOutcome) => results.filter((each) => each.outcome === outcome).length;
  const counts = {
    rules: reports.length,
    rulesWithoutTests: reports.filter(({ tests }) => tests.length === 0).length,
    passed: countOf('passed'),
    failed: countOf('failed'),
    undecided: countOf('undecided'),
    gap: countOf('gap'),
    gap_closed: countOf('gap_closed'),
  };
  const hasError = problems.some(({ severity }) => severity === 'error');
  return { ok: counts.failed + counts.undecided === 0 && !hasError, counts, rules: reports, problems };
}

function reportRule(
  { path, rule, id }: FoundRule,
  groups: readonly FoundTests[],
  options: RunTestsOptions,
  problems: TestProblem[],
): RuleReport {
  const compiled = compileRule(rule, options);
  problems.push(...compiled.diagnostics.filter(refusesRule).map((each) => ({ ...each, path })));
  const tests = groups.flatMap((group) =>
    group.tests.flatMap((test) => {
      const ran = runTest(compiled, test, options.readTestEvents ?? readEvents);
      const placed = { path: group.path, ...(test.range ? { range: test.range } : {}) };
      if ('problem' in ran) problems.push({ ...ran.problem, path: group.path });
      return 'problem' in ran
        ? []
        : [{ name: test.name ?? '', expectation: test.expectation, ...placed, ...ran }];
    }),
  );
  const named = tests.map((test, i) => ({ ...test, name: test.name || `Test ${i + 1}` }));
  return { path, title: rule.title, id: id ?? '', tests: named };
}

type Ran = Pick<TestResult, 'outcome' | 'reason'>;

function runTest(
  rule: CompiledRule,
  test: RuleTest,
  readTestEvents: (text: string) => TestEvents,
): Ran | { readonly problem: Diagnostic } {
  const { events, diagnostics } = readTestEvents(test.eventText);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault || events.length === 0) {
    const message = `The event of ${test.name ? `“${test.name}”` : 'this test'} cannot be read: ${fault?.message ?? 'there is none.'}`;
    return { problem: testDiagnostic('test_event', test.range ?? { start: 0, end: 0 }, message) };
  }
  const verdicts = events.map(({ value }) => match(rule, value));
  const verdict = verdictOf(test, verdicts);
  if (verdict === 'unknown') return { outcome: 'undecided', reason: whyUndecided(rule) };
  const isMet = (verdict === 'match') === (test.expectation !== 'silent');
  if (test.expectation === 'gap')
    return isMet
      ? { outcome: 'gap_closed', reason: 'The rule fires now: this is no gap any more.' }
      : { outcome: 'gap', reason: whySilent(rule, test, events, verdicts) };
  if (isMet) return { outcome: 'passed', reason: '' };
  const reason = test.expectation === 'fire' ? whySilent(rule, test, events, verdicts) : whyFires(verdicts);
  return { outcome: 'failed', reason };
}

function verdictOf({ expectation, atLeast: some }: RuleTest, verdicts: readonly Verdict[]): Verdict {
  return expectation === 'silent' ? anyOf(verdicts) : atLeast(some ?? verdicts.length, verdicts);
}

function whyUndecided({ refused, diagnostics }: CompiledRule): string {
  const decisive = refused ? diagnostics.find(refusesRule) : undefined;
  return decisive
    ? `The rule cannot be evaluated: ${decisive.message}`
    : 'A part of the rule could not be decided.';
}

function whySilent(
  rule: CompiledRule,
  { atLeast: some }: RuleTest,
  events: readonly { readonly value: EventObject }[],
  verdicts: readonly Verdict[],
): string {
  const at = verdicts.indexOf('miss');
  const event = events[at]?.value;
  const sentence = event ? (whyNot(rule, event, explain(rule, event))?.sentence ?? '') : '';
  if (events.length === 1) return sentence || 'The rule does not fire.';
  const fired = verdicts.filter((verdict) => verdict === 'match').length;
  const wanted = some ?? events.length;
  const count = `It fires on ${fired} of ${toCount(events.length, 'event')}, and should on ${wanted}.`;
  return event ? `${count} Event ${at + 1}: ${sentence}` : count;
}

function whyFires(verdicts: readonly Verdict[]): string {
  return verdicts.length === 1
    ? 'The rule fires, and should not.'
    : `The rule fires on event ${verdicts.indexOf('match') + 1}, and should not.`;
}
