import { expect, test } from 'vitest';
import { outlineOf } from '../../../src/language/rule/outline.ts';
import type { RuleSymbol } from '../../../src/language/rule/outline.ts';

const text = `title: First
logsource:
  product: aws
detection:
  selection:
    a|contains: [x, y]
  keywords:
    - z
  filter:
    - b: 1
      c: 2
    - d: null
  timeframe: 5m
  condition: selection and not filter
---
# nothing but a comment
---
correlation:
  type: event_count
---
title: [broken
`;

const draw = (symbols: readonly RuleSymbol[], depth = 0): string[] =>
  symbols.flatMap(({ kind, name, detail, children }) => [
    `${' '.repeat(depth)}${kind} ${name}${detail ? `: ${detail}` : ''}`,
    ...draw(children, depth + 1),
  ]);

test('documents, keys, identifiers and items', () => {
  expect(draw(outlineOf(text))).toEqual([
    'rule First',
    ' key title: First',
    ' key logsource',
    '  key product: aws',
    ' key detection',
    '  identifier selection',
    '   item a|contains: x, y',
    '  identifier keywords: z',
    '  identifier filter: …, …',
    '   item b: 1',
    '   item c: 2',
    '   item d: null',
    '  key timeframe: 5m',
    '  condition condition: selection and not filter',
    'rule …',
    ' key correlation',
    '  key type: event_count',
    'rule …',
    ' key title: broken',
  ]);
});

test('each leads to its name, within all of it', () => {
  const check = ({ name, range, nameRange, children, kind }: RuleSymbol): void => {
    if (kind !== 'rule') expect(text.slice(nameRange.start, nameRange.end)).toBe(name);
    expect(nameRange.start).toBeGreaterThanOrEqual(range.start);
    expect(nameRange.end).toBeLessThanOrEqual(range.end);
    children.forEach(check);
  };
  outlineOf(text).forEach(check);
});

test('of what is broken as much as could be read, and nothing throws', () => {
  expect(outlineOf('')).toEqual([]);
  expect(draw(outlineOf('a: ['))).toEqual(['rule …', ' key a']);
  expect(outlineOf('- x')).toEqual([]);
});
