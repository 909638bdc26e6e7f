import { describe, expect, test } from 'vitest';
import { aboutModifiers } from '../../../src/sigma/modifier/notes.ts';
import { isModifier, modifiers } from '../../../src/sigma/modifier/table.ts';
import type { ModifierKey, ModifierRow, ValueState } from '../../../src/sigma/modifier/table.ts';

const rows = Object.entries(modifiers) as [string, ModifierRow][];

/** Spec: appendix of value modifiers, 2.1.0. */
const specified = [
  ...['all', 'startswith', 'endswith', 'contains', 'exists', 'cased', 'neq', 'windash'],
  ...['re', 'i', 'm', 's', 'base64', 'base64offset', 'utf16le', 'wide', 'utf16be', 'utf16'],
  ...['lt', 'lte', 'gt', 'gte', 'minute', 'hour', 'day', 'week', 'month', 'year'],
  ...['cidr', 'expand', 'fieldref'],
];

test('holds the value modifiers of the specification, and no other', () => {
  expect(Object.keys(modifiers).sort()).toEqual([...specified].sort());
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'Contains', ' contains'])(
  '%j is no modifier',
  (name) => {
    expect(isModifier(name)).toBe(false);
  },
);

describe.each(rows)('%s', (name, row) => {
  test('is told in one sentence', () => {
    expect(aboutModifiers[name as ModifierKey]).toMatch(/^[A-Z%^].*\.$/);
  });

  test('can follow something, and what it gives can be compiled', () => {
    expect(row.after.length).toBeGreaterThan(0);
  });

  test('keeps the state, or leads to one that it names', () => {
    const states: ValueState[] = [
      'text',
      'wide',
      'base64',
      'offsets',
      'regex',
      'cidr',
      'compare',
      'time',
      'fieldref',
      'exists',
    ];
    expect(row.gives === 'same' || states.includes(row.gives)).toBe(true);
  });
});

test('list modifiers can stand behind everything', () => {
  for (const name of ['all', 'neq'] as const)
    expect(modifiers[name].after).toEqual(
      expect.arrayContaining(['text', 'regex', 'cidr', 'compare', 'time', 'fieldref']),
    );
});
