// Checks of the fields that a rule looks at: whether these events have them, and hold there what it asks for.
import { isRecordField, partOf } from '../../coverage/cloudtrail-fields.ts';
import { isCloudTrail } from '../../coverage/is-cloudtrail.ts';
import { findNearest } from '../../knowledge/aws/nearest.ts';
import { codeSpan, ExactNumber, isEventObject, matchItem } from '../../sigma/index.ts';
import type { EventValue } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Finding } from '../check.ts';
import { renameField } from '../item-edits.ts';
import { meets, valuesAt, walkFields } from './subject.ts';
import type { EventsSubject, TriedItem } from './subject.ts';

const needsField = ({ item }: TriedItem): boolean => matchItem(item, {}) === 'miss';

/** Fields for which another is looked for. */
const maxNear = 20;

export function absentFields(subject: EventsSubject): Finding[] {
  // Many fields of a record are there only sometimes.
  const isUsual = (field: string): boolean =>
    isCloudTrail(subject.rule) && isRecordField(field) && partOf(field) === null;
  const absent = subject.items.filter(
    (each) => each.present === 0 && needsField(each) && !isUsual(each.field),
  );
  // Events of another kind: each field would be missed.
  const areOthers = subject.items.every(({ present }) => present === 0);
  const paths = [...subject.paths];
  return absent.flatMap(({ item, field }, i) => {
    const near = i < maxNear ? findNearest(field, paths) : null;
    if (near === null && areOthers && absent.length > 1) return [];
    return [
      finding(
        item.item.fieldRange,
        `None of the ${subject.name} has ${codeSpan(field)}: ${near ? `did you mean ${codeSpan(near)}?` : 'name a field that they have, or add an event that has it.'}`,
        near ? [fixOf(`Change to ${codeSpan(near)}`, renameField(subject.text, item, near))] : [],
      ),
    ];
  });
}

type Kind = 'number' | 'address' | 'truth value' | 'text';

function wantedKind({ item, plan }: TriedItem): Kind | null {
  if (plan.state === 'compare') return 'number';
  if (plan.state === 'cidr') return 'address';
  if (plan.state !== 'text') return null;
  if (plan.anchor !== null) return 'text';
  const kinds = new Set(item.values.map(({ value }) => value.kind));
  const [kind] = kinds;
  if (kinds.size > 1 || !kind || kind === 'null') return null;
  return kind === 'number' ? 'number' : kind === 'boolean' ? 'truth value' : 'text';
}

function isOfKind(value: EventValue, kind: Kind): boolean {
  if (value === null || isEventObject(value) || Array.isArray(value)) return false;
  const text = value instanceof ExactNumber ? value.text : String(value);
  switch (kind) {
    case 'number':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim());
    case 'address':
      return /^[\da-f:.]+$/i.test(text.trim()) && /[:.]/.test(text);
    case 'truth value':
      return /^(true|false)$/i.test(text);
    case 'text':
      return true;
  }
}

function kindFound(value: EventValue): string {
  if (isEventObject(value)) return 'an object';
  if (typeof value === 'boolean') return 'a truth value';
  return typeof value === 'string' ? 'a text' : 'a number';
}

export function otherTypes(subject: EventsSubject): Finding[] {
  return subject.items.flatMap((each) => {
    const wanted = wantedKind(each);
    if (wanted === null) return [];
    const values = subject.valuesOf(each.item.path);
    const [first] = values;
    if (first === undefined || values.some((value) => isOfKind(value, wanted))) return [];
    if (wanted === 'text' && values.every(isEventObject)) return [];
    return [
      finding(
        each.item.range,
        `${codeSpan(each.field)} holds ${kindFound(first)} in these events, and this compares it with ${wanted === 'address' ? 'an' : 'a'} ${wanted}: name the field that holds one.`,
      ),
    ];
  });
}

/** Fields below an object that are offered in its place, and events that they are looked for in. */
const maxBelow = 3;
const maxSearched = 50;

export function textOnObjects(subject: EventsSubject): Finding[] {
  let searched = 0;
  return subject.items.flatMap((each) => {
    if (wantedKind(each) !== 'text') return [];
    const values = subject.valuesOf(each.item.path);
    if (values.length === 0 || !values.every(isEventObject)) return [];
    const { item, field } = each;
    const below = new Set<string>();
    for (const event of ++searched > maxNear ? [] : subject.events.slice(0, maxSearched))
      for (const { value } of valuesAt(event, item))
        walkFields(value, (path, member) => {
          if (below.size < maxBelow && typeof member === 'string' && meets(item, member, event))
            below.add(`${field}.${path}`);
        });
    const mend =
      below.size > 0
        ? `Name the field that is meant, as ${codeSpan([...below][0] ?? '')}.`
        : 'Name the field below it that is meant.';
    return [
      finding(
        item.item.fieldRange,
        `${codeSpan(field)} holds an object in these events: engines compare a text with its JSON, with each text in it, or with nothing. ${mend}`,
        [...below].map((path) => fixOf(`Change to ${codeSpan(path)}`, renameField(subject.text, item, path))),
      ),
    ];
  });
}
