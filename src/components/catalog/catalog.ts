// The catalogue, as one file to load when it is opened.
import { Library } from '../../state/library.svelte.ts';
import { getReference } from '../../worker/reference/start.ts';
import type { PlaceParts } from '../places/place.ts';

export { default as View } from './Catalog.svelte';

/** What was found and run in the catalogue stays while the page does. */
export const createState = ({ playground }: PlaceParts): Library => new Library(getReference(), playground);
