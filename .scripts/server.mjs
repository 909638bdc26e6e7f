// Serves a folder of static files as a plain static host would: no rewriting, no fallback page.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const compressed = new Set(['.css', '.html', '.js', '.json', '.svg', '.ttf', '.txt', '.webmanifest']);
const pack = promisify(gzip);

/** The file that an address means inside `folder`; undefined when it points outside. */
export function fileOf(folder, base, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes('\0')) return undefined;
  const file = normalize(join(folder, path.slice(base.length)));
  if (file !== normalize(folder) && !file.startsWith(normalize(folder + sep))) return undefined;
  return path.endsWith('/') ? join(file, 'index.html') : file;
}

/** A request handler. `base` is the sub-path at which the folder appears, with both slashes. */
export function staticHandler(folder, base = '/') {
  const packed = new Map();
  return async (request, response) => {
    const answer = (status, text) => {
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Only GET and HEAD.');
    const file = fileOf(folder, base, request.url ?? '/');
    const found = file && (await stat(file).catch(() => undefined));
    if (!found?.isFile()) return answer(404, 'Not found.');
    const type = extname(file);
    const headers = {
      'Content-Type': types[type] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      ETag: `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`,
      'X-Content-Type-Options': 'nosniff',
      // As static hosts do: a sandboxed frame has no origin of its own and may load the site all the same.
      'Access-Control-Allow-Origin': '*',
    };
    if (request.headers['if-none-match'] === headers.ETag) return response.writeHead(304, headers).end();
    if (compressed.has(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
      const key = file + headers.ETag;
      if (!packed.has(key)) packed.set(key, await pack(await readFile(file)));
      const body = packed.get(key);
      Object.assign(headers, {
        'Content-Encoding': 'gzip',
        'Content-Length': body.length,
        Vary: 'Accept-Encoding',
      });
      return response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
    }
    response.writeHead(200, { ...headers, 'Content-Length': found.size });
    if (request.method === 'HEAD') return response.end();
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  };
}

function listen(handler, port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      handler(request, response).catch(() => response.destroy());
    });
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/**
 * Serves `folder` to this machine alone, on both of its addresses (`localhost` may mean either).
 * Port 0 takes a free one. Rejects with `EADDRINUSE` when the port is taken.
 */
export async function serve(folder, { port = 0, base = '/' } = {}) {
  const handler = staticHandler(folder, base);
  const first = await listen(handler, port, '127.0.0.1');
  const chosen = first.address().port;
  const servers = [first];
  try {
    servers.push(await listen(handler, chosen, '::1'));
  } catch (error) {
    if (error.code === 'EADDRINUSE' && port !== 0) {
      first.close();
      throw error;
    }
    // A machine without IPv6 has one address only.
  }
  return {
    port: chosen,
    url: `http://localhost:${chosen}${base}`,
    close: () =>
      Promise.all(
        servers.map((server) => new Promise((done) => (server.closeAllConnections(), server.close(done)))),
      ),
  };
}
