// The truth grid without its page: filling it, sorting it by each column, filtering it. Plain Node, one thread.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { eventCount, eventLines, ruleText, sortLimitMs } from './grid-rows.mjs';
import { duration, judged, median, perCall, printTable } from './measure.mjs';

export async function benchGrid() {
  const { createEngine, findConstants, toKeys, filterEvents, sortEvents, toFacts, createRankings } =
    await loadParts();
  const engine = createEngine({ onRunning: () => {} });
  const run = { id: 1, ruleText, eventsText: eventLines().join('\n'), selected: 0, skipped: [] };
  const { verdicts, events } = await engine.run(run);

  async function fill(budgetMs) {
    const slices = [];
    for (let from = 0; from < eventCount;) {
      const startedAt = performance.now();
      const slice = await engine.ask('cells', { from, budgetMs });
      slices.push({ ...slice, ms: performance.now() - startedAt });
      from = slice.to;
    }
    return slices;
  }
  const rounds = [await fill(12), await fill(12), await fill(12)];
  const slices = rounds.at(-1);
  const { columns } = slices[0].now;
  const cells = new Uint8Array(columns.length * eventCount);
  for (const { from, now } of slices) cells.set(now.cells, from * columns.length);
  const table = { columns, cells, verdicts: new Uint8Array(eventCount) };
  const names = events.list.map(({ label }) => label);
  const facts = toFacts(verdicts, []);
  const total = (all) => all.reduce((sum, { ms }) => sum + ms, 0);
  const items = columns.filter(({ type }) => type === 'item').length;

  /** With ranks made anew, as after a key. */
  const sortBy = (column) => () =>
    sortEvents(eventCount, [{ column, descending: true }], createRankings(facts, names, table));
  const keys = toKeys(columns);
  const sorts = [
    ['by number', ['number']],
    ['by name', ['name']],
    ['by verdict', ['verdict']],
    [`by a predicate, the slowest of ${items}`, keys],
  ].map(([name, columns]) => [
    name,
    Math.max(...columns.map((key) => perCall(sortBy(key), { budgetMs: 60 }))),
  ]);
  const rankings = createRankings(facts, names, table);
  const order = sortEvents(eventCount, [], rankings);
  const filter = { text: 'task', ranks: new Map([[keys[0], 0]]) };
  printTable(
    `The truth grid, ${eventCount.toLocaleString('en')} events × ${items} predicates`,
    ['what', 'time'],
    [
      [`cells, in ${slices.length} slices`, duration(median(rounds.map(total)))],
      ['the longest slice', duration(Math.max(...slices.map(({ ms }) => ms)))],
      ...sorts.map(([name, ms]) => [`sorted ${name}`, judged(ms, sortLimitMs, duration)]),
      [
        'filtered by name and predicate',
        duration(perCall(() => filterEvents(order, filter, names, rankings))),
      ],
      ['columns that never vary', duration(perCall(() => findConstants(table)))],
    ],
  );
  return sorts.every(([, ms]) => ms <= sortLimitMs);
}

async function loadParts() {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-grid-'));
  try {
    const entry = join(import.meta.dirname, 'grid-parts.ts');
    const output = { entryFileNames: 'parts.mjs', chunkFileNames: '[name].mjs' };
    await build({
      configFile: false,
      logLevel: 'warn',
      build: { outDir, emptyOutDir: false, ssr: entry, rollupOptions: { output } },
      ssr: { noExternal: true },
    });
    const parts = await import(pathToFileURL(join(outDir, 'parts.mjs')));
    // What is loaded late is loaded while it is there.
    await parts.createEngine({ onRunning: () => {} }).ask('cells', { from: 0, budgetMs: 1 });
    return parts;
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
