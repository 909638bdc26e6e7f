// Makes Monaco's textarea behave like a textarea for those who do not come by Monaco's own paths: assistive
// technology, dictation, form fillers, test drivers. Monaco shows the textarea only a part of the text, rewrites its
// selection on focus, and takes several inserted characters for keys pressed one by one (indenting every line again).
import type * as monaco from 'monaco-editor/editor';

/** `host` is the element the editor was made in: what is inside it changes with the model. */
export function bridgeNativeInput(
  host: HTMLElement,
  editor: monaco.editor.IStandaloneCodeEditor,
): () => void {
  const stop = new AbortController();
  let composing = false;

  /** All of the textarea was selected by someone else than Monaco: they mean all of the text. */
  const adoptSelectAll = (textarea: HTMLTextAreaElement): boolean => {
    const model = editor.getModel();
    const selection = editor.getSelection();
    const { selectionStart, selectionEnd, value } = textarea;
    if (composing || !model || !selection) return false;
    if (value === '' || selectionStart !== 0 || selectionEnd !== value.length) return false;
    const all = model.getFullModelRange();
    if (all.equalsRange(selection)) return false;
    editor.pushUndoStop();
    editor.setSelection(all);
    return true;
  };

  const insert = (textarea: HTMLTextAreaElement, event: InputEvent): void => {
    const adopted = adoptSelectAll(textarea);
    if (composing || event.isComposing || !event.inputType.startsWith('insert')) return;
    const text = event.inputType === 'insertLineBreak' ? '\n' : (event.data ?? '');
    if (text === '' || ([...text].length === 1 && !adopted)) return;
    event.preventDefault();
    editor.trigger('keyboard', 'paste', { text, pasteOnNewLine: false, multicursorText: null });
  };

  const options = { capture: true, signal: stop.signal };
  host.addEventListener('compositionstart', () => (composing = true), options);
  host.addEventListener('compositionend', () => (composing = false), options);
  for (const type of ['focus', 'keydown', 'copy', 'cut', 'paste'])
    host.addEventListener(type, ({ target }) => isInput(target) && adoptSelectAll(target), options);
  host.addEventListener(
    'beforeinput',
    (event) => isInput(event.target) && insert(event.target, event),
    options,
  );
  document.addEventListener(
    'selectionchange',
    () => {
      const active = document.activeElement;
      if (isInput(active) && host.contains(active)) adoptSelectAll(active);
    },
    options,
  );
  return () => stop.abort();
}

function isInput(target: EventTarget | null): target is HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement && target.classList.contains('inputarea');
}
