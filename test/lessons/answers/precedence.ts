import { lesson } from '../../../src/lessons/course/precedence.ts';
import { edited } from '../answers.ts';
import type { Answers } from '../answers.ts';

const { start } = lesson;
const condition = 'selection_delete or selection_suspend and not filter_baseline';
const by = (other: string) => edited(start, [condition, other]);

export const answers: Answers = {
  wrong: [
    {
      name: 'the filter first',
      rule: by('not filter_baseline and selection_delete or selection_suspend'),
    },
    {
      name: 'the other order',
      rule: by('selection_suspend or selection_delete and not filter_baseline'),
    },
  ],
  against: [
    {
      name: 'both in one search',
      rule: edited(
        start,
        ['  selection_suspend:\n', '  selection_either:\n'],
        [condition, '(selection_delete or selection_either) and not filter_baseline'],
      ),
    },
  ],
  right: [
    {
      name: 'the filter with each',
      rule: by('selection_delete and not filter_baseline or selection_suspend and not filter_baseline'),
    },
    { name: 'one of the selections', rule: by('not filter_baseline and 1 of selection_*') },
  ],
};
