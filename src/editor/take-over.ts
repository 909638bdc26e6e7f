// Puts Monaco in the place of a plain editor: with its text, undo, cursor, scroll and focus, between two keystrokes.
import type { MonacoSurface, MonacoSurfaceOptions } from './monaco.ts';
import type { PlainSurface } from './plain-surface.ts';
import type { SurfaceEvents } from './surface.ts';

export type TakeOverOptions = Omit<MonacoSurfaceOptions, 'text'>;

/** Resolves to null when Monaco can't be had or is no longer wanted: then the plain editor stays. */
export async function takeOver(
  host: HTMLElement,
  plain: PlainSurface,
  options: TakeOverOptions,
  events: SurfaceEvents,
  wanted: AbortSignal,
): Promise<MonacoSurface | null> {
  let surface: MonacoSurface | null = null;
  try {
    const { MonacoSurface } = await import('./monaco.ts');
    // Monaco's icons now, not when the first of them shows: once the page has loaded nothing is requested.
    void document.fonts?.load('16px codicon').catch(() => {});
    if (wanted.aborted) return null;
    surface = new MonacoSurface(host, { ...options, text: plain.text }, events);
    await nextFrame();
    do {
      await plain.whenStill();
      if (wanted.aborted) {
        surface.dispose();
        return null;
      }
    } while (!plain.still);
    // From here to the end nothing waits: no key can fall between the two editors.
    const handover = plain.handover();
    surface.resume(handover);
    plain.dispose();
    host.dataset['editor'] = 'monaco';
    if (handover.focused) surface.focus();
    return surface;
  } catch (error) {
    console.warn('Monaco is not available; the plain editor stays.', error);
    surface?.dispose();
    return null;
  }
}

/** A hidden page draws no frames. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 200);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
}
