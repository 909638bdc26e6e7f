import { expect, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.ts';
import type { ReadRule } from '../../src/catalog/catalog.ts';
import { findNearMisses } from '../../src/catalog/near-misses.ts';
import type { NearMissOptions } from '../../src/catalog/near-misses.ts';
import type { DetectionRule, EventObject } from '../../src/sigma/index.ts';
import { readRuleFile } from '../../src/worker/reference/read-rule-file.ts';

type Read = ReadRule & { readonly rule: DetectionRule };

function read(title: string, detection: string): Read {
  const text = `title: ${title}\nlogsource: {product: aws}\ndetection:\n${detection}`;
  const file = readRuleFile({ path: `${title}.yml`, text }, 's');
  if (file.type !== 'rule' || !file.rule.rule) throw new Error('broken');
  return { ...file.rule, rule: file.rule.rule };
}

/** Rules that make `common` a value that says nothing. */
const crowd = Array.from({ length: 20 }, (_, n) =>
  read(`crowd ${n}`, `  s: {source: common, crowd: '${n}'}\n  condition: s\n`),
);

async function near(
  rules: readonly Read[],
  events: readonly EventObject[],
  more: Partial<NearMissOptions> = {},
) {
  const all = [...rules, ...crowd];
  const catalog = new Catalog({ tacticsOf: () => [] });
  catalog.add(all);
  const options = { catalog, rules: all, isAsked: () => true, applies: () => true, ...more };
  const half = Math.floor(events.length / 2);
  const found = await findNearMisses([events.slice(0, half), events.slice(half)], options);
  return found.map(({ entry, event, predicate }) => [entry.title, event, predicate]);
}

const stop = read(
  'stop',
  `  s: {source: common, name: Stop, user: root}\n  f: {agent: robot}\n  condition: s and not f\n`,
);

test.each<readonly [title: string, event: EventObject, expected: readonly unknown[]]>([
  ['a value', { source: 'common', name: 'Stop', user: 'else' }, [['stop', 0, 'user: root']]],
  [
    'an exclusion',
    { source: 'common', name: 'Stop', user: 'root', agent: 'robot' },
    [['stop', 0, 'not agent: robot']],
  ],
  ['a match', { source: 'common', name: 'Stop', user: 'root' }, []],
  ['two short', { source: 'else', name: 'Stop', user: 'else' }, []],
  ['only what is excluded', { agent: 'robot', source: 'common' }, []],
])('%s', async (_, event, expected) => {
  expect(await near([stop], [event])).toEqual(expected);
});

test('what only generic values match is not near', async () => {
  const two = read('two', `  s: {source: common, name: Rare}\n  condition: s\n`);
  expect(await near([two], [{ source: 'common', name: 'Else' }])).toEqual([]);
  expect(await near([two], [{ source: 'else', name: 'rare' }])).toEqual([['two', 0, 'source: common']]);
});

test('each rule once, with the event that matches the most of it, numbered through all shards', async () => {
  const any = read('any', `  s: {a: one, b: two}\n  t: {c: three, d: four}\n  condition: s or t\n`);
  const events = [{ a: 'one' }, { a: 'none' }, { a: 'one', c: 'three' }, { c: 'three' }];
  expect((await near([any], events)).map(([title, event]) => [title, event])).toEqual([['any', 2]]);
});

test('the rarer what matches, the earlier', async () => {
  const rules = [
    read('a shared', `  s: {name: Shared, user: a}\n  condition: s\n`),
    read('b shared', `  s: {name: Shared, user: b}\n  condition: s\n`),
    read('c alone', `  s: {kind: Alone, user: c}\n  condition: s\n`),
  ];
  const found = await near(rules, [{ name: 'Shared', kind: 'Alone' }]);
  expect(found.map(([title]) => title)).toEqual(['c alone', 'a shared', 'b shared']);
});

test('part of what is asked for altogether, a keyword, a base64 text are clues', async () => {
  const all = read('all', `  s:\n    line|contains|all: [first, second]\n  condition: s\n`);
  expect(await near([all], [{ line: 'the first' }])).toEqual([['all', 0, 'line|contains|all: second']]);
  const word = read('word', `  k: [needle]\n  s: {user: root}\n  condition: k and s\n`);
  expect(await near([word], [{ deep: { text: 'a needle' } }])).toEqual([['word', 0, 'user: root']]);
  const coded = read('coded', `  s: {line|base64offset|contains: secret, user: root}\n  condition: s\n`);
  expect(await near([coded], [{ line: btoa('a secret') }])).toEqual([['coded', 0, 'user: root']]);
});

test('absence is no clue, and neither is the opposite of a value', async () => {
  const gone = read('gone', `  s: {a: null, b|neq: x, c|exists: true, d: '*', user: root}\n  condition: s\n`);
  expect(await near([gone], [{ b: 'y', c: 1, d: 'z' }])).toEqual([]);
});

test('rules that are not asked or not of the log source are not named', async () => {
  const event = { source: 'common', name: 'Stop' };
  expect(await near([stop], [event])).toHaveLength(1);
  expect(await near([stop], [event], { isAsked: () => false })).toEqual([]);
  expect(await near([stop], [event], { applies: (rule) => rule !== 0 })).toEqual([]);
});

test('a shard beyond the limit is not read', async () => {
  let shards = 0;
  function* endless(): Generator<EventObject[]> {
    for (;;) {
      shards++;
      yield Array.from({ length: 5000 }, () => ({ name: 'Stop' }));
    }
  }
  const catalog = new Catalog({ tacticsOf: () => [] });
  catalog.add([stop]);
  await findNearMisses(endless(), { catalog, rules: [stop], isAsked: () => true, applies: () => true });
  expect(shards).toBeLessThan(10);
});
