// The keyboard that phones lay over the page. The page is told its height, and ends above it; what is not needed while
// one writes makes room.

/** A text field has the focus, and less of the page can be seen than this: then it is the keyboard. */
const leastHeight = 120;

/** Returns how to stop. */
export function followKeyboard(root: HTMLElement = document.documentElement): () => void {
  const view = window.visualViewport;
  if (!view) return () => {};
  const stop = new AbortController();
  const { signal } = stop;
  /** What can be seen without a keyboard, by the width: a phone can be turned. */
  const heights = new Map<number, number>();

  const measure = () => {
    // Zoomed in, a part of the page is seen: nothing follows from that.
    if (view.scale > 1.01) return;
    const width = Math.round(view.width);
    const full = Math.max(heights.get(width) ?? 0, view.height);
    heights.set(width, full);
    const isOpen = isTextField(document.activeElement) && full - view.height > leastHeight;
    // What lies below what can be seen: nothing where the browser makes the page itself shorter.
    const covered = isOpen ? Math.max(0, Math.round(window.innerHeight - view.height - view.offsetTop)) : 0;
    root.style.setProperty('--keyboard', `${covered}px`);
    root.toggleAttribute('data-keyboard', isOpen);
    // The browser moved the page to show the text field: the page makes room by itself.
    if (isOpen && view.offsetTop > 0) window.scrollTo(0, 0);
  };
  for (const type of ['resize', 'scroll']) view.addEventListener(type, measure, { signal });
  for (const type of ['focusin', 'focusout'])
    document.addEventListener(type, () => requestAnimationFrame(measure), { signal });
  measure();
  return () => {
    stop.abort();
    root.style.removeProperty('--keyboard');
    root.removeAttribute('data-keyboard');
  };
}

function isTextField(element: Element | null): boolean {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement &&
      !/^(?:button|checkbox|radio|range|file|submit)$/.test(element.type))
  );
}
