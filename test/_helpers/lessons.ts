// Lessons for tests of the format and of what authors are told.
import type { Lesson, LessonEvent } from '../../src/lessons/lesson.ts';
import { selection } from './rule.ts';

export const lessonEvent = (
  name: string,
  expectation: LessonEvent['expectation'],
  value: unknown,
): LessonEvent => ({ name, expectation, text: JSON.stringify(value) });

/** A lesson that has everything a lesson can have. */
export const wholeLesson: Lesson = {
  id: '',
  title: 'A list is an OR',
  goal: 'Fire on **both** ways to silence a trail.',
  concept: 'The values of a list are alternatives:\n\n- one of them is enough',
  start: selection('eventName: StopLogging'),
  events: [
    lessonEvent('stopped', 'fire', { eventName: 'StopLogging' }),
    lessonEvent('deleted', 'fire', { eventName: 'DeleteTrail' }),
    lessonEvent('looked', 'silent', { eventName: 'DescribeTrails' }),
  ],
  hidden: [
    lessonEvent('made', 'silent', { eventName: 'CreateTrail' }),
    lessonEvent('deleted elsewhere', 'fire', { eventName: 'DeleteTrail', awsRegion: 'eu-west-1' }),
  ],
  constraints: [
    { kind: 'no_volatile_fields' },
    { kind: 'max_predicates', count: 2 },
    { kind: 'avoids_modifier', modifier: 're' },
  ],
  hints: [
    { text: 'Look at `DeleteTrail`.', look: { event: 1, field: 'eventName' } },
    { text: 'A list of values is an OR.' },
    {
      text: 'Write a list.',
      changes: [{ from: 'eventName: StopLogging', to: 'eventName: [StopLogging, DeleteTrail]' }],
    },
  ],
  solution: selection('eventName: [StopLogging, DeleteTrail]'),
  links: [
    { text: 'Lists', href: 'https://sigmahq.io/docs/basics/rules.html' },
    { text: 'In the page', href: '#learn=lists' },
  ],
};
