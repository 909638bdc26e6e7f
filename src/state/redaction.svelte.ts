// What is secret in the work that is about to be shared, and the work without it. It is given out only when every
// predicate answers as before, or when the user wants the work as it is; until then there is nothing to share.
import type { Pause, Secret, Secrets } from '../redact/read-secrets.ts';
import { readSecrets } from '../redact/read-secrets.ts';
import { createRedactor } from '../redact/redact.ts';
import type { SecretEdit } from '../redact/redact.ts';
import { placeholdersIn } from '../share/options.ts';
import type { RedactedWork } from '../share/redacted-work.ts';
import { redactWork, textsOf } from '../share/redacted-work.ts';
import type { Work } from '../share/work-link.ts';
import type { Range } from '../sigma/index.ts';
import { createSlicer } from '../worker/slices.ts';
import type { TrialChange } from '../worker/workbench/protocol.ts';
import type { Answer } from './answer.ts';
import type { Runner } from './playground.svelte.ts';

/** A predicate that would answer something else about what is redacted. */
export interface ChangedPredicate {
  /** In the rule. */
  readonly range: Range;
  /** The first of its events. */
  readonly first: TrialChange;
  /** What it looked at of that which is replaced. */
  readonly secrets: readonly Secret[];
}

export type Check =
  | { readonly type: 'checking' }
  | {
      readonly type: 'alike';
      readonly redacted: RedactedWork;
      readonly events: number;
      readonly predicates: number;
    }
  | { readonly type: 'changed'; readonly predicates: readonly ChangedPredicate[] }
  /** The rule or the events would be read in another way. */
  | { readonly type: 'unlike' }
  | { readonly type: 'unchecked' };

/** What is asked of the playground. */
export interface Source {
  readonly ask: Runner['ask'];
  readonly answer: Answer | null;
  readonly failure: string;
}

const answerWithinMs = 10_000;
const lookAgainAfterMs = 30;
const sliceMs = 12;

export class Redaction {
  readonly work: Work;
  readonly #source: Source;
  readonly #pause: Pause = createSlicer({ yieldMs: sliceMs });
  #secrets = $state.raw<Secrets | null>(null);
  #wanted = $state(false);
  #inRule = $state(true);
  #kept = $state.raw<ReadonlySet<string>>(new Set());
  #check = $state.raw<Check>({ type: 'checking' });
  /** Values that the rule says as well. */
  #ruleIds = $state.raw<ReadonlySet<string>>(new Set());
  #latest = 0;
  readonly #asItIs: RedactedWork;

  constructor(work: Work, source: Source) {
    this.work = work;
    this.#asItIs = { work, eventEdits: [], ruleEdits: [], plain: (text) => text };
    this.#source = source;
  }

  /** null while it is looked for them. */
  get secrets(): readonly Secret[] | null {
    return this.#secrets?.list ?? null;
  }
  get wanted(): boolean {
    return this.#wanted;
  }
  get inRule(): boolean {
    return this.#inRule;
  }
  get kept(): ReadonlySet<string> {
    return this.#kept;
  }
  get check(): Check {
    return this.#check;
  }
  get ruleIds(): ReadonlySet<string> {
    return this.#ruleIds;
  }

  /** What may be shared now; null while that is not known, or when it is nothing. */
  get shared(): RedactedWork | null {
    if (this.#secrets === null) return null;
    if (!this.#wanted) return this.#asItIs;
    return this.#check.type === 'alike' ? this.#check.redacted : null;
  }

  /** Looks for secrets; finds it wanted that they are replaced when some could be used by others. */
  async start(): Promise<void> {
    const secrets = await readSecrets(textsOf(this.work), this.#pause);
    const inRule = createRedactor(secrets).plainEdits(this.work.ruleText);
    this.#ruleIds = new Set(inRule.map(({ secret }) => secret.id));
    this.#wanted = secrets.list.some(({ sensitivity }) => sensitivity === 'secret');
    this.#secrets = secrets;
    if (this.#wanted) await this.#redact();
  }

  want(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted) void this.#redact();
    else this.#latest++;
  }

  wantInRule(inRule: boolean): void {
    this.#inRule = inRule;
    void this.#redact();
  }

  /** These stay as they are, or no longer. */
  keep(ids: readonly string[], kept: boolean): void {
    const all = new Set(this.#kept);
    for (const id of ids) {
      if (kept) all.add(id);
      else all.delete(id);
    }
    this.#kept = all;
    void this.#redact();
  }

  tryAgain(): void {
    void this.#redact();
  }

  /** The page has no more use for it. */
  dispose(): void {
    this.#latest++;
  }

  async #redact(): Promise<void> {
    const secrets = this.#secrets;
    if (!secrets) return;
    const run = ++this.#latest;
    const isLate = () => run !== this.#latest;
    this.#check = { type: 'checking' };
    const redactor = createRedactor(secrets, this.#kept);
    const redacted = await redactWork(this.work, redactor, this.#inRule, this.#pause);
    if (isLate()) return;
    const check = await this.#try(redacted, isLate);
    if (!isLate()) this.#check = check;
  }

  async #try(redacted: RedactedWork, isLate: () => boolean): Promise<Check> {
    if (!(await this.#isAnswered(isLate))) return { type: 'unchecked' };
    const { ruleText, eventsText, carried } = redacted.work;
    const placeholders = placeholdersIn(carried);
    const texts = { ruleText, eventsText, ...(placeholders ? { placeholders } : {}) };
    const changes: TrialChange[] = [];
    for (let from = 0; ;) {
      const slice = await this.#source.ask('trial', texts, from);
      if (!slice || isLate()) return { type: 'unchecked' };
      if (!slice.isAlike) return { type: 'unlike' };
      changes.push(...slice.changes);
      if (slice.next !== null) {
        from = slice.next;
        continue;
      }
      if (changes.length > 0) return { type: 'changed', predicates: this.#toPredicates(changes, redacted) };
      return { type: 'alike', redacted, events: slice.events, predicates: slice.predicates };
    }
  }

  /** Waits until the engine holds the texts of the work. */
  async #isAnswered(isLate: () => boolean): Promise<boolean> {
    const { ruleText, eventsText } = this.work;
    const endsAt = performance.now() + answerWithinMs;
    while (!isLate() && performance.now() < endsAt && this.#source.failure === '') {
      const { answer } = this.#source;
      if (answer?.ruleText === ruleText && answer.eventsText === eventsText) return true;
      await new Promise((resolve) => setTimeout(resolve, lookAgainAfterMs));
    }
    return false;
  }

  #toPredicates(changes: readonly TrialChange[], redacted: RedactedWork): ChangedPredicate[] {
    const events = this.#source.answer?.result.events.list ?? [];
    const byPlace = new Map<number, TrialChange[]>();
    for (const change of changes) {
      const { start } = change.range;
      byPlace.set(start, [...(byPlace.get(start) ?? []), change]);
    }
    return [...byPlace.values()].map((changes) => {
      const first = changes[0] as TrialChange;
      const edits = changes.flatMap(({ range, met, event }) => {
        const looked = [
          ...met.flatMap((place) => within(redacted.eventEdits, place)),
          ...within(redacted.ruleEdits, range),
        ];
        const whole = events[event]?.range;
        return looked.length > 0 || !whole ? looked : within(redacted.eventEdits, whole);
      });
      return { range: first.range, first, secrets: [...new Set(edits.map(({ secret }) => secret))] };
    });
  }
}

/** Of edits that are in order. */
function within(edits: readonly SecretEdit[], { start, end }: Range): readonly SecretEdit[] {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle] as SecretEdit).range.end <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < edits.length && (edits[last] as SecretEdit).range.start < end) last++;
  return edits.slice(low, last);
}
