import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import { loadPage } from './load-page.ts';
import { isLight, readEmbed } from './state/embed.ts';
import { createEngineClient } from './worker/client.ts';
import { startLocal } from './worker/start-local.ts';
import { startWorker } from './worker/start-worker.ts';

const embed = readEmbed(location.search);
// The worker first: it loads while the page draws itself.
const client = createEngineClient({ startWorker, startLocal, lean: isLight(embed) });
const target = document.querySelector('#app');
if (target) void loadPage().then(({ begin }) => begin({ client, embed, target }));
