// What the engine says of a text of several documents: of each its own, and one of them explained.
import {
  effectiveText,
  loadCorrelations,
  readCollection,
  refusesRule,
  withoutRepeats,
} from '../../sigma/index.ts';
import type {
  CollectedDocument,
  CompiledRule,
  CompiledCorrelations,
  CorrelationRun,
  EventValue,
  DetectionRule,
  Diagnostic,
  ReadRules,
  Verdict,
} from '../../sigma/index.ts';
import type {
  CollectionAnswer,
  CorrelationAnswer,
  DocumentAnswer,
  Explanation,
  RunResult,
} from '../protocol.ts';
import { sayLine } from './say-line.ts';

/** What the engine does with any one rule. */
export interface CollectionTools {
  readonly events: readonly EventValue[];
  compile(rule: DetectionRule): Promise<CompiledRule>;
  /** Of each event. */
  decideAll(rule: CompiledRule): readonly Verdict[];
  explainEvent(rule: CompiledRule): Promise<Explanation | null>;
}

export interface CollectionRun {
  /** The rule that questions about the text are about; null where it has none. */
  readonly held: CompiledRule | null;
  readonly result: Pick<RunResult, 'rule' | 'verdicts' | 'explanation'> & {
    readonly collection: CollectionAnswer;
  };
}

/** One document, compiled and asked of each event. */
interface Decided {
  readonly document: CollectedDocument;
  readonly compiled: CompiledRule | null;
  /** Empty for what is asked of no event. */
  readonly verdicts: readonly Verdict[];
  /** Of a rule, without its filters. */
  readonly unfiltered: readonly Verdict[];
}

export function createCollectionRun(read: ReadRules) {
  const collection = readCollection(read);
  const { documents } = collection;

  /** Of the documents, the one that is asked for, or the one that says most. */
  function choose(wanted: number | undefined): number {
    if (wanted !== undefined && documents[wanted]) return wanted;
    // Spec: without `generate`, the rules that a correlation refers to are not reported on their own: it speaks for
    // them, and of a chain the last one.
    const last = documents.findLastIndex(({ rule }) => rule.type === 'correlation');
    if (last >= 0) return last;
    const types = ['detection', 'correlation', 'filter'] as const;
    for (const type of types) {
      const found = documents.findIndex(({ rule }) => rule.type === type);
      if (found >= 0) return found;
    }
    return -1;
  }

  return {
    /** The rule to ask about, as it is evaluated. */
    ruleAt(wanted: number | undefined): DetectionRule | null {
      const { rule, effective } = documents[choose(wanted)] ?? {};
      if (rule?.type === 'detection') return effective ?? null;
      return documents.find((each) => each.rule.type === 'detection')?.effective ?? null;
    },

    async run(
      wanted: number | undefined,
      selected: number,
      { events, compile, decideAll, explainEvent }: CollectionTools,
    ): Promise<CollectionRun> {
      const decided: Decided[] = [];
      for (const document of documents) {
        const compiled = document.effective && (await compile(document.effective));
        const verdicts = compiled ? decideAll(compiled) : [];
        const hasFilters = document.rule.type === 'detection' && document.filters.length > 0;
        const unfiltered = hasFilters ? decideAll(await compile(document.rule as DetectionRule)) : verdicts;
        decided.push({ document, compiled, verdicts, unfiltered });
      }
      const evaluated = choose(wanted);
      const chosen = decided[evaluated];
      const isRule = chosen?.document.rule.type === 'detection';
      const firstRule = decided.find(({ document }) => document.rule.type === 'detection');
      const explanation = chosen?.compiled ? await explainEvent(chosen.compiled) : null;
      const correlated = await correlate(decided, events);
      const diagnostics = withoutRepeats([
        ...collection.diagnostics,
        ...decided.flatMap(({ compiled }) => compiled?.diagnostics ?? []),
        ...(correlated?.compiled.diagnostics ?? []),
      ]);
      const placeholders = chosen?.compiled?.placeholders ?? [];
      const answers = decided.map((each, i) =>
        each.document.rule.type === 'correlation'
          ? ofCorrelation(each.document, i, correlated)
          : toAnswer(each, decided, diagnostics, selected),
      );
      const correlation = correlated && explainCorrelation(evaluated, correlated);
      return {
        held: (isRule ? chosen : firstRule)?.compiled ?? null,
        result: {
          rule: {
            state: answers[evaluated]?.state ?? 'broken',
            documents: documents.map(({ rule: { type, title, range } }) => ({ kind: type, title, range })),
            evaluated,
            diagnostics,
            ...(placeholders.length > 0 ? { placeholders } : {}),
          },
          verdicts: isRule ? chosen.verdicts : [],
          explanation,
          collection: {
            documents: answers,
            effectiveText: chosen ? effectiveText(chosen.document) : null,
            excludedBy: chosen ? excludedBy(chosen, decided, selected) : [],
            line: sayLine(chosen?.document.rule.type, answers[evaluated], correlation),
            correlation,
          },
        },
      };
    },
  };
}

function toAnswer(
  own: Decided,
  all: readonly Decided[],
  diagnostics: readonly Diagnostic[],
  selected: number,
): DocumentAnswer {
  const { document, compiled, verdicts } = own;
  const { id, name, related, rule } = document;
  const isRule = rule.type === 'detection';
  const count = (verdict: Verdict): number =>
    isRule ? verdicts.filter((each) => each === verdict).length : 0;
  return {
    id,
    name,
    state: isBroken(document, compiled, diagnostics) ? 'broken' : isRule ? 'ready' : 'part',
    fired: count('match'),
    undecided: count('unknown'),
    verdict: isRule ? (verdicts[selected] ?? null) : null,
    related,
    excluded: document.filter ? excludedOf(own, all) : countExcluded(own),
  };
}

/** The part that correlates, what it made of the rules, and what came of it. */
interface Correlated {
  readonly part: Awaited<ReturnType<typeof loadCorrelations>>;
  readonly compiled: CompiledCorrelations;
  readonly run: CorrelationRun;
}

/** Rules feed a correlation as they are evaluated: with their filters. */
async function correlate(
  decided: readonly Decided[],
  events: readonly EventValue[],
): Promise<Correlated | null> {
  if (!decided.some(({ document }) => document.rule.type === 'correlation')) return null;
  const part = await loadCorrelations();
  const compiled = part.compileCorrelations(decided.map(({ document }) => document.rule));
  const matches = decided.map(({ document, compiled, verdicts }) => {
    if (document.rule.type !== 'detection' || !compiled || compiled.refused) return null;
    return {
      matches: verdicts.flatMap((verdict, i) => (verdict === 'match' ? [i] : [])),
      unknown: verdicts.filter((verdict) => verdict === 'unknown').length,
    };
  });
  return { part, compiled, run: part.correlateEvents(compiled, { events, matches }) };
}

function ofCorrelation(
  { id, name }: CollectedDocument,
  place: number,
  correlated: Correlated | null,
): DocumentAnswer {
  const own = correlated?.compiled.correlations.find(({ rule }) => rule === place);
  const trace = correlated?.run.correlations.find(({ rule }) => rule === place);
  return {
    id,
    name,
    state: own && !own.refused ? 'ready' : 'broken',
    fired: trace?.hitCount ?? 0,
    undecided: 0,
    verdict: trace?.verdict ?? null,
    related: own?.sources.map(({ rule }) => rule) ?? [],
    excluded: 0,
  };
}

function explainCorrelation(place: number, { part, compiled, run }: Correlated): CorrelationAnswer | null {
  const trace = run.correlations.find(({ rule }) => rule === place);
  const correlation = compiled.correlations.find(({ rule }) => rule === place)?.correlation;
  if (!trace) return null;
  return {
    trace,
    times: run.times,
    wanted: correlation ? part.sayWanted(correlation) : '',
    undecided: part.sayUndecided(trace) ?? '',
    groups: trace.groups.map((group) => ({
      name: part.sayGroup(group),
      windows: correlation ? group.windows.map((window) => part.sayWindow(correlation, window)) : [],
      nearest: correlation && group.nearest ? part.sayNearest(correlation, group.nearest) : '',
    })),
    excluded: trace.excluded.map((each) => part.sayExclusion(each)),
  };
}

/** A problem of the document itself, or of a rule's filters. */
function isBroken(
  { rule }: CollectedDocument,
  compiled: CompiledRule | null,
  diagnostics: readonly Diagnostic[],
): boolean {
  if (rule.type === 'broken' || compiled?.refused) return true;
  const { start, end } = rule.range;
  return diagnostics.some((each) => refusesRule(each) && each.range.start >= start && each.range.end <= end);
}

function countExcluded({ verdicts, unfiltered }: Decided): number {
  if (verdicts === unfiltered) return 0;
  return verdicts.filter((verdict, i) => verdict === 'miss' && unfiltered[i] === 'match').length;
}

/** Events on which a rule would fire and which the filter, by itself, does not let pass. */
function excludedOf({ document, verdicts }: Decided, all: readonly Decided[]): number {
  const rules = document.related.flatMap((i) => all[i] ?? []);
  return verdicts.filter(
    (verdict, i) => verdict === 'miss' && rules.some(({ unfiltered }) => unfiltered[i] === 'match'),
  ).length;
}

function excludedBy(chosen: Decided, all: readonly Decided[], selected: number): number[] {
  if (chosen.document.rule.type !== 'detection' || chosen.unfiltered[selected] !== 'match') return [];
  return chosen.document.related.filter((i) => all[i]?.verdicts[selected] === 'miss');
}
