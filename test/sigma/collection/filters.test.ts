import { describe, expect, test } from 'vitest';
import { compileRule } from '../../../src/sigma/compile/compile-rule.ts';
import { effectiveText, readCollection } from '../../../src/sigma/collection/read-collection.ts';
import { explain } from '../../../src/sigma/evaluate/explain.ts';
import { match } from '../../../src/sigma/evaluate/match.ts';
import type { DetectionRule } from '../../../src/sigma/rule/rule.ts';
import { firstRule, itemsOf, marked } from '../../_helpers/rule.ts';
import { yaml } from '../../_helpers/yaml.ts';

const base = yaml`
  title: Stop
  id: 7e4bfe58-4a47-4709-828d-d86c78b7cc1f
  name: stop_logging
  logsource:
    product: aws
    service: cloudtrail
  detection:
    selection:
      eventName: StopLogging
    condition: selection
`;

function filter(inner: string, logsource = 'product: aws'): string {
  const lines = inner.trim().replace(/^/gm, '  ');
  return `title: F\nlogsource: {${logsource}}\nfilter:\n${lines}\n`;
}

const admins = filter(`
rules: [stop_logging]
selection:
  userName|startswith: adm_
condition: not selection`);

const join = (...texts: readonly string[]): string => texts.join('---\n');

function effective(text: string, at = 0): DetectionRule {
  const found = readCollection(text).documents[at]?.effective;
  if (!found) throw new Error('There is no rule to evaluate.');
  return found;
}

function verdicts(text: string, events: readonly object[], at = 0): string[] {
  const compiled = compileRule(effective(text, at));
  return events.map((event) => {
    const verdict = match(compiled, event as never);
    expect(explain(compiled, event as never).verdict).toBe(verdict);
    return verdict;
  });
}

/** What the shown text of the rule says of the same events. */
function verdictsOfText(text: string, events: readonly object[]): string[] {
  const shown = effectiveText(readCollection(text).documents[0] as never);
  const compiled = compileRule(firstRule(shown ?? ''));
  expect(compiled.diagnostics).toEqual([]);
  return events.map((event) => match(compiled, event as never));
}

function found(text: string): [string, string][] {
  return marked(text, readCollection(text).diagnostics);
}

const stop = { eventName: 'StopLogging', userName: 'eve' };
const byAdmin = { eventName: 'StopLogging', userName: 'adm_bob' };
const other = { eventName: 'RunInstances', userName: 'eve' };

describe('a rule and a filter', () => {
  test.each([
    ['behind it', join(base, admins)],
    ['before it', join(admins, base)],
  ])('%s: both must hold', (_, text) => {
    const at = text.startsWith('title: F') ? 1 : 0;
    expect(found(text)).toEqual([]);
    expect(verdicts(text, [stop, byAdmin, other], at)).toEqual(['match', 'miss', 'miss']);
  });

  test('the trace points into both documents', () => {
    const text = join(base, admins);
    const trace = explain(compileRule(effective(text)), byAdmin);
    const places = itemsOf(trace).map(({ range }) => text.slice(range.start, range.end));
    expect(places).toEqual(['eventName: StopLogging', 'userName|startswith: adm_']);
    expect(trace.conditions[0]?.text).toBe('selection and not filter › selection');
  });

  test('the rule that comes of it is one text', () => {
    const text = join(base, admins);
    expect(effectiveText(readCollection(text).documents[0] as never)).toBe(yaml`
      title: Stop
      id: 7e4bfe58-4a47-4709-828d-d86c78b7cc1f
      name: stop_logging
      logsource:
          product: aws
          service: cloudtrail
      detection:
          selection:
              eventName: StopLogging
          _filter_selection:
              userName|startswith: adm_
          condition: selection and not _filter_selection
    `);
    expect(verdictsOfText(text, [stop, byAdmin, other])).toEqual(['match', 'miss', 'miss']);
  });

  test('what a filter is named, its search identifiers are under', () => {
    const named = admins.replace('title: F', 'title: F\nname: admins');
    const [first] = explain(compileRule(effective(join(base, named))), byAdmin).conditions;
    expect(first?.text).toBe('selection and not admins › selection');
  });

  test('several filters all apply', () => {
    const night = filter('rules: any\nselection:\n  hour: 3\ncondition: not selection');
    const text = join(base, admins, night);
    expect(readCollection(text).documents.map(({ related }) => related)).toEqual([[1, 2], [0], [0]]);
    const events = [stop, byAdmin, { ...stop, hour: 3 }];
    expect(verdicts(text, events)).toEqual(['match', 'miss', 'miss']);
    expect(verdictsOfText(text, events)).toEqual(['match', 'miss', 'miss']);
  });
});

describe('names and patterns stay on their side', () => {
  const identifiers = (condition: string, names = 'a b _c'): string =>
    base
      .replace(/ {2}selection:\n.*\n/, names.replace(/(\S+) ?/g, '  $1: {f: $1}\n'))
      .replace('condition: selection', `condition: ${condition}`);
  const inFilter = (condition: string): string =>
    filter(`rules: any\na: {g: a}\nz: {g: z}\n_c: {g: _c}\ncondition: ${condition}`);

  test.each([
    ['1 of them', 'not 1 of them', { f: 'a' }, 'match'],
    ['1 of them', '1 of them', { g: 'a' }, 'miss'],
    ['1 of them', 'not 1 of them', { f: 'a', g: 'z' }, 'miss'],
    ['all of them', 'not a', { f: ['a', 'b'] }, 'match'],
    ['1 of *', 'all of them', { f: 'a', g: ['a', 'z'] }, 'match'],
    ['1 of _*', 'not a', { f: '_c' }, 'match'],
    ['1 of _*', '1 of _*', { f: '_c', g: '_c' }, 'match'],
    ['1 of _*', 'not 1 of _*', { g: '_c' }, 'miss'],
    ['1 of _*', 'not 1 of them', { f: '_c', g: '_c' }, 'match'],
    ['2 of *', '2 of *', { f: ['a', 'b'], g: ['a', 'z'] }, 'match'],
    ['2 of *', '2 of *', { f: 'a', g: ['a', 'z'] }, 'miss'],
    ['all of *a*', 'not 1 of *z', { f: 'a', g: 'a' }, 'match'],
    ['a or b', 'a or z', { f: 'b', g: 'z' }, 'match'],
    ['a or b', 'a or z', { f: 'b' }, 'miss'],
    ['not a', 'not z', {}, 'match'],
  ])('%s and %s', (ofRule, ofFilter, event, expected) => {
    const text = join(identifiers(`'${ofRule}'`), inFilter(`'${ofFilter}'`));
    expect(verdicts(text, [event])).toEqual([expected]);
    const shown = effectiveText(readCollection(text).documents[0] as never) ?? '';
    expect(match(compileRule(firstRule(shown)), event as never)).toBe(expected);
  });

  test('of a list of conditions each is joined', () => {
    const text = join(base.replace('condition: selection', 'condition: [selection, selection]'), admins);
    expect(verdicts(text, [stop, byAdmin])).toEqual(['match', 'miss']);
    expect(effective(text).detection.conditions).toHaveLength(2);
  });

  test('of a filter with a list of conditions one suffices', () => {
    const text = join(base, admins.replace('not selection', '[not selection, selection]'));
    expect(verdicts(text, [stop, byAdmin])).toEqual(['match', 'match']);
  });
});

describe('which rules a filter is for', () => {
  const over = (rules: string, logsource?: string): string =>
    join(
      base,
      filter(`rules: ${rules}\nselection:\n  userName|startswith: adm_\ncondition: not selection`, logsource),
    );
  const applies = (text: string): boolean => readCollection(text).documents[0]?.related.length === 1;

  test.each([
    ['any', 'product: aws', true],
    ['[]', 'product: aws', true],
    ['stop_logging', 'product: aws', true],
    ['[stop_logging]', 'product: aws, service: cloudtrail', true],
    ['[7e4bfe58-4a47-4709-828d-d86c78b7cc1f]', 'product: aws', true],
    ['[7E4BFE58-4A47-4709-828D-D86C78B7CC1F]', 'product: aws', true],
  ])('rules: %s of %s', (rules, logsource, expected) => {
    const text = over(rules, logsource);
    expect(found(text)).toEqual([]);
    expect(applies(text)).toBe(expected);
  });

  test('any rule of its log source, and there is none', () => {
    const text = over('any', 'product: windows');
    expect(applies(text)).toBe(false);
    expect(found(text)).toEqual([['filter_without_rules', 'filter']]);
  });

  test('a rule of another log source is told', () => {
    const text = over('[stop_logging]', 'product: aws, category: x');
    expect(applies(text)).toBe(false);
    expect(found(text).at(-1)).toEqual(['filter_other_logsource', 'stop_logging']);
  });

  test('an unknown rule is refused, with the nearest name', () => {
    const text = over('[stop_loging]');
    const [problem] = readCollection(text).diagnostics;
    expect(found(text)).toEqual([['unknown_rule_reference', 'stop_loging']]);
    expect(problem?.severity).toBe('error');
    expect(problem?.fixes?.[0]?.edits[0]?.text).toBe('stop_logging');
    expect(applies(text)).toBe(false);
  });

  test.each([
    ['no rules', 'selection:\n  a: b\ncondition: selection', [['missing_filter_rules', 'filter']]],
    [
      'rules that are null',
      'rules:\nselection:\n  a: b\ncondition: selection',
      [['missing_filter_rules', 'rules']],
    ],
    ['rules that are a mapping', 'rules: {a: b}\ns:\n  a: b\ncondition: s', [['invalid_filter', '{a: b}']]],
    ['rules in a list of lists', 'rules: [[a]]\ns:\n  a: b\ncondition: s', [['invalid_filter', '[a]']]],
    ['no condition', 'rules: any\ns:\n  a: b', [['missing_condition', 'filter']]],
    [
      'no search identifier',
      'rules: any\ncondition: s',
      [
        ['empty_detection', 'filter'],
        ['unknown_identifier', 's'],
      ],
    ],
    ['an unknown name', 'rules: any\ns:\n  a: b\ncondition: x', [['unknown_identifier', 'x']]],
  ])('%s is refused', (_, inner, expected) => {
    const text = join(base, filter(inner));
    expect(found(text).filter(([code]) => code !== 'unused_identifier')).toEqual(expected);
  });

  test('what is no mapping is refused', () => {
    expect(found(join(base, 'title: F\nlogsource: {product: aws}\nfilter: x\n'))).toEqual([
      ['invalid_filter', 'filter: x'],
    ]);
  });

  test('a fix says: any', () => {
    const text = join(base, filter('selection:\n  userName: adm\ncondition: not selection'));
    const [edit] = readCollection(text).diagnostics[0]?.fixes?.[0]?.edits ?? [];
    const mended = text.slice(0, edit?.range.start) + edit?.text + text.slice(edit?.range.end);
    expect(mended).toContain('filter:\n  rules: any\n  selection:');
    expect(found(mended)).toEqual([]);
  });

  test('a filter that cannot be read leaves its rules undecided', () => {
    const text = join(base, admins.replace('not selection', 'not selection or'));
    expect(verdicts(text, [stop, other])).toEqual(['unknown', 'unknown']);
  });
});

describe('a filter that includes where it should exclude', () => {
  const about = (title: string, condition: string, search = 'a: b'): [string, string][] =>
    found(
      join(
        base,
        filter(`rules: any\nselection:\n  ${search}\ncondition: ${condition}`).replace(
          'title: F',
          `title: ${title}`,
        ),
      ),
    );

  test.each([
    ['Exclude administrators', 'selection'],
    ['Filter out the scanner', '1 of sel*'],
    ['Known false positives of backups', 'all of them'],
    ['Ignore service accounts', 'selection or selection'],
  ])('%s: %s', (title, condition) => {
    expect(about(title, condition)).toEqual([['filter_includes', condition]]);
  });

  test('the fix excludes', () => {
    const text = join(
      base,
      admins.replace('title: F', 'title: Exclude').replace('not selection', 'selection'),
    );
    const [problem] = readCollection(text).diagnostics;
    const [edit] = problem?.fixes?.[0]?.edits ?? [];
    const mended = text.slice(0, edit?.range.start) + edit?.text + text.slice(edit?.range.end);
    expect(verdicts(text, [stop, byAdmin])).toEqual(['miss', 'match']);
    expect(verdicts(mended, [stop, byAdmin])).toEqual(['match', 'miss']);
    expect(found(mended)).toEqual([]);
  });

  test.each([
    ['Exclude administrators', 'not selection'],
    ['Exclude administrators', 'selection and not selection'],
    ['Administrators', 'selection'],
    ['Exclude all, match only administrators', 'selection'],
    ['Exclude administrators', 'selection', 'a|neq: b'],
    ['Exclude events without a user', 'selection', 'a|exists: false'],
    ['Exclude administrators', 'selection', "a|re: '^(?!adm_)'"],
  ])('not %s: %s %s', (title, condition, search = 'a: b') => {
    expect(about(title, condition, search)).toEqual([]);
  });

  test('a filter that is to keep certain events and excludes them', () => {
    const text = admins.replace(
      'title: F',
      'title: Fire only on servers\ndescription: Limits the rule to servers',
    );
    expect(found(join(base, text))).toEqual([['filter_includes', 'not selection']]);
    expect(found(join(base, text.replace('not selection', 'selection')))).toEqual([]);
  });
});
