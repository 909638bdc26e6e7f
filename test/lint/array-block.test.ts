import { describe, expect, test } from 'vitest';
import { lintAgainstEvents } from '../../src/lint/lint-against-events.ts';
import { applyEdits } from '../../src/sigma/index.ts';
import type { EventValue } from '../../src/sigma/index.ts';
import { compiled, problems, rule, selection, verdict } from '../_helpers/rule.ts';

const tag = (Key: string, Value: string) => ({ Key, Value });
const event = (...Tags: EventValue[]): EventValue => ({ Tags, user: 'alice' });
const spread = event(tag('env', 'dev'), tag('team', 'prod'));
const together = event(tag('env', 'prod'));

function noted(text: string, ...events: readonly EventValue[]) {
  const steps = lintAgainstEvents(compiled(text), events);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.filter(({ code }) => code === 'events_spread_keys');
  }
}

/** The text after the first fix. */
function mended(text: string, ...events: readonly EventValue[]): string | null {
  const [found] = noted(text, ...events);
  expect(text.slice(found?.range.start, found?.range.end)).toMatch(/\b(Value|note|b)\b/);
  const [fix] = found?.fixes ?? [];
  if (!fix) return null;
  expect(fix.changesMeaning).toBe(true);
  return applyEdits(text, fix.edits);
}

const versioned = (text: string): string => text.replace('detection:', 'sigma-version: 3\ndetection:');

const shapes: readonly [string, string, string][] = [
  ['keys alone', 'Tags.Key: env\nTags.Value: prod', 'Tags[any]:\n  Key: env\n  Value: prod'],
  [
    'modifiers, lists, quotes, and keys of their own between and behind them',
    "'Tags.Key': env\nuser: alice # who\nTags.Value|startswith:\n  - pro\n  - x\nuser|contains: l",
    "Tags[any]:\n  'Key': env\n  Value|startswith:\n    - pro\n    - x\nuser: alice # who\nuser|contains: l",
  ],
  [
    'comments before and behind, blank lines',
    '# which\nTags.Key: env # a\n\n# what\n#  it holds\nTags.Value: prod # b\n# end',
    '# which\nTags[any]:\n  Key: env # a\n\n  # what\n  #  it holds\n  Value: prod # b\n# end',
  ],
  [
    'a mapping in a list',
    '- Tags.Key: env\n  Tags.Value: prod\n- user: bob',
    '- Tags[any]:\n    Key: env\n    Value: prod\n- user: bob',
  ],
  [
    'a denied key, which stays outside and is asked of all elements',
    'Tags.Key: env\nTags.Key|neq: x\nTags.Value: prod',
    'Tags[any]:\n  Key: env\n  Value: prod\nTags.Key|neq: x',
  ],
  [
    'a block scalar',
    'Tags.Key: >-\n  env\nTags.Value: prod',
    'Tags[any]:\n  Key: >-\n    env\n  Value: prod',
  ],
];

describe('a block in the place of keys that different elements meet', () => {
  test.each(shapes)('%s', (_, search, block) => {
    const text = selection(search);
    const after = mended(text, spread);
    expect(after).toBe(versioned(selection(block)));
    expect(problems(after as string)).toEqual([]);
    expect([text, after as string].map((each) => verdict(each, spread))).toEqual(['match', 'miss']);
    expect(verdict(after as string, together)).toBe('match');
    expect(noted(after as string, spread)).toEqual([]);
  });

  test('of nested arrays the innermost, whose path goes through the others', () => {
    const text = selection(
      'p.items.ranges.items.cidr: 0/0\np.items.ranges.items.note: open\np.items.port: 22',
    );
    const ranges = (...items: EventValue[]): EventValue => ({
      p: { items: [{ port: 22, ranges: { items } }] },
    });
    const apart = ranges({ cidr: '0/0', note: 'x' }, { cidr: '1/8', note: 'open' });
    const after = mended(text, apart);
    expect(after).toBe(
      versioned(selection('p.items.ranges.items[any]:\n  cidr: 0/0\n  note: open\np.items.port: 22')),
    );
    expect(verdict(after as string, ranges({ cidr: '0/0', note: 'open' }))).toBe('match');
  });

  test('of an object in the elements the array is named, not the object', () => {
    const [text, apart] = [
      selection('list.o.a: 1\nlist.o.b: 2'),
      { list: [{ o: { a: 1 } }, { o: { b: 2 } }] },
    ];
    expect(noted(text, apart)[0]?.message).toContain('different elements of `list`');
    expect(mended(text, apart)).toBe(versioned(selection('list[any]:\n  o.a: 1\n  o.b: 2')));
  });

  test('a version before is raised, one that suffices stays', () => {
    const text = selection('Tags.Key: env\nTags.Value: prod');
    const block = selection('Tags[any]:\n  Key: env\n  Value: prod');
    expect(mended(`sigma-version: 2.1.0\n${text}`, spread)).toBe(`sigma-version: 3\n${block}`);
    expect(mended(`sigma-version: 3.1\n${text}`, spread)).toBe(`sigma-version: 3.1\n${block}`);
  });

  test('line breaks of Windows', () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    const text = windows(selection('Tags.Key: env\n# b\nTags.Value: prod'));
    expect(mended(text, spread)).toBe(
      windows(versioned(selection('Tags[any]:\n  Key: env\n  # b\n  Value: prod'))),
    );
  });

  test.each<[string, string, EventValue]>([
    ['a mapping on one line', rule('s: {Tags.Key: env, Tags.Value: prod}\ncondition: s'), spread],
    [
      'brackets that would become selectors',
      selection("Tags.Key: env\nTags.Value: prod\n'a[0]': x"),
      event(tag('env', 'dev'), tag('team', 'prod')),
    ],
    ['an escaped name', selection('"\\x54ags.Key": env\nTags.Value: prod'), spread],
    [
      'a block of the same array',
      versioned(selection('Tags[any]:\n  Key: x\nTags.Key: env\nTags.Value: prod')),
      spread,
    ],
    ['an alias before its anchor', selection('Tags.Key: env\nuser: &x alice\nTags.Value: *x'), spread],
  ])('not offered: %s', (what, text, apart) => {
    const told =
      what === 'an alias before its anchor'
        ? event(tag('env', 'dev'), tag('team', 'alice'))
        : what === 'brackets that would become selectors'
          ? { ...(apart as object), 'a[0]': 'x' }
          : apart;
    expect(mended(text, told as EventValue)).toBeNull();
  });
});
