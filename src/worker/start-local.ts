import type { Engine } from './protocol.ts';

/**
 * The engine on the page's own thread, for browsers that refuse a module worker. It cannot be stopped from outside,
 * so it keeps to a time budget and refuses regular expressions that may never end.
 */
export async function startLocal(): Promise<Engine> {
  const { createEngine } = await import('./engine.ts');
  return createEngine({ onRunning: () => {} }, { budgetMs: 500, backtracking: 'refuse' });
}
