import { describe, expect, test } from 'vitest';
import { readEvents } from '../../../src/sigma/event/read-events.ts';
import { maxEventDiagnostics, maxEvents, maxEventsLength } from '../../../src/sigma/event/reading.ts';
import { applyEdits } from '../../../src/sigma/source/diagnostic.ts';

/** Values of the events, and of each diagnostic its code and the text it marks. */
function read(text: string, listKeys?: readonly string[]) {
  const { events, diagnostics } = readEvents(text, listKeys);
  for (const { value, range } of events)
    expect(JSON.parse(text.slice(range.start, range.end))).toEqual(value);
  return {
    events: events.map(({ value }) => value),
    diagnostics: diagnostics.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
  };
}

const two = [{ a: 1 }, { b: 2 }];

describe('forms', () => {
  test.each([
    ['an array', '[{"a":1},\n {"b":2}]'],
    ['one object a line', '{"a":1}\n{"b":2}\n'],
    ['CRLF and blank lines', '\r\n{"a":1}\r\n\r\n  \r\n{"b":2}\r\n'],
    ['byte order mark', '\ufeff{"a":1}\n\ufeff{"b":2}'],
    ['one after the other', '{"a":1}{"b":2}'],
    ['pretty-printed, one after the other', '{\n  "a": 1\n}\n{\n  "b": 2\n}\n'],
    ['arrays one after the other', '[{"a":1}]\n[{"b":2}]'],
    ['array, then object', '[{"a":1}] {"b":2}'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual({ events: two, diagnostics: [] });
  });

  test.each(['', ' \n', '\ufeff', '[]', '[ ]\n[]'])('no event in %j', (text) => {
    expect(read(text)).toEqual({ events: [], diagnostics: [['no_events', '']] });
  });

  test.each([
    ['alone', '{"Records":[{"a":1},{"b":2}]}'],
    ['spaced, with other members', '{ "Records" : [ {"a":1}, {"b":2} ] , "n": {"x":[1]}, "m":"}" }\n'],
    ['two files', '{"Records":[{"a":1}]}{"Records":[{"b":2}]}'],
  ])('list under a key: %s', (_, text) => {
    expect(read(text, ['Events', 'Records'])).toEqual({ events: two, diagnostics: [] });
  });

  test('an event knows its list', () => {
    const text = '{"Records":[{},{}]} {"Events":[{}]} {"Records":[]} {"a":[]}';
    const { events } = readEvents(text, ['Events', 'Records']);
    expect(events.map(({ list }) => list)).toEqual(['Records', 'Records', 'Events', '']);
  });

  test('a list key elsewhere is an ordinary member', () => {
    const text = '{"a":1,"Records":[{}]} {"Records":{}}';
    expect(read(text, ['Records']).events).toEqual([{ a: 1, Records: [{}] }, { Records: {} }]);
  });
});

describe('what is no event', () => {
  test.each([
    ['in a list', '[{"a":1}, 5, "x", null, [1], {"b":2}]', ['5', '"x"', 'null', '[1]']],
    ['on a line', '{"a":1}\n12\n"x"\ntrue\n{"b":2}', ['12', '"x"', 'true']],
    ['plain text', '{"a":1}\nJul 10 host sshd[1]: x\n{"b":2}', ['Jul 10 host sshd[1]: x']],
    ['a line that begins with a number', '2024-01-01 x\n{"a":1}{"b":2}', ['2024-01-01 x']],
    [
      'lines of text, said once',
      'title: x\nid: 1\n\nlevel: low\n{"a":1}{"b":2}',
      ['title: x\nid: 1\n\nlevel: low'],
    ],
  ])('%s', (_, text, marked) => {
    expect(read(text)).toEqual({
      events: two,
      diagnostics: marked.map((part) => ['event_not_object', part]),
    });
  });
});

describe('a broken event does not hide its neighbours', () => {
  test.each([
    ['unclosed brace on a line', '{"a":1}\n{"x":1\n{"b":2}', [['{']]],
    ['unclosed nested brackets on a line', '{"a":1}\n{"x":[{"y":[\n{"b":2}', null],
    ['unclosed text on a line', '{"a":1}\n{"x":"1}\n{"b":2}', [['"1}']]],
    ['quote inside a text', '{"a":1}\n{"x":"it"s"}\n{"b":2}', [['s']]],
    ['trailing comma on the same line', '{"a":1} {"x":1,} {"b":2}', [[',']]],
    ['single quotes', '{\'x\':1}\n{"a":1}\n{"b":2}', [["'x'"]]],
    ['bad escape', '{"a":1}\n{"p":"C:\\Users\\x"}\n{"b":2}', [['\\U']]],
    ['closed by the wrong bracket', '{"a":1}\n{"x":[1}\n{"b":2}', [['[']]],
    ['closing bracket too many', '{"a":1}}\n{"b":2}', [['}']]],
    ['text after the event', '{"a":1} and more\n{"b":2}', [['and more']]],
    ['in a list', '[{"a":1},{"x":},{"b":2}]', [['}']]],
    ['in a list, a word', '[{"a":1},undefined,{"b":2}]', [['undefined']]],
    ['in a list, wrong closing', '[{"a":1},{"b":2},{"x":]', null],
    ['in a list over lines', '[\n{"a":1},\n{"x":1,\n{"b":2}\n]', null],
    ['in a pretty list', '[\n  {\n    "a": 1\n  },\n  {\n    "x": {,\n  },\n  {\n    "b": 2\n  }\n]', null],
    ['pretty, one after the other', '{\n  "a": 1\n}\n{\n  "x": [\n    {\n}\n{\n  "b": 2\n}', null],
    ['pretty, unclosed', '{\n "a": 1\n}\n{\n "x": {"y": 1\n}\n{\n "b": 2\n}', null],
    ['missing comma in a list', '[{"a":1} {"b":2}]', [['{']]],
    ['junk in a list', '[{"a":1} xx, {"b":2}]', [['x']]],
    ['two commas in a list', '[{"a":1},,{"b":2}]', [[',']]],
    ['trailing comma in a list', '[{"a":1},{"b":2},]', [[',']]],
    ['unclosed list', '[{"a":1},{"b":2}', [['[']]],
    ['commas without brackets', '{"a":1},\n{"b":2},\n', [[',']]],
    ['comment between', '{"a":1}\n// x\n{"b":2}', [['// x']]],
    ['too deep', `{"a":1}\n{"x":${'['.repeat(600)}${']'.repeat(600)}}\n{"b":2}`, null],
  ])('%s', (_, text, marked) => {
    const found = read(text);
    expect(found.events).toEqual(two);
    if (marked) expect(found.diagnostics.map(([, part]) => [part])).toEqual(marked);
    else expect(found.diagnostics.length).toBeGreaterThan(0);
  });

  test('in a list under a key', () => {
    const found = read('{"Records":[{"a":1},{"x"},{"b":2}],"n":1}', ['Records']);
    expect(found).toEqual({ events: two, diagnostics: [['json_syntax', '}']] });
  });

  test('an unclosed list under a key', () => {
    const found = read('{"Records":[{"a":1},{"b":2}', ['Records']);
    expect(found).toEqual({ events: two, diagnostics: [['json_syntax', '[']] });
  });

  test.each([
    ['{"a":1},\n{"b":2}', '[{"a":1},\n{"b":2}]'],
    ['{"a":1},', '{"a":1}'],
    ['"a": 1,\n"b": 2\n', '{"a": 1,\n"b": 2}\n'],
    ['[{"a":1},{"b":2}', '[{"a":1},{"b":2}]'],
    ['{"a":1}}', '{"a":1}'],
  ])('the fix of %j', (text, mended) => {
    const fix = readEvents(text).diagnostics[0]?.fixes?.[0];
    expect(applyEdits(text, fix?.edits ?? [])).toBe(mended);
    expect(readEvents(mended).diagnostics).toEqual([]);
  });
});

describe('limits', () => {
  test('length', () => {
    const text = `{"a":"${'x'.repeat(maxEventsLength - 8)}"}`;
    expect(readEvents(text).events).toHaveLength(1);
    expect(read(`${text} `)).toMatchObject({ events: [], diagnostics: [['events_too_large', ' ']] });
  });

  test('number of events', () => {
    const text = '{}'.repeat(maxEvents);
    expect(readEvents(text)).toMatchObject({ diagnostics: [] });
    for (const longer of [
      `${text}{}`,
      `[${'{},'.repeat(maxEvents)}{}]`,
      `{"L":[${'{},'.repeat(maxEvents)}{}]}`,
    ]) {
      const { events, diagnostics } = readEvents(longer, ['L']);
      expect(events).toHaveLength(maxEvents);
      expect(diagnostics.map(({ code }) => code)).toEqual(['events_too_large']);
    }
  });

  test('number of diagnostics, and a summary', () => {
    const { events, diagnostics } = readEvents('{"x":}\n'.repeat(1000) + '{"a":1}');
    expect(events).toHaveLength(1);
    expect(diagnostics).toHaveLength(maxEventDiagnostics + 1);
    expect(diagnostics.at(-1)?.message).toContain('900 more');
  });
});
