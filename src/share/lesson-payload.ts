// A lesson ⇄ the payload of a link or a file. Of a payload, `r` is the rule to begin with and `e` the events that the
// learner sees (`n`, `x`, `t`, as in any other link); `l` holds the rest:
//
//   v  1, the version of this format        k  constraints: `[kind]` or `[kind, parameter]`
//   t  title                                i  hints: `t` Markdown, `e` and `f` the event (from 0) and the field of
//   g  goal, Markdown                          the cell to light up, `d` the changes: `[[from, to], …]`
//   c  concept, Markdown                    s  a rule that passes
//   h  hidden events, as those in `e`       w  links: `[[text, href], …]`
//
// What is empty is left out. Everything read here is untrusted: texts to be shown, never markup; sizes and counts have
// caps; what a later version may add is named to the learner, never dropped unsaid. A lesson link that was ever made
// opens for ever (test/app/share/lesson-payload.test.ts holds some that must).
import type { Constraint, Lesson, LessonEvent, LessonHint, LessonLink } from '../lessons/lesson.ts';
import type { Payload, Plain, SharedEvent } from './payload.ts';
import { isObject, own } from './payload.ts';
import * as texts from '../texts/en.ts';

export interface OpenedLesson {
  readonly lesson: Lesson;
  readonly notes: readonly LessonNote[];
}

/** What of a lesson could not be taken as it came. */
export interface LessonNote {
  readonly code: 'newer_constraint' | 'bad_link' | 'cut' | 'left_out';
  /** The kind of the constraint, the address, or the part of the lesson. */
  readonly what: string;
}

const version = 1;

export const lessonLimits = {
  title: 200,
  /** Goal, concept. */
  prose: 8000,
  hint: 2000,
  name: 200,
  rule: 100_000,
  event: 300_000,
  address: 2000,
  events: 200,
  hidden: 50,
  constraints: 20,
  hints: 3,
  changes: 20,
  links: 10,
} as const;

export function toLessonPayload(lesson: Lesson): Payload {
  const { title, goal, concept, start, events, hidden, constraints, hints, solution, links } = lesson;
  const rest: Record<string, Plain> = { v: version, t: title };
  if (goal !== '') rest['g'] = goal;
  if (concept !== '') rest['c'] = concept;
  if (hidden.length > 0) rest['h'] = hidden.map(toShared) as unknown as Plain;
  if (constraints.length > 0) rest['k'] = constraints.map(fromConstraint);
  if (hints.length > 0) rest['i'] = hints.map(fromHint);
  if (solution !== '') rest['s'] = solution;
  if (links.length > 0) rest['w'] = links.map(({ text, href }) => [text, href]);
  return { r: start, e: events.map(toShared), l: rest };
}

/** The lesson of a payload; null where it holds none, `newer` where a later version made it. */
export function readLesson({ r, e, l }: Payload): OpenedLesson | 'newer' | null {
  if (!isObject(l)) return null;
  const made = own(l, 'v');
  if (typeof made !== 'number') return null;
  if (made > version) return 'newer';
  const notes = new Map<string, LessonNote>();
  const note = (code: LessonNote['code'], what: string): void => {
    notes.set(`${code} ${what}`, { code, what });
  };
  const text = (value: unknown, most: number, what: string): string => {
    if (typeof value !== 'string') return '';
    if (value.length > most) note('cut', what);
    return value.slice(0, most);
  };
  const list = (value: unknown, most: number, what: string): readonly unknown[] => {
    if (!Array.isArray(value)) return [];
    if (value.length > most) note('left_out', what);
    return value.slice(0, most) as readonly unknown[];
  };
  /** Each event, or null where it cannot be taken: hints speak of places in the whole list. */
  const events = (value: unknown, most: number, what: string): readonly (LessonEvent | null)[] =>
    list(value, most, what).map((each): LessonEvent | null => {
      const x = isObject(each) ? own(each, 'x') : undefined;
      const t = isObject(each) ? own(each, 't') : undefined;
      // One that was cut would be no JSON.
      const isRight = (x === 0 || x === 1) && typeof t === 'string' && t.length <= lessonLimits.event;
      if (!isRight) note('left_out', what);
      if (!isRight || !isObject(each)) return null;
      const name = text(own(each, 'n'), lessonLimits.name, texts.lessonPartNames);
      return { name, expectation: x === 1 ? 'fire' : 'silent', text: t };
    });
  const visible = events(e, lessonLimits.events, texts.lessonPartEvents);
  const constraints = list(own(l, 'k'), lessonLimits.constraints, texts.lessonPartConstraints).flatMap(
    (each) => {
      const constraint = toConstraint(each);
      if (!constraint) note('newer_constraint', kindOf(each));
      return constraint ?? [];
    },
  );
  const links = list(own(l, 'w'), lessonLimits.links, texts.lessonPartLinks).flatMap((each): LessonLink[] => {
    const [said, href] = Array.isArray(each) ? (each as readonly unknown[]) : [];
    if (typeof href !== 'string' || !isLessonAddress(href)) {
      note('bad_link', typeof href === 'string' ? href.slice(0, 80) : '');
      return [];
    }
    return [{ text: text(said, lessonLimits.title, texts.lessonPartLinks) || href, href }];
  });
  const hints = list(own(l, 'i'), lessonLimits.hints, texts.lessonPartHints).flatMap((each): LessonHint[] => {
    if (!isObject(each)) return [];
    const changes = list(own(each, 'd'), lessonLimits.changes, texts.lessonPartHints).flatMap((pair) => {
      const [from, to] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
      return typeof from === 'string' && typeof to === 'string' && from !== '' ? [{ from, to }] : [];
    });
    const look = toLook(visible, own(each, 'e'), own(each, 'f'));
    return [
      {
        text: text(own(each, 't'), lessonLimits.hint, texts.lessonPartHints),
        ...(look ? { look } : {}),
        ...(changes.length > 0 ? { changes } : {}),
      },
    ];
  });
  const lesson: Lesson = {
    id: '',
    title: text(own(l, 't'), lessonLimits.title, texts.lessonPartTitle),
    goal: text(own(l, 'g'), lessonLimits.prose, texts.lessonPartGoal),
    concept: text(own(l, 'c'), lessonLimits.prose, texts.lessonPartConcept),
    start: text(r, lessonLimits.rule, texts.lessonPartRule),
    events: visible.filter((event) => event !== null),
    hidden: events(own(l, 'h'), lessonLimits.hidden, texts.lessonPartHidden).filter(
      (event) => event !== null,
    ),
    constraints,
    hints,
    solution: text(own(l, 's'), lessonLimits.rule, texts.lessonPartSolution),
    links,
  };
  return { lesson, notes: [...notes.values()] };
}

/** Where a link of a lesson may lead: elsewhere by `https:`, or to the reference in the page. */
export function isLessonAddress(href: string): boolean {
  if (href.length > lessonLimits.address) return false;
  if (/^#learn=[\w.%-]+$/.test(href)) return true;
  if (!/^https:\/\/[^\s\\]+$/i.test(href)) return false;
  return URL.canParse(href);
}

function toShared({ name, expectation, text }: LessonEvent): SharedEvent {
  return { ...(name === '' ? {} : { n: name }), x: expectation === 'fire' ? 1 : 0, t: text };
}

/** The parameter of each kind; null for those that have none. */
const parameters: Readonly<Record<Constraint['kind'], null | 'count' | 'modifier'>> = {
  no_volatile_fields: null,
  max_predicates: 'count',
  uses_modifier: 'modifier',
  avoids_modifier: 'modifier',
  condition_unchanged: null,
  detection_unchanged: null,
  no_diagnostics: null,
  has_id: null,
};

function fromConstraint(constraint: Constraint): Plain {
  if ('count' in constraint) return [constraint.kind, constraint.count];
  return 'modifier' in constraint ? [constraint.kind, constraint.modifier] : [constraint.kind];
}

function toConstraint(value: unknown): Constraint | null {
  const [kind, given] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (typeof kind !== 'string' || !Object.hasOwn(parameters, kind)) return null;
  const parameter = parameters[kind as Constraint['kind']];
  if (parameter === null) return { kind } as Constraint;
  const isRight =
    parameter === 'count'
      ? Number.isSafeInteger(given) && (given as number) >= 0
      : typeof given === 'string' && /^[a-z0-9_]{1,40}$/i.test(given);
  return isRight ? ({ kind, [parameter]: given } as unknown as Constraint) : null;
}

function kindOf(value: unknown): string {
  const kind: unknown = Array.isArray(value) ? value[0] : value;
  return typeof kind === 'string' ? kind.slice(0, 60) : '?';
}

function fromHint({ text, look, changes = [] }: LessonHint): Plain {
  return {
    t: text,
    ...(look ? { e: look.event } : {}),
    ...(look?.field === undefined ? {} : { f: look.field }),
    ...(changes.length > 0 ? { d: changes.map(({ from, to }) => [from, to]) } : {}),
  };
}

/** The cell to light up, by the place of its event among those that were taken. */
function toLook(events: readonly (LessonEvent | null)[], at: unknown, field: unknown): LessonHint['look'] {
  if (typeof at !== 'number' || !events[at]) return undefined;
  const event = events.slice(0, at).filter((each) => each !== null).length;
  const isField = typeof field === 'string' && field !== '' && field.length <= lessonLimits.name;
  return { event, ...(isField ? { field } : {}) };
}
