// What travels: before the first verdict, on a first visit, and when a tab opens or nothing else is to be done. Fonts
// apart. Kilobytes are 1,000 bytes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { root } from './root.mjs';

const limits = { first: 110, light: 120, visit: 1100, later: 1650 };

/** What nobody waits for, by the files of workers and by the chunks of the page's part. */
const isLaterFile = (file) =>
  /^assets\/(compile-array|part|pipelines|read-collection|reference|run|run-collection|run-pipeline|scan|workbench)-/.test(
    file,
  );
const isLaterChunk = (key) =>
  /^src\/components\/(assist|author|catalog|collection|embed|gallery|history|learn|lessons|palette|pipeline|placeholders|tests|scan|share|page)\/|^src\/editor\/providers\.ts$|^src\/lessons\/(course|demonstrations)\/|^src\/offline\/|^src\/sigma\/pipeline\/|^src\/(light-page|sigma\/source\/code-notes|state\/open-course|view\/array-rows)\.ts$/.test(
    key,
  );

/** Addresses of the static and of the dynamic imports of a built module, relative to dist. */
function importsOf(file, code) {
  const fixed = [];
  const lazy = [];
  const add = (list, literal) => {
    if (literal && ts.isStringLiteralLike(literal) && literal.text.startsWith('.'))
      list.push(join(dirname(file), literal.text));
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(fixed, node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(lazy, node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest));
  return { fixed, lazy };
}

/** Reads Vite's manifest: which files the page needs at first, which a visit loads, and which come later. */
export function filesOf(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const isFont = (file) => /\.(woff2?|ttf)$/.test(file);
  const read = (file) => readFileSync(join(dist, file), 'utf8');

  /** A worker is an asset of the chunk that starts it; Vite's manifest does not say what it imports itself. */
  function workerFiles(file, reach, found = new Set()) {
    // Monaco brings a worker of its own that is never started and was not built: its imports lead nowhere.
    if (found.has(file) || !existsSync(join(dist, file))) return found;
    if (reach !== 'ever' && isLaterFile(file)) return found;
    found.add(file);
    const { fixed, lazy } = importsOf(file, read(file));
    for (const next of reach === 'first' ? fixed : [...fixed, ...lazy]) workerFiles(next, reach, found);
    return found;
  }

  /** `reach`: `first`, `visit` or `ever`. */
  function collect(key, reach, files = new Set(), seen = new Set()) {
    const chunk = manifest[key];
    if (seen.has(key) || !chunk || (reach === 'visit' && isLaterChunk(key))) return files;
    const all = reach !== 'first';
    seen.add(key);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const asset of chunk.assets ?? []) {
      if (!asset.endsWith('.js')) files.add(asset);
      else for (const file of workerFiles(asset, reach)) files.add(file);
    }
    for (const next of [...(chunk.imports ?? []), ...(all ? (chunk.dynamicImports ?? []) : [])])
      collect(next, reach, files, seen);
    return files;
  }

  const all = (...keys) =>
    [...new Set(['index.html', ...keys.flatMap((files) => [...files])])].filter((file) => !isFont(file));
  /** What is shown is loaded at once, though not by the first file: see `src/early.ts`. */
  const startWith = (key) => all(collect('index.html', 'first'), collect(key, 'first'));
  const listed = (reach) => all(collect('index.html', reach));
  const visit = listed('visit');
  /** What is asked for by its name, whichever file brings it. */
  const named = (name) =>
    readdirSync(join(dist, 'assets'))
      .filter((file) => name.test(file))
      .map((file) => `assets/${file}`);
  const lightBase = [...startWith('src/light-page.ts'), ...named(/^(first-paint|frame|EmbedFoot|why-not)-/)];
  const shares = named(/^(work-link|marks-of)-/);
  /** A frame shows one sample: the largest of those that have one event. */
  const loneEvents = named(/^\d\d-[\w-]+\.js$/).sort((a, b) => sizeOf(dist, b) - sizeOf(dist, a));
  const sample = [...named(/^(lone-sample|marks-of)-/), ...loneEvents.slice(0, 1)];
  return {
    first: startWith('src/page.ts'),
    light: [...new Set([...lightBase, ...shares])],
    lightSample: [...new Set([...lightBase, ...sample])],
    visit,
    later: listed('ever').filter((file) => !visit.includes(file)),
  };
}

const sizeOf = (dist, file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000;

/** The largest files by name, and the rest as one row. */
const maxRows = 25;

function report(title, dist, files, limit) {
  const rows = files.map((file) => ({ file, size: sizeOf(dist, file) })).sort((a, b) => b.size - a.size);
  const sum = rows.reduce((total, { size }) => total + size, 0);
  console.log(`\n${title}: ${sum.toFixed(1)} kB gz of at most ${limit} kB${sum > limit ? ': TOO MUCH' : ''}`);
  const line = (size, text) => console.log(`${size.toFixed(1).padStart(9)}  ${text}`);
  for (const { file, size } of rows.slice(0, maxRows)) line(size, file);
  const rest = rows.slice(maxRows);
  if (rest.length > 0)
    line(
      rest.reduce((total, { size }) => total + size, 0),
      `${rest.length} more`,
    );
  return sum <= limit;
}

if (process.argv[1] === import.meta.filename) {
  const dist = join(root, 'dist');
  if (!existsSync(join(dist, '.vite/manifest.json'))) {
    console.error('Run `npm run build` first.');
    process.exit(1);
  }
  const { first, light, lightSample, visit, later } = filesOf(dist);
  const fits = [
    report('Before the first verdict', dist, first, limits.first),
    report('All of a frame that is only read, by a link', dist, light, limits.light),
    report('The same, by the name of a sample', dist, lightSample, limits.light),
    report('On a first visit', dist, visit, limits.visit),
    report('When a tab opens, or nothing else is to be done', dist, later, limits.later),
  ];
  if (fits.includes(false)) process.exit(1);
}
