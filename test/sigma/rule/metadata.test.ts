import { describe, expect, test } from 'vitest';
import { readMetadata, readRules } from '../../../src/sigma/index.ts';

const text = `title: ' A title '
id: b94bf91e-c2bf-4047-9c43-c6810f43baad
author: Ann Example, Bob (@bob)
date: 2022-06-07
references:
    - https://example.com/a
    -
tags:
    - attack.persistence
    - 'attack.t1525'
related:
    - id: 11111111-1111-4111-8111-111111111111
      type: similar
    - no mapping
falsepositives: Rare
detection:
    s:
        a: 1
    condition: s
`;

describe('readMetadata', () => {
  const metadata = readMetadata(readRules(text).rules[0]?.document ?? null);

  test('reads single texts, lists, and texts where a list belongs', () => {
    expect(metadata.title?.text).toBe('A title');
    expect(metadata.date?.text).toBe('2022-06-07');
    expect(metadata.references.map((each) => each.text)).toEqual(['https://example.com/a']);
    expect(metadata.falsepositives.map((each) => each.text)).toEqual(['Rare']);
    expect(metadata.authors.map((each) => each.text)).toEqual(['Ann Example', 'Bob (@bob)']);
    expect(metadata.related.map(({ id, type }) => [id.text, type])).toEqual([
      ['11111111-1111-4111-8111-111111111111', 'similar'],
    ]);
  });

  test('gives each its place', () => {
    expect(metadata.tags.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'attack.persistence',
      "'attack.t1525'",
    ]);
  });

  test('what is not said is null or empty', () => {
    expect(metadata.level).toBeNull();
    expect(readMetadata(null).tags).toEqual([]);
  });
});
