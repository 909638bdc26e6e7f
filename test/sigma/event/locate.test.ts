import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate, spanInText } from '../../../src/sigma/event/locate.ts';
import { pointerAt } from '../../../src/sigma/event/pointer-at.ts';

const whole = (text: string) => ({ start: 0, end: text.length });
const found = (text: string, pointers: readonly string[]) =>
  Object.fromEntries(
    [...locate(text, whole(text), pointers)].map(([p, { start, end }]) => [p, text.slice(start, end)]),
  );

describe('locate', () => {
  const text =
    '{ "a" : { "b" : [ 1, "x\\n", {"c":null} ] }, "d/e": 2, "m~n": -1.50, "": true, "\\u0061\\"": {} }';

  test('values at pointers', () => {
    const expected = {
      '': text,
      '/a': '{ "b" : [ 1, "x\\n", {"c":null} ] }',
      '/a/b/0': '1',
      '/a/b/1': '"x\\n"',
      '/a/b/2/c': 'null',
      '/d~1e': '2',
      '/m~0n': '-1.50',
      '/': 'true',
      '/a"': '{}',
    };
    expect(found(text, Object.keys(expected))).toEqual(expected);
  });

  test('pointers that lead nowhere are left out', () => {
    expect(found(text, ['/x', '/a/b/3', '/a/b/00', '/a/b/-', '/d~1e/x', '/a/b/1/0'])).toEqual({});
  });

  test('of a repeated key the last', () => {
    expect(found('{"a":{"b":1,"c":2},"a":{"b":3}}', ['/a/b', '/a/c', '/a'])).toEqual({
      '/a/b': '3',
      '/a': '{"b":3}',
    });
  });

  test('inside a larger text', () => {
    expect([...locate('[{"a":1},{"a":22}]', { start: 9, end: 17 }, ['/a'])]).toEqual([
      ['/a', { start: 14, end: 16 }],
    ]);
  });

  test('the value at each pointer is the value in the slice', () => {
    fc.assert(
      fc.property(
        fc.object({ withObjectString: true, withNullPrototype: false }),
        fc.nat(2),
        (object, indent) => {
          const text = JSON.stringify(object, null, indent);
          const values = new Map<string, unknown>();
          const collect = (value: unknown, pointer: string): void => {
            values.set(pointer, value);
            if (typeof value !== 'object' || value === null) return;
            for (const [key, member] of Object.entries(value))
              collect(member, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`);
          };
          collect(JSON.parse(text), '');
          const ranges = locate(text, whole(text), [...values.keys()]);
          for (const [pointer, value] of values) {
            const range = ranges.get(pointer) ?? { start: 0, end: 0 };
            expect(JSON.parse(text.slice(range.start, range.end))).toEqual(value);
            // And back.
            if (typeof value !== 'object') expect(pointerAt(text, whole(text), range.start)).toBe(pointer);
          }
        },
      ),
    );
  });
});

describe('spanInText', () => {
  const span = (literal: string, start: number, end: number) => {
    const text = `[  ${literal} ]`;
    const range = spanInText(text, { start: 3, end: 3 + literal.length }, { start, end });
    return text.slice(range.start, range.end);
  };

  test.each([
    ['"abc"', 1, 2, 'b'],
    ['"abc"', 0, 3, 'abc'],
    ['"abc"', 3, 3, ''],
    ['"a\\nb\\"c"', 1, 2, '\\n'],
    ['"a\\nb\\"c"', 2, 5, 'b\\"c'],
    ['"\\u0041\\u0042c"', 1, 3, '\\u0042c'],
    ['"\\ud83d\\ude00x"', 1, 3, '\\ude00x'],
    ['"😀x"', 2, 3, 'x'],
    ['-12.50', 1, 3, '12'],
    ['true', 0, 4, 'true'],
    ['"ab"', 1, 99, 'b'],
    ['12', 5, 9, ''],
  ])('%s from %i to %i is %j', (literal, start, end, expected) => {
    expect(span(literal, start, end)).toBe(expected);
  });

  test('every span of any text decodes to that span', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), fc.nat(20), (text, from, length) => {
        const literal = JSON.stringify(text);
        const range = spanInText(literal, whole(literal), { start: from, end: from + length });
        expect(JSON.parse(`"${literal.slice(range.start, range.end)}"`)).toBe(
          text.slice(from, from + length),
        );
      }),
    );
  });
});

describe('pointerAt', () => {
  const text = '{"a": {"b/c": [10, {"d": "x"}]},  "e": true}';
  test.each([
    [0, ''],
    [text.indexOf('"a"') + 1, '/a'],
    [text.indexOf(':'), '/a'],
    [text.indexOf('b/c'), '/a/b~1c'],
    [text.indexOf('10'), '/a/b~1c/0'],
    [text.indexOf('10') + 2, '/a/b~1c/0'],
    [text.indexOf('"x"') + 3, '/a/b~1c/1/d'],
    [text.indexOf('  "e"') + 1, ''],
    [text.indexOf('true'), '/e'],
    [text.length, ''],
    [text.length + 1, null],
  ])('%i → %j', (offset, expected) => {
    expect(pointerAt(text, whole(text), offset)).toBe(expected);
  });
});

describe('an event inside a text', () => {
  const event = { eventName: 'Stop"Logging', n: 5, requestParameters: { policy: '{"a":"\\\n"}' } };
  const text = `{"CloudTrailEvent": ${JSON.stringify(JSON.stringify(event))}}`;
  const range = { start: text.indexOf('"{'), end: text.length - 1 };

  test('has its places in the outer text', () => {
    const ranges = locate(text, range, ['/n', '/eventName', '/requestParameters/policy']);
    const slice = (pointer: string) => text.slice(ranges.get(pointer)?.start, ranges.get(pointer)?.end);
    expect(slice('/n')).toBe('5');
    expect(slice('/eventName')).toBe('\\"Stop\\\\\\"Logging\\"');
    const name = spanInText(text, ranges.get('/eventName') ?? range, { start: 4, end: 8 });
    expect(text.slice(name.start, name.end)).toBe('\\\\\\"Log');
    const policy = spanInText(text, ranges.get('/requestParameters/policy') ?? range, { start: 5, end: 8 });
    expect(JSON.parse(`"${text.slice(policy.start, policy.end)}"`)).toBe('\\"\\\\\\n');
  });

  test('and pointers at places in the outer text', () => {
    expect(pointerAt(text, range, range.start)).toBe('');
    expect(pointerAt(text, range, text.indexOf('Logging'))).toBe('/eventName');
    expect(pointerAt(text, range, text.indexOf('5'))).toBe('/n');
    expect(pointerAt(text, range, text.indexOf('policy'))).toBe('/requestParameters/policy');
    expect(pointerAt(text, range, 3)).toBe(null);
  });
});
