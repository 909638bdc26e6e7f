// The page loads this file apart from everything else and first of all: the worker, and what is shown, are on their way
// while the rest still is.
import { loadPage } from './load-page.ts';
import './worker/start-worker.ts';

void loadPage().catch(() => {});
if (document.documentElement.dataset['visit'] === 'first')
  void import('./state/first-work.ts').catch(() => {});
