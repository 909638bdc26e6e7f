import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInput } from '../../src/intake/read-input.ts';
import { readFile } from '../../src/intake/scan/read-file.ts';
import type { EventPlace, FileProblem } from '../../src/intake/scan/read-file.ts';
import { shapes } from '../../src/intake/shapes/shapes.ts';

/** Scalars as they are written, with those that `JSON.parse` reads differently. */
const scalar = fc.oneof(
  fc.constantFrom(
    '1',
    '-1',
    '0',
    '-0',
    '1.0',
    '1e3',
    '1E+2',
    '12.50',
    '9007199254740993',
    '123456789012345',
    'true',
    'false',
    'null',
  ),
  fc.constantFrom(
    '"a{}[]\\"b"',
    '"\\\\"',
    '"é€😀"',
    '"\\ud800"',
    '"\\u0041"',
    '"]},{"',
    '""',
    '"x: 1.5e3"',
    '"\u2028"',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => JSON.stringify(text)),
);
const key = fc.constantFrom(
  ...[
    'eventName',
    'eventSource',
    'Records',
    'Events',
    'detail',
    'detail-type',
    'CloudTrailEvent',
    '__proto__',
  ],
  ...['a', 'a', 'é', 'message', '_raw', 'EventID', 'userIdentity', 'digestS3Object', 'logEvents', '1'],
);
const space = fc.constantFrom('', '', '', ' ', '\n', '\r\n\t', '  \n  ');
const { value, object } = fc.letrec<{ value: string; object: string; list: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, scalar, tie('object'), tie('list')),
  object: fc
    .tuple(fc.array(fc.tuple(key, tie('value'), space), { maxLength: 4 }), space)
    .map(
      ([members, gap]) =>
        `{${gap}${members.map(([k, v, s]) => `${s}"${k}"${s}:${s}${v}`).join(`${gap},`)}${gap}}`,
    ),
  list: fc
    .tuple(fc.array(tie('value'), { maxLength: 4 }), space)
    .map(([items, gap]) => `[${gap}${items.join(`${gap},${gap}`)}]`),
}));
const objects = fc.array(object, { maxLength: 6 });
const listOf = fc.tuple(objects, space).map(([items, gap]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`);
const part = fc.oneof(
  object,
  listOf,
  fc
    .tuple(
      fc.constantFrom('Records', 'Events'),
      listOf,
      space,
      fc.array(fc.tuple(key, value), { maxLength: 2 }),
    )
    .map(
      ([k, list, gap, more]) =>
        `{${gap}"${k}"${gap}:${gap}${list}${gap}${more.map(([m, v]) => `,"${m}":${v}`).join('')}${gap}}`,
    ),
);
const logLine = object.map((text) => `2024-06-10T12:00:00.000Z ${text.replaceAll(/[\r\n]/g, ' ')}`);
const document = fc
  .tuple(fc.constantFrom('', '\ufeff'), fc.array(part, { maxLength: 5 }), fc.constantFrom('\n', ' ', '\r\n'))
  .map(([mark, parts, gap]) => mark + parts.join(gap) + gap);
const logLines = fc.array(logLine, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));

async function scanned(bytes: Uint8Array, pieceBytes: number) {
  const events: { value: unknown; place: EventPlace }[] = [];
  const problems: FileProblem[] = [];
  const hooks = {
    onEvent: (value: unknown, place: () => EventPlace) => void events.push({ value, place: place() }),
    onProblem: (problem: FileProblem) => void problems.push(problem),
  };
  await readFile(new Blob([bytes as BlobPart]), shapes, hooks, { pieceBytes });
  return { events, problems };
}

const hasNoEvent = (text: string) =>
  readInput(text).diagnostics.some(({ code }) => code === 'event_not_object');

const encoder = new TextEncoder();

test('a file has the events of its text when that is pasted, wherever its pieces are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 4, arbitrary: document }, logLines),
      fc.integer({ min: 1, max: 40 }),
      async (text, size) => {
        // Where there is something that is no event, pasted text is looked through for tables, in its strings too.
        fc.pre(/^2/.test(text) || !hasNoEvent(text));
        const pasted = readInput(text, shapes);
        const bytes = encoder.encode(text);
        const { events } = await scanned(bytes, size);
        expect(events.map((event) => event.value)).toEqual(pasted.events.map((event) => event.value));
        expect(events.map(({ place }) => place.index)).toEqual(events.map((_, i) => i));
        // What is read again to open an event holds it.
        for (const [i, { place }] of events.entries()) {
          const opened = new TextDecoder().decode(bytes.subarray(place.start, place.end));
          // Alone, an element of a list that is a list of records stands for those, and a digest for no event.
          if (/"(Records|Events|digestS3Object)"/.test(opened)) continue;
          const again = readInput(opened, shapes);
          if (again.events.length > 1 || place.part === 0)
            expect(again.events[place.part]?.value).toEqual(pasted.events[i]?.value);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('no bytes make it throw or run on, and every record outside of a broken one is found', async () => {
  const good = (n: number) => `{"eventName":"good","n":${n}}`;
  const broken = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.tuple(object, fc.nat(200)).map(([text, cut]) => text.slice(0, cut)),
    fc.constantFrom(
      '{"eventName":"cut',
      '{"eventName":"a"',
      '{"eventName":',
      '{"eventName":"a","b":[{]}',
      '}}]',
      '{"eventName":"a"]',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(broken, { maxLength: 4 }),
      fc.integer({ min: 1, max: 64 }),
      async (parts, size) => {
        const text = [good(0), ...parts.flatMap((text, i) => [text, good(i + 1)])].join('\n');
        const { events, problems } = await scanned(encoder.encode(text), size);
        for (const { place } of events) expect(place.start).toBeLessThan(place.end);
        for (const { at } of problems) expect(at).toBeLessThanOrEqual(encoder.encode(text).length);
        expect(events.length + problems.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
});
