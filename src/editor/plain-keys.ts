// The keys that the plain editor answers itself. All others are the browser's, or the page's.

export type PlainKey = 'undo' | 'redo' | 'indent' | 'outdent' | 'break_line';

export function plainKeyOf(event: KeyboardEvent): PlainKey | null {
  if (event.altKey) return null;
  const command = event.ctrlKey || event.metaKey;
  const { shiftKey } = event;
  const key = event.key.toLowerCase();
  if (command && key === 'z') return shiftKey ? 'redo' : 'undo';
  if (event.ctrlKey && !shiftKey && key === 'y') return 'redo';
  if (command) return null;
  if (key === 'tab') return shiftKey ? 'outdent' : 'indent';
  return key === 'enter' && !shiftKey ? 'break_line' : null;
}
