// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EntryVerdict } from '../../../src/share/history-entry.ts';
import type { HistoryStore } from '../../../src/share/history-store.ts';
import { memoryHistory } from '../../../src/share/history-store.ts';
import { placeholdersIn, withPlaceholders } from '../../../src/share/options.ts';
import type { Work } from '../../../src/share/work-link.ts';
import { History } from '../../../src/state/history.svelte.ts';
import { joins, maxSaved, maxUnnamed, overflow } from '../../../src/state/history-plan.ts';
import type { Recorder } from '../../../src/state/work/kept-work.ts';
import { countChanges } from '../../../src/view/history/line-diff.ts';
import { entry } from '../../_helpers/history.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const fires: EntryVerdict = { tone: 'match', text: 'Fires' };
const misses: EntryVerdict = { tone: 'miss', text: 'Does not fire' };
const broken: EntryVerdict = { tone: 'error', text: 'Rule error' };

function setUp({ store = memoryHistory(), mine = true, earlier = null as Work | null } = {}) {
  const now = { at: 1_000_000, verdict: fires as EntryVerdict | null, id: 0 };
  const session = {
    work: { ruleText: '', eventsText: '' } as Work,
    mine,
    earlier,
    recorder: null as Recorder | null,
    restored: [] as Work[],
    restoreWork(work: Work, message: string) {
      this.recorder?.leaving(this.work, message);
      this.restored.push(work);
      this.work = work;
    },
  };
  const history = new History({
    store,
    session,
    verdictOf: () => now.verdict,
    changeOf: (a, b) => ({
      rule: countChanges(a.ruleText, b.ruleText),
      events: countChanges(a.eventsText, b.eventsText),
    }),
    tab: 'tab',
    now: () => now.at,
    newId: () => `id ${++now.id}`,
  });
  const write = (ruleText: string, eventsText = '{}') => {
    session.work = { ruleText, eventsText };
    session.mine = true;
    session.recorder?.edited();
  };
  /** Writes, and rests. */
  const edit = async (ruleText: string, verdict: EntryVerdict = fires, afterMs = 10_000) => {
    now.at += afterMs;
    now.verdict = verdict;
    write(ruleText);
    await vi.advanceTimersByTimeAsync(4000);
  };
  const texts = async () =>
    Promise.all(history.entries.map(async ({ id }) => (await history.read(id))?.ruleText));
  return { history, session, now, write, edit, texts, store };
}

describe('what becomes an entry', () => {
  test('a text that rests, not each key', async () => {
    const { history, write, texts } = setUp();
    history.start();
    for (const text of ['title: a', 'title: ab', 'title: abc']) {
      write(text);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(history.entries).toEqual([]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await texts()).toEqual(['title: abc']);
    expect(history.entries[0]).toMatchObject({ title: 'abc', kind: 'edit', verdict: fires, change: null });
  });

  test('small edits soon after each other are one; a verdict that changes is a step', async () => {
    const { history, edit, texts } = setUp();
    history.start();
    await edit('a\nb');
    await edit('a\nc');
    expect(await texts()).toEqual(['a\nc']);
    await edit('a\nd', misses);
    expect(await texts()).toEqual(['a\nd', 'a\nc']);
    expect(history.entries[0]?.change).toEqual({
      rule: { added: 1, removed: 1 },
      events: { added: 0, removed: 0 },
    });
    await edit('a\ne', misses, 200_000);
    expect(await texts()).toEqual(['a\ne', 'a\nd', 'a\nc']);
  });

  test('what was broken on the way gives way to what came of it', async () => {
    const { history, edit, texts } = setUp();
    history.start();
    await edit('good');
    await edit('goo:', broken);
    await edit('goo:d', broken);
    await edit('better');
    expect(await texts()).toEqual(['better', 'good']);
  });

  test('a text that was emptied, or changed in many lines, is never lost to a later edit', async () => {
    const { history, edit, texts } = setUp();
    history.start();
    await edit('mine');
    await edit('');
    await edit(Array.from({ length: 40 }, (_, i) => `${i}`).join('\n'));
    expect(await texts()).toEqual([expect.stringContaining('39'), '', 'mine']);
  });

  test('what gives way to something else, with the name of that; the same text is no second entry', async () => {
    const { history, session, edit } = setUp();
    history.start();
    await edit('mine');
    session.recorder?.leaving(session.work, 'Opened “x”.');
    await vi.advanceTimersByTimeAsync(0);
    expect(history.entries.map(({ kind, name }) => [kind, name])).toEqual([['before', 'Opened “x”.']]);
    await edit('minx');
    expect(history.entries).toHaveLength(2);
  });

  test('what was there at the start: the user’s, or what a link was opened over', async () => {
    const first = setUp();
    first.session.work = { ruleText: 'mine', eventsText: '' };
    first.history.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(await first.texts()).toEqual(['mine']);
    const second = setUp({ mine: false, earlier: { ruleText: 'kept', eventsText: '' } });
    second.session.work = { ruleText: 'theirs', eventsText: '' };
    second.history.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(await second.texts()).toEqual(['kept']);
    await second.history.flush();
    expect(await second.texts()).toEqual(['kept']);
  });

  test('whoever wrote over a link before it began finds what that hid, and once what was kept', async () => {
    const kept = { ruleText: 'kept', eventsText: '' };
    const { history, session, texts } = setUp({ earlier: kept });
    session.work = { ruleText: 'theirs, edited', eventsText: '' };
    history.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(await texts()).toEqual(['theirs, edited', 'kept']);
    const again = setUp({ earlier: kept });
    again.session.work = kept;
    again.history.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(again.history.entries).toEqual([expect.objectContaining({ kind: 'edit' })]);
  });

  test('thirty, and named ones beside them', async () => {
    const { history, edit, now } = setUp();
    history.start();
    await edit('named');
    expect(await history.save(' My \n name ')).toBe('');
    for (let i = 0; i < 40; i++) await edit(`text ${i}`, fires, 200_000);
    expect(history.entries).toHaveLength(maxUnnamed + 1);
    expect(history.entries.at(-1)).toMatchObject({ kind: 'saved', name: 'My name' });
    expect(now.id).toBeGreaterThan(40);
  });
});

describe('plans', () => {
  const next = { at: 2000, stretch: 'tab 0', verdict: fires, changed: 1, emptied: false };
  test.each([
    ['the same stretch', {}, {}, true],
    ['another tab', {}, { stretch: 'other' }, false],
    ['a named one', { kind: 'saved' as const }, {}, false],
    ['a clock that was set back', {}, { at: 1 }, false],
    ['too long ago', {}, { at: 200_000 }, false],
    ['too much', {}, { changed: 13 }, false],
  ])('%s', (_, newest, more, expected) => {
    expect(joins(entry(newest), { ...next, ...more })).toBe(expected);
  });

  test('the oldest unnamed go when there is too much; the newest never does', () => {
    const all = [
      entry({ id: 'a', size: 60 }),
      entry({ id: 'b', size: 60 }),
      entry({ id: 'c', kind: 'saved', size: 60 }),
    ];
    expect(overflow(all, 130)).toEqual(['b']);
    expect(overflow(all, 10)).toEqual(['b']);
  });
});

describe('what the user does', () => {
  test('restores, names, renames and deletes', async () => {
    const { history, session, edit, texts } = setUp();
    history.start();
    await edit('one');
    await edit('two', misses);
    const [, one] = history.entries;
    expect(await history.restore(one!.id)).toBe('');
    await vi.advanceTimersByTimeAsync(0);
    expect(session.restored.map(({ ruleText }) => ruleText)).toEqual(['one']);
    expect(history.entries[0]).toMatchObject({ kind: 'before', name: 'Restored “Without a title”.' });
    await history.rename(one!.id, 'First');
    expect(history.entries[1]).toMatchObject({ kind: 'saved', name: 'First' });
    await history.rename(one!.id, ' ');
    expect(history.entries[1]).toMatchObject({ kind: 'edit', name: '' });
    await history.remove(one!.id);
    expect(await texts()).toEqual(['two']);
    expect(await history.restore('gone')).not.toBe('');
    await history.removeAll();
    expect(history.entries).toEqual([]);
  });

  test('values of placeholders are kept, brought back and handed on; other values are another state', async () => {
    const { history, session, now } = setUp();
    history.start();
    const withValues = (...Admins: string[]): Work => {
      const carried = withPlaceholders(undefined, { Admins });
      return { ruleText: 'r', eventsText: '{}', ...(carried ? { carried } : {}) };
    };
    const values = async () =>
      Promise.all(
        history.entries.map(async ({ id }) => placeholdersIn((await history.read(id))?.carried)?.['Admins']),
      );
    session.work = withValues('alice');
    await history.save('Mine');
    now.at += 10_000;
    session.work = withValues('bob');
    session.recorder?.edited();
    await vi.advanceTimersByTimeAsync(4000);
    expect(await values()).toEqual([['bob'], ['alice']]);
    await history.restore(history.entries[1]!.id);
    expect(placeholdersIn(session.restored[0]?.carried)).toEqual({ Admins: ['alice'] });
    await vi.advanceTimersByTimeAsync(0);
    const file = await history.exportFile();
    await history.removeAll();
    await history.importFile(file);
    expect(await values()).toEqual([['bob'], ['alice']]);
  });

  test('named states are no more than there is room for', async () => {
    const { history, session } = setUp();
    for (let i = 0; i < maxSaved; i++) {
      session.work = { ruleText: `${i}`, eventsText: '' };
      expect(await history.save(`${i}`)).toBe('');
    }
    session.work = { ruleText: 'more', eventsText: '' };
    expect(await history.save('more')).not.toBe('');
    expect(history.entries).toHaveLength(maxSaved);
  });

  test('exports, and imports what is not there yet', async () => {
    const { history, edit, texts } = setUp();
    history.start();
    await edit('one');
    await history.save('Named');
    await edit('two', misses);
    const file = await history.exportFile();
    expect((await history.importFile(file)).message).toContain('Already there: 2');
    await history.removeAll();
    expect(await history.importFile(file)).toEqual({
      failed: false,
      message: expect.stringContaining('Imported: 2'),
    });
    expect(await texts()).toEqual(['two', 'one']);
    expect(history.entries[1]).toMatchObject({ kind: 'saved', name: 'Named' });
    for (const bad of ['', '{}', '{"sigma-playground-history":9,"entries":[]}'])
      expect((await history.importFile(bad)).failed).toBe(true);
    expect(history.entries).toHaveLength(2);
  });
});

describe('a store that fails', () => {
  test('says so; when it is full, older entries give way first', async () => {
    const answers: ('' | 'full' | 'refused')[] = [];
    const memory = memoryHistory();
    const removed: (readonly string[])[] = [];
    const store: HistoryStore = {
      ...memory,
      write: async (puts, gone) => {
        const answer = answers.shift() ?? '';
        removed.push(gone);
        return answer === '' ? memory.write(puts, gone) : answer;
      },
    };
    const { history, edit } = setUp({ store });
    history.start();
    for (let i = 0; i < 4; i++) await edit(`text ${i}`, fires, 200_000);
    answers.push('full');
    await edit('text 4', fires, 200_000);
    expect(removed.at(-1)).toHaveLength(2);
    expect(history.problem).toBe('');
    expect(history.entries).toHaveLength(3);
    answers.push('full', 'full');
    await edit('text 5', fires, 200_000);
    expect(history.problem).toContain('no room');
    answers.push('refused');
    await edit('text 6', fires, 200_000);
    expect(history.problem).not.toBe('');
    await edit('text 7', fires, 200_000);
    expect(history.problem).toBe('');
  });

  test('that throws holds nothing up', async () => {
    const store: HistoryStore = {
      ...memoryHistory(),
      list: () => Promise.reject(new Error('gone')),
    };
    const { history, edit } = setUp({ store });
    history.start();
    await edit('text');
    expect(history.problem).not.toBe('');
    await history.refresh();
  });
});
