import { describe, expect, test } from 'vitest';
import { modifiers } from '../../../src/sigma/modifier/table.ts';
import { applyEdits } from '../../../src/sigma/source/diagnostic.ts';
import { compiled, problems, selection } from '../../_helpers/rule.ts';

/** A value that fits the last type modifier of a chain. */
function valueFor(chain: string): string {
  const names = chain.split('|');
  if (names.includes('cidr')) return '10.0.0.0/8';
  if (names.includes('exists')) return 'true';
  if (names.some((name) => /^([lg]te?|minute|hour|day|week|month|year)$/.test(name))) return '5';
  return 'value';
}

const ruleOf = (chain: string, value = valueFor(chain)): string => selection(`field|${chain}: ${value}`);
const codesOf = (chain: string): string[] => problems(ruleOf(chain)).map(([code]) => code);

/** Notes that belong to the chain, not to its order. */
const notes = new Set([
  'single_value_all',
  'base64_case',
  'encoding_without_base64',
  'base64offset_without_contains',
  'cased_on_regex',
]);

describe('chains that are legal', () => {
  test.each([
    ...Object.keys(modifiers).filter((name) => !['i', 'm', 's'].includes(name) && name !== 'expand'),
    ...['re|i', 're|m', 're|s', 're|i|m|s', 're|i|all', 're|neq', 'all|re', 'neq|re', 're|cased', 'cased|re'],
    ...[
      'contains|all',
      'all|contains',
      'contains|cased',
      'cased|contains',
      'contains|neq',
      'contains|all|cased|neq',
    ],
    ...['startswith|all', 'endswith|neq', 'windash|contains', 'contains|windash', 'windash|contains|all'],
    ...['contains|all|windash', 'windash|cased', 'endswith|windash|cased'],
    ...['windash|base64', 'windash|wide', 'windash|wide|base64offset|contains'],
    ...['base64|contains', 'base64offset|contains', 'base64offset|contains|all', 'base64offset|startswith'],
    ...['wide|base64', 'wide|base64offset|contains', 'utf16|base64offset|contains', 'utf16be|base64'],
    ...['utf16le|base64offset|contains', 'wide|contains', 'base64|base64', 'base64|base64offset|contains'],
    ...['base64|cased', 'cased|base64', 'base64offset|cased|contains'],
    ...['cidr|all', 'cidr|neq', 'neq|cidr', 'gt|neq', 'lte|all', 'gt|all'],
    ...['hour|gte', 'hour|lt|neq', 'week|neq', 'year|all', 'minute|lte'],
    ...[
      'fieldref|neq',
      'fieldref|contains',
      'contains|fieldref',
      'startswith|fieldref',
      'fieldref|endswith|cased',
    ],
    ...['fieldref|all', 'fieldref|startswith|neq'],
  ])('%s', (chain) => {
    expect(codesOf(chain).filter((code) => !notes.has(code))).toEqual([]);
    expect(compiled(ruleOf(chain)).refused).toBe(false);
  });
});

describe('chains that are impossible, with the modifier that cannot stand there', () => {
  test.each([
    ['contains|startswith', 'startswith'],
    ['startswith|endswith', 'endswith'],
    ['contains|re', 're'],
    ['re|contains', 'contains'],
    ['re|startswith', 'startswith'],
    ['re|base64', 'base64'],
    ['re|windash', 'windash'],
    ['re|cidr', 'cidr'],
    ['re|re|i|gt', 'gt'],
    ['i', 'i'],
    ['m', 'm'],
    ['s', 's'],
    ['i|re', 'i'],
    ['contains|i', 'i'],
    ['contains|base64', 'base64'],
    ['contains|wide', 'wide'],
    ['base64|wide', 'wide'],
    ['base64|utf16', 'utf16'],
    ['base64offset|base64', 'base64'],
    ['base64offset|base64offset|wide', 'wide'],
    ['wide|utf16be', 'utf16be'],
    ['wide|re', 're'],
    ['base64|windash', 'windash'],
    ['windash|re', 're'],
    ['windash|cidr', 'cidr'],
    ['windash|gt', 'gt'],
    ['windash|fieldref', 'fieldref'],
    ['cidr|contains', 'contains'],
    ['contains|cidr', 'cidr'],
    ['cidr|cased', 'cased'],
    ['gt|lt', 'lt'],
    ['gt|hour', 'hour'],
    ['hour|minute', 'minute'],
    ['hour|contains', 'contains'],
    ['contains|gt', 'gt'],
    ['fieldref|re', 're'],
    ['fieldref|base64', 'base64'],
    ['exists|all', 'exists'],
    ['all|exists', 'exists'],
    ['exists|neq', 'exists'],
    ['cidr|expand', 'expand'],
  ])('%s', (chain, place) => {
    const found = problems(ruleOf(chain)).filter(([code]) => code === 'impossible_modifiers');
    expect(found[0]).toEqual(['impossible_modifiers', place]);
    expect(compiled(ruleOf(chain)).refused).toBe(true);
  });

  test.each([
    ['exists', 'exists: true'],
    ['fieldref', 'fieldref: a'],
    ['gt', 'gt: 5'],
    ['hour', 'hour: 5'],
  ])('keywords take no %s', (place, item) => {
    expect(problems(selection(`'|${item.replace(':', "':")}`))).toEqual([['impossible_modifiers', place]]);
  });
});

describe('what there is not', () => {
  test.each([
    ['contians', 'contains'],
    ['regex', 're'],
    ['Contains', 'contains'],
    ['not', 'neq'],
    ['ignorecase', 'i'],
    ['ge', 'gte'],
    ['b64', 'base64'],
    ['endwith', 'endswith'],
  ])('%s, but %s', (name, meant) => {
    const text = selection(`field|${name}: v`);
    expect(problems(text)).toEqual([['unknown_modifier', name]]);
    const [fix] = compiled(text).diagnostics.flatMap(({ fixes }) => fixes ?? []);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(selection(`field|${meant}: v`));
  });

  test.each(['zzzzzzzz', 'constructor', '__proto__'])('%s, and nothing near', (name) => {
    const { diagnostics, refused } = compiled(selection(`field|${name}: v`));
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown_modifier']);
    expect(diagnostics[0]?.fixes).toBeUndefined();
    expect(refused).toBe(true);
  });

  test('nothing behind a bar', () => {
    expect(problems(selection('field|: v'))).toEqual([['unknown_modifier', '|']]);
    expect(problems(selection('field||contains: v'))).toEqual([['unknown_modifier', '|']]);
  });

  test('`nocase` is not needed', () => {
    const text = selection('field|contains|nocase: v');
    const [fix] = compiled(text).diagnostics.flatMap(({ fixes }) => fixes ?? []);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(selection('field|contains: v'));
  });
});

describe('notes', () => {
  test.each([
    ['field|contains|contains: v', 'repeated_modifier', 'contains'],
    ['field|all: v', 'single_value_all', 'all'],
    ['field|re|cased: v', 'cased_on_regex', 'cased'],
    ['field|base64offset: value', 'base64offset_without_contains', 'base64offset'],
    ['field|base64|contains: v', 'base64_case', 'base64'],
    ['field|utf16be: v', 'encoding_without_base64', 'utf16be'],
    ['field|base64offset|contains|cased: va', 'short_base64offset', 'va'],
    ['field|contains: 5', 'number_as_text', '5'],
    ['field|endswith: true', 'number_as_text', 'true'],
    ["field|exists: 'true'", 'exists_value', "'true'"],
    ['field|cidr: 10.1.2.3/8', 'cidr_host_bits', '10.1.2.3/8'],
  ])('%s: %s', (item, code, place) => {
    const found = problems(selection(item));
    expect(found).toContainEqual([code, place]);
    expect(compiled(selection(item)).refused).toBe(false);
  });

  test.each([
    ['field|contains|contains: v', 'field|contains: v'],
    ["field|exists: 'true'", 'field|exists: true'],
    ['field|contains: 5', "field|contains: '5'"],
    ['field|cidr: 10.1.2.3/8', "field|cidr: '10.0.0.0/8'"],
  ])('the mend of %s', (item, mended) => {
    const [fix] = compiled(selection(item)).diagnostics.flatMap(({ fixes }) => fixes ?? []);
    expect(applyEdits(selection(item), fix?.edits ?? [])).toBe(selection(mended));
  });
});
