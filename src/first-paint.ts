// Runs before the page is painted, and does nothing else: see `src/prerender.ts`.
import { workKey } from './share/storage-keys.ts';
import { isFirstVisit } from './state/first-visit.ts';

if (isFirstVisit(location, () => localStorage, workKey)) document.documentElement.dataset['visit'] = 'first';
else if (/[?&]embed=1(&|$)/.test(location.search)) document.documentElement.dataset['visit'] = 'frame';
