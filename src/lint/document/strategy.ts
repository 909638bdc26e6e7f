// Checks of a detection strategy: attributes `rsigma.ads.…`, one a section, as rsigma reads them. Only of a rule that
// has one of them: Sigma itself knows nothing of it.
import { codeSpan, entryOf, nearestWord } from '../../sigma/index.ts';
import type { DocumentNode, MappingEntry } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { replaceScalar } from '../scalar-edits.ts';
import { isSaid, listAt } from './subject.ts';
import type { DocumentSubject } from './subject.ts';

const prefix = 'rsigma.ads.';

/** Sections, and the key of Sigma that says the same. */
const sections: Readonly<Record<string, string | null>> = {
  goal: 'description',
  categorization: 'tags',
  strategy: null,
  technical_context: null,
  blind_spots: null,
  false_positives: 'falsepositives',
  validation: 'rsigma.exemplars',
  priority: 'level',
  response: null,
};
/** It says that a rule is to have none. */
const exempt = 'exempt';

function attributesOf({ root }: DocumentSubject): MappingEntry[] {
  const custom = entryOf(root, 'custom_attributes')?.value;
  const entries = [...root.entries, ...(custom?.type === 'mapping' ? custom.entries : [])];
  return entries.filter(({ key }) => key.text.startsWith('rsigma.'));
}

function strategyOf(subject: DocumentSubject): MappingEntry[] {
  const own = attributesOf(subject).filter(({ key }) => key.text.startsWith(prefix));
  const isExempt = own.some(({ key, value }) => nameOf(key.text) === exempt && isTrue(value));
  return subject.kind !== 'detection' || isExempt ? [] : own;
}

const nameOf = (key: string): string => key.slice(prefix.length);
const isTrue = (node: DocumentNode): boolean => node.type === 'scalar' && /^true$/i.test(node.text);

function saysElsewhere(subject: DocumentSubject, key: string): boolean {
  if (key === 'rsigma.exemplars') return attributesOf(subject).some((each) => each.key.text === key);
  const said = listAt(subject.root, key);
  return key === 'tags' ? said.some(({ text }) => /^attack\./i.test(text.trim())) : said.length > 0;
}

function missing(subject: DocumentSubject): Finding[] {
  const own = strategyOf(subject);
  const [first] = own;
  if (!first) return [];
  const names = new Set(own.map(({ key }) => nameOf(key.text)));
  const lacks = Object.entries(sections).filter(
    ([name, key]) => !names.has(name) && (key === null || !saysElsewhere(subject, key)),
  );
  return lacks.map(([name, key]) =>
    finding(
      first.key.range,
      `The detection strategy says nothing of ${codeSpan(name)}: add ${codeSpan(prefix + name)}${key ? ` or ${codeSpan(key)}` : ''}.`,
    ),
  );
}

/** Shorter texts explain nothing. */
const shortest = 3;

function isBlank(node: DocumentNode): boolean {
  if (node.type === 'sequence') return node.items.every(isBlank);
  if (node.type === 'mapping') return node.entries.length === 0;
  return !isSaid(node) || node.text.trim().length < shortest;
}

function blank(subject: DocumentSubject): Finding[] {
  return strategyOf(subject)
    .filter(({ key, value }) => Object.hasOwn(sections, nameOf(key.text)) && isBlank(value))
    .map(({ key }) =>
      finding(key.range, `${codeSpan(key.text)} says nothing: write the section, or take it out.`),
    );
}

function unknown(subject: DocumentSubject): Finding[] {
  const known = [...Object.keys(sections), exempt];
  return strategyOf(subject)
    .filter(({ key }) => !known.includes(nameOf(key.text)))
    .map(({ key }) => {
      const near = nearestWord(nameOf(key.text), known);
      const isThere = near !== null && strategyOf(subject).some((each) => each.key.text === prefix + near);
      const hint = near ? ` Did you mean ${codeSpan(prefix + near)}?` : '';
      return finding(
        key.range,
        `A detection strategy has no section ${codeSpan(nameOf(key.text))}; there are ${Object.keys(sections)
          .map((name) => codeSpan(name))
          .join(', ')}.${hint}`,
        near && !isThere
          ? [fixOf(`Change to ${codeSpan(prefix + near)}`, replaceScalar(subject.text, key, prefix + near))]
          : [],
      );
    });
}

export const strategyChecks: readonly Check<DocumentSubject>[] = [
  { code: 'ads_section_missing', find: missing },
  { code: 'ads_section_empty', find: blank },
  { code: 'ads_section_unknown', find: unknown },
];
