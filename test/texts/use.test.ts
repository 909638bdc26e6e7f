// Every text of the page comes from the catalogue, and every one in the catalogue is used.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sentencesIn, textFactsOf } from '../_helpers/texts.ts';
import * as texts from '../../src/texts/en.ts';

const root = join(import.meta.dirname, '../..');
const catalogue: Readonly<Record<string, string>> = texts;

const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .filter((path) => path !== 'src/texts/en.ts')
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const facts = files
  .filter(({ path, text }) => path.endsWith('.svelte') || text.includes('/en.ts'))
  .map((file) => ({ path: file.path, ...textFactsOf(file) }));

test('every text is used', () => {
  const used = new Set(facts.flatMap((each) => each.used));
  const alone = files.flatMap(
    ({ text }) => /import \{ ([^}]*) \} from '[./\w]*\/en\.ts'/.exec(text)?.[1] ?? [],
  );
  for (const name of alone.join(', ').split(', ')) used.add(name);
  expect(Object.keys(catalogue).filter((name) => !used.has(name))).toEqual([]);
});

test('every gap of a text gets a value', () => {
  const wrong = facts.flatMap(({ path, filled }) =>
    filled.flatMap(({ name, values }) => {
      const gaps = [...(catalogue[name] ?? '').matchAll(/\{(\w+)\}/g)].map((gap) => gap[1]);
      const missing = gaps.filter((gap) => !values.includes(gap ?? ''));
      return missing.length > 0 ? [`${path}: ${name} lacks ${missing.join(', ')}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

describe('components', () => {
  test.each(facts.filter(({ path }) => path.endsWith('.svelte')))('$path', ({ literal }) => {
    expect(literal).toEqual([]);
  });
});

/** What the page shows of what it reads, keeps, shares and offers while one types. */
const speaking = /^src\/(intake|share|editor\/completion)\//;

describe('modules that say something', () => {
  test.each(files.filter(({ path }) => speaking.test(path)))('$path', (file) => {
    expect(sentencesIn(file)).toEqual([]);
  });

  test.each([
    ["const a = 'A record is no JSON.';", ['A record is no JSON.']],
    ['say(`Only ${n} events`, { b: `${n} of ${m}`, c: `in ${x}` });', ['Only ', ' events', ' of ', 'in ']],
    ["import a from './two words.ts'; throw new RangeError('Too long by far.');", []],
    ["type A = 'two words'; const b = 'oneWord'; const c = `${a}-${b}`;", []],
  ])('%s', (text, found) => expect(sentencesIn({ path: 'src/a.ts', text })).toEqual(found));
});

describe('what is looked for', () => {
  const literalsOf = (text: string) => textFactsOf({ path: 'src/A.svelte', text }).literal;

  test.each([
    ['<p>Two words</p>', ['Two words']],
    ['{#if a}<b title="Shown">{texts.a}</b>{:else}said{/if}', ['Shown', 'said']],
    ["<i aria-label={a ? 'Open it' : texts.b}></i>", ['Open it']],
    ["{#each a as b (b)}{b || 'Untitled'}{/each}", ['Untitled']],
    ['{#snippet a()}<u>x</u> in here{/snippet}', ['in here']],
    ['<i class="two words" id="Some id" title={texts.a}>×&nbsp;12 <kbd>f</kbd></i>', []],
    ["<b data-state=\"on\">{a === 'Some thing' ? texts.a : fill(texts.b, { n: 'x' })}</b>", []],
  ])('%s', (text, literal) => expect(literalsOf(text)).toEqual(literal));

  test('texts that are used, and the values for their gaps', () => {
    const text =
      'const a = fill(texts.one, { n }); plural(n, texts.two, texts.three, { of: 1 }); texts.four;';
    const { used, filled } = textFactsOf({ path: 'src/a.ts', text });
    expect(used).toEqual(['one', 'two', 'three', 'four']);
    expect(filled).toEqual([
      { name: 'one', values: ['n'] },
      { name: 'two', values: ['of', 'n'] },
      { name: 'three', values: ['of', 'n'] },
    ]);
  });
});
