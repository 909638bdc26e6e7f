// The page as it is opened by itself, or with editors in a frame.
import { mount } from 'svelte';
import App from './App.svelte';
import { monacoFits } from './editor/room-for-monaco.ts';
import type { PageParts } from './load-page.ts';
import { settingsStore, workStore } from './share/storage.ts';
import { createAddressBar } from './state/address-bar.ts';
import { copyText } from './state/copy-text.ts';
import { afterFirstPaint } from './state/after-first-paint.ts';
import { Notices } from './state/notices.svelte.ts';
import { Playground } from './state/playground.svelte.ts';
import { Session } from './state/session.svelte.ts';
import { Settings } from './state/settings.svelte.ts';

// Not needed before the first verdict, unless the address is a link or names a lesson.
const loadCodec = async () => (await import('./share/work-link.ts')).linkCodec;
const loadLessons = () => import('./components/lessons/lessons.ts');

export function begin({ client, embed, target }: PageParts): void {
  const address = createAddressBar(embed.on);
  const notices = new Notices();
  const settings = new Settings(settingsStore(), embed.theme);
  const playground = new Playground(client, { onChange: (own) => session.changed(own) });
  const session: Session = new Session({
    playground,
    notices,
    store: workStore(),
    codec: {
      encode: async (work) => (await loadCodec()).encode(work),
      decode: async (fragment) => (await loadCodec()).decode(fragment),
    },
    address,
    first: async () => (await import('./state/first-work.ts')).firstWork,
    findSample: async (id) => (await import('./state/find-example.ts')).findExample(id, !embed.on),
    startLesson: async (id) => (await loadLessons()).startLesson(id, { playground, notices, embed }),
    startShared: async (payload) =>
      (await loadLessons()).startShared(payload, { playground, notices, embed }),
    copy: copyText,
    tab: crypto.randomUUID?.() ?? String(Math.random()),
    embedded: embed.on,
  });

  const started = session.start().then(() => {
    if (embed.event !== null) playground.selectEvent(embed.event);
  });
  // In a task of its own: by then the first question is on its way to the worker, which answers while the page is put
  // together.
  afterFirstPaint(async (isPainted) => {
    // The verdict is there: what it would have waited for may come at once.
    if (isPainted) void import('./components/later.ts').catch(() => {});
    if (isPainted && monacoFits().matches) void import('./editor/monaco.ts').catch(() => {});
    // And it stays there until the page has its own.
    if (isPainted) await started;
    target.textContent = '';
    target.removeAttribute('aria-busy');
    mount(App, { target, props: { playground, session, settings, notices, embed, address } });
  });
  if (embed.on)
    void import('./components/embed/frame.ts')
      .then(({ joinHost }) => joinHost({ playground, session, embed }))
      .catch(() => {});

  addEventListener('hashchange', () => void session.openAddress());
  addEventListener('pagehide', () => session.flush());
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') session.flush();
  });
  addEventListener('blur', () => session.flush());
}
