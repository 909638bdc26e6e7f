import type { Evasion, EvasionWay } from '../../authoring/evasion.ts';
import * as texts from '../../texts/en.ts';
import { plural } from '../../texts/plural.ts';
import { number } from '../words.ts';

export const controlWord: Readonly<Record<EvasionWay['control'], string>> = {
  free: texts.evasionFree,
  elsewhere: texts.evasionElsewhere,
  unclear: texts.evasionUnclear,
};

export function wayTitle({ kind, after }: EvasionWay): string {
  if (kind === 'change') return texts.evasionChanged;
  return kind === 'set' && after !== null ? texts.evasionSet : texts.evasionLeftOut;
}

export function evasionSummary({ fires, ways }: Evasion): string {
  if (!fires) return texts.evasionNoMatch;
  const free = ways.filter(({ control }) => control === 'free').length;
  if (ways.length === 0) return texts.evasionNone;
  if (free === 0) return texts.evasionNoneFree;
  const rest = ways.length - free;
  return rest > 0
    ? plural(free, texts.evasionFreeAndMoreOne, texts.evasionFreeAndMoreMany, { rest: number(rest) })
    : plural(free, texts.evasionFreeOne, texts.evasionFreeMany);
}

export function softSentence({ soft, matched }: Evasion): string {
  const of = plural(matched, texts.countMatchingOne, texts.countMatchingMany);
  return plural(soft.length, texts.evasionSoftOne, texts.evasionSoftMany, { of });
}
