// Conventions of SigmaHQ's repository for what a rule says of itself. Other collections have others: nothing of this is
// wrong, and it is told only where it is asked for.
import { codeSpan, entryOf } from '../../sigma/index.ts';
import type { ScalarNode, TextEdit } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { knownKeys } from '../document/keys.ts';
import { headOf, listAt, saidAt } from '../document/subject.ts';
import type { DocumentSubject } from '../document/subject.ts';
import { replaceScalar } from '../scalar-edits.ts';

/** What a rule of that repository says, in its order. */
const wanted = [
  'id',
  'status',
  'description',
  'references',
  'author',
  'date',
  'tags',
  'falsepositives',
  'level',
];
/** Filters change other rules. */
const notInFilters = ['status', 'level', 'tags', 'references', 'falsepositives'];

function missing(subject: DocumentSubject): Finding[] {
  if (subject.kind === 'other') return [];
  const lacks = wanted
    .filter((key) => !entryOf(subject.root, key))
    .filter((key) => subject.kind !== 'filter' || !notInFilters.includes(key));
  return lacks.length > 0
    ? [
        finding(
          headOf(subject),
          `The rule lacks what SigmaHQ’s rules have: ${lacks.map((key) => codeSpan(key)).join(', ')}.`,
        ),
      ]
    : [];
}

const order = [
  ...[
    'title',
    'id',
    'related',
    'name',
    'taxonomy',
    'status',
    'description',
    'license',
    'references',
    'author',
  ],
  ...[
    'date',
    'modified',
    'tags',
    'logsource',
    'detection',
    'correlation',
    'filter',
    'fields',
    'falsepositives',
  ],
  'level',
];

function keyOrder({ root }: DocumentSubject): Finding[] {
  const keys = root.entries.filter(({ key }) => order.includes(key.text));
  const late = keys.find(({ key }, i) => {
    const before = keys[i - 1];
    return before && order.indexOf(before.key.text) > order.indexOf(key.text);
  });
  const before = late && keys.find(({ key }) => order.indexOf(key.text) > order.indexOf(late.key.text));
  return late && before
    ? [
        finding(
          late.key.range,
          `${codeSpan(late.key.text)} stands before ${codeSpan(before.key.text)} in rules of SigmaHQ.`,
        ),
      ]
    : [];
}

/** Keys that the repository's own tools read. */
const ofRepository = ['regression_tests_path', 'simulation'];

function customKeys({ root }: DocumentSubject): Finding[] {
  return root.entries
    .filter(({ key }) => !knownKeys.includes(key.text.toLowerCase()) && !ofRepository.includes(key.text))
    .map(({ key }) =>
      finding(key.range, `${codeSpan(key.text)} is an attribute of your own: rules of SigmaHQ have none.`),
    );
}

const longestTitle = 110;
const shortestDescription = 16;

function titleLength({ root }: DocumentSubject): Finding[] {
  const title = saidAt(root, 'title');
  return title && [...title.text.trim()].length > longestTitle
    ? [
        finding(
          title.range,
          `Titles have ${longestTitle} characters at most: say the rest in the description.`,
        ),
      ]
    : [];
}

function titleForm({ text, root }: DocumentSubject): Finding[] {
  const title = saidAt(root, 'title');
  if (!title) return [];
  const said = title.text.trim();
  const dot = said.endsWith('.') && !said.endsWith('..') ? said.slice(0, -1) : null;
  return [
    ...(/^(detect(s|ed|ion of)?)\s/i.test(said)
      ? [finding(title.range, 'A title names what is found, without “Detects”: begin with it.')]
      : []),
    ...(dot === null
      ? []
      : [
          finding(title.range, 'A title is no sentence: leave its full stop away.', [
            fixOf('Leave the full stop away', replaceScalar(text, title, dot)),
          ]),
        ]),
  ];
}

/** Short words that stay small. */
const small = new Set(
  (
    'a an and as at but by en for from if in into is nor not of off on onto or over per so than the then to up upon ' +
    'via vs vs. when which with without yet'
  ).split(' '),
);

/** A word of letters alone, in small ones: what has dots, digits, signs or quotes around it is somebody's name. */
const isPlainWord = (word: string): boolean => /^[a-z]{2,}$/.test(word);

function titleCase({ root }: DocumentSubject): Finding[] {
  const title = saidAt(root, 'title');
  const words = title?.text.trim().split(/\s+/) ?? [];
  const low = words.filter((word, i) => isPlainWord(word) && (i === 0 || !small.has(word)));
  return title && low.length > 0
    ? [
        finding(
          title.range,
          `Words of a title begin with a capital: ${low
            .slice(0, 5)
            .map((word) => codeSpan(word))
            .join(', ')}.`,
        ),
      ]
    : [];
}

function descriptionLength({ root }: DocumentSubject): Finding[] {
  const description = saidAt(root, 'description');
  return description && description.text.trim().length < shortestDescription
    ? [
        finding(
          description.range,
          `A description has ${shortestDescription} characters at least: say what is found, and why it matters.`,
        ),
      ]
    : [];
}

function descriptionLinks({ root }: DocumentSubject): Finding[] {
  const description = saidAt(root, 'description');
  return description && /\bhttps?:\/\//i.test(description.text)
    ? [finding(description.range, 'Addresses stand under `references`, and not in the description.')]
    : [];
}

const capital = /^[a-z][a-z'’]*(?=[\s,.;:]|$)/;
const banned = /^(none|n\/?a|nothing|pentest(ing|s)?|penetration test(s|ing)?|red team(ing)?)\b/i;
const misspelled: Readonly<Record<string, string>> = {
  unkown: 'unknown',
  unknow: 'unknown',
  ligitimate: 'legitimate',
  legitim: 'legitimate',
  legitimeate: 'legitimate',
  legetimate: 'legitimate',
  leagitimate: 'legitimate',
};

function falsePositives({ text, root }: DocumentSubject): Finding[] {
  return listAt(root, 'falsepositives').flatMap((entry) => {
    const said = entry.text.trim();
    if (banned.test(said))
      return [
        finding(
          entry.range,
          'This is no false positive: write what looks the same and is harmless, or `Unknown`.',
        ),
      ];
    const [word = ''] = /^[a-z]+/i.exec(said) ?? [];
    const right = misspelled[word.toLowerCase()];
    if (!right && !capital.test(said)) return [];
    const meant = right ?? word;
    const mended = `${meant[0]?.toUpperCase() ?? ''}${meant.slice(1)}${said.slice(word.length)}`;
    return [
      finding(entry.range, right ? `Write ${codeSpan(right)}.` : 'False positives begin with a capital.', [
        fixOf(`Change to ${codeSpan(mended)}`, replaceText(text, entry, mended)),
      ]),
    ];
  });
}

function replaceText(text: string, value: ScalarNode, by: string): TextEdit | null {
  return replaceScalar(text, { text: value.text.trim(), range: value.range }, by);
}

function references({ root }: DocumentSubject): Finding[] {
  return listAt(root, 'references').flatMap(({ text, range }) => {
    if (/^https?:\/\/attack\.mitre\.org\/(techniques|tactics)\//i.test(text.trim()))
      return [finding(range, 'Techniques and tactics of ATT&CK are tags, and no references.')];
    if (/^https?:\/\/github\.com\/[^/]+\/[^/]+\/(blob|tree)\/(master|main|dev|develop)\//i.test(text.trim()))
      return [finding(range, 'The page behind this changes with each commit: link to a commit.')];
    return [];
  });
}

export const conventionsOfMetadata: readonly Check<DocumentSubject>[] = [
  { code: 'convention_missing_key', find: missing },
  { code: 'convention_key_order', find: keyOrder },
  { code: 'convention_custom_key', find: customKeys },
  { code: 'convention_title_length', find: titleLength },
  { code: 'convention_title_form', find: titleForm },
  { code: 'convention_title_case', find: titleCase },
  { code: 'convention_description_length', find: descriptionLength },
  { code: 'convention_description_link', find: descriptionLinks },
  { code: 'convention_false_positive', find: falsePositives },
  { code: 'convention_reference', find: references },
];
