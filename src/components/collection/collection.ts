// What a text of several documents shows beside the explanation of one of them, loaded together.
export { default as DocumentList } from './DocumentList.svelte';
export { default as DocumentNotes } from './DocumentNotes.svelte';
