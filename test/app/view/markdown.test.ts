import { describe, expect, test } from 'vitest';
import type { Block, Inline } from '../../../src/view/markdown.ts';
import { maxMarkdownLength, readInlines, readMarkdown, toLessonHref } from '../../../src/view/markdown.ts';

/** As a reader would say it: `s(strong)`, `e(emphasis)`, `c(code)`, `a(link -> where)`. */
function said(content: readonly Inline[]): string {
  return content
    .map((part) => {
      switch (part.type) {
        case 'text':
          return part.text;
        case 'code':
          return `c(${part.text})`;
        case 'link':
          return `a(${said(part.content)} -> ${part.href})`;
        default:
          return `${part.type[0]}(${said(part.content)})`;
      }
    })
    .join('');
}

test.each([
  ['plain', 'plain'],
  ['a *b* c', 'a e(b) c'],
  ['a **b** c', 'a s(b) c'],
  ['**a *b* c**', 's(a e(b) c)'],
  ['***a***', 's(e(a))'],
  ['_a_ and snake_case_names', 'e(a) and snake_case_names'],
  ['`errorCode: null` is *not* `a*b*`', 'c(errorCode: null) is e(not) c(a*b*)'],
  ['`` a ` b ``', 'c(a ` b)'],
  ['*a `*` b*', 'e(a c(*) b)'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ["a literal '*', or '\\*'", "a literal '*', or '*'"],
  ["`principal: '\\*'`", "c(principal: '\\*')"],
  ['\\*a\\*', '*a*'],
  ['*open', '*open'],
  ['**', '**'],
  ['`open', '`open'],
  ['see [the *guide*](https://example.org/a?b#c).', 'see a(the e(guide) -> https://example.org/a?b#c).'],
  ['[lists](#learn=lists) [one](#l=filters)', 'a(lists -> #learn=lists) a(one -> #l=filters)'],
  ['<b onclick="x">', '<b onclick="x">'],
])('%s', (source, expected) => {
  expect(said(readInlines(source))).toBe(expected);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'http://example.org/',
  'https://bank.example@evil.example/',
  '//evil.example',
  'vbscript:x',
  '#s1.abc',
  '#learn=',
  '#l=a b',
  '#catalog',
  'https://',
])('%s is no place to lead to', (href) => {
  expect(toLessonHref(href)).toBeNull();
  expect(readInlines(`[x](${href})`).some(({ type }) => type === 'link')).toBe(false);
});

describe('blocks', () => {
  const kinds = (source: string) => readMarkdown(source).map(({ type }) => type);

  test('paragraphs, lists and code one after the other', () => {
    const source = 'One\ntwo.\n\n- a\n  more\n- b\n\n- c\n1. d\n2) e\n\n```yaml\nname: *x*\n\n  y\n```\nlast';
    const blocks = readMarkdown(source);
    expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'list', 'list', 'code', 'paragraph']);
    const [first, bullets, numbers, code] = blocks as [Block, Block, Block, Block];
    expect(first.type === 'paragraph' && said(first.content)).toBe('One two.');
    expect(bullets.type === 'list' && [bullets.ordered, ...bullets.items.map(said)]).toEqual([
      false,
      'a more',
      'b',
      'c',
    ]);
    expect(numbers.type === 'list' && [numbers.ordered, ...numbers.items.map(said)]).toEqual([
      true,
      'd',
      'e',
    ]);
    expect(code.type === 'code' && code.text).toBe('name: *x*\n\n  y');
  });

  test('a fence that is never closed holds the rest; a shorter one inside does not end it', () => {
    expect(readMarkdown('````\n```\na')).toEqual([{ type: 'code', text: '```\na' }]);
  });

  test('what is invisible or would reorder the line is shown as a mark', () => {
    expect(JSON.stringify(readMarkdown('a\u202eb `\u200b`'))).toContain('⟨U+202E⟩');
    expect(JSON.stringify(readMarkdown('```\n\u202e\n```'))).toContain('⟨U+202E⟩');
  });

  test('nothing and too much', () => {
    expect(kinds('')).toEqual([]);
    expect(kinds(' \n \n')).toEqual([]);
    const long = readMarkdown('a'.repeat(maxMarkdownLength + 10))[0];
    expect(long?.type === 'paragraph' && said(long.content).length).toBe(maxMarkdownLength);
  });
});
