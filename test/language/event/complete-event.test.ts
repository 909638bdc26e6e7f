import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeEvent, operationAt } from '../../../src/language/event/complete-event.ts';
import { hoverEventField } from '../../../src/language/event/hover-event.ts';
import { jsonPlaceAt } from '../../../src/language/event/json-place.ts';
import { fieldWords } from '../../../src/language/fields.ts';
import { compiled, rule } from '../../_helpers/rule.ts';

const words = [
  { path: 'eventName', about: 'The operation.', values: ['RunTask', 'StopTask'] },
  { path: 'requestParameters', about: 'What was asked for.', values: [] },
  { path: 'requestParameters.launchType', about: 'string', values: ['EC2', 'FARGATE'] },
  { path: 'requestParameters.overrides.cpu', about: 'string', values: [] },
  { path: 'requestParameters.tags.key', about: 'string', values: [] },
];

/** `¦` is the cursor. */
function at(marked: string) {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const found = completeEvent(text, offset, { words });
  return {
    labels: found?.suggestions.map(({ label }) => label) ?? null,
    place: jsonPlaceAt(text, offset),
    take: (label: string) => {
      const chosen = found?.suggestions.find((each) => each.label === label);
      if (!found || !chosen) throw new Error(`${label} is not offered`);
      return text.slice(0, found.start) + chosen.insert + text.slice(found.end);
    },
  };
}

describe('keys', () => {
  test.each([
    ['{¦}', ['eventName', 'requestParameters']],
    ['{"eventName": "x", ¦', ['requestParameters']],
    ['{"ev¦', ['eventName']],
    ['[{"a": 1}, {"requestParameters": {"l¦"}}]', ['launchType']],
    ['{"requestParameters": {"overrides": {¦', ['cpu']],
    ['{"requestParameters": {"tags": [{"a": 1}, {¦', ['key']],
    [
      '{"Records": [{"eventName": "RunTask", "requestParameters": {¦}}]}',
      ['launchType', 'overrides', 'tags'],
    ],
    ['{¦, "eventName": "x"}', ['requestParameters']],
  ])('%s', (marked, labels) => {
    expect(at(marked).labels).toEqual(labels);
  });

  test('what is written in their place', () => {
    expect(at('{"ev¦"}').take('eventName')).toBe('{"eventName": }');
    expect(at('{"ev¦": 1}').take('eventName')).toBe('{"eventName": 1}');
    expect(at('{ev¦}').take('eventName')).toBe('{"eventName": }');
  });
});

describe('values', () => {
  test.each([
    ['{"requestParameters": {"launchType": "F¦"}}', ['FARGATE']],
    ['{"requestParameters": {"launchType": ¦', ['EC2', 'FARGATE']],
    ['{"eventName": "¦', ['RunTask', 'StopTask']],
    ['{"other": "¦"}', []],
  ])('%s', (marked, labels) => {
    expect(at(marked).labels).toEqual(labels);
  });
  test('with their quotation marks', () => {
    expect(at('{"eventName": "R¦", "a": 1}').take('RunTask')).toBe('{"eventName": "RunTask", "a": 1}');
  });
});

test.each(['¦', '{"a": 1¦, "b"', '{"a" ¦', '[¦', '"x¦"', '{"a": "b"¦'])('nothing at %s', (marked) => {
  const { labels } = at(marked);
  expect(labels === null || labels.length === 0).toBe(true);
});

test('the operation of the event at the cursor, of several', () => {
  const text =
    '[{"eventSource": "a", "eventName": "b"}, {"requestParameters": {"x": "", "y": {}}, "eventName": "c"}]';
  expect(operationAt(text, text.indexOf('"x"') + 6).eventName).toBe('');
  expect(operationAt('{"eventSource": "s", "eventName": "n", "requestParameters": {', 61)).toEqual({
    eventSource: 's',
    eventName: 'n',
  });
});

test('no text and no place makes it throw', () => {
  const sign = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', 'a', '\\', '\n', ' ', '1');
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 30 }), fc.nat(30), (signs, offset) => {
      const text = signs.join('');
      const place = jsonPlaceAt(text, Math.min(offset, text.length));
      if (place) expect(place.start).toBeLessThanOrEqual(Math.min(offset, text.length));
      completeEvent(text, Math.min(offset, text.length), { words });
    }),
    { numRuns: 2000 },
  );
});

describe('the fields that are known', () => {
  test('of a CloudTrail operation: its request by the API’s model, and every record’s', async () => {
    const found = await fieldWords({ product: 'aws', service: 'cloudtrail' }, [
      { eventSource: 'ecs.amazonaws.com', eventName: 'RunTask' },
    ]);
    const launch = found.find(({ path }) => path === 'requestParameters.launchType');
    expect(launch?.values).toContain('FARGATE');
    expect(found.find(({ path }) => path === 'eventName')?.values).toContain('RunTask');
    expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining(['userIdentity.arn', 'errorCode']));
  });
  test('of other log sources: those of the taxonomy', async () => {
    const paths = async (logsource: Parameters<typeof fieldWords>[0]) =>
      (await fieldWords(logsource, [])).map(({ path }) => path);
    expect(await paths({ product: 'windows', category: 'process_creation' })).toContain('OriginalFileName');
    expect(await paths({ category: 'proxy' })).toContain('c-uri');
    expect(await paths({ product: 'windows', service: 'security' })).toContain('LogonType');
    expect(await paths({ product: 'constructor' })).toEqual([]);
  });
});

test('a field of an event: which predicates look at it, and what they say', () => {
  const text = rule('s:\n  a.b: 1\n  a|exists: true\n  c: 2\ncondition: s');
  const range = { start: 0, end: 1 };
  const of = (path: string) =>
    hoverEventField(path, range, compiled(text), { a: { b: 1 }, c: 3 }).parts.map((part) =>
      part.type === 'list' ? part.items : part.text,
    );
  expect(of('a.b')).toEqual(['One predicate looks at it:', ['a.b: 1 → matches']]);
  expect(of('a')).toEqual(['2 predicates look at it:', ['a.b: 1 → matches', 'a|exists: true → matches']]);
  expect(of('c')).toEqual(['One predicate looks at it:', ['c: 2 → misses']]);
  expect(of('d')).toEqual(['No predicate of the rule looks at it.']);
  expect(hoverEventField('d', range, null, {}).parts).toEqual([]);
});
