import fc from 'fast-check';
import { expect, test } from 'vitest';
import { titleOf } from '../../../src/share/history-entry.ts';
import { openHistoryFile, toHistoryFile } from '../../../src/share/history-file.ts';
import { placeholdersIn, withPlaceholders } from '../../../src/share/options.ts';
import type { Work } from '../../../src/share/work-link.ts';
import { entry } from '../../_helpers/history.ts';

const work: Work = {
  ruleText: 'title: "A \\u202e title"\n',
  eventsText: '{"a": 1}\n{"b": "\ud800"}',
  selectedEvent: 1,
  marks: [{ range: { start: 0, end: 8 }, expectation: 'fire', name: 'first' }],
};
const file = (value: unknown) => openHistoryFile(JSON.stringify(value));

test('what is exported comes back, marks and all', () => {
  const one = entry({ kind: 'saved', name: 'Mine', at: 5 });
  const opened = openHistoryFile(toHistoryFile([{ entry: one, work }]));
  expect(opened).toEqual({
    ok: true,
    broken: 0,
    entries: [
      { kind: 'saved', name: 'Mine', at: 5, title: titleOf(work.ruleText), verdict: one.verdict, work },
    ],
  });
});

test('values of placeholders come back', () => {
  const carried = withPlaceholders(undefined, { Admins: ['alice', 'bob*'] }) as NonNullable<Work['carried']>;
  const opened = openHistoryFile(toHistoryFile([{ entry: entry({}), work: { ...work, carried } }]));
  expect(opened.ok && placeholdersIn(opened.entries[0]?.work.carried)).toEqual({ Admins: ['alice', 'bob*'] });
});

test.each([
  ['not JSON', '{', 'not_json'],
  ['another JSON', '[]', 'not_history'],
  ['a shared file', '{"sigma-playground":1,"r":"","e":[]}', 'not_history'],
  ['no entries', '{"sigma-playground-history":1}', 'not_history'],
  ['a version to come', '{"sigma-playground-history":2,"entries":[]}', 'newer_version'],
])('%s is refused', (_, text, why) => {
  expect(openHistoryFile(text)).toEqual({ ok: false, why });
});

test('entries that are none are counted, the others pass', () => {
  const good = {
    kind: 'edit',
    name: '',
    at: 1,
    verdict: { tone: 'miss', text: '' },
    work: { r: 'x', e: [] },
  };
  const bad = [
    null,
    {},
    { ...good, at: -1 },
    { ...good, at: 1e300 },
    { ...good, at: '1' },
    { ...good, kind: '__proto__' },
    { ...good, verdict: { tone: 'toString', text: '' } },
    { ...good, work: { r: 1 } },
    { ...good, name: {} },
  ];
  const opened = file({ 'sigma-playground-history': 1, entries: [good, ...bad] });
  expect(opened).toMatchObject({ ok: true, broken: bad.length });
  expect(opened.ok && opened.entries.map(({ work }) => work.ruleText)).toEqual(['x']);
});

test('nothing in a file touches prototypes, or makes it throw', () => {
  const text =
    '{"sigma-playground-history":1,"entries":[{"kind":"edit","name":"","at":1,"verdict":{"tone":"miss","text":""},' +
    '"__proto__":{"evil":1},"work":{"r":"","e":[{"t":"{}"}],"u":{"__proto__":{"evil":1},"m":[[0,1e9,1,"x"],["a"],5]},"constructor":{"prototype":{"evil":1}}}}]}';
  const opened = openHistoryFile(text);
  expect(opened).toMatchObject({ ok: true, broken: 0 });
  expect(opened.ok && opened.entries[0]?.work.marks).toBe(undefined);
  expect(({} as { evil?: number }).evil).toBe(undefined);
  fc.assert(fc.property(fc.string(), (junk) => void openHistoryFile(junk)));
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const one = { kind: 'edit', name: '', at: 1, verdict: { tone: 'miss', text: '' }, work: a, more: b };
      file({ 'sigma-playground-history': 1, entries: [one, a, b] });
      file({ 'sigma-playground-history': a, entries: b });
    }),
  );
});

test('the title of a rule that cannot be read', () => {
  expect(titleOf("id: x\ntitle:   'It is'  \nlevel: [")).toBe('It is');
  expect(titleOf('titel: x')).toBe('');
});
