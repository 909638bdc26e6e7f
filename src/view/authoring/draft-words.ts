import type { Draft } from '../../authoring/draft-rule.ts';
import * as texts from '../../texts/en.ts';
import { fill } from '../../texts/fill.ts';
import { plural } from '../../texts/plural.ts';
import { number } from '../words.ts';

/** How a draft does, in a sentence or two. */
export function draftSentence(draft: Draft): string {
  const { ruleText, selected, fires, tried, others, alsoFires } = draft;
  if (ruleText === '') return texts.draftNothingShared;
  const own =
    fires < selected
      ? plural(selected, texts.draftFiresOnSomeOne, texts.draftFiresOnSomeMany, { fires: number(fires) })
      : plural(selected, texts.draftFiresOnAllOne, texts.draftFiresOnAllMany);
  if (others === 0) return fill(texts.draftNoOthers, { own });
  const rest =
    tried < others
      ? plural(tried, texts.draftFirstOthersOne, texts.draftFirstOthersMany, { all: number(others) })
      : plural(others, texts.draftOthersOne, texts.draftOthersMany);
  if (alsoFires === 0) return fill(texts.draftOnNoOther, { own, rest });
  return fill(texts.draftOnOthers, { own, rest, fires: number(alsoFires) });
}

/** What one of its items is good for. */
export function reasonWords({ tellsApart, of, excludes }: Draft['reasons'][number]): string {
  if (of === 0 || tellsApart === 0) return texts.draftReasonShared;
  const values = { apart: number(tellsApart) };
  return excludes
    ? plural(of, texts.draftReasonExcludesOne, texts.draftReasonExcludesMany, values)
    : plural(of, texts.draftReasonLeavesOutOne, texts.draftReasonLeavesOutMany, values);
}
