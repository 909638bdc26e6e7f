// What the page needs when it stands in another one, as one file.
export { default as EmbedFoot } from './EmbedFoot.svelte';
export { joinHost } from './host.ts';
