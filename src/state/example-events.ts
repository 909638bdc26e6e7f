// Events made from a rule, as work: one array of them, and what the rule should say of each.
import type { EventMark } from '../intake/event-marks.ts';
import type { Work } from '../share/work-link.ts';
import type { RuleExample } from '../worker/reference/protocol.ts';

type Named = Pick<RuleExample, 'text' | 'name' | 'expectation'>;

export function toExampleWork(ruleText: string, { events }: { readonly events: readonly Named[] }): Work {
  let eventsText = '[';
  const marks = events.map(({ text, name, expectation }, i): EventMark => {
    eventsText += `${i === 0 ? '' : ','}\n  `;
    const start = eventsText.length;
    // A line feed inside a text is written as `\n`: all others stand between members.
    eventsText += text.replaceAll('\n', '\n  ');
    return { range: { start, end: eventsText.length }, expectation, name };
  });
  return { ruleText, eventsText: `${eventsText}\n]\n`, marks };
}
