// Writes the service worker of a built site, last of all: it knows every file of the site, by name and content.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { root } from './root.mjs';

const file = 'sw.js';
const isKept = (path) => !path.startsWith('.') && path !== file && path !== 'robots.txt';

/** As `src/offline/service-worker.ts` hashes: enough to tell files apart, and short. */
const hash = (content) => createHash('sha256').update(content).digest('base64').slice(0, 16);

/** The worker as one script, for which `__BUILD__` is to be known. */
async function bundle() {
  const built = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'src/offline/service-worker.ts', formats: ['iife'], name: 'offline' },
    },
  });
  const outputs = [built].flat().flatMap(({ output }) => output);
  if (outputs.length !== 1) throw new Error('The service worker is not one file.');
  return outputs[0].code;
}

/** Every file below `dist` is kept offline; the page in it is told its version. Returns the version. */
export async function writeServiceWorker(dist) {
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(isKept)
    .sort();
  const page = join(dist, 'index.html');
  const html = readFileSync(page, 'utf8').replace(/\s*<meta name="version"[^>]*>/, '');
  writeFileSync(page, html);
  const files = Object.fromEntries(paths.map((path) => [path, hash(readFileSync(join(dist, path)))]));
  const version = hash(JSON.stringify(files)).replace(/\W/g, '');
  const told = html.replace('</title>', `</title>\n    <meta name="version" content="${version}" />`);
  if (told === html) throw new Error('The page has no title to put its version behind.');
  writeFileSync(page, told);
  files['index.html'] = hash(told);
  const code = await bundle();
  const known = JSON.stringify({ version, code: hash(code), files });
  writeFileSync(join(dist, file), `const __BUILD__ = ${known};\n${code}`);
  return version;
}
