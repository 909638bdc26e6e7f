// The frame's side of the talk with the page around it: what goes out, what is taken in, and from whom.
import { readLoad, readyMessage, resizeMessage, verdictMessage } from '../share/embed-messages.ts';
import type { OutMessage, VerdictMessage } from '../share/embed-messages.ts';
import type { Playground } from './playground.svelte.ts';
import type { FrameSession } from './light-session.ts';

interface HostParts {
  readonly playground: Playground;
  readonly session: Pick<FrameSession, 'openFromHost'>;
  /** The one origin that may hand texts in, and that hears; empty: none may, and whoever is around hears. */
  readonly origin: string;
  /** What the verdict is called, without a word of the texts; null while there is none. */
  readonly say: () => (Pick<VerdictMessage, 'text'> & { readonly tone: VerdictMessage['verdict'] }) | null;
  /** How high the content is; 0 while nothing can be said. */
  readonly measure: () => number;
  /** What is told when a text replaces another that the visitor wrote. */
  readonly loadedText: string;
  readonly frame?: Window;
}

/** Growing and shrinking while a tree opens: once it rests is enough. */
const measureAfterMs = 120;

/** Returns what ends the talk. In a page that is in no frame nothing is said. */
export function connectHost(parts: HostParts): () => void {
  const { playground, session, origin, say, measure, frame = window } = parts;
  const host = frame.parent;
  if (host === frame) return () => {};
  const stop = new AbortController();
  const post = (message: OutMessage) => {
    try {
      host.postMessage(message, origin === '' ? '*' : origin);
    } catch {
      // The page around is gone.
    }
  };

  frame.addEventListener(
    'message',
    (event) => {
      if (origin === '' || event.origin !== origin || event.source !== host) return;
      const asked = readLoad(event.data);
      if (!asked) return;
      const { ruleText, eventsText } = playground;
      const work = { ruleText: asked.rule ?? ruleText, eventsText: asked.events ?? eventsText };
      session.openFromHost({ ...work, selectedEvent: asked.event }, parts.loadedText);
    },
    { signal: stop.signal },
  );

  const endEffects = $effect.root(() => {
    $effect(() => {
      const line = say();
      const result = playground.answer?.result;
      if (line) post(verdictMessage(line, result?.verdicts ?? [], result?.explanation?.event ?? 0));
    });
  });

  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    const height = Math.ceil(measure());
    if (height === 0 || height === told) return;
    told = height;
    post(resizeMessage(height));
  };
  const later = () => (timer ??= setTimeout(tell, measureAfterMs));
  // Whatever opens, closes, comes or goes: the height is asked for again.
  const changes = new MutationObserver(later);
  changes.observe(frame.document.body, { childList: true, subtree: true, attributes: true });
  frame.addEventListener('resize', later, { signal: stop.signal });

  post(readyMessage);
  later();

  return () => {
    stop.abort();
    endEffects();
    changes.disconnect();
    clearTimeout(timer);
  };
}
