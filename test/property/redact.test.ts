// After redaction nothing of what was found is left, however it was wrapped and spelled; what is redacted once has
// nothing more to redact; and JSON stays JSON of the same shape.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readInput } from '../../src/intake/read-input.ts';
import { leavesOf } from '../../src/redact/leaves.ts';
import { readSecrets } from '../../src/redact/read-secrets.ts';
import { createRedactor, createShift, withStandIns } from '../../src/redact/redact.ts';
import { eventOf, madeUp } from '../redact/made-up.ts';
import type { MadeUp } from '../redact/made-up.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The same events as people have them. */
const wrappings: Readonly<Record<string, (events: readonly object[]) => string>> = {
  'one a line': (events) => events.map((event) => JSON.stringify(event)).join('\n'),
  'laid out': (events) => JSON.stringify(events, null, 2),
  'a log file': (events) => JSON.stringify({ Records: events }),
  'lookup-events': (events) =>
    JSON.stringify({ Events: events.map((event) => ({ CloudTrailEvent: JSON.stringify(event) })) }),
  'a string in a string': (events) => JSON.stringify({ message: JSON.stringify(JSON.stringify(events)) }),
  'percent-encoded': (events) => JSON.stringify({ query: encodeURIComponent(JSON.stringify(events)) }),
  'encoded twice': (events) =>
    JSON.stringify({ q: encodeURIComponent(encodeURIComponent(JSON.stringify(events))) }),
  'with escapes': (events) =>
    JSON.stringify(events)
      .replace(/[/=@.](?=[^"]*")/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replaceAll('/', '\\/'),
  'a table': (events) =>
    `eventid,detail\r\n${events.map((event, i) => `${i},${quoted(JSON.stringify(event))}`).join('\r\n')}\r\n`,
  'lines of a log': (events) =>
    events.map((event) => `2026-11-12T09:14:27Z INFO event=${JSON.stringify(event)} done`).join('\n'),
  'cut off': (events) => JSON.stringify(events, null, 1).slice(0, -40),
  'begun in the middle': (events) => JSON.stringify(events).slice(60),
};

const cases: fc.Arbitrary<(it: MadeUp) => MadeUp> = fc.constantFrom(
  (it: MadeUp) => it,
  (it: MadeUp) => ({ ...it, user: it.user.toUpperCase(), email: it.email.toUpperCase() }),
);

/** Everything that can be read in a text, at every depth. */
function saidIn(text: string): string {
  return [text, ...[...leavesOf(text)].map(({ layer }) => layer.text)].join('\n').toLowerCase();
}

test.each(Object.entries(wrappings))('nothing is left of what was found: %s', async (_, wrap) => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 4 }),
      cases,
      async (seeds, vary) => {
        const people = seeds.map(madeUp);
        // Each twice, the second time spelled in another way.
        const text = wrap(people.flatMap((it) => [eventOf(it), eventOf(vary(it))]));
        const secrets = await readSecrets({ ruleText: '', eventTexts: [text] });
        const edits = await createRedactor(secrets).edits(text);
        const out = withStandIns(text, edits);
        const said = saidIn(out);
        const before = saidIn(text);
        for (const value of people.flatMap((it) => Object.values(it))) {
          // Of a text that is cut in two, the halves may be missing.
          if (before.includes(value.toLowerCase())) expect(said).not.toContain(value.toLowerCase());
        }
        for (const { value, id } of secrets.list) {
          expect(said, value).not.toContain(value.toLowerCase());
          expect(secrets.byId.get(id)?.standIn).not.toBe(value);
        }
        const again = await readSecrets({ ruleText: '', eventTexts: [out] });
        expect(again.list).toEqual([]);
        const [events, redacted] = [readInput(text).events, readInput(out).events];
        expect(redacted.map(({ label }) => label)).toEqual(events.map(({ label }) => label));
        const shift = createShift(edits);
        for (const [i, { range }] of events.entries()) {
          expect(redacted[i]?.range).toEqual({
            start: shift(range.start),
            end: shift(range.end),
          });
        }
      },
    ),
    { numRuns: 15 },
  );
});

test('different values have different stand-ins, and each has one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(100_000), { maxLength: 30 }), async (seeds) => {
      const text = seeds.map((seed) => JSON.stringify(eventOf(madeUp(seed)))).join('\n');
      const { list } = await readSecrets({ ruleText: '', eventTexts: [text] });
      const standIns = list.map(({ standIn }) => standIn.toLowerCase());
      expect(new Set(standIns).size).toBe(standIns.length);
    }),
    { numRuns: 30 },
  );
});

test('no text makes it throw or hang, and without a secret nothing is changed', async () => {
  const part = fc.constantFrom(
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '%',
    '%7B',
    '\\u0041',
    '\\"',
    '""',
    'arn:aws:iam::',
    'key=',
    '\n',
    '@',
    '.',
    '1.2.3.4',
    'a::b',
    '-----BEGIN PRIVATE KEY-----',
    '://',
    'AKIA',
    '111122223333',
    '__proto__',
    '\ud800',
    'ſ',
    'İ',
  );
  const texts = fc.oneof(
    fc.array(fc.oneof(part, fc.string({ maxLength: 4 })), { maxLength: 60 }).map((parts) => parts.join('')),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const secrets = await readSecrets({ ruleText: text, eventTexts: [text], otherTexts: [text] });
      const redactor = createRedactor(secrets);
      const edits = await redactor.edits(text);
      if (secrets.list.length === 0) expect(edits).toEqual([]);
      let last = 0;
      for (const { range } of edits) {
        expect(range.start).toBeGreaterThanOrEqual(last);
        expect(range.end).toBeGreaterThan(range.start);
        last = range.end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
      redactor.plainEdits(text);
      if (isJson(text)) expect(isJson(withStandIns(text, edits))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  'x',
  '9',
  'a.',
  'a@',
  '1:',
  'f:',
  '%41',
  '%',
  '[',
  '{"a":',
  '"',
  '\\"',
  '\\',
  'a-',
  'AKIA',
  '1.',
  '=a',
  'a=',
  '--a ',
  'arn:',
  'arn:aws:s3:::a/',
  '://a:',
  'eyJ',
  'EXAMPLE',
  ' ',
  '\n',
  '"a" ',
  'a/',
  '-----BEGIN PRIVATE KEY-----',
  'a::',
  '{"name":"a",',
])(
  'a long row of %j is looked through in no time',
  async (part) => {
    const text = part.repeat(Math.ceil(300_000 / part.length));
    const startedAt = performance.now();
    const secrets = await readSecrets({
      ruleText: text,
      eventTexts: [text, JSON.stringify({ password: text })],
    });
    await createRedactor(secrets).edits(text);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  },
  60_000,
);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
