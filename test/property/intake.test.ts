import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInput, rereadInput } from '../../src/intake/read-input.ts';
import { shapes } from '../../src/intake/shapes/shapes.ts';

const key = fc.constantFrom(
  ...[
    'message',
    'events',
    'logEvents',
    'results',
    'result',
    '_raw',
    'event',
    'hits',
    '_source',
    'aws',
    'cloudtrail',
  ],
  ...[
    'Event',
    'System',
    'EventData',
    'Data',
    '@Name',
    '#text',
    '#attributes',
    'EventID',
    'Records',
    'detail',
  ],
  ...[
    'QueryResultRows',
    'ResultSet',
    'Rows',
    'VarCharValue',
    'eventname',
    'eventsource',
    'useridentity',
    'winlog',
  ],
  ...[
    'resources',
    'requestparameters',
    'event.original',
    '@message',
    'field',
    'value',
    '__proto__',
    'class_uid',
  ],
);
const leaf = fc.oneof(
  fc.constantFrom('{', '{"a":1}', '{"_raw":"{}"}', '{type=a}', '{arn={', 'null', '@message', '', 'eventname'),
  fc.constantFrom(null, true, 1),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));
const nested = tree.map((value) => JSON.stringify(value));
const piece = fc.constantFrom(
  ...[
    'eventname,eventsource\n',
    '_raw\n',
    '"_raw";"eventid"\r\n',
    '@message\t@timestamp\n',
    'a,b\n',
    '"',
    '""',
    ',',
    '\n',
  ],
  ...[
    '2026-03-04T05:06:07Z {',
    '2026-03-04 05:06:07 x {"a":1}\n',
    '{"message":"{"}',
    '"{""a"":1}"',
    '[',
    '\ufeff',
    '{',
  ],
);
const text = fc.oneof(
  nested,
  fc.array(fc.oneof(piece, nested), { maxLength: 12 }).map((parts) => parts.join('')),
);

test('no text makes the shapes throw; all ranges and places are in the text', () => {
  fc.assert(
    fc.property(text, text, (one, two) => {
      const input = rereadInput(readInput(one, shapes), two, shapes);
      const inside = ({ start, end }: { start: number; end: number }) =>
        expect(0 <= start && start <= end && end <= two.length).toBe(true);
      for (const { range } of input.diagnostics) inside(range);
      for (const { range, value, locate } of input.events) {
        inside(range);
        const pointers = Object.keys(value).flatMap((name) => [`/${name}`, `/${name}/a`]);
        locate?.(two, range, pointers).forEach(inside);
      }
      const plain = (events: typeof input.events) =>
        events.map(({ value, range, label }) => ({ value, range, label }));
      expect(plain(input.events)).toEqual(plain(readInput(two, shapes).events));
    }),
    { numRuns: 1500 },
  );
});
