// What placeholders take, as one file to load when the page has come to rest.
export { default as PlaceholdersBar } from './PlaceholdersBar.svelte';
export { default as PlaceholdersDialog } from './PlaceholdersDialog.svelte';
