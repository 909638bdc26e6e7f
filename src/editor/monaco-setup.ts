// What all Monaco editors of the page share: languages, keys, and the menu of fixes.
import * as monaco from 'monaco-editor/editor';
import { registerFixes } from './monaco-fixes.ts';
import { registerLanguages } from './monaco-languages.ts';

let ready = false;

export function setUpMonaco(): void {
  if (ready) return;
  ready = true;
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: () => Promise.reject(new Error('No feature in use needs the editor worker.')),
    },
  });
  registerLanguages();
  const { KeyMod, KeyCode } = monaco;
  // The page's keys: without these rules Monaco keeps them from the page.
  monaco.editor.addKeybindingRules(
    [KeyMod.CtrlCmd | KeyCode.Enter, KeyCode.F8, KeyMod.Alt | KeyMod.Shift | KeyCode.KeyF].map(
      (keybinding) => ({
        keybinding,
        command: null,
      }),
    ),
  );
  registerFixes();
}
