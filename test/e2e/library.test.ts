import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../.scripts/server.mjs';
import { expect, test } from './fixtures.ts';

const folder = join(import.meta.dirname, '../../dist-lib');

test('the library runs in a browser with no bundler', async ({ page }) => {
  if (!existsSync(join(folder, 'matcher.js'))) throw new Error('Run `npm run build:lib` first.');
  const server = await serve(folder);
  const fires = await page.evaluate(async (address) => {
    const { evaluate } = (await import(address)) as typeof import('../../src/sigma/matcher.ts');
    const rule = 'title: t\nlogsource: {}\ndetection:\n  s:\n    a|re: (x+x+)+y\n    b: 1\n  condition: s\n';
    return evaluate(rule, '{"a": "xxxxy", "b": 1}\n{"a": "xxxx", "b": 1}');
  }, `${server.url}matcher.js`);
  await server.close();
  expect(fires).toEqual([true, false]);
});
