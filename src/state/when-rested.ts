/** The editors are put together by then, on most machines. */
const waitMs = 1500;
const atLatestMs = 10_000;

/** Calls when the page has nothing better to do. */
export function whenRested(call: () => void): void {
  setTimeout(() => {
    // Safari has no such call yet.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(call, { timeout: atLatestMs });
    else call();
  }, waitMs);
}
