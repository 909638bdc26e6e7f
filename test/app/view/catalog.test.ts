import { describe, expect, test } from 'vitest';
import type { CatalogAnswer, CatalogQuery, Matrix, MatrixCell } from '../../../src/catalog/types.ts';
import { toFilterGroups } from '../../../src/view/catalog/filters.ts';
import { countTechniques, mostRules, shownCells, toHeat } from '../../../src/view/catalog/heat.ts';
import { toLogsourceText, toTacticName, toTagNames } from '../../../src/view/catalog/names.ts';
import { toRuleRow } from '../../../src/view/catalog/rule-row.ts';
import {
  shownEvents,
  sortHits,
  toDuration,
  toEventName,
  toRunTitle,
  toSkippedSentences,
} from '../../../src/view/catalog/run-words.ts';
import { toImportSentence, toProgressText, toSourceFacts } from '../../../src/view/catalog/source-words.ts';
import { entry, importReport, runReport, source } from '../../_helpers/catalog.ts';

describe('names', () => {
  test.each([
    ['command-and-control', 'Command and Control'],
    ['impact', 'Impact'],
    ['defense_evasion', 'Defense Evasion'],
    ['', ''],
  ])('the tactic %j is %j', (shortname, name) => expect(toTacticName(shortname)).toBe(name));

  test('ATT&CK tags: tactics first, each once, others left out', () => {
    const tags = [
      'attack.t1078.004',
      'attack.Defense_Evasion',
      'attack.defense-evasion',
      'cve.2021-1',
      'attack.g0001',
    ];
    expect(toTagNames(tags)).toEqual(['Defense Evasion', 'T1078.004']);
  });

  test('a log source has its parts in the order of their width', () => {
    expect(toLogsourceText({ service: 'sysmon', product: 'windows' })).toBe('windows / sysmon');
    expect(toLogsourceText({})).toBe('');
  });
});

describe('a row of the list', () => {
  const tags = ['attack.persistence', 'attack.t1', ...[1, 2, 3, 4, 5].map((n) => `attack.t100${n}`)];

  test('holds what fits, and counts the rest', () => {
    const row = toRuleRow(entry('a', { tags }), [source('built-in')]);
    expect(row).toMatchObject({ tags: ['Persistence', 'T1001', 'T1002', 'T1003'], moreTags: 2, source: '' });
  });

  test('names its source when there are several', () => {
    const sources = [source('built-in', { name: 'Built-in rules' }), source('mine')];
    expect(toRuleRow(entry('a'), sources).source).toBe('Built-in rules');
    const both = toRuleRow(entry('a', { alsoIn: ['mine'] }), sources).source;
    expect(both).toMatch(/^Built-in rules, ./);
  });

  test('shows what is invisible or reorders text as a mark', () => {
    const { title } = toRuleRow(entry('a', { title: 'evil\u202egpj' }), []);
    expect(title).toBe('evil⟨U+202E⟩gpj');
  });
});

describe('filters', () => {
  const query: CatalogQuery = { text: '', products: [], levels: [], statuses: [], tactics: [], sources: [] };
  const values = (...all: string[]) => all.map((value, at) => ({ value, count: at + 1 }));
  const answer: CatalogAnswer = {
    entries: [],
    total: 0,
    facets: {
      products: values('aws', 'windows'),
      levels: values('low', 'critical', 'odd', 'medium'),
      statuses: [],
      tactics: values('impact', 'initial-access'),
    },
  };
  const groupsOf = (asked: Partial<CatalogQuery> = {}, sources = [source('built-in')]) =>
    new Map(
      toFilterGroups(answer, { ...query, ...asked }, sources).map(({ name, options }) => [name, options]),
    );

  test('levels and tactics stand in their own order, products by how many rules they have', () => {
    const groups = groupsOf();
    const labels = (name: Parameters<typeof groups.get>[0]) => groups.get(name)?.map(({ label }) => label);
    expect(labels('levels')).toEqual(['critical', 'medium', 'low', 'odd']);
    expect(labels('tactics')).toEqual(['Initial Access', 'Impact']);
    expect(labels('products')).toEqual(['windows', 'aws']);
  });

  test('a group with nothing to choose is left out, and so is the only source', () => {
    expect([...groupsOf().keys()]).toEqual(['levels', 'products', 'tactics']);
    const sources = [source('built-in', { name: 'Built-in rules', ruleCount: 61 }), source('mine')];
    expect(groupsOf({}, sources).get('sources')?.[0]).toEqual({
      value: 'built-in',
      label: 'Built-in rules',
      count: 61,
      checked: false,
    });
  });

  test('what is chosen can be given up though no rule is left with it', () => {
    const chosen = groupsOf({ statuses: ['stable'] }).get('statuses');
    expect(chosen).toEqual([{ value: 'stable', label: 'stable', count: 0, checked: true }]);
  });
});

describe('a run', () => {
  const events = (...indexes: number[]) => Uint32Array.from(indexes);
  const hits = [
    { entry: entry('Zebra', { level: 'high' }), events: events(0, 1) },
    { entry: entry('Other', { level: 'odd' }), events: events(1) },
    { entry: entry('Ant', { level: 'high' }), events: events(4) },
    { entry: entry('Worst', { level: 'critical' }), events: events(0) },
  ];

  test('hits are sorted by level, then title', () => {
    expect(sortHits(hits).map(({ entry: { title } }) => title)).toEqual(['Worst', 'Ant', 'Zebra', 'Other']);
  });

  test.each([
    [hits, 3112, 10, '4 of 3,112 rules fire on 3 of 10 events'],
    [hits.slice(2, 3), 1, 1, '1 of 1 rule fires on 1 of 1 event'],
    [[], 61, 2, 'None of 61 rules fires on 2 events'],
  ])('its title counts events once', (some, ruleCount, eventCount, title) => {
    expect(toRunTitle(runReport({ hits: some, ruleCount, eventCount }))).toBe(title);
  });

  test('only what was left out is told', () => {
    expect(toSkippedSentences(runReport())).toEqual([]);
    const skipped = { logsource: 1800, refused: 1, notEvaluated: 2 };
    expect(toSkippedSentences(runReport({ skipped }))).toHaveLength(3);
  });

  test('events have a number, and a label where it is known', () => {
    expect(toEventName(2, ['a', 'b', 'DeleteTrail'])).toBe('Event 3: DeleteTrail');
    expect(toEventName(1233, [])).toBe('Event 1,234');
    expect(shownEvents(events(3, 5, 7, 9, 11))).toEqual([3, 5, 7, 9]);
  });

  test.each([
    [0.2, '1 ms'],
    [743.4, '743 ms'],
    [4100, '4.1 s'],
  ])('%j ms are said as %j', (ms, text) => expect(toDuration(ms)).toBe(text));
});

describe('the matrix', () => {
  const cell = (id: string, rules: number, subtechniques: MatrixCell[] = []): MatrixCell => ({
    id,
    name: id,
    rules,
    subtechniques,
  });
  const column = (shortname: string, techniques: MatrixCell[]) => ({
    id: shortname,
    name: shortname,
    shortname,
    rules: 0,
    techniques,
  });
  const matrix: Matrix = {
    columns: [column('a', [cell('T1', 3), cell('T2', 0)]), column('b', [cell('T1', 9), cell('T3', 0)])],
    untagged: 0,
  };

  test.each([
    [0, 100, 0],
    [1, 100, 1],
    [100, 100, 4],
    [1, 1, 4],
    [10, 100, 3],
  ])('%j of at most %j rules are of heat %j', (rules, most, heat) => expect(toHeat(rules, most)).toBe(heat));

  test('a technique under several tactics is counted once', () => {
    expect(mostRules(matrix)).toBe(9);
    expect(countTechniques(matrix)).toEqual({ covered: 1, all: 3 });
  });

  test('gaps are shown when they are asked for', () => {
    const { techniques = [] } = matrix.columns[0] ?? {};
    expect(shownCells(techniques, false).map(({ id }) => id)).toEqual(['T1']);
    expect(shownCells(techniques, true)).toHaveLength(2);
  });
});

describe('sources', () => {
  test('say what is known of them', () => {
    expect(toSourceFacts(source('a', { kind: 'built_in', ruleCount: 61 }))).toHaveLength(2);
    const facts = toSourceFacts(
      source('a', { ruleCount: 3112, version: 'r2026-08-01', addedAt: Date.UTC(2026, 9, 1, 12) }),
    );
    expect(facts[0]).toBe('3,112 rules');
    expect(facts.join()).toContain('r2026-08-01');
    expect(facts.join()).toContain('1 Oct 2026');
  });

  test('progress is counted where the total is known', () => {
    expect(toProgressText({ progress: null, found: 1200 })).toContain('1,200');
    const progress = { stage: 'parsing', done: 5, total: 4000 } as const;
    expect(toProgressText({ progress, found: 1 })).toContain('5 of 4,000');
    expect(toProgressText({ progress: { stage: 'storing', done: 0, total: 1 }, found: 1 })).not.toContain(
      '0',
    );
  });

  test('an import tells what it took and what it did not', () => {
    expect(toImportSentence(importReport())).toBe('');
    const report = importReport({
      source: source('a', { name: 'x.zip', ruleCount: 2 }),
      broken: [{ path: 'b', message: '' }],
      ignored: 3,
      nestedArchives: 1,
    });
    expect(toImportSentence(report)).toMatch(
      /^2 rules .*x\.zip.*, 1 file.*, 3 other files.*, 1 archive.*\.$/,
    );
  });
});
