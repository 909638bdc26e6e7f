// Joins the page to the one around it, as one file to load in a frame.
import { connectHost } from '../../state/embed-host.svelte.ts';
import type { Embed } from '../../state/embed.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { FrameSession } from '../../state/light-session.ts';
import * as texts from '../../texts/en.ts';
import { toVerdictLine } from '../../view/verdict-line.ts';
import { measureContent } from './content-height.ts';

interface Parts {
  readonly playground: Playground;
  readonly session: FrameSession;
  readonly embed: Embed;
}

export function joinHost({ playground, session, embed }: Parts): () => void {
  return connectHost({
    playground,
    session,
    origin: embed.origin,
    loadedText: texts.embedLoaded,
    say: () => {
      const { answer, stop, failure } = playground;
      if (failure !== '') return { tone: 'error', text: texts.embedFailed };
      if (!answer && !stop) return null;
      // Which predicate was stopped is a word of the rule's.
      return toVerdictLine(answer?.result ?? null, stop && { text: '' });
    },
    measure: () => measureContent(document, { rule: playground.ruleText, events: playground.eventsText }),
  });
}
