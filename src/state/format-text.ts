// The key that lays a text out. A text that cannot be read is left as it is.
import { formatEvents } from '../intake/format-events.ts';
import * as texts from '../texts/en.ts';
import type { RunResult } from '../worker/protocol.ts';
import type { Notices } from './notices.svelte.ts';
import type { Pane } from './answer.ts';
import type { Playground } from './playground.svelte.ts';

interface Into {
  readonly playground: Playground;
  readonly notices: Notices;
}

export async function formatText(pane: Pane, { playground, notices }: Into): Promise<void> {
  const { answer } = playground;
  const text = pane === 'rule' ? playground.ruleText : playground.eventsText;
  const say = (message: string) => notices.show(message, { tone: 'warning', topic: 'format' });
  if (text.trim() === '') return;
  if (!answer || (pane === 'rule' ? answer.ruleText : answer.eventsText) !== text) {
    say(texts.formatTooEarly);
    return;
  }
  if (isBroken(pane, answer.result)) {
    say(pane === 'rule' ? texts.formatBrokenYaml : texts.formatBrokenJson);
    return;
  }
  const formatted = pane === 'rule' ? await playground.ask('layOut', text) : formatEvents(text);
  // What was typed meanwhile is not written over.
  if (pane === 'rule' && (formatted === null || playground.ruleText !== text)) say(texts.formatTooEarly);
  else if (formatted === null) say(texts.formatTooLong);
  else if (formatted === text) notices.show(texts.formatNothing, { topic: 'format' });
  else if (pane === 'rule') playground.setRuleText(formatted);
  else playground.setEventsText(formatted);
}

/** A tab where YAML wants spaces is among what is mended. */
function isBroken(pane: Pane, { rule, events }: RunResult): boolean {
  if (pane === 'events') return events.state === 'broken';
  return rule.diagnostics.some(
    ({ code, severity }) => severity === 'error' && code.startsWith('yaml_') && code !== 'yaml_tab',
  );
}
