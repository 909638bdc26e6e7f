import entryUrl from './entry.ts?worker&url';
import { importEntry } from './import-entry.ts';
import { receiverKey } from './local-receiver.ts';
import type { Receiver } from './local-receiver.ts';
import type { Engine } from './protocol.ts';

type CreateEngine = Parameters<Receiver>[0];

let loaded: Promise<CreateEngine> | undefined;

/**
 * The engine on the page's own thread, for browsers that refuse a module worker. It cannot be stopped from outside,
 * so it keeps to a time budget and refuses regular expressions that may never end.
 */
export async function startLocal(): Promise<Engine> {
  const createEngine = await (loaded ??= importEntry(entryUrl, receiverKey));
  return createEngine({ onRunning: () => {} }, { budgetMs: 500, backtracking: 'refuse' });
}
