// The only door of the matcher.
import { compileRule } from './compile/compile-rule.ts';
import type { CompiledRule } from './compile/compile-rule.ts';
import type { ValueCompiler } from './compile/context.ts';
import type { CompileOptions } from './compile/options.ts';
import type { ArrayCompiler } from './compile/search.ts';
import type { DetectionRule } from './rule/rule.ts';
import type { exampleText } from './value/regex/example-text.ts';
import type { aboutDiagnostics } from './source/code-notes.ts';
import type { whyNot } from './evaluate/why-not.ts';
import type { BuiltInPipeline } from './pipeline/built-in/built-in.ts';
import type * as pipelines from './pipeline/pipelines.ts';
import type { RegexCompiler } from './value/regex/regex-compiler.ts';

export type { RegexCompiler };
export type ExampleText = typeof exampleText;
export type Pipelines = typeof pipelines;
export type { Range } from './source/range.ts';
export type { Diagnostic, Fix, Severity, TextEdit } from './source/diagnostic.ts';
export { applyEdits, diagnostic, refusesRule } from './source/diagnostic.ts';
export { codeSpan } from './source/code-span.ts';
export type { DiagnosticCode } from './source/codes.ts';
export { diagnosticCodes } from './source/codes.ts';
export type { CollectionCode } from './source/collection-codes.ts';
export type { CorrelationCode } from './source/correlation-codes.ts';
export type { LintCode } from './source/lint-codes.ts';
export { lintCodes } from './source/lint-codes.ts';
export type { PipelineCode } from './source/pipeline-codes.ts';
export type { RuleTestCode } from './source/rule-test-codes.ts';
export { nearestWord } from './source/nearest-word.ts';
export type { EventObject, EventValue } from './event/value.ts';
export { ExactNumber, isEventObject } from './event/value.ts';
export { readPath, visitField } from './event/path.ts';
export type { Trail } from './event/path.ts';
export { locate, spanInText } from './event/locate.ts';
export { pointerAt } from './event/pointer-at.ts';
export { readJsonText } from './event/json.ts';
export { escapeEnd, stringEnd } from './event/json-tokens.ts';
export type { LocatedEvent } from './event/reading.ts';
export { readEvents } from './event/read-events.ts';
export { rereadEvents } from './event/reread-events.ts';
export type { EventsRead } from './event/read-events.ts';
export type { DocumentNode, MappingEntry, MappingNode, ScalarNode } from './document/node.ts';
export { entryOf } from './document/node.ts';
export { readDocuments } from './document/read-documents.ts';
export type { LocatedDocument } from './document/read-documents.ts';
export type { Token } from './value/pattern.ts';
export { hasWildcard, literalText, readTokens } from './value/pattern.ts';
export type { ModifierKey, ModifierRow } from './modifier/table.ts';
export { modifiers } from './modifier/table.ts';
export { aboutModifiers } from './modifier/notes.ts';
export type { ConditionNode } from './condition/node.ts';
export { namesSelected, printCondition } from './condition/node.ts';
export type * from './rule/rule.ts';
export { readMetadata } from './rule/metadata.ts';
export type { PlacedText, RelatedId, RuleMetadata } from './rule/metadata.ts';
export { hasArraySelectors } from './rule/sigma-version.ts';
export { isCollection, readRules } from './rule/read-rules.ts';
export type { ReadRules } from './rule/read-rules.ts';
export { readAddress } from './value/ip.ts';
export { canonicalValues } from './compile/canonical.ts';
export type { CanonicalValue } from './compile/canonical.ts';
export type { CompileOptions } from './compile/options.ts';
export { compileRule, needOf } from './compile/compile-rule.ts';
export type { CompiledRule } from './compile/compile-rule.ts';
export type { ItemPlan } from './compile/plan.ts';
export { readPlan } from './compile/plan.ts';
export type {
  ArrayCompiler,
  CompiledArray,
  CompiledItem,
  CompiledSearch,
  CompiledValue,
} from './compile/search.ts';
export type * from './evaluate/trace.ts';
export { match } from './evaluate/match.ts';
export { explain } from './evaluate/explain.ts';
export { matchItem, matchPartly } from './evaluate/partial.ts';
export type { PartialEvent } from './evaluate/partial.ts';
export { cellStates, createCellReader } from './evaluate/cells.ts';
export type { CellColumn, CellReader, CellRole, CellState } from './evaluate/cells.ts';
export { oneShort } from './evaluate/one-short.ts';
export { allOf, anyOf, atLeast, opposite } from './evaluate/verdict.ts';
export type { OneShort } from './evaluate/one-short.ts';
export { locateTrace, locateWhyNot } from './evaluate/locate-trace.ts';
export { EventError, RuleError } from './evaluate/evaluate.ts';
export { evaluate } from './collection/evaluate.ts';
export type * from './correlation/correlation.ts';
export type * from './correlation/graph.ts';
export type * from './correlation/trace.ts';
export type { CollectedDocument, Collection } from './collection/collection.ts';
export type { Filter } from './collection/read-filter.ts';
export { effectiveText, readCollection, withoutRepeats } from './collection/read-collection.ts';
export type { AppliedPipeline } from './pipeline/apply-pipeline.ts';
export type { BuiltInPipeline } from './pipeline/built-in/built-in.ts';
export type { Pipeline, PipelineChange } from './pipeline/pipeline.ts';
export { fold } from './value/fold.ts';
export { compileRuleSet } from './ruleset/rule-set.ts';
export type { BatchMatches, BatchOptions, RuleSet, RuleSetStats } from './ruleset/rule-set.ts';
export type { Expectation } from './rule-tests/expectation.ts';
export type { RuleTest, TestsRead, Written } from './rule-tests/rule-test.ts';
export type { TestFile } from './rule-tests/test-files.ts';
export { collectTests } from './rule-tests/collect-tests.ts';
export type {
  Collected,
  CollectOptions,
  FoundRule,
  FoundTests,
  TestProblem,
} from './rule-tests/collect-tests.ts';
export { printEvent } from './rule-tests/print-event.ts';
export { readExemplars } from './rule-tests/exemplars.ts';
export { embedExemplars } from './rule-tests/embed-exemplars.ts';
export { readLabelled, toNdjson } from './rule-tests/labelled-events.ts';
export { readPanther, toPanther } from './rule-tests/panther.ts';
export { toRegressionData } from './rule-tests/regression-data.ts';
export type { RegressionInfo } from './rule-tests/regression-data.ts';
export { runTests } from './rule-tests/run-tests.ts';
export type {
  RuleReport,
  RunTestsOptions,
  TestEvents,
  TestOutcome,
  TestReport,
  TestResult,
} from './rule-tests/run-tests.ts';

/** What few rules need, so far as it was loaded. */
const parts: Pick<CompileOptions, 'regex' | 'arrays' | 'rareValues'> = {};

/** Compiles a rule with all that it needs, which is loaded first. */
export async function compileWhole(rule: DetectionRule, options: CompileOptions = {}): Promise<CompiledRule> {
  for (;;) {
    const compiled = compileRule(rule, { ...parts, ...options });
    if (compiled.needsRegex && !parts.regex) Object.assign(parts, { regex: await loadRegex() });
    else if (compiled.needsArrays && !parts.arrays) Object.assign(parts, { arrays: await loadArrays() });
    else if (compiled.needsRareValues && !parts.rareValues)
      Object.assign(parts, { rareValues: await loadRareValues() });
    else return compiled;
  }
}

/** Options with all that a rule may need. */
export async function loadParts(): Promise<Required<typeof parts>> {
  return {
    regex: await loadRegex(),
    arrays: await loadArrays(),
    rareValues: await loadRareValues(),
  };
}

/** The compiler of array selectors, a part of its own: few rules have any. */
export async function loadArrays(): Promise<ArrayCompiler> {
  return (await import('./array/compile-array.ts')).compileArray;
}

/** The compiler of values that few rules have, a part of its own. */
export async function loadRareValues(): Promise<ValueCompiler> {
  return (await import('./compile/rare-value.ts')).compileRareValue;
}

/** The compiler of regular expressions, a part of its own: most rules have none. */
export async function loadRegex(): Promise<RegexCompiler> {
  return (await import('./value/regex/regex-compiler.ts')).regexCompiler;
}

/** Makes texts that regular expressions probably match. */
export async function loadExampleText(): Promise<ExampleText> {
  return (await import('./value/regex/example-text.ts')).exampleText;
}

/** Says why a rule does not match: an event that it matches has no use for it. */
export async function loadWhyNot(): Promise<typeof whyNot> {
  return (await import('./evaluate/why-not.ts')).whyNot;
}

/** Reads, resolves and runs correlations, and says what came of them: most texts have none. */
export async function loadCorrelations(): Promise<typeof import('./correlation/part.ts')> {
  return await import('./correlation/part.ts');
}

/** One sentence about each diagnostic code: who looks one up has time. */
export async function loadCodeNotes(): Promise<typeof aboutDiagnostics> {
  return (await import('./source/code-notes.ts')).aboutDiagnostics;
}

/** The texts of the pipelines that come with the matcher, by their ids. */
export async function loadBuiltInPipelines(): Promise<Readonly<Record<BuiltInPipeline, string>>> {
  return (await import('./pipeline/built-in/built-in.ts')).builtInPipelines;
}

/** Reads and applies processing pipelines: only for who chose one. */
export async function loadPipelines(): Promise<Pipelines> {
  return await import('./pipeline/pipelines.ts');
}
