import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readInput, rereadInput } from '../../src/intake/read-input.ts';
import { locate } from '../../src/sigma/index.ts';

/** The text at a range, read as JSON, twice for JSON inside a string. */
function valueAt(text: string, { start, end }: { start: number; end: number }): unknown {
  const value: unknown = JSON.parse(text.slice(start, end));
  return typeof value === 'string' ? JSON.parse(value) : value;
}

function read(text: string) {
  const input = readInput(text);
  for (const { value, range } of input.events) expect(valueAt(text, range)).toEqual(value);
  const { events, diagnostics, unwrapped } = input;
  return {
    labels: events.map(({ label }) => label),
    diagnostics: diagnostics.map(({ code, range }) => [code, text.slice(range.start, range.end)]),
    unwrapped,
  };
}

const a = '{"eventName":"A"}';
const b = '{"eventName":"B"}';

describe('shapes', () => {
  test.each([
    ['plain', `${a}\n${b}`, ''],
    ['array', `[${a},${b}]`, ''],
    ['log file', `{"Records":[${a},${b}]}`, 'Records: 2 events'],
    ['log file, list not first', `{"v":1, "Records": [${a}, ${b}]}`, 'Records: 2 events'],
    [
      'EventBridge',
      `{"detail-type":"AWS API Call via CloudTrail","detail":${a}}\n{"detail-type":"x", "detail": ${b}}`,
      'EventBridge: 2 events',
    ],
    [
      'lookup-events',
      `{"Events":[{"EventName":"x","CloudTrailEvent":${JSON.stringify(a)}},{"CloudTrailEvent":${JSON.stringify(b)}}]}`,
      'lookup-events: 2 events',
    ],
    [
      'several',
      `{"Records":[${a}]}{"detail-type":"x","detail":${b}}`,
      'Records: 1 event, EventBridge: 1 event',
    ],
  ])('%s', (_, text, unwrapped) => {
    expect(read(text)).toEqual({ labels: ['A', 'B'], diagnostics: [], unwrapped });
  });

  test('what only looks like a shape stays an event', () => {
    const text = '{"Records":[1]} {"detail":{}} {"Events":{}} {"x":0,"Events":[]} {"CloudTrailEvent":null}';
    expect(read(text)).toMatchObject({
      labels: ['event 1', 'event 2', 'event 3', 'event 4'],
      diagnostics: [['event_not_object', '1']],
      unwrapped: '',
    });
  });

  test('a broken record inside a text has its place in the outer text, and hides nothing', () => {
    const text = `{"Events":[{"CloudTrailEvent":"{\\"a\\": x}"},{"CloudTrailEvent":"5"},{"CloudTrailEvent":${JSON.stringify(a)}}]}`;
    expect(read(text)).toEqual({
      labels: ['A'],
      diagnostics: [
        ['json_syntax', 'x'],
        ['event_not_object', '"5"'],
      ],
      unwrapped: 'lookup-events: 1 event',
    });
  });

  test('values inside a record in a text can be located', () => {
    const text = `{"Events":[{"CloudTrailEvent":${JSON.stringify(a)}}]}`;
    const range = readInput(text).events[0]?.range ?? { start: 0, end: 0 };
    const place = locate(text, range, ['/eventName']).get('/eventName');
    expect(text.slice(place?.start, place?.end)).toBe('\\"A\\"');
  });
});

describe('labels', () => {
  test.each([
    ['{"eventName":"RunTask","EventID":1}', 'RunTask'],
    ['{"EventID":4688}', 'EventID 4688'],
    ['{"EventID":"4688"}', 'EventID 4688'],
    ['{"Event":{"System":{"EventID":1.0}}}', 'EventID 1.0'],
    ['{"event":{"action":"logon"}}', 'logon'],
    ['{"eventName":""}', 'event 1'],
    ['{"eventName":{"toString":1}}', 'event 1'],
    ['{"__proto__":{"eventName":"x"}}', 'event 1'],
    [`{"eventName":"${'x'.repeat(99)}"}`, `${'x'.repeat(59)}…`],
  ])('%s', (text, label) => {
    expect(readInput(text).events[0]?.label).toBe(label);
  });
});

describe('after an edit', () => {
  const text = `{"Records":[${a},{"detail-type":"x","detail":${b}},${a}]}`;

  test.each([
    ['in one event', (t: string) => t.replace('"A"', '"Longer"')],
    ['in a wrapped one', (t: string) => t.replace('"B"', '"C","d":1')],
    ['that breaks', (t: string) => t.replace('"B"', '"B')],
    ['of everything', () => b],
  ])('%s: as read afresh', (_, edit) => {
    const { memory: _memory, ...again } = rereadInput(readInput(text), edit(text));
    const { memory: _fresh, ...afresh } = readInput(edit(text));
    expect(again).toEqual(afresh);
  });

  test('events outside of it are the same objects, also after a broken moment', () => {
    const first = readInput(text);
    const broken = rereadInput(first, text.replace('"B"', '"B'));
    const mended = rereadInput(broken, text.replace('"B"', '"BB"'));
    expect(mended.events.map(({ label }) => label)).toEqual(['A', 'BB', 'A']);
    expect(mended.events[0]?.value).toBe(first.events[0]?.value);
    expect(mended.events[2]?.value).toBe(first.events[2]?.value);
  });
});

const forms = new URL('../../../shared/conformance/public/input-forms.json', import.meta.url);
interface Forms {
  readonly events: readonly unknown[];
  readonly forms: readonly {
    readonly name: string;
    readonly text: string;
    readonly events: readonly number[];
  }[];
}

// Lies outside of the repository; where it is missing, the shapes above stand for it.
describe.skipIf(!existsSync(forms))('forms of the shared conformance data', () => {
  const shared: Forms = existsSync(forms)
    ? (JSON.parse(readFileSync(forms, 'utf8')) as Forms)
    : { events: [], forms: [] };
  test.each(shared.forms.map((form) => [form.name, form] as const))('%s', (_, form) => {
    const { events, diagnostics } = readInput(form.text);
    expect(diagnostics).toEqual([]);
    expect(events.map(({ value }) => value)).toEqual(form.events.map((i) => shared.events[i]));
  });
});

test('one line says what was unwrapped of several files in one text', () => {
  const file = '{"Records":[{"eventSource":"a"},{"eventSource":"b"}]}';
  const looked = JSON.stringify({ Events: [{ CloudTrailEvent: '{"eventSource":"c"}' }] });
  const { unwrapped, events } = readInput([file, looked, file, '{"eventSource":"d"}'].join('\n'));
  expect(events).toHaveLength(6);
  expect(unwrapped).toBe('Records: 4 events, lookup-events: 1 event');
});
