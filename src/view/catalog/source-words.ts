// Sources of rules and imports, in sentences.
import type { RuleSource } from '../../catalog/types.ts';
import type { Importing } from '../../state/library-sources.svelte.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { plural } from '../../texts/plural.ts';
import type { ImportReport } from '../../worker/reference/protocol.ts';
import { toShort } from '../visible.ts';
import { number } from '../words.ts';
import { toDuration } from './run-words.ts';

const kinds: Readonly<Record<RuleSource['kind'], string>> = {
  built_in: texts.catalogSourcesBuiltIn,
  embedded: texts.catalogSourcesEmbedded,
  user: texts.catalogSourcesYours,
};

/** `3,112 rules`, `r2026-08-01`, `yours, stored in this browser`, `since 24 Nov 2026`. */
export function toSourceFacts({ ruleCount, version, kind, addedAt }: RuleSource): readonly string[] {
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
  return [
    plural(ruleCount, texts.countRuleOne, texts.countRuleMany),
    version === '' ? '' : fill(texts.catalogSourcesVersion, { version: toShort(version, 40) }),
    kinds[kind],
    addedAt > 0 ? fill(texts.catalogSourcesSince, { date: date.format(addedAt) }) : '',
  ].filter((fact) => fact !== '');
}

const stages = {
  reading: texts.catalogSourcesReadingFiles,
  parsing: texts.catalogSourcesReadingRules,
  storing: texts.catalogSourcesStoring,
  running: texts.catalogSourcesRunning,
} as const;

export function toProgressText({ progress, found }: Importing): string {
  if (!progress) return fill(texts.catalogSourcesLookingFiles, { found: number(found) });
  const { stage, done, total } = progress;
  return total > 1
    ? fill(texts.catalogSourcesProgress, { stage: stages[stage], done: number(done), all: number(total) })
    : stages[stage];
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
    fill(texts.catalogSourcesTaken, {
      rules: plural(source.ruleCount, texts.countRuleOne, texts.countRuleMany),
      name: toShort(source.name, 60),
      duration: toDuration(elapsedMs),
    }),
    broken.length > 0
      ? fill(texts.catalogSourcesWithProblem, {
          files: plural(broken.length, texts.countFileOne, texts.countFileMany),
        })
      : '',
    ignored > 0
      ? fill(texts.catalogSourcesLeftOut, {
          files: plural(ignored, texts.countOtherFileOne, texts.countOtherFileMany),
        })
      : '',
    nestedArchives > 0
      ? fill(texts.catalogSourcesNested, {
          archives: plural(nestedArchives, texts.countArchiveOne, texts.countArchiveMany),
        })
      : '',
  ].filter((part) => part !== '');
  return `${parts.join(', ')}.`;
}
