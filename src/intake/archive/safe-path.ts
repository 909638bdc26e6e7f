/** Longer paths are no one's. */
const maxPath = 1000;

/**
 * A path with slashes and without detours, or null for one that wants out of its folder, or hides something.
 * Nothing is ever written to it: it only becomes a name in a list and in a key.
 */
export function safePath(path: string): string | null {
  if (path.length > maxPath || hasControl(path)) return null;
  const slashed = path.replaceAll('\\', '/');
  if (slashed.startsWith('/') || /^[a-z]:/i.test(slashed)) return null;
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 127) return true;
  }
  return false;
}
