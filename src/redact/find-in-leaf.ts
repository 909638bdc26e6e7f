import { findHosts, findAddresses, findEmails } from './find-network.ts';
import { findKeys } from './find-keys.ts';
import { findAccounts, findArns, findNamed, findPrincipals } from './find-names.ts';
import type { Finding } from './kinds.ts';
import type { Leaf } from './leaves.ts';

/** Events say the same again and again: so much of it is remembered. */
const maxRemembered = 50_000;
const maxRememberedLength = 120;

export type FindInLeaf = (leaf: Leaf) => readonly Finding[];

export function createFinder(): FindInLeaf {
  const remembered = new Map<string, readonly Finding[]>();
  return (leaf) => {
    const { text } = leaf.layer;
    if (text.length > maxRememberedLength) return findInLeaf(leaf);
    const name = `${leaf.type}\0${leaf.key}\0${text}`;
    const known = remembered.get(name);
    if (known) return known;
    const found = findInLeaf(leaf);
    if (remembered.size < maxRemembered) remembered.set(name, found);
    return found;
  };
}

/** What is found in one text, in order. Of two that overlap, the first to be found counts: the graver kind. */
function findInLeaf({ layer: { text }, key, type }: Leaf): readonly Finding[] {
  if (text.length < 2) return none;
  if (type === 'number') return findAccounts(text, key, true);
  let found: readonly Finding[] = none;
  for (const find of finders) {
    const more = find(text, key);
    if (more.length > 0) found = merged(found, more);
  }
  return found;
}

/** In order; of `more` only what overlaps nothing before it. */
function merged(found: readonly Finding[], more: readonly Finding[]): readonly Finding[] {
  const out: Finding[] = [];
  const rest = [...found];
  let next = 0;
  for (const finding of more.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    for (; next < rest.length && (rest[next] as Finding).start < finding.end; next++)
      out.push(rest[next] as Finding);
    if ((out.at(-1)?.end ?? 0) <= finding.start) out.push(finding);
  }
  return [...out, ...rest.slice(next)];
}

const none: readonly Finding[] = [];

const finders: readonly ((text: string, key: string) => readonly Finding[])[] = [
  findKeys,
  findPrincipals,
  findEmails,
  findArns,
  findAddresses,
  findHosts,
  (text, key) => findAccounts(text, key, false),
  findNamed,
];
