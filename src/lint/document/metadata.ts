// Checks of what a rule says of itself, one key at a time.
import { codeSpan, nearestWord } from '../../sigma/index.ts';
import type { ScalarNode } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { replaceScalar } from '../scalar-edits.ts';
import { saidAt, shorten } from './subject.ts';
import type { DocumentSubject } from './subject.ts';

/** Spec: the JSON schema of rules. In characters. */
const longest = { title: 256, name: 256, taxonomy: 256, description: 65_535 };

function tooLong({ root }: DocumentSubject): Finding[] {
  return Object.entries(longest).flatMap(([key, most]) => {
    const value = saidAt(root, key);
    const length = value ? [...value.text.slice(0, most * 2 + 2)].length : 0;
    return value && length > most
      ? [
          finding(
            value.range,
            `${codeSpan(key)} is longer than the ${most.toLocaleString('en')} characters that the specification allows: say it shorter.`,
          ),
        ]
      : [];
  });
}

interface Words {
  readonly known: readonly string[];
  /** What else is written for one of them. */
  readonly others: Readonly<Record<string, string>>;
}

/** Spec: Sigma 2.1.0, status and level. */
const statuses: Words = {
  known: ['stable', 'test', 'experimental', 'deprecated', 'unsupported'],
  others: { testing: 'test', production: 'stable', draft: 'experimental', obsolete: 'deprecated' },
};
const levels: Words = {
  known: ['informational', 'low', 'medium', 'high', 'critical'],
  others: { info: 'informational', information: 'informational', moderate: 'medium', severe: 'critical' },
};

/** The word that is meant by another one, if it can be told. */
function meantOf(text: string, { known, others }: Words): string | null {
  const lower = text.trim().toLowerCase();
  return known.includes(lower)
    ? lower
    : Object.hasOwn(others, lower)
      ? (others[lower] ?? null)
      : nearestWord(lower, known);
}

export function oneOf(text: string, value: ScalarNode, name: string, words: Words): Finding | null {
  if (words.known.includes(value.text.trim())) return null;
  const meant = meantOf(value.text, words);
  const hint = meant ? ` Did you mean ${codeSpan(meant)}?` : '';
  return finding(
    value.range,
    `${codeSpan(shorten(value.text))} is no ${name}; there are ${words.known.map((each) => codeSpan(each)).join(', ')}.${hint}`,
    meant ? [fixOf(`Change to ${codeSpan(meant)}`, replaceScalar(text, value, meant))] : [],
  );
}

function wordOf(key: string, words: Words): Check<DocumentSubject>['find'] {
  return ({ text, root }) => {
    const value = saidAt(root, key);
    const found = value && oneOf(text, value, key, words);
    return found ? [found] : [];
  };
}

const dateForm = /^(\d{4})-(\d\d)-(\d\d)$/;

/** A day of the calendar, as the specification writes it; null for none. */
export function readDate(written: string): string | null {
  const [, year = '', month = '', day = ''] = dateForm.exec(written) ?? [];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== '' && at.toISOString().startsWith(written) ? written : null;
}

/** Other forms in which the year comes first, so that nobody can read them in two ways. */
function intoDate(written: string): string | null {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:[T ].*)?$/.exec(written) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(written) ?? ['', ''];
  return year ? readDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) : null;
}

function dateForms({ text, root }: DocumentSubject): Finding[] {
  return ['date', 'modified'].flatMap((key) => {
    const value = saidAt(root, key);
    if (!value || readDate(value.text.trim()) !== null) return [];
    const meant = intoDate(value.text.trim());
    return [
      finding(
        value.range,
        `${codeSpan(shorten(value.text))} is no date: write year, month and day as ${codeSpan(meant ?? '2024-03-31')}.`,
        meant ? [fixOf(`Change to ${codeSpan(meant)}`, replaceScalar(text, value, meant))] : [],
      ),
    ];
  });
}

function modifiedBefore({ root }: DocumentSubject): Finding[] {
  const [made, modified] = ['date', 'modified'].map((key) => saidAt(root, key));
  const [from, to] = [made, modified].map((value) => value && readDate(value.text.trim()));
  return made && modified && from && to && to < from
    ? [
        finding(
          modified.range,
          `The rule was made on ${from} and cannot have been changed before: look at both dates.`,
        ),
      ]
    : [];
}

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

function ids({ root }: DocumentSubject): Finding[] {
  const id = saidAt(root, 'id');
  return id && !isUuid(id.text.trim())
    ? [
        finding(
          id.range,
          `${codeSpan(shorten(id.text))} is no UUID: others refer to the rule by an id such as \`929a690e-bef0-4204-a928-ef5e620d6fcc\`.`,
        ),
      ]
    : [];
}

/** The newest of which there is a specification, and the draft after it. */
const latestMajor = 3;

export function majorOf({ root }: Pick<DocumentSubject, 'root'>): number | null {
  const version = saidAt(root, 'sigma-version');
  const [, major] = /^v?(\d{1,3})(?:\.\d+){0,2}$/i.exec(version?.text.trim() ?? '') ?? [];
  return major === undefined ? null : Number(major);
}

function versions(subject: DocumentSubject): Finding[] {
  const version = saidAt(subject.root, 'sigma-version');
  if (!version) return [];
  const major = majorOf(subject);
  if (major !== null && major >= 1 && major <= latestMajor) return [];
  return [
    finding(
      version.range,
      `${codeSpan(shorten(version.text))} is no version of Sigma that is known here; the newest is ${latestMajor}: look whether the rule needs a newer one.`,
    ),
  ];
}

export const metadataChecks: readonly Check<DocumentSubject>[] = [
  { code: 'metadata_too_long', find: tooLong },
  { code: 'status_value', find: wordOf('status', statuses) },
  { code: 'level_value', find: wordOf('level', levels) },
  { code: 'date_format', find: dateForms },
  { code: 'modified_before_date', find: modifiedBefore },
  { code: 'id_not_uuid', find: ids },
  { code: 'sigma_version_unknown', find: versions },
];
