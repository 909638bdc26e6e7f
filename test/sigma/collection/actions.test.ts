import { describe, expect, test } from 'vitest';
import { compileRule } from '../../../src/sigma/compile/compile-rule.ts';
import { effectiveText, readCollection } from '../../../src/sigma/collection/read-collection.ts';
import { match } from '../../../src/sigma/evaluate/match.ts';
import { firstRule, marked } from '../../_helpers/rule.ts';

const global = `action: global
title: All
logsource: {product: aws}
detection:
  selection:
    eventName: [A, B]
`;
const rule = (condition: string, more = ''): string =>
  `detection:\n  other:\n    region: r\n  condition: ${condition}\n${more}`;
const join = (...texts: readonly string[]): string => texts.join('---\n');

function found(text: string): [string, string][] {
  return marked(text, readCollection(text).diagnostics);
}

function verdicts(text: string, event: object): (string | null)[] {
  return readCollection(text).documents.map(
    ({ effective }) => effective && match(compileRule(effective), event as never),
  );
}

const types = (text: string): string[] => readCollection(text).documents.map(({ rule: { type } }) => type);

describe('global', () => {
  const text = join(global, rule('selection'), rule('selection and other'));

  test('is merged into what follows, to any depth', () => {
    expect(types(text)).toEqual(['action', 'detection', 'detection']);
    expect(verdicts(text, { eventName: 'B' })).toEqual([null, 'match', 'miss']);
    expect(verdicts(text, { eventName: 'B', region: 'r' })).toEqual([null, 'match', 'match']);
    expect(readCollection(text).documents[2]?.rule).toMatchObject({
      title: 'All',
      logsource: { product: 'aws' },
    });
  });

  test('is told to be legacy, and nothing of it is missing in the rules', () => {
    expect(found(text)).toEqual([
      ['action_legacy', 'action: global'],
      ['unused_identifier', 'other'],
    ]);
  });

  test('places are those of the document that says it', () => {
    const [selection] =
      readCollection(text).documents[1]?.effective?.detection.identifiers.filter(
        ({ name }) => name === 'selection',
      ) ?? [];
    expect(selection && text.slice(selection.range.start, selection.range.end)).toBe(
      'selection:\n    eventName: [A, B]',
    );
    expect(text.slice(readCollection(text).documents[1]?.rule.range.start).startsWith('detection:')).toBe(
      true,
    );
  });

  test('the merged rule is shown as one text', () => {
    const shown = effectiveText(readCollection(text).documents[1] as never) ?? '';
    expect(shown).toContain('title: All');
    expect(match(compileRule(firstRule(shown)), { eventName: 'A' })).toBe('match');
    expect(effectiveText(readCollection(text).documents[0] as never)).toBeNull();
  });

  test('wins over the rule, which is told; lists are replaced', () => {
    const own = rule('selection', 'title: Mine\n').replace(
      '  other:',
      '  selection:\n    eventName: [C]\n  other:',
    );
    const both = join(global, own);
    expect(found(both).filter(([code]) => code === 'action_overrides')).toEqual([
      ['action_overrides', 'eventName'],
      ['action_overrides', 'title'],
    ]);
    expect(verdicts(both, { eventName: 'C' })).toEqual([null, 'miss']);
    expect(verdicts(both, { eventName: 'A' })).toEqual([null, 'match']);
  });

  test('says the same as the rule: nothing is told', () => {
    expect(found(join(global, rule('selection or other', 'title: All\n')))).toEqual([
      ['action_legacy', 'action: global'],
    ]);
  });

  test('a second one takes the place of the first', () => {
    const second = 'action: global\ntitle: Second\nlogsource: {product: x}\n';
    const both = join(global, second, rule('other'));
    expect(readCollection(both).documents[2]?.rule.title).toBe('Second');
    expect(verdicts(both, { region: 'r' })[2]).toBe('match');
  });

  test('that is no YAML leaves its rules undecided', () => {
    const broken = join(global.replace('title: All', 'title: All\ntitle: All'), rule('selection or other'));
    expect(verdicts(broken, { region: 'r' })).toEqual([null, 'unknown']);
  });
});

test('reset ends a global document', () => {
  const text = join(global, rule('selection or other'), 'action: reset\n', rule('other'));
  expect(types(text)).toEqual(['action', 'detection', 'action', 'detection']);
  expect(found(text)).toEqual([
    ['action_legacy', 'action: global'],
    ['action_legacy', 'action: reset'],
    ['missing_title', 'detection'],
    ['missing_logsource', 'detection'],
  ]);
});

describe('repeat', () => {
  const first = `title: First\nlogsource: {product: aws}\n${rule('other')}`;

  test('merges onto the rule before, again and again', () => {
    const text = join(
      first,
      'action: repeat\ntitle: Second\ndetection:\n  other:\n    region: s\n',
      'action: repeat\ntitle: Third\ndetection:\n  other:\n    user: u\n',
    );
    expect(types(text)).toEqual(['detection', 'detection', 'detection']);
    expect(readCollection(text).documents.map((each) => each.rule.title)).toEqual([
      'First',
      'Second',
      'Third',
    ]);
    expect(verdicts(text, { region: 'r' })).toEqual(['match', 'miss', 'miss']);
    expect(verdicts(text, { region: 's', user: 'u' })).toEqual(['miss', 'match', 'match']);
    expect(verdicts(text, { region: 's' })).toEqual(['miss', 'match', 'miss']);
    expect(found(text).map(([code]) => code)).toEqual(['action_legacy', 'action_legacy']);
  });

  test('without a rule before it is refused', () => {
    const text = join('action: repeat\ntitle: x\n', first);
    expect(found(text)).toContainEqual(['action_without_rule', 'action: repeat']);
    expect(types(text)).toEqual(['broken', 'detection']);
  });
});

test.each([
  ['globl', 'global'],
  ['Repeat', 'repeat'],
  ['x', null],
  ['[global]', null],
])('an unknown action is refused: %s', (action, nearest) => {
  const text = join(`action: ${action}\ntitle: x\n`, global);
  expect(found(text)[0]).toEqual(['invalid_action', action]);
  const [problem] = readCollection(text).diagnostics;
  expect(problem?.fixes?.[0]?.edits[0]?.text ?? null).toBe(nearest);
});
