// The answers of PCRE2 itself, recorded. The first line of `pcre-table.ndjson` says how it was made.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemOf, regexOf } from '../../../_helpers/regex.ts';

type Answer = readonly [text: string, span: readonly [number, number] | null];
type Row = readonly [pattern: string, flags: string, answers: readonly Answer[] | null];

const rows = readFileSync(join(import.meta.dirname, 'pcre-table.ndjson'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('['))
  .map((line) => JSON.parse(line) as Row);

describe('as PCRE answers', () => {
  test.each(rows)('%j with flags %j', (pattern, flags, answers) => {
    if (answers === null) {
      expect(problemOf(pattern, flags)).toMatchObject({ code: 'regex_syntax' });
      return;
    }
    const regex = regexOf(pattern, flags);
    const found = answers.map(([text]) => {
      const range = regex.find(text);
      return [text, range && [range.start, range.end], regex.test(text)];
    });
    expect(found).toEqual(answers.map(([text, span]) => [text, span, span !== null]));
  });
});
