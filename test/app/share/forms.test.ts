import { describe, expect, test } from 'vitest';
import {
  looksLikeFile,
  openFile,
  toAddress,
  toFile,
  toFrame,
  toMarkdownLink,
  toMarkdownReport,
} from '../../../src/share/forms.ts';

test('an address has one fragment', () => {
  expect(toAddress('https://x.test/p/', 's1.a')).toBe('https://x.test/p/#s1.a');
  expect(toAddress('https://x.test/p/?q=1#old', 's1.a')).toBe('https://x.test/p/?q=1#s1.a');
});

test.each([
  ['Stop logging', '[Stop logging](<https://x.test/#s1.a>)'],
  ['a [b](c) `d` *e*_f_', '[a \\[b\\](c) \\`d\\` \\*e\\*\\_f\\_](<https://x.test/#s1.a>)'],
  ['two\nlines \\', '[two lines \\\\](<https://x.test/#s1.a>)'],
  [' ', '[Sigma rule](<https://x.test/#s1.a>)'],
])('a Markdown link with the title %j', (title, markdown) => {
  expect(toMarkdownLink(title, 'https://x.test/#s1.a')).toBe(markdown);
});

test('a Markdown report', () => {
  const report = toMarkdownReport({
    title: 'T',
    ruleText: 'title: T\n',
    events: [{ name: 'ev*nt', text: '{"a": "```` x"}', verdict: 'Fires' }],
    address: 'https://x.test/#s1.a',
  });
  expect(report).toBe(
    '**[T](<https://x.test/#s1.a>)**\n\n```yaml\ntitle: T\n```\n\nev\\*nt: **Fires**\n\n`````json\n{"a": "```` x"}\n`````\n',
  );
});

test('a frame', () => {
  const html = toFrame('https://x.test/p/?theme=dark#old', 's1.a', '"><script>&');
  expect(html).toContain('src="https://x.test/p/?embed=1#s1.a"');
  expect(html).toContain('title="&quot;&gt;&lt;script&gt;&amp;"');
  expect(html).toContain('sandbox="allow-scripts"');
  expect(html.match(/[<>]/g)).toHaveLength(4);
});

describe('a file', () => {
  const payload = { r: 'title: x', e: [{ n: 'a', x: 1 as const, t: '{}\ud800' }], o: { a: 1 }, later: [1] };

  test('opens again', () => {
    const { name, text } = toFile(payload, 'AWS: Stöp  logging!');
    expect(name).toBe('aws-stop-logging.sigma-playground.json');
    expect(looksLikeFile(text)).toBe(true);
    expect(openFile(text)).toEqual({ ok: true, payload });
    expect(openFile(`\ufeff${text}`)).toEqual({ ok: true, payload });
  });

  test('always has a name', () => {
    expect(toFile(payload, '').name).toBe('rule.sigma-playground.json');
    expect(toFile(payload, `${'x'.repeat(59)} y z`).name).toBe(`${'x'.repeat(59)}.sigma-playground.json`);
  });

  test('written by version 1 opens for ever', () => {
    const text = '{"sigma-playground":1,"r":"title: x","e":[{"t":"{}","x":2}],"u":{"s":1}}';
    expect(openFile(text)).toEqual({
      ok: true,
      payload: { r: 'title: x', e: [{ t: '{}', x: 2 }], u: { s: 1 } },
    });
  });

  test.each([
    ['{"sigma-playground":2,"r":1}', 'newer_version'],
    ['{"sigma-playground":1,"r":"title: x","e":[{"t":"', 'cut_off'],
    ['{"sigma-playground":1,"r":"x"', 'cut_off'],
    ['{"sigma-playground":1,"r":"x",}', 'cut_off'],
    ['{"sigma-playground":1}', 'not_a_link'],
    ['{"sigma-playground":"1","r":""}', 'not_a_link'],
    ['{"r":"","e":[]}', 'not_a_link'],
    ['{"a":', 'not_a_link'],
    ['title: x', 'not_a_link'],
    ['', 'not_a_link'],
    ['[', 'not_a_link'],
  ])('%s: %s', (text, why) => {
    expect(openFile(text)).toMatchObject({ ok: false, why, message: expect.stringMatching(/\.$/) });
  });

  test('a million open brackets are no file', () => {
    const read = openFile('['.repeat(1_000_000));
    expect(read.ok ? 'ok' : read.why).toBe('not_a_link');
  });
});
