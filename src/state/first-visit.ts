// Whether the page will show the first sample: then what the build has put into it may be seen before its scripts run.

interface Asked {
  readonly hash: string;
  readonly search: string;
}

/** `open` may throw, as the mere access to storage does in a sandboxed frame: there nothing was kept. */
export function isFirstVisit({ hash, search }: Asked, open: () => Storage, workKey: string): boolean {
  if (hash.length > 1 || search.length > 1) return false;
  try {
    return open().getItem(workKey) === null;
  } catch {
    return true;
  }
}

/** A page that is not seen paints nothing, and need not wait. */
const longestWaitMs = 200;

/** Where the page already shows what its scripts would, they wait until that is painted; `isPainted` says so. */
export function afterFirstPaint(run: (isPainted: boolean) => void): void {
  if (document.documentElement.dataset['visit'] !== 'first') {
    setTimeout(run, 0, false);
    return;
  }
  let hasRun = false;
  const once = () => {
    if (!hasRun) run(true);
    hasRun = true;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, longestWaitMs);
}
