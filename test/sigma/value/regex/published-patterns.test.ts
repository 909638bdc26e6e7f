// Every regular expression of the published rules, read where they lie beside the repository; never copied into it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { compileRegex } from '../../../../src/sigma/value/regex/compile-regex.ts';
import { re2jsEngine } from '../../../../src/sigma/value/regex/re2js-engine.ts';
import { regexFlags } from '../../../_helpers/regex.ts';

const file = join(import.meta.dirname, '../../../../../shared/conformance/public/rules.ndjson');

function collect(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (/\|re\b/.test(key)) for (const pattern of [inner].flat()) into.add(String(pattern));
    else collect(inner, into);
  }
}

test.skipIf(!existsSync(file))('all patterns of the published rules compile, most of them natively', () => {
  const patterns = new Set<string>();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { yaml } = JSON.parse(line) as { yaml: string };
    if (yaml.includes('|re')) for (const rule of parseAllDocuments(yaml)) collect(rule.toJS(), patterns);
  }
  const compiled = [...patterns].map((pattern) => ({
    pattern,
    ...compileRegex(pattern, regexFlags(), re2jsEngine),
  }));
  expect(compiled.filter((one) => !('regex' in one))).toEqual([]);
  const strategies = compiled.flatMap((one) => ('regex' in one ? [one.regex.strategy] : []));
  expect(strategies.filter((strategy) => strategy === 'backtracking')).toEqual([]);
  expect(strategies.filter((strategy) => strategy === 'native').length).toBeGreaterThan(
    strategies.length * 0.8,
  );
});
