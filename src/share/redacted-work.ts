// Work with stand-ins in the place of what is secret in it: all that a link or a file carries.
import type { EventMark } from '../intake/event-marks.ts';
import type { Pause, Texts } from '../redact/read-secrets.ts';
import type { Redactor, SecretEdit } from '../redact/redact.ts';
import { createShift, withStandIns } from '../redact/redact.ts';
import type { Range } from '../sigma/index.ts';
import type { Carried } from './carried.ts';
import { openCarried } from './carried.ts';
import type { Work } from './work-link.ts';

export interface RedactedWork {
  readonly work: Work;
  readonly eventEdits: readonly SecretEdit[];
  readonly ruleEdits: readonly SecretEdit[];
  /** The same for what is shown of it elsewhere: a title, a label. */
  readonly plain: (text: string) => string;
}

/** Every text of the work that is handed on. */
export function textsOf({ ruleText, eventsText, marks = [], carried }: Work): Texts {
  const others = carried ? [JSON.stringify(openCarried(carried))] : [];
  return {
    ruleText,
    eventTexts: [eventsText],
    otherTexts: [JSON.stringify(marks.map(({ name }) => name)), ...others],
  };
}

/** `inRule`: whether the rule is redacted too. */
export async function redactWork(
  work: Work,
  redactor: Redactor,
  inRule: boolean,
  pause?: Pause,
): Promise<RedactedWork> {
  const { ruleText, eventsText, selectedEvent = 0, marks = [], eventRanges, carried } = work;
  const eventEdits = await redactor.edits(eventsText, pause);
  const ruleEdits = inRule ? redactor.plainEdits(ruleText) : [];
  const shift = createShift(eventEdits);
  const shifted = ({ start, end }: Range): Range => ({ start: shift(start), end: shift(end) });
  const named = async ({ origin: _, name, ...mark }: EventMark): Promise<EventMark> => ({
    ...mark,
    range: shifted(mark.range),
    ...(name === undefined ? {} : { name: await redactJson(name, redactor) }),
  });
  return {
    work: {
      ruleText: withStandIns(ruleText, ruleEdits),
      eventsText: withStandIns(eventsText, eventEdits),
      selectedEvent,
      marks: await Promise.all(marks.map(named)),
      ...(eventRanges ? { eventRanges: eventRanges.map(shifted) } : {}),
      ...(carried ? { carried: await redactCarried(carried, redactor) } : {}),
    },
    eventEdits,
    ruleEdits,
    plain: (text) => withStandIns(text, redactor.plainEdits(text)),
  };
}

async function redactCarried(carried: Carried, redactor: Redactor): Promise<Carried> {
  return { payload: { ...(await redactJson(openCarried(carried), redactor)), r: '', e: [] } };
}

/** A value as JSON, and back. */
async function redactJson<T>(value: T, redactor: Redactor): Promise<T> {
  const json = JSON.stringify(value);
  return JSON.parse(withStandIns(json, await redactor.edits(json))) as T;
}
