// The command palette and what it leads to: a part of its own, loaded when the page rests.
export { default as Palette } from './Palette.svelte';
export { LanguageDesk } from './language-desk.ts';
export { noteFocus } from '../assist/surfaces.ts';
