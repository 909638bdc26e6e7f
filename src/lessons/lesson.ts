// A lesson: what the learner is given, and what tells that it is solved. Plain data, whether it is one of ours or came
// by link: texts in it are shown, never run.
import type { Expectation } from '../sigma/index.ts';

export interface Lesson {
  /** Lower-case words joined by `-`: what `#l=` names. Empty for a lesson that is not in a course. */
  readonly id: string;
  readonly title: string;
  /** What is to be reached, in a sentence or two. Markdown as `readMarkdown` knows it. */
  readonly goal: string;
  /** What there is to understand, in a few sentences. Markdown. */
  readonly concept: string;
  /** The rule to begin with. */
  readonly start: string;
  readonly events: readonly LessonEvent[];
  /** Looked at as those above, and not shown. */
  readonly hidden: readonly LessonEvent[];
  readonly constraints: readonly Constraint[];
  /** At most three: where to look, which concept, the change itself. */
  readonly hints: readonly LessonHint[];
  /** A rule that passes. Empty where the author gave none. */
  readonly solution: string;
  readonly links: readonly LessonLink[];
}

export interface LessonEvent {
  readonly name: string;
  readonly expectation: Exclude<Expectation, 'gap'>;
  /** JSON of one event. */
  readonly text: string;
}

export interface LessonLink {
  readonly text: string;
  /** `https:`, or `#learn=` and a topic. */
  readonly href: string;
}

export interface LessonHint {
  /** Markdown. */
  readonly text: string;
  /** The cell to light up: what a predicate on `field` says of the visible event of that number, from 0. */
  readonly look?: { readonly event: number; readonly field?: string };
  /** What to write: each `from` stands once in the start rule. All of them together solve the lesson. */
  readonly changes?: readonly { readonly from: string; readonly to: string }[];
}

/** What a solution must hold to, beside the labels. */
export type Constraint =
  /** No predicate on a field that is another in every event: see `volatileFields`. */
  | { readonly kind: 'no_volatile_fields' }
  | { readonly kind: 'max_predicates'; readonly count: number }
  | { readonly kind: 'uses_modifier'; readonly modifier: string }
  | { readonly kind: 'avoids_modifier'; readonly modifier: string }
  /** The condition says the same as in the start rule. */
  | { readonly kind: 'condition_unchanged' }
  /** The detection has the same searches as in the start rule. */
  | { readonly kind: 'detection_unchanged' }
  /** Neither errors nor warnings nor advice: the linter has nothing to say. */
  | { readonly kind: 'no_diagnostics' }
  /** The rule has an `id`, and it is a UUID. Sigma leaves it open, so no diagnostic asks for it. */
  | { readonly kind: 'has_id' };

/** A lesson of ours, as the overview shows it. Its texts load when it is opened. */
export interface LessonEntry {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly title: string;
  readonly track: TrackId;
  readonly load: () => Promise<Lesson>;
}

export type TrackId = 'beginner' | 'practitioner' | 'capstone';
