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
  | 'learn';

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const byAlt: Readonly<Record<string, Shortcut>> = {
  Digit1: 'focus_rule',
  Digit2: 'focus_events',
  Digit3: 'focus_why',
  Digit4: 'focus_tests',
  Enter: 'add_to_rule',
  F1: 'learn',
};

export function shortcutOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Key): Shortcut | null {
  const command = ctrlKey !== metaKey;
  if (command && !altKey && !shiftKey) {
    if (key.toLowerCase() === 's') return 'share';
    if (key === 'Enter') return 'run';
    if (key === '.') return 'quick_fix';
    return null;
  }
  if (ctrlKey || metaKey) return null;
  // By place: with Alt, some layouts type another character.
  if (altKey) return shiftKey ? (code === 'KeyF' ? 'format' : null) : (byAlt[code] ?? null);
  return key === 'F8' && !shiftKey ? 'next_miss' : null;
}
