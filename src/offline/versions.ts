// The versions of the site that are kept on this machine, and which of their files answers a request.
//
// Invariant: a version is whole or it is not current. A visit starts with the page of the current version; every file
// it loads later has a name made of its content, and is looked for in all versions that are kept. So a page that is
// open never gets a file of another version, whatever has been installed since.
import type { Build } from './protocol.ts';

export interface OfflineParts {
  readonly build: Build;
  /** The address below which the site lies, with a slash at its end. */
  readonly scope: string;
  readonly caches: CacheStorage;
  readonly fetch: (request: Request | string, options?: RequestInit) => Promise<Response>;
  /** As the hashes of the build were made. */
  readonly digest: (bytes: ArrayBuffer) => Promise<string>;
  /** The open pages of the site, by what the browser calls them. */
  readonly openPages: () => Promise<readonly string[]>;
}

export interface Offline {
  /** Keeps the whole build and makes it the current one. Rejects, and changes nothing, when a file is not to be had. */
  install(): Promise<void>;
  /** Removes versions that no page uses any more. `unfinished`: those too that were never whole. */
  tidy(options?: { readonly unfinished: boolean }): Promise<void>;
  /** Whether the worker that answers now is of other code than this one, and has to go. */
  outdates(): Promise<boolean>;
  /** Notes that this worker answers now. */
  takeOver(): Promise<void>;
  /** The version that the next visit gets; empty when there is none. */
  current(): Promise<string>;
  /** Notes which version an open page is of. */
  note(page: string, version: string): Promise<void>;
  /** Removes everything. */
  clear(): Promise<void>;
  /** The answer to a request; null when it is not for us to answer. */
  answer(request: Request): Promise<Response> | null;
}

/** Files that are asked for at a time: the page is not to wait for its own. */
const atATime = 3;
/** More are not kept, even where pages that use them are open. */
const maxVersions = 4;
/** Storage that does not answer for so long is taken for one that has nothing. */
const patienceMs = 5000;
const page = 'index.html';
const search = { ignoreSearch: true, ignoreVary: true } as const;

export function createOffline(parts: OfflineParts): Offline {
  const { build, scope, caches, digest } = parts;
  const origin = new URL(scope).origin;
  // Several sites may lie below one origin.
  const prefix = `sigma-playground:${encodeURIComponent(new URL(scope).pathname)}:`;
  const notesName = `${prefix}notes`;
  const versionPrefix = `${prefix}version:`;
  const cacheName = (version: string) => versionPrefix + version;
  const addressOf = (path: string) => new URL(path, scope).href;
  const noteOf = (key: string) => addressOf(`?note=${encodeURIComponent(key)}`);
  const currentNote = noteOf('current');
  const codeNote = noteOf('code');
  const pageNote = (id: string) => noteOf(`page ${id}`);
  const wholeNote = (version: string) => noteOf(`whole ${version}`);

  /** The names of the caches of all versions, this build's first. */
  async function versionCaches(): Promise<string[]> {
    const own = cacheName(build.version);
    const names = (await caches.keys()).filter((name) => name.startsWith(versionPrefix));
    return [...names.filter((name) => name === own), ...names.filter((name) => name !== own)];
  }

  /** A file that is kept in one of the caches. */
  async function find(path: string, names: readonly string[]): Promise<Response | undefined> {
    for (const name of names) {
      const found = await (await caches.open(name)).match(addressOf(path), search);
      if (found) return found;
    }
    return undefined;
  }

  /** A copy that can be kept, when the file is the one that the build has under this path. */
  async function verified(response: Response | undefined, path: string): Promise<Response | null> {
    if (!response?.ok) return null;
    const bytes = await response.arrayBuffer();
    if ((await digest(bytes)) !== build.files[path]) return null;
    const headers = new Headers(response.headers);
    // They speak of what travelled. An answer that came by a redirection would be refused for a page: this one did not.
    for (const name of ['content-encoding', 'content-length', 'set-cookie']) headers.delete(name);
    return new Response(bytes, { headers });
  }

  async function load(path: string): Promise<Response> {
    // Hosts redirect `index.html` to the folder.
    const address = path === page ? scope : addressOf(path);
    // What the visit has just loaded need not travel again; what is another file all the same is asked for anew.
    for (const cache of ['default', 'reload'] as const) {
      const response = await parts.fetch(address, { cache, priority: 'low', credentials: 'same-origin' });
      const kept = await verified(response, path);
      if (kept) return kept;
    }
    throw new Error(`${path} is not of version ${build.version}.`);
  }

  async function keep(path: string, names: readonly string[], into: Cache): Promise<void> {
    for (const name of names) {
      const found = await (await caches.open(name)).match(addressOf(path), search);
      const kept = await verified(found, path);
      if (!kept) continue;
      if (name !== cacheName(build.version)) await into.put(addressOf(path), kept);
      return;
    }
    await into.put(addressOf(path), await load(path));
  }

  async function install(): Promise<void> {
    const names = await versionCaches();
    const into = await caches.open(cacheName(build.version));
    const paths = Object.keys(build.files);
    let next = 0;
    const work = async () => {
      for (let path = paths[next++]; path !== undefined; path = paths[next++]) await keep(path, names, into);
    };
    await Promise.all(Array.from({ length: atATime }, work));
    // Whoever removed files meanwhile must not make a version current that is not whole.
    const kept = await (await caches.open(cacheName(build.version))).keys();
    if (kept.length < paths.length)
      throw new Error(`Version ${build.version} was removed while it was installed.`);
    const notes = await caches.open(notesName);
    await notes.put(wholeNote(build.version), new Response('whole'));
    await notes.put(currentNote, new Response(build.version));
  }

  async function readNote(address: string): Promise<string> {
    const note = await (await caches.open(notesName)).match(address);
    return note ? note.text() : '';
  }

  async function note(pageId: string, version: string): Promise<void> {
    await (await caches.open(notesName)).put(pageNote(pageId), new Response(version));
  }

  /** The versions of the open pages; `all` when one of them has not said which it is of. */
  async function versionsInUse(): Promise<{ readonly used: ReadonlySet<string>; readonly all: boolean }> {
    const notes = await caches.open(notesName);
    const open = (await parts.openPages()).map(pageNote);
    for (const { url } of await notes.keys())
      if (url.startsWith(pageNote('')) && !open.includes(url)) await notes.delete(url);
    const versions = await Promise.all(open.map(readNote));
    return { used: new Set(versions), all: versions.includes('') };
  }

  async function tidy({ unfinished = false } = {}): Promise<void> {
    const { used, all } = await versionsInUse();
    const now = await readNote(currentNote);
    // The newest last.
    const versions: string[] = [];
    for (const name of await caches.keys()) {
      const version = name.startsWith(versionPrefix) ? name.slice(versionPrefix.length) : now;
      // One that is not whole may just be on its way.
      if (version !== now && (unfinished || (await readNote(wholeNote(version))) !== ''))
        versions.push(version);
    }
    const kept = new Set(versions.filter((version) => all || used.has(version)).slice(1 - maxVersions));
    for (const version of versions) {
      if (kept.has(version)) continue;
      await caches.delete(cacheName(version));
      await (await caches.open(notesName)).delete(wholeNote(version));
    }
  }

  async function clear(): Promise<void> {
    for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
  }

  /** A file that storage has lost is put back, when it is still to be had. */
  async function mend(path: string): Promise<Response | null> {
    if (!Object.hasOwn(build.files, path)) return null;
    const loaded = await load(path).catch(() => null);
    if (loaded) {
      const copy = loaded.clone();
      await patiently(
        caches.open(cacheName(build.version)).then((cache) => cache.put(addressOf(path), copy)),
      );
    }
    return loaded;
  }

  async function findPage(): Promise<Response | undefined> {
    const version = await readNote(currentNote);
    return version === '' ? undefined : find(page, [cacheName(version)]);
  }

  async function answerPage(request: Request): Promise<Response> {
    return (await patiently(findPage())) ?? parts.fetch(request);
  }

  async function answerFile(path: string, request: Request): Promise<Response> {
    const kept = await patiently(versionCaches().then((names) => find(path, names)));
    return kept ?? (await mend(path).catch(() => null)) ?? parts.fetch(request);
  }

  function answer(request: Request): Promise<Response> | null {
    const { url, method, mode } = request;
    if (method !== 'GET' || !url.startsWith(scope) || new URL(url).origin !== origin) return null;
    const path = new URL(url).href.slice(scope.length).replace(/[?#].*$/s, '');
    if (mode === 'navigate') return path === '' || path === page ? answerPage(request) : null;
    return path.startsWith('assets/') || Object.hasOwn(build.files, path) ? answerFile(path, request) : null;
  }

  async function outdates(): Promise<boolean> {
    const code = await readNote(codeNote);
    return code !== '' && code !== build.code;
  }

  async function takeOver(): Promise<void> {
    await (await caches.open(notesName)).put(codeNote, new Response(build.code));
  }

  return { install, outdates, takeOver, tidy, current: () => readNote(currentNote), note, clear, answer };
}

/** undefined where it fails, or takes too long. */
function patiently<T>(looked: Promise<T | undefined>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), patienceMs);
    looked.then(resolve, () => resolve(undefined)).finally(() => clearTimeout(timer));
  });
}
