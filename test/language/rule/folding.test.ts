import { expect, test } from 'vitest';
import { foldsOf } from '../../../src/language/rule/folding.ts';

const text = `# About this rule
# in two lines
title: t
tags:
- attack.t1078
- attack.t1110
description: |
  one

    # no comment
detection:
  # of the selection
  selection:
    a:
      - 1

  # of the filter
  filter: 2

---
title: u
`;

/** Lines from 1, as \`from-to\`. */
const lines = (of: string) =>
  foldsOf(of).map(({ range, kind }) => {
    const line = (offset: number) => of.slice(0, offset).split('\n').length;
    return `${kind} ${line(range.start)}-${line(range.end)}`;
  });

test('blocks, lists under their key, scalars, comments and documents', () => {
  expect(lines(text)).toEqual([
    'comment 1-2',
    'block 4-6',
    'block 7-10',
    'block 11-18',
    'block 13-15',
    'block 14-15',
    'document 20-21',
  ]);
});

test('what is being written folds too', () => {
  expect(lines('detection:\n  a: [\n    1,\n  b:\n   "')).toEqual(['block 1-5', 'block 2-3', 'block 4-5']);
  expect(foldsOf('')).toEqual([]);
});
