import type { Draft } from '../../authoring/draft-rule.ts';
import { count, number } from '../words.ts';

/** How a draft does, in a sentence or two. */
export function draftSentence(draft: Draft): string {
  const { ruleText, selected, fires, tried, others, alsoFires } = draft;
  if (ruleText === '') return 'The selected events share nothing that a rule could ask for.';
  const own =
    fires === selected
      ? `Fires on ${selected === 1 ? 'the selected event' : `all ${number(selected)} selected events`}`
      : `Fires on ${number(fires)} of ${count(selected, 'selected event')}`;
  if (others === 0) return `${own}. There are no others to tell them from.`;
  const rest =
    tried < others ? `the first ${count(tried, 'other')} of ${number(others)}` : count(others, 'other');
  if (alsoFires === 0) return `${own} and on none of ${tried < others ? '' : 'the '}${rest}.`;
  return `${own}, and on ${number(alsoFires)} of ${tried < others ? '' : 'the '}${rest}: nothing steady tells them apart.`;
}

/** What one of its items is good for. */
export function reasonWords({ tellsApart, of, excludes }: Draft['reasons'][number]): string {
  if (of === 0 || tellsApart === 0) return 'shared by all selected';
  return `${excludes ? 'excludes' : 'leaves out'} ${number(tellsApart)} of ${count(of, 'other')}`;
}
