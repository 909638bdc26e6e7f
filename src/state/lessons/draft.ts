// A lesson that is being written: everything that a form can hold, finished or not. Plain data, as it is kept.
import type { Constraint, Lesson, LessonEvent, LessonHint, LessonLink } from '../../lessons/lesson.ts';
import { lessonLimits } from '../../share/lesson-payload.ts';
import { isObject, own } from '../../share/payload.ts';

export type DraftRole = 'visible' | 'hidden' | 'out';

export interface DraftEvent {
  /** Stays when its place changes. */
  readonly key: number;
  readonly name: string;
  readonly role: DraftRole;
  readonly expectation: LessonEvent['expectation'] | null;
  readonly text: string;
}

export interface DraftHint {
  readonly text: string;
  /** The cell to point at: an event by its key, and a field. */
  readonly event: number | null;
  readonly field: string;
  readonly changes: readonly { readonly from: string; readonly to: string }[];
}

export interface Draft {
  readonly title: string;
  readonly goal: string;
  readonly concept: string;
  readonly start: string;
  readonly solution: string;
  readonly events: readonly DraftEvent[];
  readonly constraints: readonly Constraint[];
  /** Always three; an empty one is none. */
  readonly hints: readonly DraftHint[];
  readonly links: readonly LessonLink[];
}

export const noHint: DraftHint = { text: '', event: null, field: '', changes: [] };

export const emptyDraft: Draft = {
  title: '',
  goal: '',
  concept: '',
  start: '',
  solution: '',
  events: [],
  constraints: [],
  hints: [noHint, noHint, noHint],
  links: [],
};

export function toLesson(draft: Draft): Lesson {
  const { title, goal, concept, start, solution, constraints, links } = draft;
  const of = (role: DraftRole) =>
    draft.events.flatMap(({ name, expectation, text, ...event }): LessonEvent[] =>
      event.role === role && expectation ? [{ name, expectation, text }] : [],
    );
  const visible = draft.events.filter(({ role, expectation }) => role === 'visible' && expectation);
  const hints = draft.hints.flatMap(({ text, event, field, changes }): LessonHint[] => {
    const at = visible.findIndex(({ key }) => key === event);
    const isEmpty = text.trim() === '' && at < 0 && changes.length === 0;
    if (isEmpty) return [];
    const look = at < 0 ? {} : { look: { event: at, ...(field === '' ? {} : { field }) } };
    return [{ text, ...look, ...(changes.length > 0 ? { changes } : {}) }];
  });
  return {
    id: '',
    title: title.trim(),
    goal,
    concept,
    start,
    events: of('visible'),
    hidden: of('hidden'),
    constraints,
    hints,
    solution,
    links: links.filter(({ href }) => href !== ''),
  };
}

export function fromLesson(lesson: Lesson): Draft {
  const { title, goal, concept, start, solution, constraints, links } = lesson;
  const visible = lesson.events.map((event, key): DraftEvent => ({ ...event, key, role: 'visible' }));
  const hidden = lesson.hidden.map((event, i): DraftEvent => ({
    ...event,
    key: visible.length + i,
    role: 'hidden',
  }));
  const hints = lesson.hints.map(({ text, look, changes = [] }): DraftHint => ({
    text,
    event: look?.event ?? null,
    field: look?.field ?? '',
    changes,
  }));
  return {
    title,
    goal,
    concept,
    start,
    solution,
    events: [...visible, ...hidden],
    constraints,
    hints: [...hints, noHint, noHint, noHint].slice(0, 3),
    links,
  };
}

/** Most that a form shows. */
const maxEvents = lessonLimits.events + lessonLimits.hidden;

/** Of parsed JSON that was kept; null when it has another shape. */
export function readDraft(value: unknown): Draft | null {
  if (!isObject(value)) return null;
  const text = (of: object, key: string): string | null => {
    const found = own(of, key);
    return typeof found === 'string' ? found : null;
  };
  const list = <T>(key: string, read: (each: object) => T | null): readonly T[] | null => {
    const found = own(value, key);
    if (!Array.isArray(found)) return null;
    const all = found.slice(0, maxEvents).map((each: unknown) => (isObject(each) ? read(each) : null));
    return all.includes(null) ? null : (all as T[]);
  };
  const texts = ['title', 'goal', 'concept', 'start', 'solution'].map((key) => text(value, key));
  const [title, goal, concept, start, solution] = texts as string[];
  const events = list('events', (each): DraftEvent | null => {
    const [key, role, expectation] = [own(each, 'key'), own(each, 'role'), own(each, 'expectation')];
    const isRole = role === 'visible' || role === 'hidden' || role === 'out';
    const [name, json] = [text(each, 'name'), text(each, 'text')];
    if (!Number.isSafeInteger(key) || !isRole || name === null || json === null) return null;
    const isKnown = expectation === 'fire' || expectation === 'silent';
    return { key: key as number, name, role, expectation: isKnown ? expectation : null, text: json };
  });
  const constraints = list('constraints', (each) => ('kind' in each ? (each as Constraint) : null));
  const hints = list('hints', (each): DraftHint | null => {
    const [said, field, event, changes] = [
      text(each, 'text'),
      text(each, 'field'),
      own(each, 'event'),
      own(each, 'changes'),
    ];
    if (said === null || field === null || !Array.isArray(changes)) return null;
    const read = (changes as readonly unknown[]).flatMap((change) => {
      const [from, to] = isObject(change) ? [text(change, 'from'), text(change, 'to')] : [];
      return typeof from === 'string' && typeof to === 'string' ? [{ from, to }] : [];
    });
    return { text: said, field, event: typeof event === 'number' ? event : null, changes: read };
  });
  const links = list('links', (each): LessonLink | null => {
    const [said, href] = [text(each, 'text'), text(each, 'href')];
    return said === null || href === null ? null : { text: said, href };
  });
  if (texts.includes(null) || !events || !constraints || hints?.length !== 3 || !links) return null;
  return { title, goal, concept, start, solution, events, constraints, hints, links } as Draft;
}
