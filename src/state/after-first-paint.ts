/** A page that is not seen paints nothing, and need not wait. */
const longestWaitMs = 200;

/** Where the page already shows what its scripts would, they wait until that is painted; `isPainted` says so. */
export function afterFirstPaint(run: (isPainted: boolean) => void | Promise<void>): void {
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
