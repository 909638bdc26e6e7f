import { expect, test } from 'vitest';
import { listEventFields } from '../../src/authoring/event-fields.ts';
import { readEvents } from '../../src/sigma/index.ts';
import type { EventObject } from '../../src/sigma/index.ts';

const fieldsOf = (text: string) => listEventFields(readEvents(text).events.map(({ value }) => value));

test('fields as a rule calls them, the frequent ones first, with their values', () => {
  const fields = fieldsOf(
    [
      '{"a":{"b":"x"},"l":[{"k":"v"},{"k":"w"}],"n":12345678901234567890,"t":true,"z":null,"e":[],"o":{}}',
      '{"a":{"b":"x"}}',
      '{"a":{"b":"y"},"l":[{"k":"v"}]}',
    ].join('\n'),
  );
  expect(fields).toEqual([
    {
      path: 'a.b',
      events: 3,
      values: [
        { text: 'x', isText: true },
        { text: 'y', isText: true },
      ],
    },
    {
      path: 'l.k',
      events: 2,
      values: [
        { text: 'v', isText: true },
        { text: 'w', isText: true },
      ],
    },
    { path: 'n', events: 1, values: [{ text: '12345678901234567890', isText: false }] },
    { path: 't', events: 1, values: [{ text: 'true', isText: false }] },
    { path: 'z', events: 1, values: [] },
    { path: 'e', events: 1, values: [] },
  ]);
});

test('keys that name prototypes are fields, and keys that no rule can name are not', () => {
  expect(fieldsOf('{"__proto__":{"x":1},"constructor":2,"a|b":3,"":4}').map(({ path }) => path)).toEqual([
    '__proto__.x',
    'constructor',
  ]);
});

test('what is huge is looked at in part', () => {
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, 'v'])) as EventObject;
  expect(listEventFields([wide]).length).toBe(2000);
  const values = Array.from(
    { length: 400 },
    (_, n) => ({ a: `v${n}`, long: 'x'.repeat(500) }) as EventObject,
  );
  const [a, long] = listEventFields(values);
  expect(a?.values.length).toBe(20);
  expect(long?.values).toEqual([]);
  let deep: EventObject = { end: 1 };
  for (let n = 0; n < 10_000; n++) deep = { d: deep };
  expect(listEventFields([deep])).toEqual([]);
});
