import { lesson } from '../../../src/lessons/course/one-of-all-of.ts';
import type { Answers } from '../answers.ts';
import { edited } from '../answers.ts';

const allOf = 'all of selection_* and not filter_sandbox';
const withCondition = (condition: string) => edited(lesson.start, [allOf, condition]);

export const answers: Answers = {
  remarks: { events_never_match: 'What AWS Config does is among the hidden events.' },
  wrong: [
    {
      name: 'the two in sight',
      rule: withCondition('(selection_guardduty or selection_trail) and not filter_sandbox'),
    },
    {
      name: 'the filter counts for the last one only',
      rule: withCondition(
        'selection_config or selection_trail or selection_guardduty and not filter_sandbox',
      ),
    },
  ],
  against: [
    {
      name: 'one search of everything',
      rule: edited(
        lesson.start,
        [
          `  selection_config:
    eventSource: config.amazonaws.com
    eventName:
      - DeleteConfigurationRecorder
      - StopConfigurationRecorder
  selection_guardduty:
    eventSource: guardduty.amazonaws.com
    eventName: DeleteDetector
  selection_trail:
    eventSource: cloudtrail.amazonaws.com
    eventName:
      - DeleteTrail
      - StopLogging`,
          `  selection:
    eventName:
      - DeleteConfigurationRecorder
      - StopConfigurationRecorder
      - DeleteDetector
      - DeleteTrail
      - StopLogging`,
        ],
        [allOf, 'selection and not filter_sandbox'],
      ),
    },
  ],
  right: [
    {
      name: 'each by its name',
      rule: withCondition(
        '(selection_config or selection_guardduty or selection_trail) and not filter_sandbox',
      ),
    },
    { name: 'not one of the filters', rule: withCondition('not 1 of filter_* and 1 of selection_*') },
    { name: 'any of', rule: withCondition('any of selection_* and not filter_sandbox') },
  ],
};
