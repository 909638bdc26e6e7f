import { tick } from 'svelte';
import { toExampleWork } from '../../state/example-events.ts';
import type { Notices } from '../../state/notices.svelte.ts';
import type { Playground } from '../../state/playground.svelte.ts';
import type { Session } from '../../state/session.svelte.ts';
import * as texts from '../../texts/en.ts';
import { toExamplesMessage } from '../../view/page/example-words.ts';
import { getReference } from '../../worker/reference/start.ts';

export interface ExampleParts {
  readonly playground: Playground;
  readonly session: Session;
  readonly notices: Notices;
  /** The events are there: shows them as tests, where these are out of sight. */
  readonly onMade?: (() => void) | undefined;
}

/** Puts events of the rule and their near misses in the place of the events; of one row of the coverage, or of all. */
export async function openExamples(
  { playground, session, notices, onMade }: ExampleParts,
  values: readonly string[] | null,
): Promise<void> {
  const { ruleText } = playground;
  const pressed = document.activeElement;
  const warn = (text: string) => notices.show(text, { tone: 'warning', topic: 'reference' });
  try {
    const examples = await getReference().examples(ruleText, values);
    if (playground.ruleText !== ruleText) return;
    if (!examples || examples.events.length === 0) {
      warn(texts.pageNoExamples);
      return;
    }
    session.openWork(toExampleWork(ruleText, examples), toExamplesMessage(examples, ruleText));
  } catch {
    warn(texts.pageNoAnswer);
    return;
  }
  const isElsewhere = document.activeElement !== pressed && document.activeElement !== document.body;
  onMade?.();
  await tick();
  // The button that was pressed is out of sight, or will be.
  if (!isElsewhere) document.getElementById('panel-tests')?.focus();
}
