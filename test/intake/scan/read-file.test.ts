import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/intake/scan/read-file.ts';
import type { EventPlace, FileProblem } from '../../../src/intake/scan/read-file.ts';
import { readPlaces } from '../../../src/intake/scan/read-places.ts';
import type { SplitterLimits } from '../../../src/intake/scan/split-records.ts';
import { shapes } from '../../../src/intake/shapes/shapes.ts';
import type { EventObject } from '../../../src/sigma/index.ts';
import { labelOf } from '../../../src/intake/label.ts';

async function read(text: string | Uint8Array, limits: SplitterLimits & { pieceBytes?: number } = {}) {
  const file = new Blob([text as BlobPart]);
  const events: EventObject[] = [];
  const places: EventPlace[] = [];
  const problems: FileProblem[] = [];
  const hooks = {
    onEvent: (value: EventObject, place: () => EventPlace) => {
      events.push(value);
      places.push(place());
    },
    onProblem: (problem: FileProblem) => void problems.push(problem),
  };
  await readFile(file, shapes, hooks, limits);
  const codes = problems.map(({ code }) => code);
  return {
    names: events.map(labelOf),
    events,
    places,
    problems,
    codes,
    texts: await readPlaces(file, places),
  };
}

const record = (name: string) =>
  `{"eventVersion":"1.08","eventSource":"s3.amazonaws.com","eventName":"${name}"}`;

describe('reading a file', () => {
  it('gives the records of a log file, each with its bytes, and reads them again', async () => {
    const text = `{"Records":[${record('A')}, ${record('Bé€')},\n${record('C')}]}`;
    for (const bytes of [text, gzipSync(text)]) {
      const { names, places, texts, problems } = await read(bytes);
      expect(names).toEqual(['A', 'Bé€', 'C']);
      expect(texts).toEqual([record('A'), record('Bé€'), record('C')]);
      expect(places.map(({ index, part }) => [index, part])).toEqual([
        [0, 0],
        [1, 0],
        [2, 0],
      ]);
      expect(places[2]?.start).toBe(Buffer.from(text).indexOf(record('C')));
      expect(problems).toEqual([]);
    }
  });

  it('keeps numbers as they are written', async () => {
    const { events } = await read('[{"eventSource":"x","n":9007199254740993,"f":1.0,"i":7}]');
    expect(events[0]?.['n']).toMatchObject({ text: '9007199254740993' });
    expect(events[0]?.['f']).toMatchObject({ text: '1.0' });
    expect(events[0]?.['i']).toBe(7);
  });

  it('unwraps what wraps events', async () => {
    const wrapped = [
      `{"detail-type":"AWS API Call","detail":${record('Bridge')}}`,
      `{"EventId":"1","CloudTrailEvent":${JSON.stringify(record('Looked'))}}`,
      `{"logEvents":[{"id":"1","timestamp":1,"message":${JSON.stringify(record('W1'))}},{"id":"2","timestamp":2,"message":${JSON.stringify(record('W2'))}}]}`,
    ];
    const { names, places } = await read(wrapped.join('\n'));
    expect(names).toEqual(['Bridge', 'Looked', 'W1', 'W2']);
    expect(places.map(({ part }) => part)).toEqual([0, 0, 0, 1]);
    expect((await read(`{"Events":[${wrapped[1]}]}`)).names).toEqual(['Looked']);
  });

  it('reads lines with a time before their JSON, and tables, whose rows have their head before them', async () => {
    const lines = ['A', 'B', 'C'].map((name) => `2024-06-10T12:00:00.000Z ${record(name)}`).join('\n');
    expect((await read(lines, { textBytes: 50 })).names).toEqual(['A', 'B', 'C']);
    const table = 'eventname,eventsource\nA,s3.amazonaws.com\n"B","iam.amazonaws.com"\n';
    const { names, texts } = await read(table);
    expect(names).toEqual(['A', 'B']);
    expect(texts[1]).toBe('eventname,eventsource\n"B","iam.amazonaws.com"');
  });

  it.each([
    ['a record that is cut off', `${record('A')}\n{"eventVersion":"1.08","eventName":"cu\n${record('B')}`],
    ['a string that is not closed', `[${record('A')},{"eventVersion":"1.08","x":"y,${record('B')}]`],
    ['a bracket that is not closed', `${record('A')}\n{"eventVersion":"1.08","x":{"y":1}\n${record('B')}`],
    [
      'brackets that do not fit',
      `{"Records":[${record('A')},{"eventVersion":"1.08","x":[1}},${record('B')}]}`,
    ],
  ])('finds the next record behind %s', async (_, text) => {
    for (const pieceBytes of [1, 7, 10_000]) {
      const { names, codes, problems } = await read(text, { pieceBytes });
      expect(names).toEqual(['A', 'B']);
      expect(codes[0]).toBe('malformed');
      expect(problems[0]?.at).toBe(text.indexOf('{"eventVersion"', text.indexOf('"A"')));
    }
  });

  it('says where a record that is no JSON begins to be none', async () => {
    const text = `[${record('A')},{"é":tru},${record('B')}]`;
    const { names, problems } = await read(text);
    expect(names).toEqual(['A', 'B']);
    expect(problems).toMatchObject([{ code: 'invalid', at: Buffer.from(text).indexOf('tru') }]);
  });

  it('passes over what is too large, and holds no more of it', async () => {
    const large = `{"eventVersion":"1.08","x":"${'y'.repeat(5000)}"}`;
    const { names, codes } = await read(`[${record('A')},${large},${record('B')}]`, {
      maxRecordBytes: 4000,
      pieceBytes: 500,
    });
    expect(names).toEqual(['A', 'B']);
    expect(codes).toEqual(['too_large']);
    const atLimit = `[${'{"eventName":"L"}'.padEnd(64)}]`;
    expect((await read(atLimit, { maxRecordBytes: 64, pieceBytes: 1 })).names).toEqual(['L']);
  });

  it.each([
    [`{"Records":[${record('A')},`, 'not_closed'],
    [`[${record('A')},{"eventName":"B`, 'not_closed'],
    [`${record('A')} , ]]`, 'stray'],
    [`[${record('A')}, 5, "x", ${record('A')}]`, 'stray'],
    [`[${record('A')}, [1]]`, 'invalid'],
    ['just words', 'invalid'],
  ])('names what is left over: %s', async (text, code) => {
    const { codes, names } = await read(text);
    expect(codes).toContain(code);
    expect(names.every((name) => name === 'A')).toBe(true);
  });

  it('stays quick where records break again and again', async () => {
    const startedAt = performance.now();
    const { codes } = await read('{"a":['.repeat(300_000));
    expect(codes.length).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('knows a digest by what is in it, and has nothing to say of an empty file', async () => {
    expect(await read('{"digestS3Object":"x","logFiles":[]}')).toMatchObject({ names: [], codes: ['note'] });
    expect(await read('')).toMatchObject({ names: [], codes: [] });
  });
});
