// A worker's own file as a module of the page, for browsers that refuse module workers: nothing is shipped twice.
import { checkSameOrigin } from './worker-url.ts';

/** Loads the file and resolves to what it hands to the receiver it finds under `key`: the file can export nothing. */
export function importEntry<T>(url: string, key: symbol): Promise<T> {
  return new Promise((resolve, reject) => {
    Object.defineProperty(globalThis, key, { value: resolve });
    import(/* @vite-ignore */ checkSameOrigin(url)).catch(reject);
  });
}
