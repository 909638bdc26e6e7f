// Checks of lists of texts, and of the rules that a rule is related to.
import { codeSpan, entryOf } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { removeEntry } from '../scalar-edits.ts';
import { isUuid, oneOf } from './metadata.ts';
import { isSaid, listAt, saidAt, shorten } from './subject.ts';
import type { DocumentSubject } from './subject.ts';

/** Tags have checks of their own. */
const lists = ['references', 'fields', 'falsepositives', 'scope'];

function duplicates({ text, root }: DocumentSubject): Finding[] {
  return lists.flatMap((key) => {
    const seen = new Set<string>();
    return listAt(root, key).flatMap((entry) => {
      const said = entry.text.trim();
      if (!seen.has(said)) {
        seen.add(said);
        return [];
      }
      return [
        finding(
          entry.range,
          `${codeSpan(shorten(said))} stands in ${codeSpan(key)} already: once is enough.`,
          [fixOf('Remove it', removeEntry(text, entry))],
        ),
      ];
    });
  });
}

/** Spec: the JSON schema of rules. */
const shortest = 2;

function tooShort({ root }: DocumentSubject): Finding[] {
  return ['falsepositives', 'scope'].flatMap((key) =>
    listAt(root, key)
      .filter(({ text }) => text.trim().length < shortest)
      .map(({ text, range }) =>
        finding(
          range,
          `${codeSpan(text)} says nothing to a reader: entries of ${codeSpan(key)} have two characters at least.`,
        ),
      ),
  );
}

/** Spec: Sigma 2.1.0, `related`. */
const relations = {
  known: ['derived', 'obsolete', 'merged', 'renamed', 'similar'],
  others: { obsoletes: 'obsolete', obsoleted: 'obsolete', derived_from: 'derived' },
};

function relatedOf({ root }: DocumentSubject) {
  const value = entryOf(root, 'related')?.value;
  return value?.type === 'sequence' ? value.items : [];
}

function incomplete(subject: DocumentSubject): Finding[] {
  return relatedOf(subject).flatMap((item) => {
    const lacks =
      item.type === 'mapping'
        ? ['id', 'type'].filter((key) => !isSaid(entryOf(item, key)?.value))
        : ['id', 'type'];
    return lacks.length > 0
      ? [
          finding(
            item.range,
            `A related rule is told by its \`id\` and a \`type\` such as \`derived\`: add ${lacks.map((key) => codeSpan(key)).join(' and ')}.`,
          ),
        ]
      : [];
  });
}

function relatedIds(subject: DocumentSubject): Finding[] {
  return relatedOf(subject).flatMap((item) => {
    const id = item.type === 'mapping' ? saidAt(item, 'id') : null;
    return id && !isUuid(id.text.trim())
      ? [
          finding(
            id.range,
            `${codeSpan(shorten(id.text))} is no UUID: name the related rule by its \`id\`, as it stands there.`,
          ),
        ]
      : [];
  });
}

function relatedTypes(subject: DocumentSubject): Finding[] {
  return relatedOf(subject).flatMap((item) => {
    const type = item.type === 'mapping' ? saidAt(item, 'type') : null;
    const found = type && oneOf(subject.text, type, 'type of relation', relations);
    return found ? [found] : [];
  });
}

function relatedToItself(subject: DocumentSubject): Finding[] {
  const own = saidAt(subject.root, 'id')?.text.trim().toLowerCase();
  return relatedOf(subject).flatMap((item) => {
    const id = item.type === 'mapping' ? saidAt(item, 'id') : null;
    return id && id.text.trim().toLowerCase() === own
      ? [
          finding(
            id.range,
            'This is the id of the rule itself: name the other rule, or give this one a new id.',
          ),
        ]
      : [];
  });
}

function deprecatedAlone({ root }: DocumentSubject): Finding[] {
  const status = saidAt(root, 'status');
  return status?.text.trim() === 'deprecated' && !entryOf(root, 'related')
    ? [
        finding(
          status.range,
          'The rule is deprecated and does not say for which other one: add it under `related`, if there is one.',
        ),
      ]
    : [];
}

export const listChecks: readonly Check<DocumentSubject>[] = [
  { code: 'entry_duplicate', find: duplicates },
  { code: 'entry_too_short', find: tooShort },
  { code: 'related_incomplete', find: incomplete },
  { code: 'related_id', find: relatedIds },
  { code: 'related_type', find: relatedTypes },
  { code: 'related_self', find: relatedToItself },
  { code: 'deprecated_without_related', find: deprecatedAlone },
];
