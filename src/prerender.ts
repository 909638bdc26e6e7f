// The page as a first visit begins, made at build time: it is painted before any script of the page has run. The app is
// mounted in its place and looks the same.
import { render } from 'svelte/server';
import App from './App.svelte';
import { firstSample } from './lessons/first-sample.ts';
import { readEmbed } from './state/embed.ts';
import { Notices } from './state/notices.svelte.ts';
import { Playground } from './state/playground.svelte.ts';
import { Session } from './state/session.svelte.ts';
import { Settings } from './state/settings.svelte.ts';
import { createEngine } from './worker/engine.ts';
import type { RunResult } from './worker/protocol.ts';

export async function answerFirstSample(): Promise<RunResult> {
  const { rule: ruleText, events: eventsText } = firstSample;
  const engine = createEngine({ onRunning: () => {} });
  const answer = await engine.run({ id: 0, ruleText, eventsText, selected: 0, skipped: [] });
  if (answer.events === null) throw new Error('A new engine says all of its answer.');
  // What it took the build says nothing of what it takes here.
  return { ...answer, events: answer.events, elapsedMs: 0 };
}

/** HTML of what stands in `#app`. */
export async function renderFirstVisit(): Promise<string> {
  const nothing = async () => null;
  const playground = new Playground(
    { run: async () => ({ type: 'superseded' }), ask: nothing },
    { scheduler: { request: () => {}, flush: () => {}, cancel: () => {} } },
  );
  const notices = new Notices();
  const address = {
    fragment: '',
    base: '',
    writer: '',
    replace: () => {},
    place: null,
    enterPlace: () => {},
    leavePlace: () => {},
  };
  const session = new Session({
    playground,
    notices,
    store: {
      load: () => ({ work: null, problem: '' }),
      save: () => '',
    },
    codec: { encode: async () => '', decode: async () => ({ problem: '' }) },
    address,
    first: async () => ({
      ruleText: firstSample.rule,
      eventsText: firstSample.events,
      result: await answerFirstSample(),
    }),
    findSample: async () => undefined,
    startLesson: nothing,
    startShared: nothing,
    copy: async () => false,
    tab: '',
    embedded: false,
  });
  await session.start();
  const settings = new Settings({ read: () => null, write: () => {} });
  const { body } = render(App, {
    props: { playground, session, settings, notices, embed: readEmbed(''), address },
  });
  return body;
}
