// A catalogue of thousands of rules: filled, searched, and asked about each of its rules. Plain Node, one thread.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { limits, rows, ruleCount } from './catalog-rows.mjs';
import { duration, judged, median, perCall, printTable, quantile, time } from './measure.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const shared = join(import.meta.dirname, '../../../shared/conformance/public/rules.ndjson');
const anything = { text: '', products: [], levels: [], statuses: [], tactics: [], sources: [] };

export async function benchCatalog() {
  if (!existsSync(shared)) {
    console.log(`\nCatalogue: left out, there is no ${shared}`);
    return true;
  }
  const parts = await loadParts();
  const { rules, catalog } = benchLoad(parts, filesOf(readFileSync(shared, 'utf8')));
  const found = benchSearch(catalog);
  const asked = benchRules(parts, catalog, rules);
  return found && asked;
}

async function loadParts() {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-catalog-'));
  try {
    const entry = join(import.meta.dirname, 'catalog-parts.ts');
    const output = { entryFileNames: 'parts.mjs', chunkFileNames: '[name].mjs' };
    await build({
      configFile: false,
      logLevel: 'warn',
      build: { outDir, emptyOutDir: false, ssr: entry, rollupOptions: { output } },
      ssr: { noExternal: true },
    });
    return await import(pathToFileURL(join(outDir, 'parts.mjs')));
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/** The rules from outside, and as many altered copies with ids of their own as it takes. */
function filesOf(ndjson) {
  const files = ndjson
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return Array.from({ length: ruleCount }, (_, i) => {
    const { path, yaml } = files[i % files.length];
    const copy = Math.floor(i / files.length);
    if (copy === 0) return { path, text: yaml };
    const text = yaml
      .replace(/^id: */m, `id: copy-${copy}-`)
      .replace(/^title: */m, `title: Copy ${copy} of `);
    return { path: `copy-${copy}/${path}`, text };
  });
}

function benchLoad({ Catalog, readRuleFile, placeTags, attackEnterprise }, files) {
  const heap = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const tacticsOf = (tags) => {
    const { tactics, techniques } = placeTags(tags, attackEnterprise);
    return [...new Set([...tactics.keys(), ...techniques.flatMap((placed) => placed.tactics)])];
  };
  const catalog = new Catalog({ tacticsOf });
  const rules = [];
  const started = heap();
  const readMs = time(() => {
    for (const file of files) {
      const read = readRuleFile(file, 'bench');
      if (read.type === 'rule') rules.push(read.rule);
    }
  });
  const read = heap();
  const addMs = time(() => {
    for (const rule of rules) catalog.add([rule]);
  });
  const added = heap();
  printTable(
    `A catalogue of ${rules.length.toLocaleString('en')} rules, cold`,
    ['step', 'time', 'per 1,000 rules', 'heap'],
    [
      ['read (YAML)', readMs, read - started],
      ['add', addMs, added - read],
    ].map(([name, ms, mb]) => [
      name,
      duration(ms),
      duration((ms / rules.length) * 1000),
      `${mb.toFixed(1)} MB`,
    ]),
  );
  return { rules, catalog };
}

function benchSearch(catalog) {
  const results = rows.map(({ name, ...query }) => {
    const ask = () => catalog.search({ ...anything, ...query });
    const first = time(ask);
    return { name, first, ms: perCall(ask), answer: ask() };
  });
  printTable(
    'Search',
    ['query', 'rules', 'first', 'median', 'copied across'],
    results.map(({ name, first, ms, answer }) => [
      name,
      answer.total,
      duration(first),
      judged(ms, limits.search, duration),
      duration(perCall(() => structuredClone(answer))),
    ]),
  );
  return results.every(({ ms }) => ms <= limits.search);
}

function benchRules({ relatedTo }, catalog, rules) {
  const asked = rules.filter(({ rule }, i) => rule && i % 4 === 0);
  const timesOf = (ask) => asked.map((each) => Math.min(...[1, 2, 3].map(() => time(() => ask(each)))));
  const results = [
    ['indicators with counts', timesOf(({ rule, entry }) => catalog.rowsFor(rule, entry.id))],
    ['related rules', timesOf(({ rule, metadata }) => relatedTo(catalog, rule, metadata, 50))],
  ];
  printTable(
    `What the page of a rule asks, ${asked.length.toLocaleString('en')} rules`,
    ['question', 'median', 'p95', 'worst'],
    results.map(([name, times]) => [
      name,
      duration(median(times)),
      duration(quantile(times, 0.95)),
      judged(Math.max(...times), limits.related, duration),
    ]),
  );
  return results.every(([, times]) => Math.max(...times) <= limits.related);
}
