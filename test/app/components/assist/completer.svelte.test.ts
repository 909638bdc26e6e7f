// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Completer } from '../../../../src/components/assist/completer.svelte.ts';
import type { AssistMode } from '../../../../src/components/assist/completer.svelte.ts';
import { completeRule } from '../../../../src/language/rule/completion/complete-rule.ts';
import { noFacts } from '../../../../src/language/rule/completion/completion.ts';
import { PlainSurface } from '../../../../src/editor/plain-surface.ts';
import { setTabMovesFocus } from '../../../../src/editor/tab-mode.ts';

const facts = {
  ...noFacts,
  events: 1,
  fields: [{ path: 'eventName', events: 1, values: [{ text: 'CreateUser', isText: true }] }],
};
const rule = 'detection:\n  selection:\n    ';

let host: HTMLElement;
let surface: PlainSurface;
let edits: string[];

beforeEach(() => {
  host = document.createElement('div');
  document.body.append(host);
  edits = [];
  surface = new PlainSurface(
    host,
    { language: 'yaml', label: 'Rule', text: rule, readonly: false, wrap: false },
    { edit: (text) => edits.push(text), cursor: () => {}, shortcut: () => {}, quickFix: () => {} },
  );
});
afterEach(() => {
  surface.dispose();
  host.remove();
  setTabMovesFocus(false);
});

function start(mode: AssistMode = 'list') {
  const completer = new Completer(
    (text, offset) => completeRule(text, offset, facts),
    () => mode,
  );
  completer.attach(surface);
  surface.textarea.focus();
  surface.textarea.setSelectionRange(rule.length, rule.length);
  const type = (text: string) => {
    for (const letter of text) {
      const { selectionStart } = surface.textarea;
      surface.textarea.dispatchEvent(
        new InputEvent('beforeinput', { data: letter, inputType: 'insertText' }),
      );
      surface.textarea.setRangeText(letter, selectionStart, selectionStart, 'end');
      surface.textarea.dispatchEvent(new InputEvent('input', { data: letter, inputType: 'insertText' }));
      completer.noteTyped();
      completer.update();
    }
  };
  const press = (key: string, more: KeyboardEventInit = {}) =>
    completer.press(new KeyboardEvent('keydown', { key, ...more }));
  const labels = () => completer.shown?.suggestions.map(({ label }) => label) ?? null;
  return { completer, type, press, labels };
}

const undo = () =>
  surface.textarea.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, cancelable: true }));

test('a list opens while one types, and Enter takes the first, as one step of undo', () => {
  const { completer, type, press } = start();
  expect(completer.shown).toBeNull();
  type('even');
  expect(completer.active).toBe(0);
  expect(press('Enter')).toBe(true);
  expect(surface.text).toBe(`${rule}eventName`);
  expect(surface.caret).toBe(surface.text.length);
  expect(edits.at(-1)).toBe(surface.text);
  undo();
  expect(surface.text).toBe(`${rule}even`);
});

test('what can follow is offered at once, and chosen by the arrows', () => {
  const { completer, type, press, labels } = start();
  type('even');
  press('Tab');
  expect(labels()?.slice(0, 2)).toEqual(['eventName:', 'eventName|contains']);
  // Enter makes a line as long as none is chosen.
  expect(press('Enter')).toBe(false);
  press('ArrowDown');
  press('ArrowDown');
  expect(completer.active).toBe(1);
  press('ArrowUp');
  press('ArrowUp');
  expect(completer.active).toBe((labels()?.length ?? 0) - 1);
  press('ArrowDown');
  press('Enter');
  expect(surface.text).toBe(`${rule}eventName: `);
});

test('Escape closes it until something else is typed; other keys are not ours', () => {
  const { completer, type, press } = start();
  type('ev');
  expect(press('ArrowLeft')).toBe(false);
  expect(press('Enter', { ctrlKey: true })).toBe(false);
  expect(press('Escape')).toBe(true);
  expect(completer.shown).toBeNull();
  expect(press('Escape')).toBe(false);
  expect(press('Enter')).toBe(false);
  type('e');
  expect(completer.shown).not.toBeNull();
});

test('a key summons it where nothing was typed', () => {
  const { press, labels } = start();
  expect(press(' ', { ctrlKey: true })).toBe(true);
  expect(labels()).toEqual(['eventName']);
});

test('values are examples: none is taken unless it was chosen', () => {
  const { completer, type, press } = start();
  type('eventName: C');
  expect(completer.shown?.suggestions).toHaveLength(1);
  expect(press('Enter')).toBe(false);
});

test('nothing opens for a text that came at once, nor behind a cursor that only moved', () => {
  const { completer } = start();
  surface.replace(rule.length, rule.length, 'event');
  completer.update();
  expect(completer.shown).toBeNull();
  surface.textarea.setSelectionRange(3, 3);
  completer.update();
  expect(completer.shown).toBeNull();
});

test('a move out of the word closes it, and so does a selection', () => {
  const { completer, type } = start();
  type('eve');
  surface.textarea.setSelectionRange(4, 4);
  completer.update();
  expect(completer.shown).toBeNull();
  surface.textarea.setSelectionRange(rule.length + 3, rule.length + 3);
  type('n');
  surface.textarea.setSelectionRange(0, 5);
  completer.update();
  expect(completer.shown).toBeNull();
});

test('Tab leaves the editor where it is to leave it', () => {
  const { type, press } = start();
  type('even');
  setTabMovesFocus(true);
  expect(press('Tab')).toBe(false);
});

test('for fingers it is there wherever the cursor is put, takes no key, and goes on after each choice', () => {
  const { completer, press, labels } = start('bar');
  completer.update();
  expect(labels()).toEqual(['eventName']);
  expect(press('Enter')).toBe(false);
  completer.accept(completer.shown?.suggestions[0] ?? { label: '', insert: '', detail: '' });
  expect(labels()?.[0]).toBe('eventName:');
  completer.accept(completer.shown?.suggestions[0] ?? { label: '', insert: '', detail: '' });
  expect(labels()).toEqual(['CreateUser']);
  expect(surface.text).toBe(`${rule}eventName: `);
});

test('a key that is quicker than the suggestions takes what they would be by then', () => {
  const { completer, type, press } = start();
  type('ev');
  const { textarea } = surface;
  textarea.setRangeText('X', textarea.selectionStart, textarea.selectionStart, 'end');
  textarea.dispatchEvent(new InputEvent('input', { data: 'X', inputType: 'insertText' }));
  // No field has that: the key is the editor's.
  expect(press('Enter')).toBe(false);
  expect(completer.shown).toBeNull();
  expect(surface.text).toBe(`${rule}evX`);
});

test('letters that came between two looks open it, and so do words that came late', () => {
  let known = noFacts;
  const completer = new Completer(
    (text, offset) => completeRule(text, offset, known),
    () => 'list',
  );
  completer.attach(surface);
  surface.textarea.setSelectionRange(rule.length, rule.length);
  surface.replace(rule.length, rule.length, 'eve');
  completer.noteTyped();
  completer.update();
  expect(completer.shown).toBeNull();
  known = facts;
  completer.refresh();
  expect(completer.shown?.suggestions).toHaveLength(1);
  completer.press(new KeyboardEvent('keydown', { key: 'Escape' }));
  completer.refresh();
  expect(completer.shown).toBeNull();
});
