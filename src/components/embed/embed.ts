// How to put the page into another one, as one file to load when it is opened.
import { EmbedOptions } from '../../state/embed-options.svelte.ts';

export { default as View } from './EmbedPlace.svelte';

/** What was chosen stays while the page does. */
export const createState = (): EmbedOptions => new EmbedOptions();
