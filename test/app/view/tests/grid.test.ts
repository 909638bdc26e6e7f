import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellStates, createCellReader, readRules } from '../../../../src/sigma/index.ts';
import { compileRule } from '../../../../src/sigma/matcher.ts';
import type { EventValue } from '../../../../src/sigma/index.ts';
import type { CellTable } from '../../../../src/state/grid.svelte.ts';
import { causeSentence, causesOf, findChanges, pairColumns } from '../../../../src/view/tests/changes.ts';
import { findConstants, toGroups, toKeys, toShapes } from '../../../../src/view/tests/columns.ts';
import { moveInGrid, toPieces } from '../../../../src/view/tests/grid-keys.ts';
import { takeSlots } from '../../../../src/view/tests/row-slots.ts';
import { filterEvents, nextSorts, rankTexts, sortEvents } from '../../../../src/view/tests/order.ts';
import type { Sort } from '../../../../src/view/tests/order.ts';
import { countOutcomes, outcomeOf, qualityOf, toFacts } from '../../../../src/view/tests/outcome.ts';
import { createRankings, rankOfState } from '../../../../src/view/tests/rankings.ts';
import { toShares } from '../../../../src/view/tests/words.ts';
import { rule } from '../../../_helpers/rule.ts';

function tableOf(detection: string, events: readonly EventValue[]): CellTable {
  const [read] = readRules(rule(detection)).rules;
  if (read?.type !== 'detection') throw new Error('no rule');
  const reader = createCellReader(compileRule(read));
  const width = reader.columns.length;
  const table = {
    columns: reader.columns,
    cells: new Uint8Array(width * events.length),
    verdicts: new Uint8Array(events.length),
  };
  events.forEach((event, i) => (table.verdicts[i] = reader.read(event, table.cells, i * width)));
  return table;
}

describe('outcomes', () => {
  test('what a verdict is worth', () => {
    const of = (expected: 'fire' | 'silent' | 'gap' | undefined) =>
      (['match', 'miss', 'unknown'] as const).map((verdict) => outcomeOf(expected, verdict));
    expect(of('fire')).toEqual(['true_positive', 'false_negative', 'undecided']);
    expect(of('silent')).toEqual(['false_positive', 'true_negative', 'undecided']);
    expect(of('gap')).toEqual(['gap_closed', 'known_gap', 'undecided']);
    expect(of(undefined)).toEqual(['none', 'none', 'none']);
  });

  test('known gaps count for neither precision nor recall', () => {
    const mark = (expectation: 'fire' | 'silent' | 'gap') => ({ range: { start: 0, end: 1 }, expectation });
    const marks = [mark('fire'), mark('fire'), mark('silent'), mark('gap'), null];
    const totals = countOutcomes(toFacts(['match', 'miss', 'match', 'miss', 'miss'], marks));
    expect(totals).toMatchObject({
      true_positive: 1,
      false_negative: 1,
      false_positive: 1,
      known_gap: 1,
      none: 1,
    });
    expect(qualityOf(totals)).toEqual({ precision: 0.5, recall: 0.5 });
  });

  test('a share of nothing is no number, and nearly all is not all', () => {
    const none = countOutcomes(toFacts([], []));
    expect(toShares(none).map(({ text }) => text)).toEqual(['–', '–']);
    const nearly = { ...none, true_positive: 999, false_positive: 1, false_negative: 1 };
    expect(toShares(nearly).map(({ text }) => text)).toEqual(['> 99 %', '> 99 %']);
  });
});

describe('order', () => {
  test('is that of a stable sort by what was asked last', () => {
    const texts = fc.array(fc.constantFrom('b', 'A', 'a', 'c', ''), { maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.boolean(), fc.boolean(), (names, first, second) => {
        const byName = rankTexts(names);
        const byParity = { ranks: 2, rankOf: (event: number) => event % 2 };
        const sorts: Sort[] = [
          { column: 'parity', descending: first },
          { column: 'name', descending: second },
        ];
        const order = sortEvents(names.length, sorts, (column) => (column === 'name' ? byName : byParity));
        const sign = (down: boolean) => (down ? -1 : 1);
        const text = (event: number) => (names[event] ?? '').toLowerCase();
        const expected = names
          .map((_, event) => event)
          .sort(
            (a, b) =>
              sign(first) * ((a % 2) - (b % 2)) ||
              sign(second) * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0) ||
              a - b,
          );
        expect([...order]).toEqual(expected);
      }),
    );
  });

  test('a third click brings back what was before', () => {
    const up = nextSorts([], 'a');
    const down = nextSorts(up, 'a');
    expect([up, down, nextSorts(down, 'a')]).toEqual([
      [{ column: 'a', descending: false }],
      [{ column: 'a', descending: true }],
      [],
    ]);
  });

  test('filters are of name, column and more', () => {
    const table = tableOf('s: {a: 1}\ncondition: s', [{ a: 1 }, { a: 2 }, {}, { a: 1 }]);
    const names = ['One', 'two', 'ONE', 'one'];
    const facts = toFacts(['match', 'miss', 'miss', 'match'], []);
    const rankingOf = createRankings(facts, names, table);
    const key = toKeys(table.columns)[0] ?? '';
    const all = sortEvents(4, [], rankingOf);
    const filter = (text: string, ranks: ReadonlyMap<string, number>, keeps?: (event: number) => boolean) => [
      ...filterEvents(all, { text, ranks, keeps }, names, rankingOf),
    ];
    expect(filter(' one', new Map())).toEqual([0, 2, 3]);
    expect(filter('', new Map([[key, rankOfState('match')]]))).toEqual([0, 3]);
    expect(filter('one', new Map([[key, rankOfState('absent')]]))).toEqual([2]);
    expect(filter('', new Map([['verdict', 0]]), (event) => event > 0)).toEqual([3]);
    expect(filter('', new Map([['a column that is gone', 0]]))).toEqual([0, 1, 2, 3]);
  });
});

describe('columns', () => {
  const detection = 's:\n  a: 1\n  b|contains: [x, y]\nf: {c: 1}\ncondition: s and not f';

  test('are grouped by identifier, in the order of the rule', () => {
    const groups = toGroups(tableOf(detection, []).columns);
    expect(
      groups.map(({ identifier, role, columns }) => [identifier, role, columns.map(({ name }) => name)]),
    ).toEqual([
      ['s', 'selection', ['a', 'b']],
      ['f', 'filter', ['c']],
    ]);
  });

  test('are known again after their values were edited', () => {
    const edited = detection.replace('a: 1', 'a: 2');
    expect(toKeys(tableOf(edited, []).columns)).toEqual(toKeys(tableOf(detection, []).columns));
  });

  test('that never vary are named for what they are', () => {
    const kinds = (events: readonly EventValue[]) =>
      findConstants(tableOf(detection, events)).map((constant) => constant?.kind ?? null);
    expect(
      kinds([
        { a: 1, b: 'z' },
        { a: 1, b: 'z' },
      ]),
    ).toEqual(['always', 'never', 'never', 'dead_filter', 'dead_filter']);
    expect(
      kinds([
        { a: 1, b: 'x', c: 1 },
        { a: 2, b: 'z' },
      ]),
    ).toEqual([null, null, null, null, null]);
    expect(kinds([{ a: 1 }])).toEqual([null, null, null, null, null]);
  });
});

describe('changes', () => {
  const events = [
    { a: 1, b: 1 },
    { a: 2, b: 1 },
  ];
  const compare = (before: string, now: string) => {
    const [old, fresh] = [tableOf(before, events), tableOf(now, events)];
    const pairs = pairColumns(fresh.columns, old.columns);
    const { changed, all, gained, lost } = findChanges(fresh, old);
    const causes = [...changed].flatMap((is, event) =>
      is ? [causeSentence(causesOf(event, fresh, old, pairs))] : [],
    );
    return { all, gained, lost, causes };
  };
  const base = 's: {a: 1}\ncondition: s';

  test.each([
    ['an edited value', 's: {a: [1, 2]}\ncondition: s', { gained: 1, lost: 0, causes: ['s: a'] }],
    [
      'an edited modifier',
      's: {a|gt: 1}\ncondition: s',
      { gained: 1, lost: 1, causes: ['s: a|gt', 's: a|gt'] },
    ],
    ['an added item', 's: {a: 1, b: 2}\ncondition: s', { gained: 0, lost: 1, causes: ['s: b added'] }],
    ['an added filter', 's: {a: 1}\nf: {b: 1}\ncondition: s and not f', { lost: 1, causes: ['f: b added'] }],
    ['another name', 't: {a: 2}\ncondition: t', { gained: 1, lost: 1, causes: ['t: a', 't: a'] }],
    ['the condition', 's: {a: 1}\ncondition: not s', { gained: 1, lost: 1 }],
    ['nothing', 's: {a: 1.0}\ncondition: s', { all: 0, causes: [] }],
  ])('%s', (_, now, expected) => {
    expect(compare(base, now)).toMatchObject(expected);
  });

  test('a removed item', () => {
    expect(compare('s: {a: 1, b: 2}\ncondition: s', base)).toMatchObject({
      gained: 1,
      causes: ['s: b removed'],
    });
  });

  test('where the predicates say what they said, it is the condition', () => {
    const two = 's: {a: 1}\nt: {b: 1}\ncondition: s ';
    expect(compare(`${two}and t`, `${two}or t`)).toMatchObject({ gained: 1, causes: ['the condition'] });
  });
});

describe('moving about', () => {
  const viewport = { count: 100, rowHeight: 10, scrollTop: 0, height: 100 };
  const move = (key: string, row: number, column: number, ctrl = false) =>
    moveInGrid({ key, ctrl }, { row, column }, 5, viewport);

  test('stays in the grid', () => {
    expect(move('ArrowUp', 0, 2)).toEqual({ row: -1, column: 2 });
    expect(move('ArrowUp', -1, 2)).toEqual({ row: -1, column: 2 });
    expect(move('ArrowDown', -1, 2)).toEqual({ row: 0, column: 2 });
    expect(move('ArrowDown', 99, 2)).toEqual({ row: 99, column: 2 });
    expect(move('ArrowLeft', 3, 0)).toEqual({ row: 3, column: 0 });
    expect(move('End', 3, 0)).toEqual({ row: 3, column: 4 });
    expect(move('End', 3, 0, true)).toEqual({ row: 99, column: 4 });
    expect(move('a', 3, 0)).toBeNull();
  });

  test('all rows and gaps make up the whole, with the focused row among them', () => {
    const span = fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(span, fc.integer({ min: -1, max: 49 }), ([from, to], focused) => {
        const pieces = toPieces([from, to], focused, 50);
        let next = 0;
        const rows: number[] = [];
        for (const piece of pieces) {
          if ('row' in piece) {
            expect(piece.row).toBe(next++);
            rows.push(piece.row);
          } else next += piece.gap;
        }
        expect(next).toBe(50);
        if (focused >= 0) expect(rows).toContain(focused);
        for (let row = from; row < to; row++) expect(rows).toContain(row);
        const keys = pieces.flatMap((piece) => ('key' in piece ? piece.key : []));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

test('what is not known yet comes last', () => {
  expect([...cellStates].sort((a, b) => rankOfState(a) - rankOfState(b)).at(-1)).toBe('open');
});

test('rows are written into the elements that are there, but the one that has the focus keeps its own', () => {
  const first = takeSlots(new Map(), [0, 1, 2, 3, 4], 3);
  expect([...first.values()]).toEqual([0, 1, 2, 3, 4]);
  expect(takeSlots(first, [0, 1, 2, 3, 4], 1)).toBe(first);
  expect([...takeSlots(first, [10, 11, 12, 13, 14], 99).values()]).toEqual([0, 1, 2, 3, 4]);
  const scrolled = takeSlots(first, [3, 6, 7, 8, 9, 10], 3);
  expect([...scrolled]).toEqual([
    [3, 3],
    [6, 0],
    [7, 1],
    [8, 2],
    [9, 4],
    [10, 5],
  ]);
  expect(takeSlots(scrolled, [], -1).size).toBe(0);
});

test('cells have nothing to do while their columns stay as they are', () => {
  const events = [{ a: 1 }, { a: 2 }];
  const now = tableOf('s: {a: 1, b: 2}\nt: {c: 3}\ncondition: s or t', events);
  const shapes = toShapes(toGroups(now.columns), findConstants(now), []);
  expect(shapes.map(({ begins, constant }) => [begins, constant])).toEqual([
    [true, false],
    [false, true],
    [true, true],
  ]);
  expect(toShapes(toGroups(now.columns), findConstants(now), shapes)).toBe(shapes);
  const next = toShapes(toGroups(now.columns), [], shapes);
  expect(next[0]).toBe(shapes[0]);
  expect(next[1]).toMatchObject({ constant: false });
});
