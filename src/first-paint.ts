// Runs before the page is painted, and does nothing else: see `src/prerender.ts`.
import { storageKeys } from './share/storage-keys.ts';
import { isFirstVisit } from './state/first-visit.ts';

if (isFirstVisit(location, () => localStorage, storageKeys.work))
  document.documentElement.dataset['visit'] = 'first';
