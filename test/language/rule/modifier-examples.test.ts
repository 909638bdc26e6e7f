import { expect, test } from 'vitest';
import { modifierExamples } from '../../../src/language/rule/modifier-examples.ts';
import { modifiers } from '../../../src/sigma/index.ts';
import { selection, verdict } from '../../_helpers/rule.ts';
import { loadRegex } from '../../../src/sigma/index.ts';

const regex = await loadRegex();
const rows = Object.entries(modifierExamples).flatMap(([name, row]) => (row ? [{ name, ...row }] : []));

test('there is one for each modifier but for those that need more than a value', () => {
  expect(Object.keys(modifierExamples).sort()).toEqual(Object.keys(modifiers).sort());
  expect(Object.entries(modifierExamples).flatMap(([name, row]) => (row ? [] : name))).toEqual([
    'fieldref',
    'expand',
  ]);
});

test.each(rows)('$name: $item', ({ name, item, matches }) => {
  const field = item.slice(0, item.indexOf('|'));
  expect(item).toContain(`|${name}`);
  expect(verdict(selection(item), { [field]: matches }, { regex })).toBe('match');
  if (!item.includes('exists'))
    expect(verdict(selection(item), { [field]: '\u0001' }, { regex })).toBe(
      name === 'neq' ? 'match' : 'miss',
    );
});
