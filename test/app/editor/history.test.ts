import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EditHistory } from '../../../src/editor/history.ts';
import { applyChange, changeBetween } from '../../../src/editor/text.ts';

/** A text with its history, edited as the plain editor edits. */
function notebook(text = '') {
  const history = new EditHistory();
  const at = (offset: number) => ({ anchor: offset, head: offset });
  return {
    history,
    get text() {
      return text;
    },
    write(next: string, now = 0) {
      const change = changeBetween(text, next);
      if (!change) return;
      history.record({ change, before: at(0), after: at(change.offset + change.inserted.length) }, now);
      text = next;
    },
    undo() {
      const entry = history.undo();
      if (entry) text = applyChange(text, entry.change);
      return text;
    },
    redo() {
      const entry = history.redo();
      if (entry) text = applyChange(text, entry.change);
      return text;
    },
  };
}

describe('steps of undo', () => {
  test('a word typed is one step, the next word another', () => {
    const page = notebook();
    for (const text of ['o', 'on', 'one', 'one ', 'one t', 'one tw', 'one two']) page.write(text);
    expect([page.undo(), page.undo(), page.undo()]).toEqual(['one ', '', '']);
    expect([page.redo(), page.redo(), page.redo()]).toEqual(['one ', 'one two', 'one two']);
  });

  test('a pause, a new line and a closed step part what is typed', () => {
    const page = notebook();
    page.write('a', 0);
    page.write('ab', 2000);
    page.write('ab\n', 2001);
    page.write('ab\nc', 2002);
    page.history.close();
    page.write('ab\ncd', 2003);
    expect([1, 2, 3, 4, 5].map(() => page.undo())).toEqual(['ab\nc', 'ab\n', 'ab', 'a', '']);
  });

  test('letters deleted one after the other come back together', () => {
    const page = notebook('abcd');
    for (const text of ['abc', 'ab', 'a']) page.write(text);
    expect(page.undo()).toBe('abcd');
  });

  test('typing after an undo forgets what was undone', () => {
    const page = notebook('x');
    page.write('xyz!!');
    page.undo();
    page.write('xq');
    expect(page.redo()).toBe('xq');
  });
});

test('replays to the text at hand, whatever was written, undone and redone', () => {
  const step = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 6 }),
    fc.constantFrom('undo' as const, 'redo' as const),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 4 }), fc.array(step, { maxLength: 20 }), (start, steps) => {
      const page = notebook(start);
      for (const next of steps) {
        if (next === 'undo') page.undo();
        else if (next === 'redo') page.redo();
        else page.write(next);
      }
      const { base, done, undone } = page.history.replay(page.text);
      expect(done.reduce((text, { change }) => applyChange(text, change), base)).toBe(page.text);
      const redone = undone.map(() => page.redo()).at(-1) ?? page.text;
      expect([...done, ...undone].reduce((text, { change }) => applyChange(text, change), base)).toBe(redone);
    }),
  );
});

describe('limits', () => {
  test('the oldest of very many steps are forgotten', () => {
    const page = notebook();
    for (let count = 1; count <= 1500; count++) page.write('ab\n'.repeat(count));
    const { base, done } = page.history.replay(page.text);
    expect(done).toHaveLength(1000);
    expect(base).toBe('ab\n'.repeat(500));
  });

  test('a text too long to keep twice cannot be undone', () => {
    const page = notebook('short');
    page.write('x'.repeat(5_000_000));
    expect(page.history.undo()).toBeNull();
    page.write('y');
    expect(page.history.replay(page.text).base.length).toBeLessThanOrEqual(5_000_000);
  });
});
