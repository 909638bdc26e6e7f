// What may be asked about the rule and the events that the engine holds, beside their verdicts. Plain data only. The
// functions that answer are a part of the engine that is loaded late.
import type { CellColumn, Diagnostic, Fix, Range, TestFile, TextEdit, Verdict } from '../../sigma/index.ts';
import type { Draft } from '../../authoring/draft-rule.ts';
import type { EventField } from '../../authoring/event-fields.ts';
import type { Evasion, EvasionWay, SoftItem } from '../../authoring/evasion.ts';
import type { ItemOffer, ItemOffers } from '../../authoring/offer-items.ts';
import type { PickedValue } from '../../authoring/pick-value.ts';
import type { Operation } from '../../language/fields.ts';
import type { Hover } from '../../language/hover.ts';
import type { IdentifierUses, Renamed } from '../../language/rule/identifiers.ts';
import type { LineHint } from '../../language/rule/line-hints.ts';
import type { RuleSymbol } from '../../language/rule/outline.ts';
import type { SnippetEdit } from '../../language/rule/insert-snippet.ts';
import type { Grade, LessonTask } from '../../lessons/grade.ts';
import type { JudgedTexts, Judgement } from '../../lessons/judge.ts';
import type { Placeholders } from '../protocol.ts';
import type { EventLabel, TestFormat, TestsOpened, TestsWritten } from './rule-tests-protocol.ts';

/**
 * One method for each question. While it is answered no run is: what takes longer than a frame or two is asked for in
 * slices.
 */
export interface Workbench {
  /** Effects of fixes of the rule on all events, in the order given. */
  preview(fixes: readonly Fix[]): Promise<readonly FixEffect[]>;
  /** Whether other texts would be judged as the present ones, from the event of that number on. */
  trial(texts: TrialTexts, from: number): Promise<TrialSlice>;
  /** What can be said against the rule by its events; to be asked again with `next` until there is none. */
  lint(from: number, budgetMs: number): Promise<EventLintSlice>;
  /** What each predicate says of each event. */
  cells(asked: CellsAsked): Promise<CellsSlice>;
  /** Labelled events as tests of the rule. */
  writeTests(format: TestFormat, labels: readonly EventLabel[]): Promise<TestsWritten>;
  /** The tests that files hold, of one rule; of the present one where no rule is among them. */
  readTests(files: readonly TestFile[]): Promise<TestsOpened>;
  /** The tests embedded in the rule; null where it has none. */
  readOwnTests(): Promise<TestsOpened | null>;
  /** JSON of the events of these numbers, as they are after unwrapping. */
  texts(events: readonly number[]): Promise<readonly string[]>;
  /** The value at a place of the events text; null where none stands. */
  pick(asked: PickAsked): Promise<PickedPlace | null>;
  /** Detection items that ask for a value, as edits of the rule. */
  offers(asked: OffersAsked): Promise<ValueOffers | null>;
  /** What the events have, for whoever writes the rule. */
  fields(): Promise<EventFields>;
  /** A rule from the events of these numbers, and how it does on the others. */
  draft(selected: readonly number[]): Promise<Draft>;
  /** How the rule could be kept from firing on an event. */
  evasion(event: number): Promise<LocatedEvasion | null>;
  /** Whether a rule solves a lesson; by the events of the lesson, whatever the present ones are. */
  grade(asked: GradeAsked): Promise<Graded>;
  /** What rules say of events, whatever the present ones are: one answer each, in the order given. */
  judge(texts: readonly JudgedTexts[]): Promise<readonly Judgement[]>;
  /** The rule laid out; as it is where another layout could change its meaning. */
  layOut(ruleText: string): Promise<string>;
  outline(ruleText: string): Promise<readonly RuleSymbol[]>;
  /** Of the search identifiers at a place of the rule. */
  uses(ruleText: string, offset: number): Promise<IdentifierUses | null>;
  rename(ruleText: string, offset: number, name: string): Promise<Renamed>;
  snippet(ruleText: string, id: string, uuid: string): Promise<SnippetEdit | null>;
  newId(ruleText: string, offset: number, uuid: string): Promise<TextEdit | null>;
  hoverRule(ruleText: string, offset: number, selected: number): Promise<Hover | null>;
  hoverEvents(offset: number): Promise<EventHover | null>;
  /** What stands at the ends of the rule's lines; to be asked again with `next` until there is none. */
  hints(selected: number, from: number, budgetMs: number): Promise<HintsSlice>;
}

export type Question = keyof Workbench;
export type Asked<Q extends Question> = Parameters<Workbench[Q]>;
export type Answered<Q extends Question> = Awaited<ReturnType<Workbench[Q]>>;

export interface EventHover {
  /** As a rule calls the field. */
  readonly path: string;
  readonly hover: Hover;
  /** Of the event that it is in. */
  readonly operation: Operation;
}

export interface HintsSlice {
  /** null when all events were looked at: then there are hints, if any. */
  readonly next: number | null;
  readonly hints: readonly LineHint[];
}

/** The effect that a fix would have on all events. */
export interface FixEffect {
  readonly verdictsBefore: readonly Verdict[];
  readonly verdictsAfter: readonly Verdict[];
  /** Whether the edited rule can be read. */
  readonly readable: boolean;
}

export interface EventLintSlice {
  /** null when all is done: then there are diagnostics, if any. */
  readonly next: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Texts that are to be judged as the present ones are. */
export interface TrialTexts {
  readonly ruleText: string;
  readonly eventsText: string;
  /** Where they are others too. */
  readonly placeholders?: Placeholders;
}

export interface TrialSlice {
  /** The event to go on with; null when all were looked at. */
  readonly next: number | null;
  /** How many there are. */
  readonly events: number;
  readonly predicates: number;
  /** Both rules have the same predicates and both texts as many events; else nothing was compared. */
  readonly isAlike: boolean;
  /** The first of each predicate. */
  readonly changes: readonly TrialChange[];
  /** How many there were in this slice. */
  readonly changed: number;
}

/** A predicate that would answer something else. */
export interface TrialChange {
  /** Of the predicate, in the present rule. */
  readonly range: Range;
  readonly event: number;
  readonly before: Verdict;
  readonly after: Verdict;
  /** Where what it looked at stands in the present events text. */
  readonly met: readonly Range[];
}

export interface CellsAsked {
  /** Where to begin among the events, or among `only`. */
  readonly from: number;
  /** These events alone, in this order. */
  readonly only?: readonly number[];
  readonly budgetMs: number;
  /** The text of another version of the rule, to be asked the same. */
  readonly baseline?: string;
}

export interface CellsSlice {
  readonly from: number;
  /** Where to go on; the end when all were looked at. */
  readonly to: number;
  /** null where the text has no rule. */
  readonly now: CellBlock | null;
  readonly before: CellBlock | null;
}

/** Bytes of `cellStates`. */
export interface CellBlock {
  readonly columns: readonly CellColumn[];
  /** Row by row. */
  readonly cells: Uint8Array;
  readonly verdicts: Uint8Array;
}

export interface PickAsked {
  /** The event to look at first. */
  readonly event: number;
  /** The cursor in the events text, and the other end of the selection. */
  readonly offset: number;
  readonly anchor: number;
}

export interface PickedPlace extends PickedValue {
  readonly event: number;
}

export interface OffersAsked {
  readonly event: number;
  readonly pointer: string;
  /** The part of the value that is meant. */
  readonly stretch: Range | null;
  /** The cursor in the rule. */
  readonly cursor: number | null;
}

export interface ValueOffers extends ItemOffers {
  readonly offers: readonly (ItemOffer & { readonly effect: FixEffect | null })[];
}

export interface EventFields {
  readonly fields: readonly EventField[];
  /** How many events were looked at. */
  readonly events: number;
}

export interface GradeAsked {
  readonly task: LessonTask;
  /** Diagnostics about the meaning of the rule. */
  readonly meaning: readonly Diagnostic[];
  /** The rule, where it is not the present one. */
  readonly ruleText?: string;
  /** Another rule, whose predicates are counted too. */
  readonly reference?: string;
}

export interface Graded extends Grade {
  /** Of the reference; 0 where there is none. */
  readonly referencePredicates: number;
}

interface InEvents {
  /** In the events text; null for what is not there yet. */
  readonly eventRange: Range | null;
}

export interface LocatedEvasion extends Evasion {
  readonly event: number;
  readonly ways: readonly (EvasionWay & InEvents)[];
  readonly soft: readonly (SoftItem & InEvents)[];
}
