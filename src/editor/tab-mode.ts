// Whether Tab moves the focus or indents: one answer for all editors of the page, turned by Ctrl+M.
type Listener = (movesFocus: boolean) => void;

const listeners = new Set<Listener>();
let movesFocus = false;

export function tabMovesFocus(): boolean {
  return movesFocus;
}

export function setTabMovesFocus(value: boolean): void {
  if (value === movesFocus) return;
  movesFocus = value;
  for (const listener of listeners) listener(value);
}

export function onTabMode(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const isMac = typeof navigator !== 'undefined' && /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** Ctrl+M; on a Mac, where the system takes that, Ctrl+Shift+M. */
export function isTabModeKey(event: KeyboardEvent): boolean {
  return (
    event.ctrlKey && !event.metaKey && !event.altKey && event.shiftKey === isMac && event.code === 'KeyM'
  );
}
