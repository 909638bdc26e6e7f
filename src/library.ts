// The published library: the matcher, whose tests of rules take events as people have them.
import { readInput } from './intake/read-input.ts';
import { shapes } from './intake/shapes/shapes.ts';
import { runTests as runTestsOf } from './sigma/matcher.ts';
import type { RunTestsOptions, TestFile, TestReport } from './sigma/matcher.ts';

export * from './sigma/matcher.ts';

/**
 * Runs the tests that files of rules and of tests hold, and says what came of each: exemplars embedded in rules
 * (`rsigma.exemplars`), SigmaHQ's regression data (`info.yml` and its JSON), Panther's `Tests`, and labelled events in
 * `rule.tests.ndjson` beside `rule.yml`. Give it every text file of a repository of rules, by its path: what is neither
 * rule nor test is passed over. Events are unwrapped as in the playground: EVTX as JSON, `Records`, EventBridge and so on.
 * Nothing is thrown: what could not be tested stands in `problems`.
 */
export function runTests(files: readonly TestFile[], options: RunTestsOptions = {}): TestReport {
  return runTestsOf(files, { readTestEvents: (text) => readInput(text, shapes), ...options });
}
