// Checks of the log source, and of fields that its events do not have under that name.
import { windowsCategories, sysmonChannel } from '../../knowledge/logsource/windows.ts';
import { windowsFields } from '../../knowledge/logsource/windows-fields.ts';
import { codeSpan, entryOf, nearestWord } from '../../sigma/index.ts';
import type { MappingEntry } from '../../sigma/index.ts';
import { changing, finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { replaceScalar } from '../scalar-edits.ts';
import { isSaid } from '../document/subject.ts';
import { withField } from './subject.ts';
import type { DetectionSubject } from './subject.ts';

function entriesOf({ rule }: DetectionSubject): MappingEntry[] {
  const value = rule.document && entryOf(rule.document, 'logsource')?.value;
  if (value?.type !== 'mapping') return [];
  return ['category', 'product', 'service'].flatMap((key) => entryOf(value, key) ?? []);
}

/** Spec: Sigma 2.1.0, `logsource`. */
function cases(subject: DetectionSubject): Finding[] {
  return entriesOf(subject).flatMap(({ key, value }) => {
    if (!isSaid(value)) return [];
    const written = value.text.trim();
    const meant = written.toLowerCase().replace(/\s+/g, '_');
    if (meant === written) return [];
    return [
      finding(
        value.range,
        `Names of log sources are in lower case and without spaces, and are compared as they stand: write ${codeSpan(`${key.text}: ${meant}`)}.`,
        [fixOf(`Change to ${codeSpan(meant)}`, replaceScalar(subject.text, value, meant))],
      ),
    ];
  });
}

/** By the ids of Sysmon's events, where just one category has them. */
function sysmonCategories(): ReadonlyMap<string, string> {
  const categories = new Map<string, string[]>();
  for (const [category, events] of windowsCategories)
    for (const { eventId, channel } of events)
      if (channel === sysmonChannel) categories.set(eventId, [...(categories.get(eventId) ?? []), category]);
  return new Map(
    [...categories].flatMap(([id, [only, ...more]]) => (only && more.length === 0 ? [[id, only]] : [])),
  );
}

function generic(subject: DetectionSubject): Finding[] {
  const { logsource } = subject.rule;
  const service = entriesOf(subject).find(({ key }) => key.text === 'service');
  if (logsource.product?.toLowerCase() !== 'windows' || logsource.category !== undefined) return [];
  if (logsource.service?.toLowerCase() !== 'sysmon' || !isSaid(service?.value)) return [];
  const ids = subject.items.filter(({ item }) => item.field === 'EventID').flatMap(({ item }) => item.values);
  const known = sysmonCategories();
  const [category, ...more] = new Set(ids.map(({ text }) => known.get(text.trim())));
  if (category === undefined || more.length > 0) return [];
  return [
    finding(
      service.range,
      `These are the events of ${codeSpan(`category: ${category}`)}: named so, the rule is found for them, whichever log they come from.`,
      [
        fixOf(
          `Change to ${codeSpan(`category: ${category}`)}`,
          replaceScalar(subject.text, service.key, 'category'),
          replaceScalar(subject.text, service.value, category),
        ),
      ],
    ),
  ];
}

function fields(subject: DetectionSubject): Finding[] {
  const { product, category = '' } = subject.rule.logsource;
  const known = product?.toLowerCase() === 'windows' ? windowsFields(category.toLowerCase()) : [];
  if (known.length === 0) return [];
  return subject.items.flatMap((each) => {
    const { field, fieldRange } = each.item;
    if (field === null || known.includes(field)) return [];
    const near = nearestWord(field, known);
    return [
      finding(
        fieldRange,
        `Events of ${codeSpan(category.toLowerCase())} have no ${codeSpan(field)} in Sigma’s taxonomy${near ? `: did you mean ${codeSpan(near)}?` : '. Look whether your logs have it.'}`,
        [
          near === null
            ? null
            : changing(fixOf(`Change to ${codeSpan(near)}`, withField(subject.text, each, near))),
        ],
      ),
    ];
  });
}

export const logsourceChecks: readonly Check<DetectionSubject>[] = [
  { code: 'logsource_case', find: cases },
  { code: 'logsource_generic', find: generic },
  { code: 'field_not_in_taxonomy', find: fields },
];
