// The catalogue, as one file to load when it is opened.
export { default as Catalog } from './Catalog.svelte';
export { Library } from '../../state/library.svelte.ts';
