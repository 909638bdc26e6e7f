// Puts Monaco in the place of a plain editor: with its text, undo, cursor, scroll and focus, between two keystrokes.
import type { MonacoSurface, MonacoSurfaceOptions } from './monaco.ts';
import type { PlainSurface } from './plain-surface.ts';
import type { SurfaceEvents } from './surface.ts';

/** Resolves to null when Monaco can't be had or is no longer wanted: then the plain editor stays. */
export async function takeOver(
  host: HTMLElement,
  plain: PlainSurface,
  options: MonacoSurfaceOptions,
  events: SurfaceEvents,
  wanted: AbortSignal,
): Promise<MonacoSurface | null> {
  try {
    const { MonacoSurface } = await import('./monaco.ts');
    while (!plain.stillness.still) await plain.stillness.whenStill();
    if (wanted.aborted) return null;
    // From here to the end nothing waits: no key can fall between the two editors.
    const handover = plain.handover();
    const surface = new MonacoSurface(host, options, handover, events);
    plain.dispose();
    host.dataset['editor'] = 'monaco';
    if (handover.focused) surface.focus();
    return surface;
  } catch (error) {
    console.warn('Monaco is not available; the plain editor stays.', error);
    host.querySelector('.monaco')?.remove();
    return null;
  }
}
