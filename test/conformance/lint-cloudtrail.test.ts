// Published rules for CloudTrail, the built-in ones and real events: nothing may be said of them that is not true.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lintCloudTrail } from '../../src/lint/lint-cloudtrail.ts';
import { lintLogic } from '../../src/lint/lint-logic.ts';
import type { Diagnostic } from '../../src/sigma/index.ts';
import { conformanceFolder } from '../_helpers/conformance.ts';
import { compiled } from '../_helpers/rule.ts';

const folder = join(conformanceFolder, '../../../shared/conformance/public');
const linesOf = (name: string) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
const has = existsSync(folder);

if (!has) test.skip(`published rules and real events: left out, there is no ${folder}`, () => {});

async function lint(text: string): Promise<readonly Diagnostic[]> {
  const rule = compiled(text);
  return [...lintLogic(rule), ...(await lintCloudTrail(rule))];
}

const codesOf = (diagnostics: readonly Diagnostic[], severity: 'warning' | 'info') => [
  ...new Set(diagnostics.filter((each) => each.severity === severity).map(({ code }) => code)),
];

/** Rule id → codes of warnings and of information, and why. Rules that are not here are clean. */
const findings: Readonly<Record<string, readonly [readonly string[], readonly string[], string]>> = {
  '39c9f26d-6e3b-4dbb-9c7a-4154b0281112': [
    ['value_never_recorded'],
    ['operation_ambiguous'],
    'Successes have no errorCode; three sources have DeleteBucket.',
  ],
  '77caf516-34e5-4df9-b4db-20744fea0a60': [
    [],
    ['operation_not_modelled', 'value_case'],
    'Sign-in records say `No`; their fields are in no model.',
  ],
  'd2656e78-c069-4571-8220-9e0ab5913f19': [
    ['value_never_recorded'],
    ['value_quoted'],
    'Successes have no errorCode; `enable` is a JSON boolean.',
  ],
  'ccd6a6c8-bb4e-4a91-9d2a-07e632819374': [
    ['field_not_in_cloudtrail'],
    [],
    'Records have no `status`: the rule never fires.',
  ],
  'b94bf91e-c2bf-4047-9c43-c6810f43baad': [
    ['field_not_in_request'],
    [],
    'Of its three operations only RegisterTaskDefinition has containerDefinitions.',
  ],
  '7c797da2-9cf2-4523-ba64-33b06339f0cc': [
    [],
    ['operation_unknown'],
    'ElastiCache’s groups have no egress; an unknown name is never more than information.',
  ],
  '6e61ee20-ce00-4f8d-8aee-bedd8216f7e3': [
    [],
    ['operation_sibling_missing'],
    'A change of GuardDuty, of which UpdateIPSet is one too.',
  ],
  '25cb1ba1-8a19-4a23-a198-d252664c8cef': [
    [],
    ['operation_sibling_missing'],
    'Speaks of what is modified, and has only DeleteFileSystem.',
  ],
  '0a5177f4-6ca9-44c2-aacf-d3f3d8b6e4d2': [
    ['field_name_as_value'],
    [],
    'The filter compares an ARN with the name of a field.',
  ],
  'db014773-7375-4f4e-b83b-133337c0ffee': [
    [],
    ['json_in_text', 'value_holds_wildcard'],
    'It fires here, where texts within an object are compared one by one, and not in other engines.',
  ],
};

test.runIf(has)('published rules for CloudTrail', async () => {
  const found: Record<string, readonly (readonly string[])[]> = {};
  let count = 0;
  for (const line of linesOf('rules.ndjson')) {
    const { id, product, yaml } = JSON.parse(line) as { id: string; product: string | null; yaml: string };
    if (product !== 'aws') continue;
    count++;
    const diagnostics = await lint(yaml);
    if (diagnostics.length > 0) found[id] = [codesOf(diagnostics, 'warning'), codesOf(diagnostics, 'info')];
  }
  expect(count).toBeGreaterThan(20);
  const expected = Object.entries(findings).map(([id, [warnings, infos]]) => [id, [warnings, infos]]);
  expect(found).toEqual(Object.fromEntries(expected));
});

test('the built-in rules have no warning', async () => {
  const rules = new URL('../../src/catalog/rules/', import.meta.url);
  const names = readdirSync(rules).filter((name) => name.endsWith('.yml'));
  const found: string[] = [];
  for (const name of names) {
    const codes = codesOf(await lint(readFileSync(new URL(name, rules), 'utf8')), 'warning');
    found.push(...codes.map((code) => `${name}: ${code}`));
  }
  expect(names.length).toBeGreaterThan(50);
  expect(found).toEqual([]);
});

test.runIf(has)('events that AWS recorded are operations', async () => {
  const { sources, paths, events } = JSON.parse(
    readFileSync(join(folder, 'cloudtrail.provenance.json'), 'utf8'),
  ) as { sources: Record<string, { kind: string }>; paths: string[]; events: number[] };
  const pairs = new Set<string>();
  for (const [i, line] of linesOf('cloudtrail.ndjson').entries()) {
    const [source = ''] = (paths[events[i] ?? -1] ?? '').split(':');
    // Others were written for unit tests: some name an operation of another service on purpose.
    if (!sources[source]?.kind.startsWith('real ')) continue;
    const { eventSource, eventName } = JSON.parse(line) as { eventSource?: string; eventName?: string };
    if (eventSource && eventName) pairs.add(`    eventSource: ${eventSource}\n    eventName: ${eventName}`);
  }
  expect(pairs.size).toBeGreaterThan(100);
  const found: string[] = [];
  for (const pair of pairs) {
    const diagnostics = await lint(
      `title: t\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  s:\n${pair}\n  condition: s\n`,
    );
    found.push(...codesOf(diagnostics, 'warning').map((code) => `${code}\n${pair}`));
  }
  expect(found).toEqual([]);
});
