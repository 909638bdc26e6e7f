// Comments are found by lines alone; a parser of YAML must find the same.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CST, Parser, parseAllDocuments } from 'yaml';
import { readLines } from '../../src/lint/yaml-comments.ts';

const found = (text: string) => readLines(text).flatMap(({ comment }) => comment ?? []);

function parsed(text: string): number[] {
  const offsets: number[] = [];
  const walk = (token: unknown): void => {
    if (Array.isArray(token)) return token.forEach(walk);
    if (typeof token !== 'object' || token === null) return;
    const { type, offset, source } = token as Partial<CST.SourceToken>;
    if (type === 'comment' && offset !== undefined && source) offsets.push(offset);
    Object.values(token).forEach(walk);
  };
  walk([...new Parser().parse(text)]);
  return [...new Set(offsets)].sort((a, b) => a - b);
}

const rules = new URL('../../src/catalog/rules/', import.meta.url);
const shared = new URL('../../../shared/conformance/public/rules.ndjson', import.meta.url);

test('of the built-in rules, and of published ones where they are there', () => {
  const published = existsSync(shared) ? readFileSync(shared, 'utf8').split('\n').filter(Boolean) : [];
  const texts = [
    ...readdirSync(rules)
      .filter((name) => name.endsWith('.yml'))
      .map((name) => readFileSync(new URL(name, rules), 'utf8')),
    ...published.map((line) => (JSON.parse(line) as { yaml: string }).yaml),
  ];
  const wrong = texts.filter((text) => found(text).join() !== parsed(text).join());
  expect(wrong.map((text) => text.split('\n')[0])).toEqual([]);
});

const plain = fc.constantFrom('a', "it's", 'x#y', 'a"b', '\\d[ "\']{1}', '*', "|re: '", '- b', 'c:d');
const single = fc.constantFrom("''", "'# a'", "'it''s # b'", "'a\n      # b'", "'\\'");
const double = fc.constantFrom('""', '"# a"', '"\\" # b"', '"a\n      # b\n      c"', '"\'"');
const flow = fc.constantFrom(
  '[]',
  "[a, 'b # c']",
  '{a: "# b", c: [d]}',
  '[a, # b\n      c]',
  "[it's, 'x']",
  '["a":\'# b\']',
);
const block = fc.constantFrom(
  '|\n      # a\n\n      b',
  '>-\n      a\n     # b',
  '|+ # a\n      # b',
  '!!str |\n      a',
);
const value = fc.oneof(
  plain.map((text) => (text.startsWith('*') ? `\\${text}` : text)),
  single,
  double,
  flow,
  block,
);
const end = fc.constantFrom('', ' # c', '#c', '\t# c');
const starts = ['', '    ', '    - ', '    - k: '];

/** A mapping with lists and mappings in it. */
const document = fc.array(fc.tuple(fc.constantFrom(...starts), value, end), { maxLength: 6 }).map((entries) =>
  entries
    .map(([start, each, comment], i) => {
      const after = /\n/.test(each) && /^[|>!]/.test(each) ? '' : comment;
      return `k${i}:${start === '' ? ' ' : `\n${start}`}${each}${after}`;
    })
    .join('\n'),
);

test('of any mapping', () => {
  let tried = 0;
  fc.assert(
    fc.property(document, (text) => {
      fc.pre(parseAllDocuments(text).every(({ errors }) => errors.length === 0));
      tried++;
      expect(found(text)).toEqual(parsed(text));
    }),
    { numRuns: 1000 },
  );
  expect(tried).toBe(1000);
});

test('of any text, in time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readLines(text);
      expect(read.map(({ start, end }) => text.slice(start, end)).join('').length).toBeLessThanOrEqual(
        text.length,
      );
    }),
  );
  for (const sign of ['"', "'", ' ', '#', '!', "' "]) {
    const startedAt = performance.now();
    readLines(sign.repeat(300_000));
    expect(performance.now() - startedAt).toBeLessThan(2000);
  }
});
