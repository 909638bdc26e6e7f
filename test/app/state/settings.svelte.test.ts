import { describe, expect, test } from 'vitest';
import { readEmbed } from '../../../src/state/embed.ts';
import { Settings, usualSizes } from '../../../src/state/settings.svelte.ts';

const store = (text: string | null) => {
  const kept = { text };
  return { kept, read: () => kept.text, write: (next: string) => void (kept.text = next) };
};

describe('settings', () => {
  test('come back', () => {
    const kept = store(null);
    const settings = new Settings(kept);
    settings.setTheme('dark');
    settings.setSizes({ rule: 33 });
    const again = new Settings(kept);
    expect(again.theme).toBe('dark');
    expect(again.sizes).toEqual({ ...usualSizes, rule: 33 });
  });

  test.each(['', 'nonsense', '[]', 'null', '{"theme":"pink","rule":"wide","editors":1e99}'])(
    'from %j are the usual ones',
    (text) => {
      const settings = new Settings(store(text));
      expect(settings.theme).toBe('system');
      expect(settings.sizes.rule).toBe(usualSizes.rule);
    },
  );

  test('sizes stay within limits', () => {
    const settings = new Settings(store(null));
    settings.setSizes({ rule: 99, editors: -5 });
    expect(settings.sizes).toEqual({ rule: 80, editors: 20 });
  });

  test('a store that throws is no matter', () => {
    const throws = () => {
      throw new Error('denied');
    };
    const settings = new Settings({ read: throws, write: throws });
    settings.setTheme('light');
    expect(settings.theme).toBe('light');
  });

  test('the theme of the address comes before the saved one', () =>
    expect(new Settings(store('{"theme":"dark"}'), 'light').theme).toBe('light'));
});

test('how a page is embedded', () => {
  const usual = {
    ...{ on: false, readonly: false, theme: null, panes: ['rule', 'events', 'why'] },
    ...{ tab: 'explain', event: null, exam: false, noChrome: false, origin: '' },
  };
  expect(readEmbed('')).toEqual(usual);
  expect(readEmbed('?theme=pink&panes=tests,&tab=x&event=0&readonly=yes')).toEqual(usual);
  expect(
    readEmbed('?embed=1&readonly=1&theme=dark&panes=why,events&tab=problems&event=3&nochrome=1'),
  ).toEqual({
    ...{ on: true, readonly: true, theme: 'dark', panes: ['events', 'why'] },
    ...{ tab: 'problems', event: 2, exam: false, noChrome: true, origin: '' },
  });
});
