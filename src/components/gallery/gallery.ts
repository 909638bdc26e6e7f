// The gallery, as one file to load when it is opened.
import { GalleryState } from '../../state/gallery.svelte.ts';
import { getReference } from '../../worker/reference/start.ts';
import type { PlaceParts } from '../places/place.ts';

export { default as View } from './Gallery.svelte';

export function createState({ playground }: PlaceParts): GalleryState {
  // What a card opens is shown by it: once the gallery is there, nothing more is to be requested.
  void import('./DemonstrationPanel.svelte').catch(() => {});
  return new GalleryState(playground, getReference());
}
