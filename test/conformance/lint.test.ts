// The tags of published rules: nothing may be said of them that is not true.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attackEnterprise } from '../../src/knowledge/attack/attack-enterprise.ts';
import { lintRule } from '../../src/lint/lint-rule.ts';
import { readRules } from '../../src/sigma/index.ts';
import { conformanceFolder } from '../_helpers/conformance.ts';
import { marked } from '../_helpers/rule.ts';

const file = join(conformanceFolder, '../../../shared/conformance/public/rules.ndjson');

if (!existsSync(file)) test.skip(`published rules: left out, there is no ${file}`, () => {});

test.runIf(existsSync(file))('published rules are tagged as they should be', () => {
  const rules = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const found = rules.flatMap((line) => {
    const { path, yaml } = JSON.parse(line) as { path: string; yaml: string };
    return readRules(yaml).rules.flatMap((rule) =>
      marked(yaml, lintRule(rule, attackEnterprise)).map(([code, tag]) => `${path}: ${code} ${tag}`),
    );
  });
  expect(rules.length).toBeGreaterThan(1000);
  expect(found).toEqual([]);
});
