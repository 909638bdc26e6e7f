const atLatestMs = 2000;

/** Calls when the page has nothing better to do. */
export function whenRested(call: () => void): void {
  // Safari has no such call yet.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(call, { timeout: atLatestMs });
  else setTimeout(call, atLatestMs);
}
