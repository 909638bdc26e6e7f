// Sources of rules and imports, in sentences.
import type { RuleSource } from '../../catalog/types.ts';
import type { Importing } from '../../state/library-sources.svelte.ts';
import type { ImportReport } from '../../worker/reference/protocol.ts';
import { toShort } from '../visible.ts';
import { count, number } from '../words.ts';
import { toDuration } from './run-words.ts';

const kinds: Readonly<Record<RuleSource['kind'], string>> = {
  built_in: 'comes with the playground',
  embedded: 'comes with this site',
  user: 'yours, stored in this browser',
};

/** `3,112 rules`, `r2026-08-01`, `yours, stored in this browser`, `since 24 Nov 2026`. */
export function toSourceFacts({ ruleCount, version, kind, addedAt }: RuleSource): readonly string[] {
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
  return [
    count(ruleCount, 'rule'),
    version === '' ? '' : `version ${toShort(version, 40)}`,
    kinds[kind],
    addedAt > 0 ? `since ${date.format(addedAt)}` : '',
  ].filter((fact) => fact !== '');
}

const stages = {
  reading: 'Reading files',
  parsing: 'Reading rules',
  storing: 'Storing',
  running: 'Running',
} as const;

export function toProgressText({ progress, found }: Importing): string {
  if (!progress) return `Looking for files: ${number(found)}`;
  const { stage, done, total } = progress;
  return total > 1 ? `${stages[stage]}: ${number(done)} of ${number(total)}` : stages[stage];
}

/** What an import came to. */
export function toImportSentence({
  source,
  broken,
  ignored,
  nestedArchives,
  elapsedMs,
}: ImportReport): string {
  if (!source) return '';
  const parts = [
    `${count(source.ruleCount, 'rule')} of “${toShort(source.name, 60)}” in ${toDuration(elapsedMs)}`,
    broken.length > 0 ? `${count(broken.length, 'file')} with a problem` : '',
    ignored > 0 ? `${count(ignored, 'other file')} left out` : '',
    nestedArchives > 0 ? `${count(nestedArchives, 'archive')} inside not opened` : '',
  ].filter((part) => part !== '');
  return `${parts.join(', ')}.`;
}
