// What the page shows of the playground's answer: to the explanation, the problems, each made anew when what it stands
// on changes.
import { applySwitches, ignoreHere, ignoreInRule, readSwitches } from '../lint/switches.ts';
import { withoutRepeats } from '../lint/without-repeats.ts';
import type { Diagnostic, Fix } from '../sigma/index.ts';
import { EventLint } from '../state/lint-events.svelte.ts';
import type { LintSwitches } from '../state/lint-switches.svelte.ts';
import type { Playground } from '../state/playground.svelte.ts';
import type { RuleReview } from '../state/rule-review.svelte.ts';
import { diagnosticsOf } from './diagnostics-of.ts';
import type { PageDiagnostics } from './diagnostics-of.ts';
import { Explained } from './explained.svelte.ts';
import { toProblems } from './problems.ts';

export class Reading extends Explained {
  readonly #playground: Playground;
  readonly #review: RuleReview;
  readonly #eventLint: EventLint;
  readonly switches: LintSwitches;

  constructor(playground: Playground, review: RuleReview, switches: LintSwitches) {
    super(playground);
    this.#playground = playground;
    this.#review = review;
    this.#eventLint = new EventLint(playground);
    this.switches = switches;
  }

  /** To be called with each answer: what its events say of the rule comes later. */
  follow(): void {
    this.#eventLint.follow(this.#playground.answer);
  }

  readonly #comments = $derived.by(() => readSwitches(this.#playground.answer?.ruleText ?? ''));

  readonly #switched = $derived.by(() => {
    const { answer } = this.#playground;
    const all = answer ? diagnosticsOf(answer.result, this.meaning) : { rule: [], events: [] };
    const off = this.switches.off;
    return {
      rule: applySwitches(this.#comments, withoutRepeats(all.rule), off),
      events: all.events.filter(({ code }) => !off.has(code)),
    };
  });

  /** What is neither switched off nor ignored. */
  readonly diagnostics: PageDiagnostics = $derived.by(() => {
    const { rule, events } = this.#switched;
    return { rule: rule.shown, events };
  });

  /** As the editors have them: there, a menu offers to ignore them too. */
  readonly underlined: PageDiagnostics = $derived.by(() => {
    const { rule, events } = this.diagnostics;
    return {
      rule: rule.map((each) => {
        const { here, inRule } = this.ignoring(each);
        return { ...each, fixes: [...(each.fixes ?? []), here, inRule].filter((fix) => fix !== null) };
      }),
      events,
    };
  });

  /** How many a comment in the rule keeps from being shown. */
  readonly ignoredCount = $derived.by(() => this.#switched.rule.ignored);

  readonly problems = $derived.by(() => {
    const { answer } = this.#playground;
    return answer ? toProblems(this.diagnostics, answer.ruleText, answer.eventsText) : [];
  });

  /** Edits that put a comment into the rule: for the place of the problem, and for the whole rule. */
  ignoring(problem: Pick<Diagnostic, 'code' | 'range'>): {
    readonly here: Fix | null;
    readonly inRule: Fix | null;
  } {
    const text = this.#playground.answer?.ruleText ?? '';
    return {
      here: ignoreHere(text, this.#comments, problem),
      inRule: ignoreInRule(text, this.#comments, problem.code),
    };
  }

  /** Edits of the rule that are offered. */
  readonly ruleFixes: readonly Fix[] = $derived.by(() => {
    const hints = this.#playground.answer?.result.explanation?.whyNot?.hints ?? [];
    const ofRule = this.problems.filter(({ side }) => side === 'rule');
    return [...hints.flatMap(({ fix }) => fix ?? []), ...ofRule.flatMap(({ fixes }) => fixes)];
  });

  /** Those that are not listed count too. */
  readonly problemCount = $derived.by(() => this.diagnostics.rule.length + this.diagnostics.events.length);

  /** Diagnostics about the meaning of the rule that was answered. */
  readonly meaning: readonly Diagnostic[] = $derived.by(() => {
    const { answer } = this.#playground;
    if (!answer) return [];
    return [
      ...this.#review.diagnosticsOf(answer.ruleText),
      ...this.#review.conventionsOf(answer.ruleText),
      ...this.#eventLint.diagnosticsOf(answer),
    ];
  });
}
