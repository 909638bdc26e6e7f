// What is known of the rule beside its verdict. Asked of the references when the rule rests, or at once while its page
// is looked at; the latest text wins.
import type { Reference, RulePage } from '../worker/reference/protocol.ts';
import type { EventCoverage } from '../coverage/types.ts';
import type { Diagnostic } from '../sigma/index.ts';

export type ReviewSource = Pick<Reference, 'describe' | 'lint' | 'conventions' | 'coverage' | 'watch'>;

/** How much of the page is on screen: nothing of it, the problems, the tables, or the events that a rule can fire on too. */
export type Attention = 'none' | 'problems' | 'page' | 'coverage';

/** An answer and the rule text it speaks of. */
export interface Reviewed<T> {
  readonly ruleText: string;
  readonly value: T;
}

/** Typing goes first: nobody looks at this yet. */
const restMs = 400;

export class RuleReview {
  /** Of the last text that had a rule in it. */
  #page = $state.raw<Reviewed<RulePage> | null>(null);
  #coverage = $state.raw<Reviewed<EventCoverage> | null>(null);
  #lint = $state.raw<Reviewed<readonly Diagnostic[]> | null>(null);
  #conventions = $state.raw<Reviewed<readonly Diagnostic[]> | null>(null);
  #problem = $state('');
  /** The text that was answered last, whatever the answer. */
  #answered = $state<string | null>(null);

  readonly #source: () => ReviewSource;
  #ruleText = '';
  #attention: Attention = 'none';
  #wantsConventions = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #watching = false;
  #outdated = true;

  /** `source` is only asked for when the first question is due. */
  constructor(source: () => ReviewSource) {
    this.#source = source;
  }

  get page(): Reviewed<RulePage> | null {
    return this.#page;
  }
  get coverage(): Reviewed<EventCoverage> | null {
    return this.#coverage;
  }
  /** The references could not be had; empty otherwise. */
  get problem(): string {
    return this.#problem;
  }

  /** Whether there is no page because the text holds no rule. */
  isEmptyFor(ruleText: string): boolean {
    return this.#answered === ruleText && this.#page?.ruleText !== ruleText;
  }

  /** Whether all that there is to say about exactly this text is known. */
  isLinted(ruleText: string): boolean {
    return this.#page?.ruleText === ruleText && this.#lint?.ruleText === ruleText;
  }

  /** Diagnostics about the meaning of exactly this text. */
  diagnosticsOf(ruleText: string): readonly Diagnostic[] {
    return [
      ...(this.#page?.ruleText === ruleText ? this.#page.value.diagnostics : []),
      ...(this.#lint?.ruleText === ruleText ? this.#lint.value : []),
    ];
  }

  /** What is told to those alone who asked for it. */
  conventionsOf(ruleText: string): readonly Diagnostic[] {
    return this.#wantsConventions && this.#conventions?.ruleText === ruleText ? this.#conventions.value : [];
  }

  follow(ruleText: string, attention: Attention, conventions = false): void {
    const isSame =
      ruleText === this.#ruleText && attention === this.#attention && conventions === this.#wantsConventions;
    if (isSame && !this.#outdated) return;
    this.#wantsConventions = conventions;
    this.#ruleText = ruleText;
    this.#attention = attention;
    clearTimeout(this.#timer);
    // The first answer comes with the page: later nothing is to be loaded.
    const waits = attention === 'none' && this.#answered !== null;
    this.#timer = setTimeout(() => void this.#ask(), waits ? restMs : 0);
  }

  async #ask(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const source = this.#source();
      if (!this.#watching) {
        this.#watching = true;
        await source.watch(() => this.#askAgain());
      }
      await this.#answerLatest(source);
      this.#problem = '';
    } catch (error) {
      this.#outdated = true;
      this.#problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.#busy = false;
    }
  }

  async #answerLatest(source: ReviewSource): Promise<void> {
    for (;;) {
      const ruleText = this.#ruleText;
      if (this.#outdated || this.#answered !== ruleText) {
        this.#outdated = false;
        const value = await source.describe(ruleText);
        if (value) this.#page = { ruleText, value };
        this.#answered = ruleText;
      } else if (this.#attention === 'coverage' && this.#coverage?.ruleText !== ruleText) {
        const value = await source.coverage(ruleText);
        if (!value) return;
        this.#coverage = { ruleText, value };
      } else if (this.#attention !== 'none' && this.#lint?.ruleText !== ruleText) {
        // Loads what AWS says of the services that the rule names: never for nobody's eyes.
        this.#lint = { ruleText, value: await source.lint(ruleText) };
      } else if (this.#wantsConventions && this.#conventions?.ruleText !== ruleText) {
        this.#conventions = { ruleText, value: await source.conventions(ruleText) };
      } else return;
    }
  }

  /** The catalogue changed: its counts are other ones. */
  #askAgain(): void {
    this.#outdated = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), 50);
  }
}
