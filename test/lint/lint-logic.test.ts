import { expect, test } from 'vitest';
import { checks } from '../../src/lint/checks.ts';
import { lintLogic } from '../../src/lint/lint-logic.ts';
import { compiled, marked } from '../_helpers/rule.ts';

const cloudTrail = (detection: string) => around(detection, 'product: aws, service: cloudtrail');
const windows = (detection: string) => around(detection, 'product: windows, service: security');
function around(detection: string, logsource: string): string {
  return `title: t\nlogsource: {${logsource}}\ndetection:\n${detection.replace(/^(?=.)/gm, '  ')}\n`;
}
const found = (text: string) => marked(text, lintLogic(compiled(text)));

const rows: readonly (readonly [what: string, text: string, ...found: [string, string][]])[] = [
  [
    'selections that contradict each other',
    cloudTrail('a:\n  eventName: X\nb:\n  eventName: Y\ncondition: a and b'),
    ['rule_never_fires', 'a and b'],
  ],
  [
    'a filter that takes all away',
    cloudTrail('a:\n  eventName: X\nf:\n  eventName: [x, Y]\ncondition: a and not f'),
    ['rule_never_fires', 'a and not f'],
  ],
  [
    'a filter for other events than the selection',
    cloudTrail(
      'a:\n  eventName: X\n  userAgent: x\nf:\n  eventName: Y\n  userAgent: y\ncondition: a and not f',
    ),
    ['part_never_matches', 'f'],
  ],
  [
    'an entry of a filter’s list for other events',
    windows('a:\n  EventID: 4624\nf:\n  - EventID: 4625\n    X: 1\n  - X: 2\ncondition: a and not f'),
    ['part_never_matches', 'EventID: 4625\n      X: 1'],
  ],
  [
    'a part that another one covers',
    windows('a:\n  EventID: [4624, 4625]\nb:\n  EventID: 4625\n  X: 1\ncondition: a or b'),
    ['part_never_matches', 'b'],
  ],
  [
    'a term that the others imply',
    cloudTrail('a:\n  eventName: X\n  userAgent: x\nb:\n  eventName: [X, Y]\ncondition: a and b'),
    ['part_always_matches', 'b'],
  ],
  ['a filter that may match', cloudTrail('a:\n  eventName: X\nf:\n  userAgent: y\ncondition: a and not f')],
  [
    'patterns that may meet',
    cloudTrail('a:\n  eventName|startswith: X\nf:\n  eventName|endswith: Y\ncondition: a and not f'),
  ],
  [
    'fields that may hold several values',
    cloudTrail('a:\n  resources.type: X\nb:\n  resources.type: Y\ncondition: a and b'),
  ],
  [
    'case where it counts',
    cloudTrail('a:\n  eventName|cased: x\nb:\n  eventName|cased: X\ncondition: a or b'),
  ],
  [
    'a number that is the text of another one',
    windows("a:\n  EventID: 4624\nb:\n  EventID: '4624'\n  X: 1\ncondition: a and b"),
    ['part_always_matches', 'a'],
  ],
  [
    'an absent field',
    cloudTrail('a:\n  eventName: X\n  errorCode: null\nb:\n  errorCode: Y\ncondition: a or b'),
  ],
  ['a refused rule', cloudTrail('a:\n  eventName|nonsense: X\nb:\n  eventName: Y\ncondition: a and b')],
];

for (const [what, text, ...expected] of rows) test(what, () => expect(found(text)).toEqual(expected));

test('every check is in the table', () => {
  const used = new Set(rows.flatMap(([, , ...expected]) => expected.map(([code]) => code)));
  expect(checks.rule.map(({ code }) => code).filter((code) => !used.has(code))).toEqual([]);
});

test('a rule too large to be looked at is left alone', () => {
  const searches = Array.from({ length: 300 }, (_, i) => `s${i}:\n  EventID: ${i}\n  A: ${i}`).join('\n');
  const started = performance.now();
  expect(found(windows(`${searches}\ncondition: all of s*`))).toEqual([]);
  expect(performance.now() - started).toBeLessThan(3000);
});
