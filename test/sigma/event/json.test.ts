import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxEventDepth, readJson, readJsonText } from '../../../src/sigma/event/json.ts';
import type { EventValue } from '../../../src/sigma/event/value.ts';
import { ExactNumber } from '../../../src/sigma/event/value.ts';
import type { Diagnostic } from '../../../src/sigma/source/diagnostic.ts';
import { applyEdits } from '../../../src/sigma/source/diagnostic.ts';

function value(text: string): EventValue {
  const read = readJsonText(text);
  if ('diagnostic' in read) throw new Error(read.diagnostic.message);
  return read.value;
}

function fault(text: string): Diagnostic {
  const read = readJsonText(text);
  if ('value' in read) throw new Error('was read');
  return read.diagnostic;
}

describe('values', () => {
  test.each([
    ['null', null],
    [' true ', true],
    ['\r\n\tfalse', false],
    ['0', 0],
    ['-12.5', -12.5],
    ['""', ''],
    ['"a\\"b\\\\c\\/d\\b\\f\\n\\r\\t\\u00e9"', 'a"b\\c/d\b\f\n\r\té'],
    ['"\\ud83d\\ude00 😀"', '😀 😀'],
    ['"\\ud800"', '\ud800'],
    ['"\udc00"', '\udc00'],
    ['[]', []],
    ['{ }', {}],
    ['[1,[2,{"a":[]}],{}]', [1, [2, { a: [] }], {}]],
    ['{"a":{"b":null},"":1,"2":3}', { a: { b: null }, '': 1, '2': 3 }],
  ])('%j', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test.each(['9007199254740993', '1.0', '1e3', '-0', '1E400', '0.10', '123456789012345678901234567890'])(
    'the number %s keeps its text',
    (text) => {
      expect(value(text)).toEqual(new ExactNumber(text));
    },
  );

  test.each(['9007199254740991', '0.1', '-5', '1e+21', '1.5e-7'])('%s is a plain number', (text) => {
    expect(value(text)).toBe(Number(text));
  });

  test('keys that touch prototypes are ordinary', () => {
    const read = value('{"__proto__":{"polluted":1},"constructor":{"prototype":2},"toString":3}') as object;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getOwnPropertyDescriptor(read, '__proto__')?.value).toEqual({ polluted: 1 });
    expect('polluted' in {}).toBe(false);
    expect(Object.keys(value('{"__proto__":1}') as object)).toEqual(['__proto__']);
  });

  test('a value that is followed by another ends where it ends', () => {
    expect(readJson('{"a":1} {"b":2}', 7)).toMatchObject({ value: { b: 2 }, end: 15 });
    expect(readJson('[12]34', 0, 4)).toMatchObject({ value: [12], end: 4 });
    expect(readJson('1234', 0, 2)).toMatchObject({ value: 12, end: 2 });
  });
});

describe('repeated keys', () => {
  test('the last one counts, and a warning says so', () => {
    const text = '{"a":1,"b":{"c":1,"c":2,"\\u0063":3},"a":4}';
    const read = readJson(text);
    expect(read).toMatchObject({ value: { a: 4, b: { c: 3 } } });
    const warnings = 'warnings' in read ? read.warnings : [];
    expect(warnings.map(({ code }) => code)).toEqual(Array(3).fill('json_duplicate_key'));
    expect(warnings.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '"c"',
      '"\\u0063"',
      '"a"',
    ]);
  });

  test('`__proto__` too', () => {
    expect(readJson('{"__proto__":1,"__proto__":2}')).toMatchObject({
      warnings: [{ range: { start: 15, end: 26 } }],
    });
  });
});

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  test('at the limit it is read', () => {
    expect(readJsonText(nested(maxEventDepth))).toHaveProperty('value');
    expect(readJsonText('{"a":'.repeat(maxEventDepth) + '1' + '}'.repeat(maxEventDepth))).toHaveProperty(
      'value',
    );
  });

  test('one past it is refused', () => {
    expect(fault('[1,'.repeat(maxEventDepth + 1))).toMatchObject({
      code: 'json_too_deep',
      range: { start: 3 * maxEventDepth },
    });
  });

  test('100,000 levels answer', () => {
    expect(fault(nested(100_000)).code).toBe('json_too_deep');
    expect(fault('{"a":'.repeat(100_000)).code).toBe('json_too_deep');
  });
});

describe('faults have a place', () => {
  // The place is marked with guillemets.
  test.each([
    ['empty', '«»'],
    ['unclosed brace', '«{»"a":1'],
    ['unclosed bracket', '[«[»1'],
    ['unclosed brace before another object', '«{»"a":1\n{"b":2}'],
    ['closed by the other bracket', '{"a":«[»1}'],
    ['cut after a comma', '«{»"a":1,'],
    ['cut after a colon', '«{»"a":'],
    ['unclosed text', '{"a":«"b}»'],
    ['text over a line end', '{"a":«"b»\n"}'],
    ['tab in a text', '{"a":"«\t»"}'],
    ['NUL in a text', '"«\0»"'],
    ['unknown escape', '"C:«\\W»indows"'],
    ['bad hexadecimal', '"«\\u12g4»"'],
    ['cut escape', '"a«\\»'],
    ['trailing comma in an object', '{"a":1«,»}'],
    ['trailing comma in an array', '[1«,» ]'],
    ['two commas', '[1,«,»2]'],
    ['comma first', '[«,»1]'],
    ['missing comma', '{"a":1 «"»b":2}'],
    ['missing comma in an array', '["a"\n«"»b"]'],
    ['missing colon', '{"a" «1»}'],
    ['equals sign', '{"a" «=» 1}'],
    ['colon in an array', '["a"«:»1]'],
    ['missing value', '{"a":«}»'],
    ['number as key', '{«1»:2}'],
    ['bare key', '{«event.name»: 1}'],
    ['bare value', '{"a": «GetObject»}'],
    ['single quotes', "{«'a'»: 1}"],
    ['curly quotes', '{"a": «“b”»}'],
    ['invisible character', '{«\u00a0»"a":1}'],
    ['line comment', '{ «// note»\n"a":1}'],
    ['block comment', '[«/* x */»1]'],
    ['hash comment', '[«# x»\n1]'],
    ['Python', '[«None»]'],
    ['Python key order', '{"a":«True»}'],
    ['NaN', '[«NaN»]'],
    ['minus infinity', '[«-Infinity»]'],
    ['undefined', '{"a":«undefined»}'],
    ['leading zero', '[«007»]'],
    ['plus sign', '[«+»1]'],
    ['no digit before the point', '[«.»5]'],
    ['no digit after the point', '[«1.»]'],
    ['no exponent', '[«1e»]'],
    ['minus only', '[«-»]'],
    ['more text', '{} «x»'],
    ['a literal that goes on', '[true«x»]'],
  ])('%s', (_, marked) => {
    const start = marked.indexOf('«');
    const end = marked.indexOf('»') - 1;
    const found = fault(marked.replace(/[«»]/g, ''));
    expect({ code: found.code, range: found.range }).toEqual({ code: 'json_syntax', range: { start, end } });
    expect(found.message).not.toMatch(/undefined(?! *;|.* null)/);
  });

  test.each([
    ['{"a":1', '{"a":1}'],
    ['{"a":[{"b":1}\n', '{"a":[{"b":1}]}\n'],
    ['{"a":1,}', '{"a":1}'],
    ['[1,2,]', '[1,2]'],
    ['[1,,2]', '[1,2]'],
    ['{"a":1\n "b":2}', '{"a":1,\n "b":2}'],
    ['{"a"=1}', '{"a":1}'],
    ['{a: 1}', '{"a": 1}'],
    ['{"a": GetObject}', '{"a": "GetObject"}'],
    ["{'a': 1}", '{"a": 1}'],
    ['[“b”]', '["b"]'],
    ['[\u00a01]', '[ 1]'],
    ['[1// x\n]', '[1\n]'],
    ['[True]', '[true]'],
    ['[None]', '[null]'],
    ['[007]', '["007"]'],
    ['[+1]', '[1]'],
    ['[.5]', '[0.5]'],
    ['"C:\\Windows"', '"C:\\\\Windows"'],
    ['"a\tb"', '"a\\tb"'],
    ['{"a":[1}', '{"a":[1]}'],
  ])('the fix of %j', (text, mended) => {
    const fixes = fault(text).fixes ?? [];
    expect(applyEdits(text, fixes[0]?.edits ?? [])).toBe(mended);
    expect(readJsonText(mended)).toHaveProperty('value');
  });
});

describe('like JSON.parse', () => {
  // Numbers as JavaScript sees them.
  const plain = (value: unknown): unknown => {
    if (value instanceof ExactNumber) return Number(value.text);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
  };

  test('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.integer({ min: 0, max: 2 }), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        expect(plain(value(text))).toEqual(plain(JSON.parse(text)));
      }),
    );
  });

  test('accepts and refuses the same texts', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"', '"a"', '\\', '\\u00', '0', '1', '-', '.', 'e', '+', ' ', '\n'],
      ...['true', 'null', 'fals', "'", '\t', '\0', '\u2028', '{"a":1}', '"\\n"', '__proto__', '"__proto__":'],
    );
    const soup = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
    const mutated = fc
      .tuple(fc.jsonValue(), fc.nat(), fc.nat(3), pieces)
      .map(([json, at, removed, piece]) => {
        const text = JSON.stringify(json);
        const place = at % (text.length + 1);
        return text.slice(0, place) + piece + text.slice(place + removed);
      });
    fc.assert(
      fc.property(fc.oneof(soup, mutated), (text) => {
        let parsed: unknown;
        try {
          parsed = JSON.parse(text);
        } catch {
          const { range } = fault(text);
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(text.length);
          return;
        }
        expect(plain(value(text))).toEqual(plain(parsed));
      }),
      { numRuns: 2000 },
    );
  });
});
