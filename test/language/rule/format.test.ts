import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRule } from '../../../src/language/rule/format.ts';
import { compileRule, match, readRules } from '../../../src/sigma/index.ts';

const verdictOf = (text: string, event: Parameters<typeof match>[1]) => {
  const rule = readRules(text).rules.find(({ type }) => type === 'detection');
  return rule?.type === 'detection' ? match(compileRule(rule), event) : null;
};

test('keys in order, four spaces, lists below their keys, comments where they were', () => {
  const text = `# About all of it.

level: high # as agreed
detection:
  # how
  condition: a and not b
  a: # what
  - x|re: '\\d'   
    # of y
    y:
    - "1"
    - 'two'
  b: { z: 1,
    w: 2 }
logsource:
    service: cloudtrail
    product: aws
description: |
  Two

    lines # that are no comment
# of the tags
tags:
- attack.t1078
title: t
`;
  const formatted = formatRule(text);
  expect(formatted).toBe(`# About all of it.

title: t
description: |
  Two

    lines # that are no comment
# of the tags
tags:
    - attack.t1078
logsource:
    product: aws
    service: cloudtrail
detection:
    a: # what
        - x|re: '\\d'
          # of y
          y:
              - "1"
              - 'two'
    b: { z: 1,
      w: 2 }
    # how
    condition: a and not b
level: high # as agreed
`);
  expect(formatRule(formatted)).toBe(formatted);
});

describe('what is kept', () => {
  test.each([
    ['scalars over several lines', 'title: a\n  b\n  - c\ndescription: "x\n  y"\n'],
    ['an indented block scalar with a number', 'detection:\n  a: |2\n     x\n    y\n  condition: a\n'],
    ['documents', 'title: a\n---\ntitle: b\n...\n'],
    ['what cannot be read', 'title: [\n  - : x\n\tdetection'],
    ['the sign at the beginning', '\ufefftitle: a\nid: b\n'],
    ['anchors, which must stand before they are used', 'level: &a high\ntitle: *a\n'],
    ['an empty text', ''],
    ['a comment alone', '# x\n'],
  ])('%s', (_, text) => {
    const formatted = formatRule(text);
    expect(formatRule(formatted)).toBe(formatted);
    expect(formatted.replace(/\s/g, '').split('').sort()).toEqual(text.replace(/\s/g, '').split('').sort());
  });
});

const folder = join(import.meta.dirname, '../../../src/catalog/rules');
const rules = readdirSync(folder).filter((name) => name.endsWith('.yml'));

test('the rules of the catalogue say the same afterwards, of their events too', () => {
  expect(rules.length).toBeGreaterThan(50);
  for (const name of rules) {
    const text = readFileSync(join(folder, name), 'utf8');
    const formatted = formatRule(text);
    expect(formatRule(formatted), name).toBe(formatted);
    expect(formatted, name).toMatch(/\n {4}product: aws\n/);
    const events = JSON.parse(readFileSync(join(folder, name.replace(/\.yml$/, '.events.json')), 'utf8')) as {
      event?: Parameters<typeof match>[1];
    }[];
    for (const each of events) {
      const event = each.event ?? (each as Parameters<typeof match>[1]);
      expect(verdictOf(formatted, event), name).toBe(verdictOf(text, event));
    }
  }
});

test('whatever the layout: the same verdicts, the same comments, and nothing changes the second time', () => {
  const value = fc.constantFrom(
    '1',
    'x',
    "'a: b'",
    '"#c"',
    'null',
    '[1, x]',
    '{}',
    '',
    '|\n        x\n          y',
    '>-\n        x',
  );
  const gap = fc.constantFrom('', ' ', '  ', '    ');
  const note = fc.constantFrom('', ' # n1', '\n# n2', '\n      # n3', '\n\n', '   ');
  const item = fc.record({ name: fc.constantFrom('a', 'b', '"c"', 'd|contains', '-e'), value, note });
  const list = fc.boolean();
  const part = fc.record({
    name: fc.constantFrom('sel', 'filter', "'k'"),
    items: fc.array(item, { minLength: 1, maxLength: 3 }),
    list,
  });
  const text = fc
    .record({
      parts: fc.array(part, { minLength: 1, maxLength: 3 }),
      gap,
      note,
      first: fc.boolean(),
      last: note,
    })
    .map(({ parts, gap, note, first, last }) => {
      const own = gap === '' ? ' ' : gap;
      const detection = parts.map(({ name, items, list }) => {
        const lines = items.map(({ name, value, note }, at) => {
          const lead = list ? `${own}${own}${at === 0 || value === '1' ? '- ' : '  '}` : `${own}${own}`;
          return `${lead}${name}: ${value}${note}`;
        });
        return `${own}${name}:${note}\n${lines.join('\n')}`;
      });
      const condition = `${own}condition: 1 of them`;
      const body = first ? [condition, ...detection] : [...detection, condition];
      return `level: low${note}\ndetection:\n${body.join('\n')}\ntitle: t${last}\n`;
    });
  const notes = (of: string) => of.match(/# n\d/g)?.sort() ?? [];
  let changed = 0;
  fc.assert(
    fc.property(
      text,
      fc.record({ a: fc.constantFrom(1, 'x'), b: fc.constantFrom('a: b', '#c') }),
      (before, event) => {
        const after = formatRule(before);
        if (after !== before) changed++;
        expect(formatRule(after)).toBe(after);
        expect(verdictOf(after, event)).toBe(verdictOf(before, event));
        expect(notes(after)).toEqual(notes(before));
      },
    ),
    { numRuns: 600 },
  );
  expect(changed).toBeGreaterThan(300);
});

test('any text at all is left as sayable as it was', () => {
  const sign = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '-',
    '#',
    "'",
    '"',
    '|',
    '>',
    '{',
    '}',
    '[',
    ']',
    ',',
    '  ',
    '\t',
    '---\n',
    'condition: a',
    '&x',
    '*x',
  );
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
      const after = formatRule(signs.join(''));
      expect(formatRule(after)).toBe(after);
    }),
    { numRuns: 600 },
  );
});
