import { expect, test } from 'vitest';
import { loadOperations } from '../../../src/knowledge/aws/operations.ts';
import { dataEvents, readOnlyCalls, recordedNames } from '../../../src/knowledge/aws/overlay.ts';

// A slip in a table by hand would be silent: what it speaks of must exist.
const operations = await loadOperations();
const unknown = (source: string, names: readonly string[]) =>
  names
    .filter((name) => !operations.find(`${source}.amazonaws.com`, name))
    .map((name) => `${source} ${name}`);

test('every name that is recorded otherwise is a name of the API', () => {
  const missing = Object.entries(recordedNames).flatMap(([source, names]) =>
    unknown(source, Object.values(names)),
  );
  expect(missing).toEqual([]);
});

test.each([
  ['data events', dataEvents],
  ['calls that only read', readOnlyCalls],
])('%s are known calls', (_, table) => {
  const missing = Object.entries(table).flatMap(([source, text]) => unknown(source, text.split(' ')));
  expect(missing).toEqual([]);
});
