// The events that came with the site's own rules, one lazily loaded chunk.

interface RuleEvent {
  readonly event: unknown;
}

const lists = import.meta.glob<readonly RuleEvent[]>('../../catalog/rules/*.events.json', {
  import: 'default',
  eager: true,
});

/** JSON text of the events of the rule in that file; empty when there are none. */
export function eventsTextOf(path: string): string {
  const events = lists[`../../catalog/rules/${path.replace(/\.yml$/, '.events.json')}`];
  if (!events) return '';
  return `${JSON.stringify(
    events.map(({ event }) => event),
    null,
    2,
  )}\n`;
}
