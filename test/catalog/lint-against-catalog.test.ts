import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.ts';
import type { ReadRule } from '../../src/catalog/catalog.ts';
import { catalogChecks, lintAgainstCatalog } from '../../src/catalog/lint-against-catalog.ts';
import { applyEdits } from '../../src/sigma/index.ts';
import { readRuleFile } from '../../src/worker/reference/read-rule-file.ts';
import { firstRule, marked } from '../_helpers/rule.ts';

const ruleText = (title: string, search: string, logsource = 'product: acme') =>
  `title: ${title}\nid: ${title}\nlogsource: {${logsource}}\ndetection:\n  s: {${search}}\n  condition: s\n`;

function read(text: string, path: string): ReadRule {
  const file = readRuleFile({ path, text }, 'source');
  if (file.type !== 'rule') throw new Error(file.file.message);
  return file.rule;
}

function catalogOf(...texts: readonly string[]): Catalog {
  const catalog = new Catalog({ tacticsOf: () => [] });
  catalog.add(texts.map((text, i) => read(text, `${i}.yml`)));
  return catalog;
}

const scanner = (search: string, title = 'scanner') => ruleText(title, `action: whoami, ${search}`);
const others = ['a', 'b', 'c'].map((name) => ruleText(name, `serviceName: ${name}, action: ${name}`));
const catalog = catalogOf(
  scanner('agent: scanner'),
  ruleText('elsewhere', 'agent|endswith: scanner, action: whoami', 'product: other'),
  ruleText('different', 'agent|startswith: scanner, action: x1, y: y1, z: z1'),
  ...others,
);
const found = (text: string) => marked(text, lintAgainstCatalog(catalog, firstRule(text), 'own'));

test('a rule that is nearly the same compares the same value in another way', () => {
  expect(found(scanner('agent|contains: scanner', 'own'))).toEqual([['related_rule_disagrees', 'scanner']]);
});

test('fields in another case than those of other rules of the log source', () => {
  const text = ruleText('own', 'Servicename: x');
  const [only] = lintAgainstCatalog(catalog, firstRule(text), 'own');
  expect(found(text)).toEqual([['field_case_of_others', 'Servicename']]);
  expect(applyEdits(text, only?.fixes?.[0]?.edits ?? [])).toBe(text.replace('Servicename', 'serviceName'));
});

test.each<[string, string]>([
  ['the same comparison', scanner('agent: scanner', 'own')],
  ['a rule with little in common', ruleText('own', 'agent|contains: scanner, q: q1, w: w1')],
  ['a value to leave out', ruleText('own', 'action: whoami, agent|contains|neq: scanner')],
  ['fields as others write them', ruleText('own', 'serviceName: x')],
  ['another log source', ruleText('own', 'Servicename: x', 'product: third')],
  ['fields named like parts of objects', ruleText('own', '__proto__: x, constructor: y')],
])('says nothing of %s', (_, text) => {
  expect(found(text)).toEqual([]);
});

test('a rule of the catalogue does not speak against itself', () => {
  const text = scanner('agent: scanner');
  expect(
    lintAgainstCatalog(catalogOf(text, scanner('agent|contains: scanner')), firstRule(text), 'scanner'),
  ).toEqual([]);
});

test('every check is tried here', () => {
  expect(catalogChecks.map(({ code }) => code)).toEqual(['related_rule_disagrees', 'field_case_of_others']);
});

test('one other rule says nothing of the case of a field', () => {
  const text = ruleText('own', 'Servicename: x');
  expect(lintAgainstCatalog(catalogOf(...others.slice(0, 1)), firstRule(text), 'own')).toEqual([]);
});

const shared = new URL('../../../shared/conformance/public/rules.ndjson', import.meta.url);
const has = existsSync(shared);
if (!has) test.skip('published rules: left out, they are not there', () => {});

/** Seven rules of all: `operationName` and `Resultdescription`, and a name of a file as a whole or as an end. */
const tellings = [
  'field_case_of_others 448fd1ea-2116-4c62-9cde-a92d120e0f08',
  'field_case_of_others 542b9912-c01f-4e3f-89a8-014c48cdca7d',
  'field_case_of_others 636e30d5-3736-42ea-96b1-e6e2f8429fd6',
  'field_case_of_others b4a6d707-9430-4f5f-af68-0337f52d5c42',
  'field_case_of_others ebbeb024-5b1d-4e16-9c0c-917f86c708a7',
  'related_rule_disagrees 7efd2c8d-8b18-45b7-947d-adfe9ed04f61',
  'related_rule_disagrees c0b40568-b1e9-4b03-8d6c-b096da6da9ab',
];

test.runIf(has)('published rules are told of rarely', { timeout: 60_000 }, () => {
  const texts = readFileSync(shared, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; yaml: string });
  const all = new Catalog({ tacticsOf: () => [] });
  const read = texts.flatMap(({ id, yaml }) => {
    const file = readRuleFile({ path: `${id}.yml`, text: yaml }, 'source');
    return file.type === 'rule' && file.rule.rule ? [file.rule] : [];
  });
  all.add(read);
  const told = read.flatMap(({ rule, entry: { id } }) =>
    rule ? lintAgainstCatalog(all, rule, id).map(({ code }) => `${code} ${id}`) : [],
  );
  expect(read.length).toBeGreaterThan(1500);
  expect(told.sort()).toEqual(tellings);
});
