import { expect, test } from 'vitest';
import { compileRuleSet, ExactNumber, match } from '../../../src/sigma/matcher.ts';
import type { EventValue, RuleSet } from '../../../src/sigma/matcher.ts';
import { compiled, rule, selection } from '../../_helpers/rule.ts';

const setOf = (...texts: string[]): RuleSet => compileRuleSet(texts.map((text) => compiled(text)));
const parse = (text: string): EventValue => JSON.parse(text) as EventValue;

/** Each row: a search, and events on which it holds (true) or not. The set is asked about all rows at once. */
const rows: readonly (readonly [
  search: string,
  holds: readonly EventValue[],
  fails: readonly EventValue[],
])[] = [
  ['f: Abc', [{ f: 'aBC' }, { f: ['x', 'abc'] }, [{ f: 'abc' }]], [{ f: 'abcd' }, { g: 'abc' }, {}]],
  ["f: ''", [{ f: '' }], [{ f: 'a' }, {}, { f: null }]],
  ["f: '*'", [{ f: '' }, { f: 5 }], [{ f: null }, {}]],
  ['f|contains: needle', [{ f: 'a NEEDLE b' }, { f: { x: 'needle' } }], [{ f: 'needl' }]],
  ['f|contains: ab', [{ f: 'xAb' }], [{ f: 'a b' }]],
  ['f|contains: b', [{ f: 'aB' }], [{ f: 'a' }]],
  ["f|endswith: '\\net.exe'", [{ f: 'C:\\NET.exe' }], [{ f: 'net.exe' }, { f: '\\net.exe ' }]],
  ["f|startswith: 'c:\\'", [{ f: 'C:\\x' }], [{ f: ' c:\\' }]],
  ["f: 'a*longest part*b'", [{ f: 'A the LONGEST PART b' }], [{ f: 'the longest part' }]],
  ["f|windash|contains: ' -enc'", [{ f: 'x /enc' }, { f: 'x –ENC' }], [{ f: 'x enc' }]],
  ['f|cased: Abc', [{ f: 'Abc' }], [{ f: 'abc' }]],
  ['f|contains: ſk', [{ f: 'SK' }, { f: 'ſ\u212a' }], [{ f: 's' }]],
  ['f|contains: kelvin', [{ f: '\u212aelvin' }], [{ f: 'elvin' }]],
  ['f|contains: 😀', [{ f: 'a😀' }], [{ f: '\ud83d' }]],
  ['f: 5', [{ f: 5 }, { f: '5' }, { f: new ExactNumber('5.0') }], [{ f: '5.0' }, { f: 50 }]],
  ['f: 9007199254740993', [{ f: new ExactNumber('9007199254740993') }], [{ f: 9007199254740992 }]],
  ["f: '5'", [{ f: 5 }], [{ f: new ExactNumber('5.0') }]],
  ['f: true', [{ f: true }, { f: 'TRUE' }], [{ f: 1 }]],
  ['f: null', [{}, { f: null }], [{ f: '' }, { f: [] }]],
  ['f|exists: true', [{ f: null }, { f: [] }], [{}]],
  ['f|exists: false', [{}], [{ f: null }]],
  ['f|neq: a', [{}, { f: 'b' }], [{ f: 'A' }]],
  ['f|fieldref: g', [{ f: 'a', g: 'A' }], [{ f: 'a' }, { f: 'a', g: 'b' }]],
  ['f|cidr: 10.0.0.0/8', [{ f: '10.1.1.1' }], [{ f: '11.1.1.1' }, {}]],
  ['f|gt: 5', [{ f: 6 }, { f: '5.1' }], [{ f: 5 }, {}]],
  ["f|re: 'x(yz|zy)y?literal'", [{ f: 'xyzliteral' }], [{ f: 'literal' }]],
  ["f|re|i: 'kin[gd]s'", [{ f: 'KIN\u0047ſ' }, { f: '\u212aings' }], [{ f: 'kin' }]],
  ["f|re: 'a|b'", [{ f: 'b' }], [{ f: 'c' }, {}]],
  ['f|base64offset|contains: foobar', [{ f: 'eHh4Zm9vYmFyeA==' }], [{ f: 'foobar' }]],
  ['f|contains|all: [one1, two2]', [{ f: 'two2one1' }, { f: ['one1', 'two2'] }], [{ f: 'one1' }]],
  [
    'f.g.h: deep',
    [{ f: { g: { h: 'Deep' } } }, { 'f.g': { h: 'deep' } }, { f: [{ 'g.h': ['deep'] }] }],
    [{ f: { g: 'deep' } }],
  ],
  ['__proto__: a', [parse('{"__proto__":"A"}')], [{}]],
  ['constructor.name: Object', [{ constructor: { name: 'object' } }], [{}]],
  ['[keyword1, other]', [{ x: { y: ['a KEYWORD1'] } }], [{ keyword1: 1 }]],
  ["'|all': [key1, key2]", [{ a: 'key1', b: ['key2'] }], [{ a: 'key1' }]],
  ['\'|cased\': "\\ud800"', [{ a: '\ud800' }, { a: '😀\ud800' }], [{ a: 'a' }]],
  ["'?'", [{ a: 1 }], [{ a: '' }, {}]],
  ["'|re': '^.$'", [{ a: 1 }], [{ a: 12 }, {}]],
  ['[4104, dir]', [{ a: 4104 }, { a: 141041 }, { a: 'DIR' }], [{ a: 410 }]],
];

test('each kind of predicate among all the others', () => {
  const rules = rows.map(([search]) => compiled(selection(search)));
  const set = compileRuleSet(rules);
  for (const [at, [search, holds, fails]] of rows.entries()) {
    for (const event of holds) expect([search, set.matchAll(event).includes(at)]).toEqual([search, true]);
    for (const event of fails) expect([search, set.matchAll(event).includes(at)]).toEqual([search, false]);
    for (const event of [...holds, ...fails])
      expect(set.matchAll(event)).toEqual(
        rules.flatMap((each, i) => (match(each, event) === 'match' ? [i] : [])),
      );
  }
});

test('an event leaves nothing behind for the next', () => {
  const set = setOf(selection('f: a'), selection('g: null'), selection('f.x|exists: true'));
  expect(set.matchAll({ f: 'a', g: 1 })).toEqual([0]);
  expect(set.matchAll({})).toEqual([1]);
  expect(set.matchAll({ f: { x: 1 }, 'f.x': 2, g: 0 })).toEqual([2]);
  expect(set.matchAll({ f: 'a' })).toEqual([0, 1]);
});

test('a value that comes again is found again, wherever it stands', () => {
  const rules = ['f: a5', 'g: a5', '[a7, 8]', 'h|exists: true'].map((each) => compiled(selection(each)));
  const set = compileRuleSet(rules);
  // More of them than are remembered, several times, each under two keys and in two orders of keys.
  for (let round = 0; round < 3; round++)
    for (let i = 0; i < 6000; i++) {
      const value = i % 3 === 0 ? i / 3 : `a${i}`;
      const events: EventValue[] = [
        i % 2 === 0 ? { f: value, x: 0 } : { x: 0, f: value },
        { h: null, g: value },
      ];
      if (i % 500 === 0) events.push({ f: 'a5', y: ['a7', 8] });
      for (const event of events) {
        const expected = rules.flatMap((each, at) => (match(each, event) === 'match' ? [at] : []));
        if (set.matchAll(event).join() !== expected.join()) expect.fail(JSON.stringify(event));
      }
    }
  expect(set.matchAll({ f: 'a5', x: 'a5', y: 8 })).toEqual([0, 2]);
});

test('only what an object has itself counts', () => {
  const set = setOf(selection('f: a'), selection('[a]'), selection('g: b'));
  const event = Object.assign(Object.create({ f: 'a' }) as { g: string }, { g: 'b' });
  expect(set.matchAll(event)).toEqual([2]);
});

test('many needles, short and long, in one text', () => {
  const words = Array.from({ length: 300 }, (_, i) => `${'wxyz'.slice(i % 4)}${i.toString(3)}`);
  const rules = words.map((word) => compiled(selection(`f|contains: '${word}'`)));
  const set = compileRuleSet(rules);
  for (let i = 0; i < 200; i++) {
    const f = `${'é'.repeat(i % 2)} ${words[i]?.toUpperCase()} Z${(i * 7).toString(3)}x${i}`;
    expect(set.matchAll({ f })).toEqual(
      rules.flatMap((each, at) => (match(each, { f }) === 'match' ? [at] : [])),
    );
  }
});

test('only candidates are tested', () => {
  const set = setOf(selection('f: a'), selection('f|contains: bcd'), rule('s:\n  f: x\ncondition: not s'));
  set.matchAll({ f: 'nothing of it' });
  expect(set.stats).toMatchObject({ rules: 3, always: 1, events: 1, meanCandidates: 1, p95Candidates: 1 });
  expect(set.stats.tableBytes).toBeGreaterThan(0);
});

test('a filter names what need not be there, a selection what must', () => {
  const set = setOf(
    rule('sel:\n  a: one\nfilter:\n  b: two\ncondition: sel and not filter'),
    rule('sel:\n  a|neq: one\ncondition: not sel'),
    rule('s1:\n  a: one\ns2:\n  b: two\ns3:\n  c: three\ncondition: 2 of s*'),
    rule('s1:\n  a: one\ncondition: all of none*'),
    rule('s1:\n  a: one\ncondition: not 1 of none*'),
  );
  expect(set.matchAll({ a: 'one' })).toEqual([0, 1, 4]);
  expect(set.matchAll({ a: 'one', b: 'two' })).toEqual([1, 2, 4]);
  expect(set.matchAll({ b: 'two', c: 'three' })).toEqual([2, 4]);
  expect(set.matchAll({})).toEqual([4]);
});

test('no rules, no events, events that are no objects', () => {
  expect(compileRuleSet([]).matchAll({ f: 1 })).toEqual([]);
  const set = setOf(selection('[raw]'), selection('f: a'));
  expect(set.matchBatch([])).toEqual({ pairs: new Uint32Array(), undecided: new Uint32Array(), events: 0 });
  expect(set.matchAll('a raw line')).toEqual([0]);
  expect(set.matchAll([['raw'], [[{ f: 'a' }]]])).toEqual([0, 1]);
  for (const event of [null, 5, true, '', []]) expect(set.matchAll(event)).toEqual([]);
});

test('refused rules never match, undecided ones are reported apart', () => {
  const broken = selection('f|re: "("');
  const stopped = selection('f|re: "(a+)+$"\ng: b');
  const { values } = compiled(stopped).rule.detection.identifiers.flatMap(({ search }) =>
    search.type === 'all_of' && search.children[0]?.type === 'item' ? search.children[0] : [],
  )[0] as { values: readonly { range: { start: number; end: number } }[] };
  const set = compileRuleSet([
    compiled(broken),
    compiled(stopped, { skipped: values.map(({ range }) => range) }),
    compiled(selection('g: b')),
  ]);
  expect(set.stats).toMatchObject({ rules: 3, refused: 1 });
  const { pairs, undecided } = set.matchBatch(
    [
      { f: 'a', g: 'b' },
      { f: 'a', g: 'c' },
    ],
    { from: 10 },
  );
  expect([...pairs]).toEqual([10, 2]);
  expect([...undecided]).toEqual([10, 1]);
  expect(set.undecidedFor({ g: 'b', f: 'a' })).toEqual([1]);
});

test('what may never end is announced before it runs', () => {
  const ran: string[] = [];
  const text = selection("f|re: '^(a+)+\\1$'");
  const set = compileRuleSet([compiled(text, { onRunning: ({ text: pattern }) => ran.push(pattern) })]);
  expect(set.matchAll({ f: 'aa' })).toEqual([0]);
  expect(ran).toEqual(['^(a+)+\\1$']);
});

test('deep, long and wide events', () => {
  let deep: EventValue = { f: 'needle1' };
  for (let i = 0; i < 20_000; i++) deep = i % 2 === 0 ? [deep] : { deep };
  const set = setOf(selection('[needle1]'), selection('deep|exists: true'), selection('f|contains: needle1'));
  expect(set.matchAll(deep)).toEqual([0, 1]);
  let nested: EventValue = 'needle1';
  for (let i = 0; i < 20_000; i++) nested = [nested];
  expect(set.matchAll({ f: nested })).toEqual([0, 2]);
  const long = `${'x'.repeat(1_000_000)}Needle1`;
  expect(set.matchAll({ f: long })).toEqual([0, 2]);
  expect(set.matchAll({ f: `${'é'.repeat(100_000)}NEEDLE1` })).toEqual([0, 2]);
  const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`k${i}`, 'v']));
  expect(
    set.matchAll({ ...wide, f: Array.from({ length: 50_000 }, () => 'needl').concat('needle1') }),
  ).toEqual([0, 2]);
});

test('needles and edges that are very long', () => {
  const long = 'ab'.repeat(50_000);
  const set = setOf(
    ...['contains', 'startswith', 'endswith', 'cased'].map((modifier) => selection(`f|${modifier}: ${long}`)),
    ...Array.from({ length: 10 }, (_, i) => selection(`f|contains: other${i}\ng|endswith: end${i}`)),
  );
  expect(set.matchAll({ f: long })).toEqual([0, 1, 2, 3]);
  expect(set.matchAll({ f: `${long}x` })).toEqual([0, 1]);
  expect(set.matchAll({ f: long.slice(1) })).toEqual([]);
});

test('a batch can be watched and stopped', () => {
  const set = setOf(selection('f: a'));
  const events = Array.from({ length: 5000 }, () => ({ f: 'a' }));
  const seen: number[] = [];
  const all = set.matchBatch(events, { onProgress: (done) => void seen.push(done) });
  expect(all.events).toBe(5000);
  expect(all.pairs.length).toBe(10_000);
  expect(seen).toEqual([1024, 2048, 3072, 4096]);
  expect(set.matchBatch(events, { onProgress: () => false }).events).toBe(1024);
});

test('a common word is no longer looked for once a sample was seen', () => {
  const texts = Array.from({ length: 20 }, (_, i) => selection(`f|contains: common\ng|contains: rare${i}`));
  const set = setOf(...texts);
  const events = Array.from({ length: 2000 }, (_, i) => ({ f: 'a common thing', g: `x${i}` }));
  expect([...set.matchBatch([...events, { f: 'common', g: 'rare7' }]).pairs]).toEqual([2000, 7]);
  expect(set.stats.meanCandidates).toBeLessThan(1);
});
