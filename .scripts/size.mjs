// What travels: everything before the first verdict, and everything there is. Fonts apart. Kilobytes are 1,000 bytes.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { root } from './root.mjs';

const limits = { first: 110, all: 1100 };

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

/** Reads Vite's manifest: which files the page needs at first, and which ever. */
export function filesOf(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const isFont = (file) => /\.(woff2?|ttf)$/.test(file);
  const read = (file) => readFileSync(join(dist, file), 'utf8');

  /** A worker is an asset of the chunk that starts it; Vite's manifest does not say what it imports itself. */
  function workerFiles(file, all, found = new Set()) {
    // Monaco brings a worker of its own that is never started and was not built: its imports lead nowhere.
    if (found.has(file) || !existsSync(join(dist, file))) return found;
    found.add(file);
    const { fixed, lazy } = importsOf(file, read(file));
    for (const next of all ? [...fixed, ...lazy] : fixed) workerFiles(next, all, found);
    return found;
  }

  function collect(key, all, files = new Set(), seen = new Set()) {
    const chunk = manifest[key];
    if (seen.has(key) || !chunk) return files;
    seen.add(key);
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const asset of chunk.assets ?? []) {
      if (asset.endsWith('.js')) for (const file of workerFiles(asset, all)) files.add(file);
      else files.add(asset);
    }
    for (const next of [...(chunk.imports ?? []), ...(all ? (chunk.dynamicImports ?? []) : [])])
      collect(next, all, files, seen);
    return files;
  }

  const listed = (all) => ['index.html', ...collect('index.html', all)].filter((file) => !isFont(file));
  return { first: listed(false), all: listed(true) };
}

function report(title, dist, files, limit) {
  const rows = files
    .map((file) => ({ file, size: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000 }))
    .sort((a, b) => b.size - a.size);
  const sum = rows.reduce((total, { size }) => total + size, 0);
  console.log(`\n${title}: ${sum.toFixed(1)} kB gz of at most ${limit} kB${sum > limit ? ': TOO MUCH' : ''}`);
  for (const { file, size } of rows) console.log(`${size.toFixed(1).padStart(9)}  ${file}`);
  return sum <= limit;
}

if (process.argv[1] === import.meta.filename) {
  const dist = join(root, 'dist');
  if (!existsSync(join(dist, '.vite/manifest.json'))) {
    console.error('Run `npm run build` first.');
    process.exit(1);
  }
  const { first, all } = filesOf(dist);
  const fits = [
    report('Before the first verdict', dist, first, limits.first),
    report('Everything', dist, all, limits.all),
  ];
  if (fits.includes(false)) process.exit(1);
}
