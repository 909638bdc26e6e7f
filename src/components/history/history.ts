// The history, as one file to load when the page has come to rest.
import { createHistoryStore } from '../../share/history-store.ts';
import type { Work } from '../../share/work-link.ts';
import { History } from '../../state/history.svelte.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { Session } from '../../state/session.svelte.ts';
import { countChanges } from '../../view/history/line-diff.ts';
import { toVerdictLine } from '../../view/verdict-line.ts';

export { default as HistoryDialog } from './HistoryDialog.svelte';

export function startHistory(playground: Playground, session: Session): History {
  const history = new History({
    store: createHistoryStore(),
    session,
    verdictOf: ({ ruleText, eventsText }) => {
      const { answer, stop } = playground;
      if (answer?.ruleText !== ruleText || answer.eventsText !== eventsText) return null;
      const { tone, text } = toVerdictLine(answer.result, stop);
      return { tone, text };
    },
    changeOf: (before: Work, after: Work) => ({
      rule: countChanges(before.ruleText, after.ruleText),
      events: countChanges(before.eventsText, after.eventsText),
    }),
    tab: crypto.randomUUID?.() ?? String(Math.random()),
  });
  history.start();
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void history.flush();
  });
  return history;
}
