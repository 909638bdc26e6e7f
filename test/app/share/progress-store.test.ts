import { describe, expect, test } from 'vitest';
import { maxLessonText, newRecord, progressStore } from '../../../src/share/progress-store.ts';
import { storageKeys } from '../../../src/share/storage-keys.ts';

function memory(kept: Record<string, string> = {}): Storage {
  return {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, text: string) => void (kept[key] = text),
    removeItem: (key: string) => void delete kept[key],
  } as Storage;
}

const key = storageKeys.lessons;
const passed = { ...newRecord, passedAt: '2026-11-30T10:00:00.000Z', passedText: 'rule', predicates: 3 };

describe('what is written is read again', () => {
  test('records, the name, the last lesson; exams apart', () => {
    const storage = memory();
    const store = progressStore('lessons', () => storage);
    expect(store.write({ id: 'one', record: passed })).toBe('');
    store.write({ name: 'Dana' });
    store.write({ last: 'one' });
    expect(store.load()).toEqual({ name: 'Dana', last: 'one', records: { one: passed }, problem: '' });
    expect(progressStore('exam', () => storage).load().records).toEqual({});
  });

  test('two tabs write their lessons without taking those of the other away', () => {
    const storage = memory();
    const [one, other] = [progressStore('lessons', () => storage), progressStore('lessons', () => storage)];
    one.write({ id: 'one', record: passed });
    other.write({ id: 'two', record: passed });
    expect(Object.keys(one.load().records)).toEqual(['one', 'two']);
  });

  test('one is forgotten, or all; the name stays', () => {
    const storage = memory();
    const store = progressStore('lessons', () => storage);
    for (const id of ['one', 'two']) store.write({ id, record: passed });
    store.write({ name: 'Dana' });
    store.write({ id: 'one', record: null });
    expect(Object.keys(store.load().records)).toEqual(['two']);
    store.write('clear');
    expect(store.load()).toMatchObject({ name: 'Dana', last: '', records: {} });
  });

  test('a rule that is too long is not kept', () => {
    const storage = memory();
    const store = progressStore('lessons', () => storage);
    store.write({ id: 'one', record: { ...newRecord, text: 'x'.repeat(maxLessonText + 1) } });
    expect(store.load().records['one']?.text).toBeNull();
  });
});

describe('what cannot be read', () => {
  test.each([
    ['{', 'cannot be read'],
    ['[]', 'cannot be read'],
    ['{"version":1}', 'cannot be read'],
    ['{"version":2,"records":{}}', 'newer version'],
  ])('%s is put aside and told', (text, told) => {
    const kept: Record<string, string> = { [key]: text };
    const store = progressStore('lessons', () => memory(kept));
    expect(store.load()).toMatchObject({ records: {}, problem: expect.stringContaining(told) as string });
    store.write({ id: 'one', record: passed });
    expect(kept[storageKeys.aside[0]]).toBe(text);
    expect(Object.keys(store.load().records)).toEqual(['one']);
  });

  test('it is put aside also where it came while the page was open', () => {
    const kept: Record<string, string> = {};
    const store = progressStore('lessons', () => memory(kept));
    store.load();
    kept[key] = '{"version":9,"records":{}}';
    store.write({ id: 'one', record: passed });
    expect(kept[storageKeys.aside[0]]).toContain('"version":9');
  });

  test('of a record what has the wrong shape is left out', () => {
    const records = {
      one: { text: 5, passedAt: 'never', predicates: -1, hints: 1.5, sawSolution: 'yes', tries: 2 },
      two: 'nothing',
      ['__proto__']: {},
    };
    const text = JSON.stringify({ version: 1, name: 7, last: null, records });
    const { problem, ...progress } = progressStore('lessons', () => memory({ [key]: text })).load();
    expect(problem).toBe('');
    expect(progress).toEqual({ name: '', last: '', records: { one: { ...newRecord, tries: 2 } } });
  });
});

describe('without a store', () => {
  const refusing = () => {
    throw new DOMException('no', 'SecurityError');
  };
  test('refused: told, and nothing is thrown', () => {
    const store = progressStore('lessons', refusing);
    expect(store.load()).toMatchObject({
      records: {},
      problem: expect.stringContaining('refuses') as string,
    });
    expect(store.write({ name: 'x' })).toContain('refuses');
  });

  test('full: told', () => {
    const storage = memory();
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(progressStore('lessons', () => storage).write({ name: 'x' })).toContain('no room');
  });
});
