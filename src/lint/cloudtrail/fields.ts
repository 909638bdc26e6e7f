// Checks of the fields that a rule looks at: whether records have them.
import { isRecordField, partOf, topLevel } from '../../coverage/cloudtrail-fields.ts';
import type { Pair } from '../../coverage/cloudtrail-pairs.ts';
import { redactionOf } from '../../knowledge/aws/redacted.ts';
import { codeSpan, matchItem, nearestWord } from '../../sigma/index.ts';
import type { CompiledItem, CompiledSearch } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { groupsOf } from '../groups.ts';
import { renameField } from '../item-edits.ts';
import { removeEntry } from '../scalar-edits.ts';
import { fieldsOfServiceIdentity, legacyForms, nestedFields } from './record.ts';
import { literalsOf } from './subject.ts';
import type { CloudTrailSubject, FieldItem, OpenPair } from './subject.ts';

/** What it comes to that a field is never there. */
function effectOf(item: CompiledItem, open: readonly OpenPair[]): string {
  if (matchItem(item, {}) === 'match') return 'this always holds.';
  return open.length > 0 && open.every(({ against }) => against)
    ? 'this never excludes anything.'
    : 'this never matches.';
}

function unknownFields(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap(({ item, field }) => {
    const wanted = meantField(field);
    if (isRecordField(field) && wanted === null) return [];
    const mend = wanted
      ? ` Did you mean ${codeSpan(wanted)}?`
      : ' Take it out, or name the field that is meant.';
    const effect = effectOf(item, []);
    return [
      finding(
        item.item.fieldRange,
        `Records of CloudTrail have no field ${codeSpan(field)}: ${effect}${mend}`,
        wanted ? [fixOf(`Change to ${codeSpan(wanted)}`, renameField(subject.text, item, wanted))] : [],
      ),
    ];
  });
}

/** The field that was probably meant by one that records do not have; null where it is right or none is near. */
function meantField(field: string): string | null {
  const nested = nestedFields.find((each) => each.toLowerCase() === field.toLowerCase());
  if (nested) return nested === field ? null : nested;
  if (isRecordField(field)) return null;
  const [first = '', ...below] = field.split('.');
  // As EventBridge and files of logs wrap records.
  const inner = below.join('.');
  if (['detail', 'Records'].includes(first) && isRecordField(inner)) return inner;
  const names = [...topLevel];
  const near = names.find((name) => name.toLowerCase() === first.toLowerCase()) ?? nearestWord(first, names);
  return near === null ? null : [near, ...below].join('.');
}

/** Whether it is proven that no record of an operation has the field. */
function lacks(
  subject: CloudTrailSubject,
  pair: Pair,
  { part, path }: NonNullable<ReturnType<typeof partOf>>,
): boolean {
  const service = subject.serviceOf(pair);
  if (!service) return false;
  const answer =
    part === 'request' ? service.requestHas(pair.eventName, path) : service.responseHas(pair.eventName, path);
  return answer === 'no';
}

function fieldsOfPart(part: 'request' | 'response'): Check<CloudTrailSubject>['find'] {
  return (subject) => {
    const told = new Set<string>();
    return subject.items.flatMap((each) => {
      const asked = partOf(each.field);
      if (asked?.part !== part) return [];
      const open = subject.openOn(each.item);
      const lacking = open.filter(({ pair }) => lacks(subject, pair, asked));
      if (lacking.length === 0) return [];
      if (lacking.length === open.length) return [neverThere(subject, each, open)];
      return someLack(subject, each, lacking, told);
    });
  };
}

/** No operation on which the item counts has the field. */
function neverThere(
  subject: CloudTrailSubject,
  { item, field }: FieldItem,
  open: readonly OpenPair[],
): Finding {
  const names = [...new Set(open.map(({ pair }) => pair.eventName))];
  const shown = names
    .slice(0, 3)
    .map((name) => codeSpan(name))
    .join(', ');
  const near = open.flatMap(({ pair }) => nearest(subject, pair, field) ?? [])[0];
  const why = whyNone(subject, open[0]?.pair ?? null, field);
  return finding(
    item.item.fieldRange,
    `${shown} ${names.length > 1 ? 'have' : 'has'} no ${codeSpan(field)}${why}: ${effectOf(item, open)}` +
      (near ? ` Did you mean ${codeSpan(near)}?` : ' Name a field that its records have.'),
    near ? [fixOf(`Change to ${codeSpan(near)}`, renameField(subject.text, item, near))] : [],
  );
}

/** Some operations lack the field: those that the rule therefore never fires on are told, where it names them. */
function someLack(
  subject: CloudTrailSubject,
  { item, field }: FieldItem,
  lacking: readonly OpenPair[],
  told: Set<string>,
): Finding[] {
  const verdict = matchItem(item, {});
  const dead = lacking.filter(({ pair }) => subject.verdictOn(pair, { item, verdict }) === 'miss');
  return subject.itemsOf('eventName').flatMap((named) =>
    literalsOf(named).flatMap(({ text, value }) => {
      const isNamed = ({ eventName }: Pair): boolean => eventName.toLowerCase() === text.toLowerCase();
      const all = subject.pairs.filter(isNamed);
      const key = `${value.range.start}`;
      if (all.length === 0 || told.has(key)) return [];
      if (!all.every((pair) => dead.some((each) => each.pair === pair))) return [];
      told.add(key);
      const near = all.flatMap((pair) => nearest(subject, pair, field) ?? [])[0];
      const mend = near
        ? `ask for ${codeSpan(near)} too.`
        : `take it out, or ask for a field that its records have.`;
      const fix =
        named.item.values.length > 1
          ? fixOf(`Remove ${codeSpan(text)}`, removeEntry(subject.text, value))
          : null;
      const why = whyNone(subject, all[0] ?? null, field);
      return [
        finding(
          value.range,
          `${codeSpan(text)} has no ${codeSpan(field)}${why}, so the rule never fires on it: ${mend}`,
          [fix],
        ),
      ];
    }),
  );
}

function nearest(subject: CloudTrailSubject, pair: Pair, field: string): string | null {
  const asked = partOf(field);
  const near =
    asked?.part === 'request' ? subject.serviceOf(pair)?.nearestPath(pair.eventName, asked.path) : null;
  return near ? `requestParameters.${near}` : null;
}

function whyNone(subject: CloudTrailSubject, pair: Pair | null, field: string): string {
  const facts = pair && subject.operations.find(pair.eventSource, pair.eventName);
  return partOf(field)?.part === 'response' && facts?.access === 'read'
    ? ' (CloudTrail records no response of a call that only reads)'
    : '';
}

function legacyRequests(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap((each) =>
    literalsOf(each).flatMap(({ text, value }) =>
      legacyForms
        .filter(
          (form) =>
            form.field === each.field &&
            form.value.toLowerCase() === text.toLowerCase() &&
            subject
              .openOn(each.item)
              .some(({ pair }) => pair.eventSource === form.eventSource && pair.eventName === form.eventName),
        )
        .map(({ eventName, today }) =>
          finding(
            value.range,
            `Only an older form of ${codeSpan(eventName)} says it this way; records of today have ${codeSpan(today)}: ask for \`${today}|exists: true\` too.`,
          ),
        ),
    ),
  );
}

function redactedFields(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap(({ item, field }) => {
    const open = subject.openOn(item);
    const [first] = open;
    if (!first) return [];
    const masks = open.map(({ pair }) => redactionOf(pair.eventSource, pair.eventName, field));
    // Whoever asks whether it is there is answered.
    const isBlind = masks.every(
      (mask) =>
        mask && matchItem(item, mask.path === field ? { [field]: mask.mask } : {}) === matchItem(item, {}),
    );
    const [mask] = masks;
    if (!isBlind || !mask) return [];
    return [
      finding(
        item.range,
        `${codeSpan(mask.path)} is always recorded as ${codeSpan(mask.mask)}: ${effectOf(item, open)} Ask with \`exists\` whether it is there.`,
      ),
    ];
  });
}

function serviceIdentities(subject: CloudTrailSubject): Finding[] {
  const isService = (child: CompiledSearch): boolean => {
    const each = subject.items.find(({ item }) => item === child);
    if (each?.field !== 'userIdentity.type' || each.item.negated) return false;
    const literals = literalsOf(each);
    return (
      literals.length === each.item.values.length &&
      literals.every(({ text }) => text.toLowerCase() === 'awsservice')
    );
  };
  return groupsOf([...subject.rule.searches.values()]).flatMap((group) => {
    if (group.type !== 'all_of' || !group.children.some(isService)) return [];
    return subject.items
      .filter(
        ({ item, field }) =>
          group.children.includes(item) &&
          /^userIdentity(\.|$)/.test(field) &&
          !fieldsOfServiceIdentity.has(field) &&
          matchItem(item, {}) === 'miss',
      )
      .map(({ item, field }) =>
        finding(
          item.item.fieldRange,
          `An identity of type \`AWSService\` has no ${codeSpan(field)}: this never matches. Ask for \`userIdentity.invokedBy\`.`,
        ),
      );
  });
}

export const fieldChecks: readonly Check<CloudTrailSubject>[] = [
  { code: 'field_not_in_cloudtrail', find: unknownFields },
  { code: 'field_not_in_request', find: fieldsOfPart('request') },
  { code: 'field_not_in_response', find: fieldsOfPart('response') },
  { code: 'field_of_legacy_request', find: legacyRequests },
  { code: 'field_redacted', find: redactedFields },
  { code: 'identity_lacks_field', find: serviceIdentities },
];
