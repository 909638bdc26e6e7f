import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { firstSample, findSample } from './lessons/samples.ts';
import { Notices } from './state/notices.svelte.ts';
import { Playground } from './state/playground.svelte.ts';
import { Session } from './state/session.svelte.ts';
import { Settings } from './state/settings.svelte.ts';
import { createEngineClient } from './worker/client.ts';
import { startLocal } from './worker/start-local.ts';
import { startWorker } from './worker/start-worker.ts';

const client = createEngineClient({ startWorker, startLocal });
const notices = new Notices();
const playground = new Playground(client, { onChange: (own) => session.changed(own) });
const session: Session = new Session({
  playground,
  notices,
  store: {
    load: () => ({ work: null, problem: '' }),
    save: () => '',
    loadEarlier: () => null,
    saveEarlier: () => {},
  },
  codec: { encode: async () => '#', decode: async () => ({ problem: 'no' }) },
  address: { fragment: location.hash, base: location.href, writer: '', replace: () => {} },
  first: { ruleText: firstSample.rule, eventsText: firstSample.events },
  findSample,
  copy: async () => false,
  tab: 'x',
  embedded: false,
});
const settings = new Settings({ read: () => null, write: () => {} });
void session.start();
const target = document.querySelector('#app')!;
target.textContent = '';
mount(App, {
  target,
  props: { playground, session, settings, notices, embed: { on: false, readonly: false } },
});
