// The page in a frame, only to be read: nothing is kept, nothing of an earlier visit is shown.
import { mount } from 'svelte';
import EmbedView from './components/embed/EmbedView.svelte';
import { joinHost } from './components/embed/host.ts';
import type { PageParts } from './load-page.ts';
import { LightSession } from './state/light-session.ts';
import { Notices } from './state/notices.svelte.ts';
import { Playground } from './state/playground.svelte.ts';

export function begin({ client, embed, target }: PageParts): void {
  const notices = new Notices();
  const playground = new Playground(client);
  const session = new LightSession({ playground, notices });
  void session.open().then(() => {
    if (embed.event !== null) playground.selectEvent(embed.event);
  });
  target.textContent = '';
  target.removeAttribute('aria-busy');
  mount(EmbedView, { target, props: { playground, session, notices, embed } });
  joinHost({ playground, session, embed });
  addEventListener('hashchange', () => void session.open());
}
