import fc from 'fast-check';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { offerItems } from '../../src/authoring/offer-items.ts';
import { pickValue } from '../../src/authoring/pick-value.ts';
import { applyEdits, isEventObject, match, readEvents, readRules } from '../../src/sigma/index.ts';
import type { EventObject, EventValue } from '../../src/sigma/index.ts';
import { randomEvent, randomRule, ruleOf } from '../_helpers/arbitraries.ts';
import { compiled } from '../_helpers/rule.ts';

const patient = { timeout: 60_000 };

const keyIn = (event: EventObject): string[] => {
  const out: string[] = [];
  const walk = (value: EventValue, pointer: string): void => {
    if (pointer !== '') out.push(pointer);
    const entries: [string, EventValue][] = Array.isArray(value)
      ? value.map((each: EventValue, i) => [String(i), each])
      : isEventObject(value)
        ? Object.entries(value)
        : [];
    for (const [key, child] of entries)
      walk(child, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`);
  };
  walk(event, '');
  return out;
};

type Plain = { [key: string]: unknown };

/** The detection without what was added, by the reading of another YAML reader. */
function withoutAdded(before: unknown, after: unknown, added: string[] = []): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return added;
  if (Array.isArray(after)) {
    const old = Array.isArray(before) ? before : [before];
    const isOwn = old.every((each, i) => JSON.stringify(each) === JSON.stringify(after[i]));
    if (isOwn && after.length === old.length + 1) return [...added, 'value'];
    const at = after.findIndex((each, i) => JSON.stringify(each) !== JSON.stringify(old[i]));
    return after.length === old.length ? withoutAdded(old[at], after[at], added) : [...added, 'lost'];
  }
  if (typeof after !== 'object' || after === null) return [...added, 'changed'];
  const old = (before ?? {}) as Plain;
  const out = [...added];
  for (const key of Object.keys(old)) if (!Object.hasOwn(after, key)) out.push('lost');
  for (const [key, value] of Object.entries(after))
    if (!Object.hasOwn(old, key)) out.push('key');
    else out.push(...withoutAdded(old[key], value));
  return out;
}

function expectOneMore(rule: string, after: string): void {
  const [old, now] = [rule, after].map((text) => parse(text, { uniqueKeys: false }) as Plain);
  const { detection: oldDetection, ...oldRest } = old as Plain;
  const { detection, ...rest } = now as Plain;
  expect(rest).toEqual(oldRest);
  expect(withoutAdded(oldDetection, detection)).toHaveLength(1);
}

const codes = (text: string) =>
  readRules(text)
    .diagnostics.map(({ code }) => code)
    .sort();

test('what is added to any rule leaves the rest as it was', patient, () => {
  const rules = randomRule({ patterns: true, broken: false }).map(ruleOf);
  fc.assert(
    fc.property(rules, randomEvent(true), fc.nat(400), (rule, event, cursor) => {
      if (!isEventObject(event)) return;
      for (const pointer of keyIn(event).slice(0, 4))
        for (const { fix } of offerItems(rule, event, pointer, { cursor })?.offers ?? [])
          if (fix) {
            const after = applyEdits(rule, fix.edits);
            expect(codes(after)).toEqual(codes(rule));
            expectOneMore(rule, after);
          }
    }),
    { numRuns: 150 },
  );
});

const lines = fc.constantFrom(
  ['eventName: A'],
  ["eventName: 'A' # why"],
  ['eventName:', '  - "A"', '  - "B" # two', ''],
  ['eventName:', '- A', '# more', '- B'],
  ['eventName: [A, B]'],
  ['eventName: [', '  A,', '  B', ']'],
  ['note|contains: |', '  one', '  two'],
  ["note|contains: 'a", "  b'"],
  ['"a key": x', ''],
  ['e|exists: true', '', '# behind'],
);
const layout = fc
  .record({
    mapping: fc.uniqueArray(lines, {
      minLength: 1,
      maxLength: 4,
      selector: ([first]) => first?.split(':')[0],
    }),
    indent: fc.constantFrom('  ', '    ', ' '),
    inList: fc.boolean(),
    newline: fc.constantFrom('\n', '\r\n'),
    tail: fc.constantFrom('', '\n# end\n', '\n\nlevel: low\n'),
  })
  .map(({ mapping, indent, inList, newline, tail }) => {
    const all = mapping.flat();
    const own = all.map((line, i) => {
      const lead = inList ? (i === 0 ? '- ' : '  ') : '';
      return line === '' ? '' : indent + indent + lead + line;
    });
    const text = ['title: t', 'logsource: {product: p}', 'detection:', `${indent}s:`, ...own];
    return [...text, `${indent}condition: s${tail}`].join('\n').replaceAll('\n', newline);
  });

const textValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'\\*?\'"#:-,[]{}&!|>%@` \t\nab0') }),
  fc.constantFrom('true', 'null', '1e3', '0x1f', '2024-01-01', '~', '=', '-', '12:30:00', '.inf', ' x', 'x '),
);

test(
  'a value of any kind is taken in by a rule of any layout, and the rule then asks for it',
  patient,
  () => {
    const values = fc.oneof(
      textValue,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
    );
    fc.assert(
      fc.property(layout, values, fc.constantFrom('eventName', 'other', 'a b'), (rule, value, key) => {
        const { events } = readEvents(JSON.stringify({ [key]: value }), []);
        const event = events[0]?.value ?? {};
        const answer = offerItems(rule, event, `/${key}`);
        const equals = answer?.offers.find(({ operator }) => operator === 'equals');
        expect(equals?.refusal).toBe('');
        for (const { fix, line } of answer?.offers ?? []) {
          if (!fix) continue;
          const after = applyEdits(rule, fix.edits);
          expectOneMore(rule, after);
          expect(codes(after)).toEqual(codes(rule));
          const alone = `title: t\nlogsource: {product: p}\ndetection:\n  s:\n    ${line}\n  condition: s\n`;
          expect(match(compiled(alone), event)).toBe('match');
          expect(match(compiled(alone), { [key]: 'something else 4711' })).toBe(
            line.endsWith('|exists: true') || line.endsWith("|exists': true") ? 'match' : 'miss',
          );
        }
      }),
      { numRuns: 300 },
    );
  },
);

test('a place in the events is a value of them, and its path finds it', patient, () => {
  fc.assert(
    fc.property(randomEvent(true), fc.nat(1000), fc.nat(1000), (event, a, b) => {
      if (!isEventObject(event)) return;
      const text = JSON.stringify(event);
      const [read] = readEvents(text, []).events;
      if (!read) return;
      const [offset, anchor] = [a % (text.length + 1), b % (text.length + 1)];
      const picked = pickValue(text, { value: read.value, range: read.range }, offset, anchor);
      if (!picked || picked.refusal !== '' || picked.stretch === null) return;
      const offers = offerItems('', read.value, picked.pointer, { stretch: picked.stretch });
      for (const { fix } of offers?.offers ?? [])
        if (fix) expect(match(compiled(applyEdits('', fix.edits)), read.value)).toBe('match');
    }),
  );
});
