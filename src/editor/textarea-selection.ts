import type { EditorSelection } from './marks.ts';

export function readSelection(textarea: HTMLTextAreaElement): EditorSelection {
  const { selectionStart, selectionEnd, selectionDirection } = textarea;
  return selectionDirection === 'backward'
    ? { anchor: selectionEnd, head: selectionStart }
    : { anchor: selectionStart, head: selectionEnd };
}

export function select(textarea: HTMLTextAreaElement, { anchor, head }: EditorSelection): void {
  const direction = head < anchor ? 'backward' : 'forward';
  textarea.setSelectionRange(Math.min(anchor, head), Math.max(anchor, head), direction);
}
