import type { EventMark } from '../../intake/event-marks.ts';
import type { Example } from '../../lessons/reference/article.ts';
import type { Work } from '../../share/work-link.ts';

/** An example as work: what the article says of each event becomes its label, unless the rule is refused. */
export function toExampleWork(ruleText: string, eventsText: string, { events }: Example): Work {
  let from = 0;
  const marks = events.flatMap(({ text, claims, why }): EventMark[] => {
    const start = eventsText.indexOf(text, from);
    from = start + text.length;
    if (claims === 'refused') return [];
    return [{ range: { start, end: from }, name: why, expectation: claims === 'match' ? 'fire' : 'silent' }];
  });
  return { ruleText, eventsText, marks };
}
