// All that the first verdict does not need, as one file to load right after it: the explanation, the event picker,
// the dialogs, and the functions that make their rows.
import './landscape.css';
export {
  createActions,
  loadHistory,
  loadPalette,
  loadPlaceholders,
  loadShare,
  loadTheRest,
} from './actions.ts';
export { default as ValueBar } from './authoring/ValueBar.svelte';
export { default as EmptyPane } from './EmptyPane.svelte';
export { default as EventPicker } from './EventPicker.svelte';
export { default as KeysDialog } from './KeysDialog.svelte';
export { default as NoticeList } from './NoticeList.svelte';
export { PlaceDoor } from './places/place-door.svelte.ts';
export { default as Results } from './Results.svelte';
export { default as TopBar } from './TopBar.svelte';
export { createKeptMarks } from '../intake/kept-marks.ts';
export { ruleTemplate } from '../lessons/rule-template.ts';
export { whenRested } from '../state/when-rested.ts';
export { findExample } from '../state/find-example.ts';
export { FixEffects } from '../state/fix-effects.svelte.ts';
export { createLintSwitches } from '../state/lint-switches.svelte.ts';
export { RuleReview } from '../state/rule-review.svelte.ts';
export { chooseFile, pasteInto, takeFiles } from '../state/take-text.ts';
export { getReference } from '../worker/reference/start.ts';
export { Reading } from '../view/reading.svelte.ts';
