// Checks of whether a rule does what its title says. Titles are free text: all of this is information.
import { otherValue } from '../../coverage/field-values.ts';
import type { Pair } from '../../coverage/cloudtrail-pairs.ts';
import { codeSpan, matchItem, readMetadata } from '../../sigma/index.ts';
import type { CompiledItem, PlacedText, Verdict } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { addEntry } from '../scalar-edits.ts';
import { weigh } from '../three-valued.ts';
import { directions, siblings } from './record.ts';
import { literalsOf } from './subject.ts';
import type { CloudTrailSubject } from './subject.ts';

const titleOf = ({ rule }: CloudTrailSubject): PlacedText | null => readMetadata(rule.rule.document).title;

/** Letters alone do not end a word: `Failover`, `Unsuccessful`. */
const failure = /\b(fail(s|ed|ures?)?|denied|unsuccessful(ly)?|unauthori[sz]ed attempts?)\b/i;
const success = /\b(success|successful(ly)?|succeed(s|ed)?)\b/i;

const outcomes: readonly { readonly word: string; readonly says: RegExp; readonly judge: JudgeItem }[] = [
  {
    word: 'failed',
    says: failure,
    // Of a failure nothing is known but that its fields are there.
    judge: (item) =>
      matchItem(item, { [item.item.field ?? '']: otherValue }) === 'match'
        ? 'match'
        : matchItem(item, {}) === 'match'
          ? 'miss'
          : null,
  },
  { word: 'succeeded', says: success, judge: (item) => matchItem(item, {}) },
];

type JudgeItem = (item: CompiledItem) => Verdict | null;

function titleContradictions(subject: CloudTrailSubject): Finding[] {
  const title = titleOf(subject);
  if (!title) return [];
  const said = outcomes.filter(({ says }) => says.test(title.text));
  const [only, ...more] = said;
  if (!only || more.length > 0 || subject.items.every(({ field }) => !isOutcome(field))) return [];
  const { verdict } = weigh(subject.rule, (node) =>
    node.type === 'item' && isOutcome(node.item.field) && !isReference(node) ? only.judge(node) : null,
  );
  if (verdict !== 'miss' || weigh(subject.rule, () => null).verdict === 'miss') return [];
  return [
    finding(
      title.range,
      `The title speaks of what ${only.word}, and the condition keeps out every call that ${only.word}: change the one or the other.`,
    ),
  ];
}

const isOutcome = (field: string | null): boolean => field === 'errorCode' || field === 'errorMessage';

const isReference = ({ values }: CompiledItem): boolean =>
  values.some(({ predicate }) => predicate.type === 'reference');

/** Who takes away as well as gives is not asked for giving alone. */
const bothWays = /chang|modif|updat|remov|revok|alter|edit/i;

function bothDirections(subject: CloudTrailSubject): Finding[] {
  const title = titleOf(subject);
  if (title && bothWays.test(title.text)) return [];
  return directions.flatMap(({ eventSource, eventName, gives, takes }) => {
    const pair = subject.pairs.find(
      (each) => isSame(each.eventSource, eventSource) && isSame(each.eventName, eventName),
    );
    const asks = subject.items.some(
      ({ field }) =>
        [gives, takes].some((path) => `${path}.`.startsWith(`${field}.`) || field.startsWith(`${path}.`)) ||
        field === 'requestParameters.operationType',
    );
    if (!pair || asks || !subject.isBounded || subject.verdictOn(pair) === 'miss') return [];
    const place = subject
      .itemsOf('eventName')
      .flatMap(literalsOf)
      .find(({ text }) => isSame(text, eventName));
    if (!place) return [];
    return [
      finding(
        place.value.range,
        `${codeSpan(eventName)} gives and takes away: this fires on ${codeSpan(takes)} too. If giving alone is meant, ask for \`${gives}|exists: true\`.`,
      ),
    ];
  });
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const changes =
  /\b(chang(e|es|ed|ing)|modif(y|ied|ies|ying|ications?)|alter(s|ed|ing)?|tamper(s|ed|ing)?|updat(e|es|ed|ing))\b/i;
const changers = ['Update', 'Modify', 'Put', 'Set'];

/** Operations that the rule was probably meant for too, and why. */
function siblingsOf(
  { eventSource, eventName }: Pair,
  { operations }: CloudTrailSubject,
  title: string,
): readonly { readonly name: string; readonly why: string }[] {
  const exists = (name: string): boolean => {
    const facts = operations.find(eventSource, name);
    return facts !== null && !facts.recordedAs && facts.access !== 'read' && facts.kind === 'api';
  };
  const table = siblings[eventSource.toLowerCase()] ?? {};
  const newer = [
    ...(Object.hasOwn(table, eventName) ? (table[eventName] ?? []) : []),
    `${eventName}V2`,
  ].filter(exists);
  if (newer.length > 0)
    return newer.map((name) => ({ name, why: 'does the same in a newer version of the API' }));
  const [, noun = ''] = /^(?:Create|Delete)([A-Z].*)$/.exec(eventName) ?? [];
  if (noun === '' || !changes.test(title)) return [];
  return changers
    .map((verb) => `${verb}${noun}`)
    .filter(exists)
    .map((name) => ({ name, why: 'is a change too, of which the title speaks' }));
}

function missingSiblings(subject: CloudTrailSubject): Finding[] {
  if (!subject.isBounded) return [];
  const title = titleOf(subject)?.text ?? '';
  const isCovered = (pair: Pair): boolean => subject.verdictOn(pair) !== 'miss';
  const told = new Set<string>();
  return subject.itemsOf('eventName').flatMap((field) =>
    literalsOf(field).flatMap(({ text, value }) =>
      subject.pairs
        .filter(({ eventName, eventSource }) => eventName === text && eventSource !== '')
        .flatMap((pair) => {
          // It stands for the others: who names it leaves the rest out on purpose.
          const found = siblingsOf(pair, subject, title);
          const open = found.filter(({ name }) => !isCovered({ ...pair, eventName: name }));
          if (open.length < found.length || !isCovered(pair)) return [];
          return open.slice(0, 1).flatMap(({ name, why }) => {
            if (told.has(name)) return [];
            told.add(name);
            const isPlain = field.item.item.modifiers.length === 0;
            return [
              finding(
                value.range,
                `${codeSpan(name)} ${why}, and the rule does not fire on it: add it, if it is meant.`,
                [isPlain ? fixOf(`Add ${codeSpan(name)}`, addEntry(subject.text, value, name)) : null],
              ),
            ];
          });
        }),
    ),
  );
}

export const intentChecks: readonly Check<CloudTrailSubject>[] = [
  { code: 'title_contradicts_condition', find: titleContradictions },
  { code: 'operation_in_both_directions', find: bothDirections },
  { code: 'operation_sibling_missing', find: missingSiblings },
];
