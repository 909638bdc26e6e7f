// The elements of the plain editor: a gutter, and a sheet with the textarea above what it cannot draw.

export interface PlainParts {
  readonly root: HTMLElement;
  readonly gutter: HTMLElement;
  readonly gutterLines: HTMLElement;
  readonly sheetLines: HTMLElement;
  /** Wraps as the textarea does, unseen, to be measured. */
  readonly ruler: HTMLElement;
  readonly textarea: HTMLTextAreaElement;
  readonly note: HTMLElement;
}

let notes = 0;

export function makeParts(): PlainParts {
  const root = make('div', 'plain');
  const gutter = make('div', 'gutter');
  const gutterLines = make('div', 'lines');
  const sheet = make('div', 'sheet');
  const backdrop = make('div', 'backdrop');
  const sheetLines = make('div', 'lines');
  const ruler = make('div', 'ruler');
  const note = make('p', 'note');
  const textarea = document.createElement('textarea');
  gutter.ariaHidden = 'true';
  backdrop.ariaHidden = 'true';
  note.hidden = true;
  note.id = `editor-note-${++notes}`;
  textarea.spellcheck = false;
  textarea.autocapitalize = 'off';
  textarea.autocomplete = 'off';
  textarea.setAttribute('autocorrect', 'off');
  textarea.setAttribute('translate', 'no');
  textarea.wrap = 'off';
  textarea.dir = 'ltr';
  gutter.append(gutterLines);
  backdrop.append(sheetLines, ruler);
  sheet.append(backdrop, textarea, note);
  root.append(gutter, sheet);
  return { root, gutter, gutterLines, sheetLines, ruler, textarea, note };
}

function make(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
