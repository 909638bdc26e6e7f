// The reference, as one file to load when it is opened.
import { LearnState } from '../../state/learn.svelte.ts';
import type { PlaceParts } from '../places/place.ts';

export { default as View } from './Learn.svelte';

export const createState = ({ playground }: PlaceParts): LearnState => new LearnState(playground);
