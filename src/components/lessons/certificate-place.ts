// The certificate, as one file to load when it is opened.
import { getProgress } from '../../state/lessons/progress.svelte.ts';
import type { Progress } from '../../state/lessons/progress.svelte.ts';
import type { PlaceParts } from '../places/place.ts';

export { default as View } from './Certificate.svelte';

export const createState = ({ notices }: PlaceParts): Progress => getProgress('lessons', notices);
