// Checks of `eventSource` and `eventName`.
import type { Pair } from '../../coverage/cloudtrail-pairs.ts';
import { codeSpan, nearestWord } from '../../sigma/index.ts';
import type { Fix, Range } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { insertBefore, setModifiers } from '../item-edits.ts';
import { removeEntry, replaceScalar } from '../scalar-edits.ts';
import { permissions } from './record.ts';
import { literalsOf } from './subject.ts';
import type { CloudTrailSubject, FieldItem, Literal } from './subject.ts';

/** An event name that the rule writes, and the operations that it stands for there. */
interface NamedEvent {
  readonly literal: Literal;
  readonly field: FieldItem;
  readonly pairs: readonly Pair[];
}

function namedEvents(subject: CloudTrailSubject): NamedEvent[] {
  return subject.itemsOf('eventName').flatMap((field) =>
    literalsOf(field).flatMap((literal): NamedEvent[] => {
      const pairs = subject.pairs.filter(
        ({ eventName }) => eventName.toLowerCase() === literal.text.toLowerCase(),
      );
      return pairs.length > 0 ? [{ literal, field, pairs }] : [];
    }),
  );
}

type NameKind = 'known' | 'permission' | 'recorded_otherwise' | 'other_source' | 'unknown';

/** What is wrong with the name, if anything; the first that applies. */
function kindOf({ literal, pairs }: NamedEvent, { operations }: CloudTrailSubject): NameKind {
  const name = literal.text;
  if (pairs.every(({ eventSource }) => permissionEvents(eventSource, name))) return 'permission';
  const facts = pairs.map(({ eventSource }) => operations.find(eventSource, name));
  if (facts.some((each) => each && !each.recordedAs)) return 'known';
  if (facts.some((each) => each !== null)) return 'recorded_otherwise';
  const sources = pairs.map(({ eventSource }) => eventSource).filter((source) => source !== '');
  // Of the names of a source that is not known nothing can be said.
  if (sources.some((source) => operations.namesOf(source) === null)) return 'known';
  return sources.length > 0 && operations.sourcesOf(name).length > 0 ? 'other_source' : 'unknown';
}

function permissionEvents(eventSource: string, name: string): readonly string[] | null {
  const table = permissions[eventSource.toLowerCase()];
  const lower = name.toLowerCase();
  return table && Object.hasOwn(table, lower) ? (table[lower] ?? null) : null;
}

/** A check of names of one kind. */
function ofKind(
  kind: NameKind,
  say: (event: NamedEvent, subject: CloudTrailSubject) => Finding,
): Check<CloudTrailSubject>['find'] {
  return (subject) =>
    namedEvents(subject)
      .filter((event) => kindOf(event, subject) === kind)
      .map((event) => say(event, subject));
}

const rangeOf = ({ literal }: NamedEvent): Range => literal.value.range;

const change = (subject: CloudTrailSubject, { value }: Literal, wanted: string): Fix | null =>
  fixOf(`Change to ${codeSpan(wanted)}`, replaceScalar(subject.text, value, wanted));

/** Only of several: a list needs a value. */
const remove = (subject: CloudTrailSubject, { literal, field }: NamedEvent): Fix | null =>
  field.item.values.length < 2
    ? null
    : fixOf(`Remove ${codeSpan(literal.text)}`, removeEntry(subject.text, literal.value));

const listed = (words: readonly string[]): string =>
  words
    .slice(0, 4)
    .map((word) => codeSpan(word))
    .join(', ');

const permissionNames = ofKind('permission', (event, subject) => {
  const { text } = event.literal;
  const wanted = [
    ...new Set(event.pairs.flatMap(({ eventSource }) => permissionEvents(eventSource, text) ?? [])),
  ];
  const mend = wanted.length > 0 ? `the event is ${listed(wanted)}.` : 'no event has its name. Take it out.';
  return finding(rangeOf(event), `${codeSpan(text)} is a permission of IAM: ${mend}`, [
    ...wanted.map((each) => change(subject, event.literal, each)),
    wanted.length === 0 ? remove(subject, event) : null,
  ]);
});

const recordedNames = ofKind('recorded_otherwise', (event, subject) => {
  const { text } = event.literal;
  const recorded = event.pairs.flatMap(
    ({ eventSource }) => subject.operations.find(eventSource, text)?.recordedAs ?? [],
  );
  const names = [...new Set(recorded)];
  const { item } = event.field;
  const isVersion = names.every((name) => name.toLowerCase().startsWith(text.toLowerCase()));
  const byStart =
    isVersion && item.item.modifiers.length === 0 && item.values.length === 1
      ? fixOf(`Write \`eventName|startswith\``, setModifiers(subject.text, item, '|startswith'))
      : null;
  return finding(
    rangeOf(event),
    `Records have ${listed(names)} for this call: write that${isVersion ? ', or compare with `startswith`' : ''}.`,
    [byStart, ...names.map((name) => change(subject, event.literal, name))],
  );
});

const namesOfOthers = ofKind('other_source', (event, subject) => {
  const { text } = event.literal;
  const owners = subject.operations.sourcesOf(text);
  const written = [...new Set(event.pairs.map(({ eventSource }) => eventSource))];
  const whose = `${codeSpan(text)} is no operation of ${listed(written)}, but of ${listed(owners)}`;
  return finding(rangeOf(event), `${whose}: the rule never fires on it. Name that event source.`, [
    ...owners.slice(0, 3).map((owner) => changeSource(subject, event, written, owner)),
    remove(subject, event),
  ]);
});

/** The event source is changed where every name that goes with it is of the other one. */
function changeSource(
  subject: CloudTrailSubject,
  { field }: NamedEvent,
  written: readonly string[],
  owner: string,
): Fix | null {
  const [source, ...more] = written;
  if (source === undefined || more.length > 0) return null;
  const places = subject
    .itemsOf('eventSource')
    .flatMap(literalsOf)
    .filter(({ text }) => text.toLowerCase() === source.toLowerCase());
  const isOwner = ({ text }: Literal): boolean => subject.operations.find(owner, text) !== null;
  const names = literalsOf(field);
  const [place] = places;
  if (!place || places.length > 1 || names.length < field.item.values.length || !names.every(isOwner))
    return null;
  return change(subject, place, owner);
}

const unknownNames = ofKind('unknown', (event, subject) => {
  const { text } = event.literal;
  const known = event.pairs.flatMap(({ eventSource }) => subject.operations.namesOf(eventSource) ?? []);
  const near = nearestWord(text, known);
  const mend = near ? `did you mean ${codeSpan(near)}?` : 'look at its spelling.';
  return finding(rangeOf(event), `No event ${codeSpan(text)} is known of this source: ${mend}`, [
    near ? change(subject, event.literal, near) : null,
  ]);
});

function unknownSources(subject: CloudTrailSubject): Finding[] {
  const { operations, text } = subject;
  return subject
    .itemsOf('eventSource')
    .flatMap(literalsOf)
    .filter((literal) => operations.namesOf(literal.text) === null)
    .map((literal) => {
      const full = `${literal.text}.amazonaws.com`;
      const near = operations.namesOf(full) ? full : nearestWord(literal.text, operations.sources);
      const mend = near ? `did you mean ${codeSpan(near)}?` : 'look at its spelling.';
      return finding(
        literal.value.range,
        `No event source ${codeSpan(literal.text)} is known: ${mend}`,
        near ? [fixOf(`Change to ${codeSpan(near)}`, replaceScalar(text, literal.value, near))] : [],
      );
    });
}

function ambiguousNames(subject: CloudTrailSubject): Finding[] {
  if (subject.itemsOf('eventSource').length > 0) return [];
  return namedEvents(subject).flatMap((event) => {
    const owners = subject.operations.sourcesOf(event.literal.text);
    if (owners.length < 2) return [];
    const { item } = event.field;
    const fixes = owners
      .slice(0, 4)
      .map((owner) =>
        item.values.length === 1
          ? fixOf(`Add \`eventSource: ${owner}\``, insertBefore(subject.text, item, `eventSource: ${owner}`))
          : null,
      );
    const message = `${codeSpan(event.literal.text)} is an event of ${owners.length} sources (${listed(owners)}): say which with \`eventSource\`.`;
    return [finding(rangeOf(event), message, fixes)];
  });
}

/** A check of names of which every record is of some kind. */
function ofFacts(
  holds: (pair: Pair, name: string, subject: CloudTrailSubject) => boolean,
  say: (name: string) => string,
): Check<CloudTrailSubject>['find'] {
  return (subject) =>
    namedEvents(subject)
      .filter(({ literal, pairs }) => pairs.every((pair) => holds(pair, literal.text, subject)))
      .map((event) => finding(rangeOf(event), say(codeSpan(event.literal.text))));
}

const dataEvents = ofFacts(
  ({ eventSource }, name, { operations }) => operations.find(eventSource, name)?.dataEvent ?? false,
  (name) => `${name} is a data event: only trails that record data events have it. Say so in the rule.`,
);

const isOfShape = ({ field }: FieldItem): boolean => /^(requestParameters|responseElements)\./.test(field);

const notModelled = ofFacts(
  ({ eventSource }, name, { operations, items }) =>
    items.some(isOfShape) && operations.find(eventSource, name)?.modelled === false,
  (name) =>
    `${name} is in no API model: what the rule asks of its fields could not be checked. Try an event of it.`,
);

export const operationChecks: readonly Check<CloudTrailSubject>[] = [
  { code: 'event_source_unknown', find: unknownSources },
  { code: 'operation_of_other_source', find: namesOfOthers },
  { code: 'operation_is_permission', find: permissionNames },
  { code: 'operation_is_recorded_otherwise', find: recordedNames },
  { code: 'operation_unknown', find: unknownNames },
  { code: 'operation_not_modelled', find: notModelled },
  { code: 'operation_ambiguous', find: ambiguousNames },
  { code: 'operation_needs_data_events', find: dataEvents },
];
