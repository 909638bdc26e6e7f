// The page's keys, heard by the editors before the browser and Monaco give them another meaning.

export type Shortcut =
  | 'share'
  | 'run'
  | 'focus_rule'
  | 'focus_events'
  | 'focus_why'
  | 'focus_tests'
  | 'next_miss'
  | 'format'
  | 'quick_fix'
  | 'add_to_rule'
  | 'learn'
  | 'palette'
  | 'rename'
  | 'definition'
  | 'references'
  | 'copy_path'
  | 'history';

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const byAlt: Readonly<Record<string, Shortcut>> = {
  Digit1: 'focus_rule',
  Digit2: 'focus_events',
  Digit3: 'focus_why',
  Digit4: 'focus_tests',
  Enter: 'add_to_rule',
  F1: 'learn',
  KeyH: 'history',
};

const byAltShift: Readonly<Record<string, Shortcut>> = { KeyF: 'format', KeyC: 'copy_path' };

const byName: Readonly<Record<string, Shortcut>> = {
  F1: 'palette',
  F2: 'rename',
  F8: 'next_miss',
  F12: 'definition',
};

export function shortcutOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Key): Shortcut | null {
  const command = ctrlKey !== metaKey;
  if (command && !altKey && !shiftKey) {
    if (key.toLowerCase() === 's') return 'share';
    if (key === 'Enter') return 'run';
    if (key === '.') return 'quick_fix';
    return null;
  }
  // In an editor only: elsewhere it is the browser's.
  if (command && shiftKey && !altKey && code === 'KeyP') return 'palette';
  if (ctrlKey || metaKey) return null;
  // By place: with Alt, some layouts type another character.
  if (altKey) return (shiftKey ? byAltShift : byAlt)[code] ?? null;
  if (shiftKey) return key === 'F12' ? 'references' : null;
  return byName[key] ?? null;
}
