// Checks of the documents of one text against each other.
import { codeSpan } from '../../sigma/index.ts';
import type { ScalarNode } from '../../sigma/index.ts';
import { finding } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { majorOf } from './metadata.ts';
import { saidAt, shorten } from './subject.ts';
import type { DocumentSubject } from './subject.ts';

type Documents = readonly DocumentSubject[];

/** What a document after the first says that another one said before it. */
function repeated(documents: Documents, key: string): ScalarNode[] {
  const seen = new Set<string>();
  return documents.flatMap(({ root }) => {
    const value = saidAt(root, key);
    const said = value?.text.trim().toLowerCase();
    if (!value || said === undefined) return [];
    if (seen.has(said)) return [value];
    seen.add(said);
    return [];
  });
}

function ids(documents: Documents): Finding[] {
  return repeated(documents, 'id').map(({ text, range }) =>
    finding(
      range,
      `Another document of this text has the id ${codeSpan(shorten(text))}: whoever refers to it means either. Give this one an id of its own.`,
    ),
  );
}

function titles(documents: Documents): Finding[] {
  return repeated(documents, 'title').map(({ range }) =>
    finding(range, 'Another document of this text has this title: say what is different about this one.'),
  );
}

function versions(documents: Documents): Finding[] {
  const [first] = documents.flatMap((each) => majorOf(each) ?? []);
  return documents.flatMap((each) => {
    const version = saidAt(each.root, 'sigma-version');
    const major = majorOf(each);
    return version && major !== null && major !== first
      ? [
          finding(
            version.range,
            `Another document of this text is written for Sigma ${first ?? ''}: rules that refer to each other are of one version.`,
          ),
        ]
      : [];
  });
}

export const severalChecks: readonly Check<Documents>[] = [
  { code: 'id_repeated', find: ids },
  { code: 'title_repeated', find: titles },
  { code: 'sigma_version_mixed', find: versions },
];
