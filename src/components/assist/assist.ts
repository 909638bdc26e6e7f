// What helps those who write: suggestions, and the problem at the cursor. A part of its own, loaded when the page rests.
import { followKeyboard } from './keyboard.ts';
import './keyboard.css';
import './line-hints.css';

export { default as EditorAssist } from './EditorAssist.svelte';

followKeyboard();
