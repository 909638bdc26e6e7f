// The components that the first verdict does not need, as one file to load.
export { default as EventPicker } from './EventPicker.svelte';
export { default as KeysDialog } from './KeysDialog.svelte';
export { default as ShareDialog } from './ShareDialog.svelte';
