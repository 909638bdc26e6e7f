// Takes the network away from the worker, for good, before anything else runs in it: a policy in the page's
// `<meta>` does not reach workers. Imported first by the entry, for its effect.
//
// Chunks of our own that are imported lazily still load: an import is syntax and calls nothing that is removed here.

/** Everything in a worker that can send a request, or start another context that can. */
export const removedNames = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'RTCPeerConnection',
  'FontFace',
  'fonts',
  'caches',
  'CacheStorage',
  'indexedDB',
] as const;

const removedFromNavigator = ['sendBeacon', 'serviceWorker', 'connection', 'storage'] as const;

function remove(start: object, name: string): void {
  const gone = { value: undefined, writable: false, configurable: false, enumerable: false };
  for (
    let owner: object | null = start;
    owner !== null;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    if (owner === start || Object.hasOwn(owner, name)) Object.defineProperty(owner, name, gone);
  }
}

/** Invariant: when it returns, none of the names but `kept` can be reached from `scope`; otherwise it throws. */
export function lockDown(scope: object, kept: readonly 'indexedDB'[] = []): void {
  for (const name of removedNames) if (!kept.includes(name as 'indexedDB')) remove(scope, name);
  const navigator: unknown = Reflect.get(scope, 'navigator');
  if (typeof navigator === 'object' && navigator !== null) {
    for (const name of removedFromNavigator) remove(navigator, name);
  }
}
