import { expect, test } from 'vitest';
import { shortcutOf } from '../../../src/editor/shortcuts.ts';

const none = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  [{ key: 's', ctrlKey: true }, 'share'],
  [{ key: 'S', metaKey: true }, 'share'],
  [{ key: 's' }, null],
  [{ key: 's', ctrlKey: true, shiftKey: true }, null],
  [{ key: 'Enter', ctrlKey: true }, 'run'],
  [{ key: '.', metaKey: true }, 'quick_fix'],
  [{ key: '¡', code: 'Digit1', altKey: true }, 'focus_rule'],
  [{ key: '4', code: 'Digit4', altKey: true }, 'focus_tests'],
  [{ key: '˙', code: 'KeyH', altKey: true }, 'history'],
  [{ key: '5', code: 'Digit5', altKey: true }, null],
  [{ key: '1', code: 'Digit1', altKey: true, ctrlKey: true }, null],
  [{ key: 'Ï', code: 'KeyF', altKey: true, shiftKey: true }, 'format'],
  [{ key: 'ç', code: 'KeyC', altKey: true, shiftKey: true }, 'copy_path'],
  [{ key: 'P', code: 'KeyP', ctrlKey: true, shiftKey: true }, 'palette'],
  [{ key: 'p', code: 'KeyP', metaKey: true, shiftKey: true }, 'palette'],
  [{ key: 'p', code: 'KeyP', ctrlKey: true }, null],
  [{ key: 'F1' }, 'palette'],
  [{ key: 'F1', code: 'F1', altKey: true }, 'learn'],
  [{ key: 'F2' }, 'rename'],
  [{ key: 'F12' }, 'definition'],
  [{ key: 'F12', shiftKey: true }, 'references'],
  [{ key: 'F12', ctrlKey: true }, null],
  [{ key: 'F8' }, 'next_miss'],
  [{ key: 'F8', shiftKey: true }, null],
])('%j means %s', (pressed, shortcut) => expect(shortcutOf({ ...none, ...pressed })).toBe(shortcut));
