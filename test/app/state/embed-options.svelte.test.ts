// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { EmbedOptions } from '../../../src/state/embed-options.svelte.ts';
import { isLight, readEmbed, toOrigin } from '../../../src/state/embed.ts';

const page = 'https://x.test/p/?old=1#s1.old';

test('the address asks for what was chosen, and is read back', () => {
  const options = new EmbedOptions();
  expect(options.address(page, '#s1.a')).toBe('https://x.test/p/?embed=1&readonly=1#s1.a');
  options.theme = 'dark';
  options.toggle('rule');
  options.tab = 'coverage';
  options.event = '3';
  options.noChrome = true;
  options.origin = 'https://docs.example.org/some/page';
  const address = options.address(page, '#ex=seed');
  expect(address).toBe(
    'https://x.test/p/?embed=1&readonly=1&theme=dark&panes=events,why&tab=coverage&event=3&nochrome=1&origin=https://docs.example.org#ex=seed',
  );
  expect(readEmbed(new URL(address).search)).toEqual({
    on: true,
    readonly: true,
    theme: 'dark',
    panes: ['events', 'why'],
    tab: 'coverage',
    event: 2,
    noChrome: true,
    exam: false,
    origin: 'https://docs.example.org',
  });
  expect(options.sandbox).toBe('allow-scripts');
});

test('the last pane stays; an origin that is none is said to be none', () => {
  const options = new EmbedOptions();
  for (const pane of ['rule', 'events', 'why'] as const) options.toggle(pane);
  expect(options.panes).toEqual(['why']);
  options.origin = 'docs.example.org';
  expect(options.originProblem).toBe(true);
  expect(options.query).not.toContain('origin');
});

test('an origin is as browsers spell it', () => {
  expect(toOrigin('https://Docs.example.org:443/a?b#c')).toBe('https://docs.example.org');
  expect(toOrigin('http://localhost:8080')).toBe('http://localhost:8080');
  for (const none of ['', '*', 'null', 'docs.example.org', 'javascript:alert(1)', 'file:///a', 'data:,a'])
    expect(toOrigin(none)).toBe('');
});

test('a frame is light when it is only read, and explains', () => {
  expect(isLight(readEmbed('?embed=1&readonly=1'))).toBe(true);
  expect(isLight(readEmbed('?embed=1&readonly=1&tab=explain&panes=why'))).toBe(true);
  for (const other of ['?readonly=1', '?embed=1', '?embed=1&readonly=1&tab=tests'])
    expect(isLight(readEmbed(other))).toBe(false);
});
