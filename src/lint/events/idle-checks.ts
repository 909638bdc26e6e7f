// Checks of what these events do not put to the test: predicates that say the same of all of them, and parts of the
// rule that change no verdict.
import { codeSpan, matchItem } from '../../sigma/index.ts';
import type { Verdict } from '../../sigma/index.ts';
import { finding } from '../check.ts';
import type { Finding } from '../check.ts';
import { groupsOf, itemsIn } from '../groups.ts';
import { weigh, weighSearch } from '../three-valued.ts';
import type { Judge } from '../three-valued.ts';
import type { EventsSubject, TriedItem } from './subject.ts';

/** Of fewer events little can be said that the explanation of each does not say. */
const fewEvents = 3;
/** Who made a few by hand did not make one for each part of the rule. */
const manyEvents = 10;
/** Looks at items; with more there are fewer events. */
const maxLooks = 200_000;

/** By each event: what the rule says, and what its items do. */
class Weighing {
  readonly #subject: EventsSubject;
  readonly #byItem: ReadonlyMap<unknown, TriedItem>;

  constructor(subject: EventsSubject) {
    this.#subject = subject;
    this.#byItem = new Map(subject.items.map((each) => [each.item, each]));
  }

  judge(event: number): Judge {
    return (node) => {
      // Blocks of arrays are not tried as items are.
      if (node.type === 'array') return matchItem(node, this.#subject.events[event] ?? null);
      return this.#byItem.get(node)?.verdicts[event] ?? null;
    };
  }

  verdict(event: number, judge = this.judge(event)): Verdict {
    return weigh(this.#subject.rule, judge).verdict;
  }

  verdicts(events: number): readonly Verdict[] {
    return Array.from({ length: events }, (_, event) => this.verdict(event));
  }
}

/** Some fire and some do not: then all that matters to the rule shows a difference. */
const areMixed = (verdicts: readonly Verdict[]): boolean =>
  verdicts.includes('match') && verdicts.includes('miss');

/** As many events as can be looked at so often. */
const eventsFor = (subject: EventsSubject, times: number): number =>
  Math.min(
    subject.events.length,
    Math.floor(maxLooks / Math.max(1, subject.items.length) / Math.max(1, times)),
  );

/** Items of lists of which another mapping matched something: where one does, the others need not. */
function alternativesOf(subject: EventsSubject): ReadonlySet<unknown> {
  const matched = new Set<unknown>(subject.items.flatMap((each) => (each.matched > 0 ? [each.item] : [])));
  return new Set(
    groupsOf([...subject.rule.searches.values()]).flatMap((group) => {
      if (group.type !== 'any_of') return [];
      const children = group.children.map(itemsIn);
      const alive = children.filter((items) => items.some((item) => matched.has(item)));
      const [only, ...more] = alive;
      return only ? children.filter((items) => items !== only || more.length > 0).flat() : [];
    }),
  );
}

export function neverMatching(subject: EventsSubject): Finding[] {
  if (subject.events.length < fewEvents) return [];
  const dead = subject.items.filter((each) => each.matched === 0 && each.present > 0);
  if (dead.length === 0) return [];
  const isMixed = areMixed(new Weighing(subject).verdicts(eventsFor(subject, 1)));
  const against = againstOf(subject);
  const alternatives = alternativesOf(subject);
  return dead
    .filter(({ item }) => (isMixed || !against.has(item)) && !alternatives.has(item))
    .map(({ item }) =>
      finding(
        item.range,
        `None of the ${subject.name} matches this: look at its values, or add an event that it is for.`,
      ),
    );
}

/** Items that only ever speak against the rule. */
function againstOf({ rule }: EventsSubject): ReadonlySet<unknown> {
  const { open } = weigh(rule, () => null);
  const inFavour = new Set(open.filter(({ against }) => !against).map(({ item }) => item));
  return new Set(open.map(({ item }) => item).filter((item) => !inFavour.has(item)));
}

export function alwaysMatching(subject: EventsSubject): Finding[] {
  if (subject.events.length < manyEvents) return [];
  const constant = subject.items.filter(({ matched }) => matched === subject.events.length);
  if (constant.length === 0) return [];
  const verdicts = new Weighing(subject).verdicts(eventsFor(subject, 1));
  const against = againstOf(subject);
  return constant
    .filter(({ item, field }) =>
      against.has(item)
        ? verdicts.includes('miss')
        : areMixed(verdicts) && !discriminators.has(field.toLowerCase()),
    )
    .map(({ item }) =>
      finding(
        item.range,
        `All ${subject.name} match this: it tells none of them apart. Add one that it should keep out.`,
      ),
    );
}

/** Events are gathered by these: that all have the same says nothing. */
const discriminators: ReadonlySet<string> = new Set(['eventsource', 'eventname', 'eventid', 'channel']);

export function idleParts(subject: EventsSubject): Finding[] {
  const { rule } = subject;
  const { identifiers } = rule.rule.detection;
  const events = eventsFor(subject, 2 * identifiers.length);
  if (events < manyEvents || identifiers.length < 2) return [];
  const weighing = new Weighing(subject);
  if (!areMixed(weighing.verdicts(events))) return [];
  const isTold = ({ matched }: TriedItem): boolean => matched === 0 || matched === subject.events.length;
  return identifiers.flatMap(({ name, keyRange }) => {
    const search = rule.searches.get(name);
    if (!search) return [];
    const own = new Set(itemsIn(search));
    if (subject.items.some((each) => own.has(each.item) && isTold(each))) return [];
    let constant: Verdict | null = null;
    for (let event = 0; event < events; event++) {
      const judge = weighing.judge(event);
      const verdictIf = (verdict: Verdict) =>
        weighing.verdict(event, (node) => (node === search ? verdict : judge(node)));
      if (verdictIf('match') === verdictIf('miss')) continue;
      const now = weighSearch(search, judge).verdict;
      if (now === 'unknown' || (constant !== null && constant !== now)) return [];
      constant = now;
    }
    const why =
      constant === null
        ? 'the rest of the rule decides each of them'
        : constant === 'match'
          ? 'where the rest of the rule leaves it open, it always matches'
          : 'where the rest of the rule leaves it open, it never matches';
    return [
      finding(
        keyRange,
        `${codeSpan(name)} changes no verdict on the ${events < subject.events.length ? `first ${events} events` : subject.name}: ${why}. Take it out, or add an event that it is for.`,
      ),
    ];
  });
}
