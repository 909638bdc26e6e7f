import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inline } from '../../src/view/markdown.ts';
import { maxMarkdownLength, readMarkdown, toLessonHref } from '../../src/view/markdown.ts';

const pieces = fc.constantFrom(
  ...['*', '**', '***', '_', '__', '`', '``', '```', '~~~', '\n', '\n\n', '- ', '1. ', '[', '](', ')', '\\'],
  ...[
    '[a](https://a.b)',
    '[a](javascript:x)',
    '#l=x',
    '<script>',
    '&lt;',
    ' ',
    'a',
    'é',
    '\u202e',
    '\ud800',
    '😀',
  ],
);
const hostile = fc.oneof(
  fc.array(pieces, { maxLength: 200 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

function eachInline(content: readonly Inline[], look: (inline: Inline) => void): void {
  for (const inline of content) {
    look(inline);
    if ('content' in inline) eachInline(inline.content, look);
  }
}

test('any text is read; it leads only where it may', () => {
  fc.assert(
    fc.property(hostile, (source) => {
      for (const block of readMarkdown(source)) {
        const lines = block.type === 'list' ? block.items : block.type === 'paragraph' ? [block.content] : [];
        for (const line of lines)
          eachInline(line, (inline) => {
            if (inline.type === 'link') expect(toLessonHref(inline.href)).toBe(inline.href);
            if ('text' in inline) expect(inline.text).not.toMatch(/[\u202a-\u202e\u0000-\u0008]/);
          });
      }
    }),
  );
});

test.each(['*', '_', '`', '*a', '*a ', '**a', '[', '[a](', '\\', '`a``', '- ', '*`', '***a ', '_a*', '[*a'])(
  'a long run of %s is read in time',
  (piece) => {
    const source = piece.repeat(maxMarkdownLength / piece.length);
    const startedAt = performance.now();
    readMarkdown(source);
    expect(performance.now() - startedAt).toBeLessThan(3000);
  },
);
