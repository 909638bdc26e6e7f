import { expect, test } from 'vitest';
import { createHintCounter } from '../../../src/language/rule/line-hints.ts';
import { compiled, rule } from '../../_helpers/rule.ts';

const text = rule(`selection:
  a: 1
  b|contains:
    - x
    - y
keywords:
  - z
filter: {c: 1, d: 2}
condition: selection and not filter`);

const events = [{ a: 1, b: 'xy' }, { a: 1 }, { a: 2, b: 'y', c: 1, d: 2 }];

test('what each line says of the chosen event, and of how many it holds', () => {
  const counter = createHintCounter(compiled(text));
  events.forEach((event) => counter.add(event));
  const lines = counter
    .hints(events[1] ?? {})
    .map(({ offset, kind, verdict, matched, events }) => [
      text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim(),
      kind,
      verdict,
      `${matched}/${events}`,
    ]);
  expect(lines).toEqual([
    ['selection:', 'identifier', 'miss', '1/3'],
    ['a: 1', 'item', 'match', '2/3'],
    ['b|contains:', 'item', 'miss', '2/3'],
    ['keywords:', 'identifier', 'miss', '0/3'],
    ['- z', 'item', 'miss', '0/3'],
    ['filter: {c: 1, d: 2}', 'item', 'miss', '1/3'],
    ['condition: selection and not filter', 'condition', 'miss', '1/3'],
  ]);
});

test('a rule that is refused is undecided', () => {
  const counter = createHintCounter(compiled(rule('s:\n  a|re: "("\ncondition: s')));
  counter.add({ a: 1 });
  expect(counter.hints({ a: 1 }).map(({ verdict }) => verdict)).toContain('unknown');
});
