// Checks of filters beyond what their reader needs. What is wrong with a correlation its reader says.
import { codeSpan, entryOf } from '../../sigma/index.ts';
import type { MappingEntry, TextEdit } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check } from '../check.ts';
import type { DocumentSubject } from './subject.ts';

/** Takes a key out with its lines. */
function removeKey(text: string, { range, value }: MappingEntry): TextEdit | null {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const lineBreak = text.indexOf('\n', value.range.end);
  const end = lineBreak < 0 ? text.length : lineBreak + 1;
  const isAlone =
    text.slice(start, range.start).trim() === '' &&
    /^\s*(#[^\n]*)?\s*$/.test(text.slice(value.range.end, end));
  return isAlone ? { range: { start, end }, text: '' } : null;
}

/** Spec: Sigma 2.1.0, filters. A filter changes the rules that it is for and finds nothing by itself. */
function ofFilter(key: 'level' | 'status'): Check<DocumentSubject>['find'] {
  return ({ text, root, kind }) => {
    const entry = kind === 'filter' ? entryOf(root, key) : undefined;
    return entry
      ? [
          finding(
            entry.key.range,
            `A filter has no ${codeSpan(key)}: the rules that it is for have theirs. Take it out.`,
            [fixOf('Remove it', removeKey(text, entry))],
          ),
        ]
      : [];
  };
}

export const kindChecks: readonly Check<DocumentSubject>[] = [
  { code: 'filter_has_level', find: ofFilter('level') },
  { code: 'filter_has_status', find: ofFilter('status') },
];
