// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Lesson } from '../../../src/lessons/lesson.ts';
import { newRecord } from '../../../src/share/progress-store.ts';
import type { LessonRecord } from '../../../src/share/progress-store.ts';
import { OpenLesson } from '../../../src/state/lessons/open-lesson.svelte.ts';
import type { LessonKeeper } from '../../../src/state/lessons/open-lesson.svelte.ts';
import { Notices } from '../../../src/state/notices.svelte.ts';
import { Playground } from '../../../src/state/playground.svelte.ts';
import type { Work } from '../../../src/share/work-link.ts';
import { Session } from '../../../src/state/session.svelte.ts';
import { result } from '../../_helpers/trace.ts';

const first = { ruleText: 'first rule', eventsText: 'first event' };
const mine: Work = { ruleText: 'my rule', eventsText: 'my event' };
const theirs: Work = { ruleText: 'their rule', eventsText: 'their event' };

interface Given {
  readonly saved?: Work;
  readonly owner?: string;
  readonly fragment?: string;
  readonly writer?: string;
  readonly embedded?: boolean;
  readonly saveProblem?: string;
  readonly loadProblem?: string;
  readonly lessons?: Readonly<Record<string, Lesson>>;
}

const shownSample = {
  id: 'shown',
  group: '',
  title: 'Shown',
  about: '',
  rule: 'a rule',
  events: async () => '[1, 2]',
  marks: [{ range: { start: 1, end: 2 }, name: 'first' }],
  demonstration: {
    id: 'shown',
    title: 'Shown',
    about: '',
    story: '',
    rule: 'a rule',
    events: [],
    look: { event: 1, field: 'filtered.field' },
    cause: null,
    mend: { text: 'Mend it', changes: [{ from: 'a rule', to: 'a better rule' }] },
  },
} as const;

function setUp({ saved, owner = 'before', fragment = '', writer = '', ...given }: Given = {}) {
  const kept = { work: saved ? { ...saved, owner } : null };
  const address = { fragment, writer, base: 'http://page/', written: [] as string[] };
  const notices = new Notices();
  const records = new Map<string, LessonRecord>();
  const keeper: LessonKeeper = {
    of: (id) => records.get(id) ?? newRecord,
    update: (id, change) => void records.set(id, { ...(records.get(id) ?? newRecord), ...change }),
  };
  const copy = vi.fn(async (_: string) => true);
  const playground = new Playground(
    { run: async () => ({ type: 'result', result: result() }), ask: async () => null },
    {
      scheduler: { request: () => {}, flush: () => {}, cancel: () => {} },
      onChange: (own) => session.changed(own),
    },
  );
  const session: Session = new Session({
    playground,
    notices,
    store: {
      load: () => ({ work: kept.work, problem: given.loadProblem ?? '' }),
      save: (work, by) => {
        if (given.saveProblem) return given.saveProblem;
        kept.work = { ...work, owner: by };
        return '';
      },
    },
    codec: {
      encode: async (work) => `#s1.${work.ruleText}`,
      decode: async (asked) =>
        asked === '#s1.lesson'
          ? { work: theirs, lesson: { r: 'start of first', e: [], l: {} } }
          : asked === '#s1.none'
            ? { work: theirs, lesson: { r: 'start of first', e: [], l: 'none' } }
            : asked === '#s1.theirs'
              ? { work: theirs }
              : { problem: 'This is not a share link.' },
    },
    address: {
      get fragment() {
        return address.fragment;
      },
      base: address.base,
      writer: address.writer,
      replace: (fragment) => {
        address.fragment = fragment;
        address.written.push(fragment);
      },
    },
    first: async () => ({ ...first, result: null }),
    startLesson: async (id) => {
      const lesson = Object.hasOwn(given.lessons ?? {}, id) ? given.lessons?.[id] : undefined;
      return lesson ? new OpenLesson(lesson, { playground, keeper, place: null }) : null;
    },
    startShared: async ({ r, l }) => {
      if (l === 'none') return null;
      const lesson = Object.values(given.lessons ?? {}).find(({ start }) => start === r);
      return lesson ? new OpenLesson(lesson, { playground, keeper, place: null }) : null;
    },
    findSample: async (id) =>
      id === 'shown'
        ? shownSample
        : id === 'one'
          ? {
              id,
              group: '',
              title: 'One',
              about: '',
              rule: 'sample rule',
              events: async () => 'sample event',
            }
          : undefined,
    copy,
    tab: 'this tab',
    embedded: given.embedded ?? false,
  });
  const shown = () => ({ ruleText: playground.ruleText, eventsText: playground.eventsText });
  const act = (label: string) => {
    const notice = notices.list.find((each) => each.action?.label === label);
    if (!notice) throw new Error(`no ${label}`);
    notices.act(notice);
  };
  const said = () => notices.list.map((notice) => notice.text).join('\n');
  return { session, playground, notices, kept, address, records, copy, shown, act, said };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the start', () => {
  test('the first visit shows the first sample and saves nothing', async () => {
    const { session, shown, kept, address } = setUp();
    await session.start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(shown()).toEqual(first);
    expect(kept.work).toBeNull();
    expect(address.written).toEqual([]);
  });

  test('saved work comes back', async () => {
    const { session, shown } = setUp({ saved: mine });
    await session.start();
    expect(shown()).toEqual(mine);
  });

  test('what cannot be read is told, and the page works on', async () => {
    const { session, shown, said } = setUp({ loadProblem: 'Your saved work cannot be read.' });
    await session.start();
    expect(said()).toContain('cannot be read');
    expect(shown()).toEqual(first);
  });

  test('a link shows its work; the saved work stays until the user edits, and can be restored', async () => {
    const { session, playground, shown, kept, act, said } = setUp({ saved: mine, fragment: '#s1.theirs' });
    await session.start();
    await vi.advanceTimersByTimeAsync(5000);
    expect(shown()).toEqual(theirs);
    expect(kept.work).toMatchObject(mine);
    expect(said()).toContain('Your earlier work is kept');
    playground.setRuleText('their rule, edited');
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept.work).toMatchObject({ ruleText: 'their rule, edited' });
    expect(session.earlier).toMatchObject(mine);
    act('Restore');
    expect(shown()).toEqual(mine);
  });

  test('a bad link says so and shows the saved work', async () => {
    const { session, shown, said } = setUp({ saved: mine, fragment: '#s1.bad' });
    await session.start();
    expect(shown()).toEqual(mine);
    expect(said()).toContain('not a share link');
  });

  test('the address this very tab wrote is no link from outside', async () => {
    const { session, shown, notices } = setUp({
      saved: mine,
      owner: 'tab 1',
      writer: 'tab 1',
      fragment: '#s1.older',
    });
    await session.start();
    expect(shown()).toEqual(mine);
    expect(notices.list).toEqual([]);
  });

  test('`#ex=` opens a sample', async () => {
    const { session, shown } = setUp({ fragment: '#ex=one' });
    await session.start();
    expect(shown()).toEqual({ ruleText: 'sample rule', eventsText: 'sample event' });
  });

  test('a demonstration is shown on its event, and is closed by what is opened next', async () => {
    const { session, playground } = setUp({ fragment: '#ex=shown' });
    await session.start();
    const { demonstration } = shownSample;
    expect(session.demonstration).toBe(demonstration);
    expect([playground.selectedEvent, playground.look]).toEqual([1, 'filtered.field']);
    expect(playground.marks).toEqual(shownSample.marks);
    // It stays while the rule is mended.
    playground.setRuleText(demonstration.mend.changes[0]?.to ?? '');
    expect(session.demonstration).toBe(demonstration);
    await session.openSample('one');
    expect([session.demonstration, playground.look]).toEqual([null, '']);
    await session.openSample('shown');
    session.closeDemonstration();
    expect(session.demonstration).toBeNull();
  });

  test('an unknown sample is told', async () => {
    const { session, shown, said } = setUp({ fragment: '#ex=%E0%A4%A' });
    await session.start();
    expect(shown()).toEqual(first);
    expect(said()).toContain('no such sample');
  });

  test('in a frame nothing is kept', async () => {
    const { session, playground, kept, shown, address } = setUp({ saved: mine, embedded: true });
    await session.start();
    expect(shown()).toEqual(first);
    playground.setRuleText('typed');
    await vi.advanceTimersByTimeAsync(5000);
    session.flush();
    expect(kept.work).toMatchObject(mine);
    expect(address.written).toEqual([]);
  });

  test('what the page around hands in replaces what nobody wrote, and keeps what somebody did', async () => {
    const { session, playground, shown, act, said } = setUp({ embedded: true });
    await session.start();
    session.openFromHost(theirs, 'Other texts.');
    expect(shown()).toEqual(theirs);
    expect(said()).toBe('');
    playground.setRuleText('written by the visitor');
    session.openFromHost(mine, 'Other texts.');
    expect(shown()).toEqual(mine);
    act('Undo');
    expect(shown().ruleText).toBe('written by the visitor');
  });
});

describe('while working', () => {
  test('an edit is saved within half a second, and the address follows at most once in 750 ms', async () => {
    const { session, playground, kept, address } = setUp();
    await session.start();
    for (let i = 0; i < 10; i++) {
      playground.setRuleText(`edit ${i}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(450);
    expect(kept.work).toMatchObject({ ruleText: 'edit 9', owner: 'this tab' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(address.fragment).toBe('#s1.edit 9');
    expect(address.written.length).toBeLessThanOrEqual(2);
  });

  test('what the user asks for by the address is not written over before it is opened', async () => {
    const { session, playground, shown, address } = setUp();
    await session.start();
    playground.setRuleText('typed');
    address.fragment = '#ex=one';
    await vi.advanceTimersByTimeAsync(1000);
    expect(address.fragment).toBe('#ex=one');
    await session.openAddress();
    expect(shown().ruleText).toBe('sample rule');
  });

  test('long texts are saved after a longer pause, and an address that stays is not written again', async () => {
    const { session, playground, kept, address } = setUp({ writer: 'this tab' });
    await session.start();
    playground.setEventsText('x'.repeat(1_500_000));
    await vi.advanceTimersByTimeAsync(1500);
    expect(kept.work).toBeNull();
    await vi.advanceTimersByTimeAsync(1000);
    expect(kept.work?.eventsText).toHaveLength(1_500_000);
    expect(address.written).toEqual([]);
  });

  test('the page going away saves at once', async () => {
    const { session, playground, kept } = setUp();
    await session.start();
    playground.setRuleText('typed');
    session.flush();
    expect(kept.work).toMatchObject({ ruleText: 'typed' });
  });

  test('a sample over own work can be undone', async () => {
    const { session, shown, kept, act, address } = setUp({ saved: mine });
    await session.start();
    await session.openSample('one');
    expect(shown().ruleText).toBe('sample rule');
    expect(address.fragment).toBe('#ex=one');
    expect(kept.work).toMatchObject(mine);
    act('Undo');
    expect(shown()).toEqual(mine);
  });

  test('what was typed a moment before a sample is not lost', async () => {
    const { session, playground, kept } = setUp();
    await session.start();
    playground.setRuleText('typed');
    await session.openSample('one');
    expect(kept.work).toMatchObject({ ruleText: 'typed' });
  });

  test('a full store is told once', async () => {
    const { session, playground, notices } = setUp({ saveProblem: 'Too large to keep.' });
    await session.start();
    for (const text of ['a', 'b', 'c']) {
      playground.setRuleText(text);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(notices.list.map((notice) => notice.text)).toEqual(['Too large to keep.']);
  });

  test('the link is copied, or said not to be', async () => {
    const { session, copy, said } = setUp();
    await session.start();
    await session.copyLink();
    expect(copy).toHaveBeenCalledWith('http://page/#s1.first rule');
    expect(said()).toContain('Link copied');
    copy.mockResolvedValueOnce(false);
    await session.copyLink();
    expect(said()).toContain('refused to copy');
  });
});

describe('rules of the catalogue', () => {
  const rule = { title: 'Trail stopped', text: 'catalogue rule', eventsText: '' };

  test('one without events opens over those that are there, and can be undone', async () => {
    const { session, playground, shown, address, act, kept } = setUp({ saved: mine });
    await session.start();
    playground.selectEvent(3);
    session.openRule(rule);
    expect(shown()).toEqual({ ruleText: 'catalogue rule', eventsText: 'my event' });
    expect([playground.selectedEvent, address.fragment]).toEqual([3, '']);
    expect(kept.work).toMatchObject(mine);
    act('Undo');
    expect(shown()).toEqual(mine);
  });

  test('one with events brings them along', async () => {
    const { session, playground, shown, address } = setUp({ fragment: '#ex=one' });
    await session.start();
    playground.selectEvent(3);
    session.openRule({ ...rule, eventsText: 'its event' });
    expect(shown()).toEqual({ ruleText: 'catalogue rule', eventsText: 'its event' });
    expect([playground.selectedEvent, address.fragment]).toEqual([0, '']);
  });

  test('an event to explain can be given', async () => {
    const { session, playground } = setUp();
    await session.start();
    session.openRule(rule, 2);
    expect(playground.selectedEvent).toBe(2);
  });
});

describe('lessons', () => {
  const lesson = (id: string): Lesson => ({
    id,
    title: id,
    goal: '',
    concept: '',
    start: `start of ${id}`,
    events: [
      { name: 'one', expectation: 'fire', text: '{"a":1}' },
      { name: 'two', expectation: 'silent', text: '{"a":2}' },
    ],
    hidden: [],
    constraints: [],
    hints: [],
    solution: '',
    links: [],
  });
  const lessons = { first: lesson('first'), second: lesson('second') };
  const events = '{"a":1}\n{"a":2}\n';

  test('one opens by its address, its events labelled; the saved work stays, and comes back on leaving', async () => {
    const { session, playground, shown, kept, address, records, said } = setUp({
      saved: mine,
      fragment: '#l=first',
      lessons,
    });
    await session.start();
    expect(shown()).toEqual({ ruleText: 'start of first', eventsText: events });
    expect(playground.marks).toEqual([
      { range: { start: 0, end: 7 }, expectation: 'fire', name: 'one' },
      { range: { start: 8, end: 15 }, expectation: 'silent', name: 'two' },
    ]);
    expect(said()).toContain('Your earlier work is kept.');
    playground.setRuleText('learned');
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept.work).toMatchObject(mine);
    expect(records.get('first')?.text).toBe('learned');
    expect(address.fragment).toBe('#l=first');
    session.leaveLesson();
    expect(session.lesson).toBeNull();
    expect(shown()).toEqual(mine);
    await vi.advanceTimersByTimeAsync(5000);
    expect(address.fragment).toBe('#s1.my rule');
  });

  test('what was typed in it is there again, lesson by lesson; before all of them stands the work', async () => {
    const { session, playground, shown, said } = setUp({ lessons });
    await session.start();
    playground.setRuleText('my own');
    await session.openLesson('first');
    const leaving = vi.fn();
    // The recorder comes late, and hears of what it has missed; once.
    session.recorder = { edited: () => {}, leaving };
    session.recorder = { edited: () => {}, leaving };
    expect(leaving).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ ruleText: 'my own' }),
      'Opened the lesson “first”.',
    );
    expect(said()).toContain('Opened the lesson “first”.');
    playground.setRuleText('half way');
    await session.openLesson('second');
    expect(shown().ruleText).toBe('start of second');
    await session.openLesson('first');
    expect(shown().ruleText).toBe('half way');
    session.leaveLesson();
    expect(shown().ruleText).toBe('my own');
  });

  test('on a first visit that begins with a lesson, nothing stands before any of them', async () => {
    const { session, shown } = setUp({ fragment: '#l=first', lessons });
    await session.start();
    await session.openLesson('second');
    session.leaveLesson();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown()).toEqual(first);
  });

  test('a sample over a lesson can be undone: the lesson goes on, and leads back to what was before it', async () => {
    const { session, playground, shown, act } = setUp({ saved: mine, lessons });
    await session.start();
    await session.openLesson('first');
    playground.setRuleText('half way');
    await session.openSample('one');
    expect(session.lesson).toBeNull();
    expect(shown().ruleText).toBe('sample rule');
    act('Undo');
    expect(session.lesson?.lesson.id).toBe('first');
    expect(shown().ruleText).toBe('half way');
    playground.setRuleText('nearly');
    session.flush();
    expect(session.lesson?.record.text).toBe('nearly');
    session.leaveLesson();
    expect(shown()).toEqual(mine);
  });

  test('undo of the opening leaves the lesson', async () => {
    const { session, shown, act } = setUp({ saved: mine, lessons });
    await session.start();
    await session.openLesson('first');
    act('Undo');
    expect(session.lesson).toBeNull();
    expect(shown()).toEqual(mine);
  });

  test('loaded again, it goes on without a word, also where the saved work is of the same tab', async () => {
    const { session, shown, said } = setUp({
      saved: mine,
      owner: 'this tab',
      writer: 'this tab',
      fragment: '#l=first',
      lessons,
    });
    await session.start();
    expect(shown().ruleText).toBe('start of first');
    expect(said()).toBe('');
  });

  test.each(['#l=none', '#l=%', '#l=constructor'])(
    '%s is told, and what is shown stays',
    async (fragment) => {
      const { session, shown, said } = setUp({ saved: mine, fragment, lessons });
      await session.start();
      expect(shown()).toEqual(mine);
      expect(said()).toContain('There is no such lesson.');
    },
  );

  test('one that came by a link is a lesson, apart from the work; loaded again it goes on without a word', async () => {
    const given = { saved: mine, fragment: '#s1.lesson', lessons };
    const { session, playground, shown, kept, address, records, said } = setUp(given);
    await session.start();
    expect(session.lesson?.lesson.id).toBe('first');
    expect(said()).toContain('Your earlier work is kept.');
    playground.setRuleText('learned');
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept.work).toMatchObject(mine);
    expect(records.get('first')?.text).toBe('learned');
    expect(address.fragment).toBe('#s1.lesson');
    session.leaveLesson();
    expect(shown()).toEqual(mine);
    const again = setUp({ ...given, owner: 'this tab', writer: 'lesson' });
    await again.session.start();
    expect(again.session.lesson?.lesson.id).toBe('first');
    expect(again.said()).toBe('');
  });

  test('where a link holds a lesson that cannot be read, its rule and its events are shown', async () => {
    const { session, shown } = setUp({ saved: mine, fragment: '#s1.none', lessons });
    await session.start();
    expect(session.lesson).toBeNull();
    expect(shown()).toEqual(theirs);
  });
});

describe('earlier states', () => {
  function withRecorder(given: Given) {
    const set = setUp(given);
    const noted: string[] = [];
    set.session.recorder = {
      edited: () => void noted.push('edited'),
      leaving: (work, message) => void noted.push(`${work.ruleText} | ${message}`),
    };
    return { ...set, noted };
  }

  test('what the user edits, and what of it gives way, is told; what others made is not', async () => {
    const { session, playground, noted } = withRecorder({ saved: mine });
    await session.start();
    playground.setRuleText('my other rule');
    await session.openSample('one');
    session.openWork(theirs, 'Opened the file.');
    expect(noted).toEqual(['edited', 'my other rule | Opened “One”.']);
  });

  test('one that is brought back is the user’s again, is saved, and can be undone', async () => {
    const { session, shown, kept, act, noted, address } = withRecorder({
      saved: mine,
      owner: 'this tab',
      fragment: '#s1.my rule',
      writer: 'this tab',
    });
    await session.start();
    session.restoreWork(theirs, 'Restored.');
    // Whoever reloads now gets what is saved, not what the address named.
    expect(address.fragment).toBe('');
    await vi.advanceTimersByTimeAsync(1000);
    expect(shown()).toEqual(theirs);
    expect(session.mine).toBe(true);
    expect(kept.work).toMatchObject(theirs);
    expect(address.fragment).toBe('#s1.their rule');
    expect(noted).toEqual(['my rule | Restored.']);
    act('Undo');
    expect(shown()).toEqual(mine);
    expect(kept.work).toMatchObject(mine);
  });

  test('saving says why it is not possible', async () => {
    const { session, playground } = setUp({ saveProblem: 'No room.' });
    await session.start();
    expect(session.flush()).toBe('');
    playground.setRuleText('mine');
    expect(session.flush()).toBe('No room.');
  });
});
