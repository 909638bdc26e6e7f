// Checks of a rule against events. They say what is so of these events, and no more.
import { findNearest } from '../../knowledge/aws/nearest.ts';
import { codeSpan, ExactNumber, isEventObject, matchItem } from '../../sigma/index.ts';
import type { EventValue } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { addModifier, renameField } from '../item-edits.ts';
import { spreadAlls, spreadKeys } from './spread-checks.ts';
import { hasField, valuesAt } from './subject.ts';
import type { EventsSubject, TriedItem } from './subject.ts';

/** Of a single event little can be said that its explanation does not say. */
const fewEvents = 2;

const needsField = ({ item }: TriedItem): boolean => matchItem(item, {}) === 'miss';

function absentFields(subject: EventsSubject): Finding[] {
  return subject.items
    .filter((each) => each.present === 0 && needsField(each))
    .map(({ item, field }) => {
      const near = findNearest(field, [...subject.paths]);
      return finding(
        item.item.fieldRange,
        `No event has ${codeSpan(field)}: ${near ? `did you mean ${codeSpan(near)}?` : 'name a field that they have, or add an event that has it.'}`,
        near ? [fixOf(`Change to ${codeSpan(near)}`, renameField(subject.text, item, near))] : [],
      );
    });
}

function fieldNames(subject: EventsSubject): Finding[] {
  return subject.items.flatMap(({ item, plan, field, matched }) => {
    if (plan.state !== 'text' || matched > 0) return [];
    const named = item.values.filter(
      ({ value: { kind, text } }) =>
        kind === 'string' &&
        text !== field &&
        isTelling(text) &&
        subject.events.some((event) => hasField(event, text)),
    );
    const fix =
      named.length === item.values.length
        ? fixOf('Add `fieldref`', addModifier(subject.text, item, 'fieldref'))
        : null;
    return named.map(({ value }) =>
      finding(
        value.range,
        `${codeSpan(value.text)} is a field of the events, and is compared as a text here: with \`fieldref\` it stands for what the field holds.`,
        [fix],
      ),
    );
  });
}

/** A word alone is a name by chance: only paths, and words with a hump. */
const isTelling = (text: string): boolean =>
  /^\w+(\.\w+)+$/.test(text) || (text.length >= 8 && /^\w*[a-z][A-Z]\w*$/.test(text));

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

function otherTypes(subject: EventsSubject): Finding[] {
  return subject.items.flatMap((each) => {
    const wanted = wantedKind(each);
    if (wanted === null || each.present === 0) return [];
    const values = subject.events
      .flatMap((event) => valuesAt(event, each.item).map(({ value }) => value))
      .filter((value) => value !== null);
    const [first] = values;
    if (first === undefined || values.some((value) => isOfKind(value, wanted))) return [];
    return [
      finding(
        each.item.range,
        `${codeSpan(each.field)} holds ${kindFound(first)} in these events, and this compares it with ${wanted === 'address' ? 'an' : 'a'} ${wanted}: name the field that holds one.`,
      ),
    ];
  });
}

function neverMatching(subject: EventsSubject): Finding[] {
  if (subject.events.length < fewEvents) return [];
  return subject.items
    .filter(({ matched, present }) => matched === 0 && present > 0)
    .map(({ item }) =>
      finding(
        item.range,
        `None of the ${subject.events.length} events matches this: look at its values, or add an event that it is for.`,
      ),
    );
}

function alwaysMatching(subject: EventsSubject): Finding[] {
  if (subject.events.length < fewEvents) return [];
  return subject.items
    .filter(({ matched }) => matched === subject.events.length)
    .map(({ item }) =>
      finding(
        item.range,
        `All ${subject.events.length} events match this: it tells none of them apart. Add one that it should keep out.`,
      ),
    );
}

export const eventChecks: readonly Check<EventsSubject>[] = [
  { code: 'events_lack_field', find: absentFields },
  { code: 'events_have_field_named', find: fieldNames },
  { code: 'events_have_other_type', find: otherTypes },
  { code: 'events_never_match', find: neverMatching },
  { code: 'events_always_match', find: alwaysMatching },
  { code: 'events_spread_all', find: spreadAlls },
  { code: 'events_spread_keys', find: spreadKeys },
];
