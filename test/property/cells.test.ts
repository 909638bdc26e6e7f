import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellStates, createCellReader, explain, match } from '../../src/sigma/matcher.ts';
import type { CellState, ItemTrace } from '../../src/sigma/matcher.ts';
import { placeholders, randomEvent, randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import { compiled, itemsOf } from '../_helpers/rule.ts';

const patient = { timeout: 60_000 };

function stateOf({ verdict, absentFrom }: ItemTrace): CellState {
  return verdict === 'miss' && absentFrom !== undefined ? 'absent' : verdict;
}

test('cells and verdicts are what `explain` says', patient, () => {
  const seen: Partial<Record<CellState, number>> = {};
  fc.assert(
    fc.property(
      randomRule({ patterns: true, broken: true }),
      fc.array(randomEvent(true), { minLength: 4, maxLength: 4 }),
      fc.nat(),
      (rule, events, seed) => {
        const text = ruleOf(rule);
        const whole = compiled(text, { placeholders });
        const values = itemsOf(explain(whole, events[0] ?? {})).flatMap((item) => item.values);
        const skipped = values
          .filter((_, i) => i === seed % (2 * values.length + 1))
          .map(({ range }) => range);
        const each = compiled(text, { placeholders, skipped });
        const reader = createCellReader(each);
        const cells = new Uint8Array(reader.columns.length * events.length);
        for (const [row, event] of events.entries()) {
          const at = row * reader.columns.length;
          expect(cellStates[reader.read(event, cells, at)]).toBe(match(each, event));
          for (const item of itemsOf(explain(each, event))) {
            const column = reader.columns.findIndex(
              ({ type, range }) => type === 'item' && range.start === item.range.start,
            );
            const state = cellStates[cells[at + column] ?? 0] ?? 'open';
            seen[state] = (seen[state] ?? 0) + 1;
            expect(state).toBe(stateOf(item));
          }
        }
      },
    ),
    { numRuns: 400, verbose: fc.VerbosityLevel.Verbose },
  );
  for (const state of ['match', 'miss', 'absent', 'unknown'] as const)
    expect(seen[state], state).toBeGreaterThan(50);
});

test('what stands under an identifier has the verdict of the identifier', patient, () => {
  fc.assert(
    fc.property(randomRule({ patterns: true, broken: true }), randomEvent(true), (rule, event) => {
      const text = ruleOf({ ...rule, condition: '1 of them or _5' });
      const each = compiled(text, { placeholders });
      const { columns, read } = createCellReader(each);
      const cells = new Uint8Array(columns.length);
      read(event, cells, 0);
      const [root] = explain(each, event).conditions;
      const names = root?.root.type === 'or' ? root.root.children : [];
      const traces = names.flatMap<(typeof names)[number]>((child) =>
        child.type === 'quantified' ? child.children : [child],
      );
      const said = traces.map((trace) => [trace.type === 'identifier' ? trace.name : '', trace.verdict]);
      const read_ = columns.flatMap(({ type, identifier }, i) =>
        type === 'identifier' ? [[identifier, cellStates[cells[i] ?? 0]]] : [],
      );
      expect(read_).toEqual(said);
    }),
    { numRuns: 200, verbose: fc.VerbosityLevel.Verbose },
  );
});
