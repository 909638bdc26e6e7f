// Texts → what is secret or says whose they are, each value once, with what would stand in its place.
import { readAddress } from '../sigma/index.ts';
import { isExampleAccount } from './documentation.ts';
import { createFinder } from './find-in-leaf.ts';
import type { Finding, SecretKind, Sensitivity } from './kinds.ts';
import { foldUnits, sensitivityOf } from './kinds.ts';
import type { Leaf } from './leaves.ts';
import { leavesOf, linesOf } from './leaves.ts';
import { createStandIns } from './stand-ins.ts';

export interface Texts {
  readonly ruleText: string;
  /** One text, or its parts. */
  readonly eventTexts: readonly string[];
  /** Names of events, and whatever else goes along. */
  readonly otherTexts?: readonly string[];
}

export interface Secret {
  /** The same for every spelling of the value. */
  readonly id: string;
  readonly kind: SecretKind;
  readonly sensitivity: Sensitivity;
  /** As it was first met. */
  readonly value: string;
  readonly standIn: string;
}

export interface Secrets {
  readonly list: readonly Secret[];
  readonly byId: ReadonlyMap<string, Secret>;
  /** What the events say of other things: no name is replaced there, nor where it may mean them. */
  readonly vocabulary: ReadonlySet<string>;
}

/** To be awaited between two steps of long work; gives way when it is time to. */
export type Pause = () => Promise<void> | void;

/** Of a rule's own only what surely is somebody's: the rest is what the rule looks for. */
const ownOfRules: readonly SecretKind[] = [
  'access_key',
  'session_token',
  'private_key',
  'token',
  'account_id',
];

/** Members whose words are CloudTrail's. */
const vocabularyKey = /^(?:eventname|eventsource|eventtype|eventcategory|awsregion|type)$/i;

export function isVocabulary({ key }: Leaf): boolean {
  return vocabularyKey.test(key);
}

export async function readSecrets(texts: Texts, pause?: Pause): Promise<Secrets> {
  const { ruleText, eventTexts, otherTexts = [] } = texts;
  const findInLeaf = createFinder();
  const met = new Map<string, Finding & { readonly value: string }>();
  const vocabulary = new Set<string>();
  let hasExampleAccount = false;

  function note(leaf: Leaf, kinds?: readonly SecretKind[]): void {
    const { text } = leaf.layer;
    if (isVocabulary(leaf)) for (const word of text.split(/[^\w-]+/)) vocabulary.add(foldUnits(word));
    if (/useragent/i.test(leaf.key))
      for (const [, product = ''] of text.matchAll(/([A-Za-z][\w-]*)\/v?\d/g))
        vocabulary.add(foldUnits(product));
    hasExampleAccount ||= [...text.matchAll(/\d{12}/g)].some(([digits]) => isExampleAccount(digits));
    for (const finding of findInLeaf(leaf)) {
      if (kinds && !kinds.includes(finding.kind)) continue;
      const value = text.slice(finding.start, finding.end);
      const id = idOf(finding.kind, value);
      if (!met.has(id)) met.set(id, { ...finding, value });
    }
  }

  for (const text of [...eventTexts, ...otherTexts]) {
    for (const leaf of leavesOf(text)) {
      note(leaf);
      const pausing = pause?.();
      if (pausing) await pausing;
    }
  }
  for (const leaf of linesOf(ruleText)) {
    note(leaf, ownOfRules);
  }

  // Names in an account that is an example are examples as well, unless something else is real.
  const isExample = hasExampleAccount && [...met.values()].every(({ kind }) => kind === 'arn_name');
  const standIns = createStandIns([ruleText, ...eventTexts, ...otherTexts]);
  const list = (isExample ? [] : [...met]).map(([id, { kind, value, noun }]): Secret => ({
    id,
    kind,
    sensitivity: sensitivityOf(kind),
    value,
    standIn: standIns.make(kind, value, noun ?? 'name'),
  }));
  return { list, byId: new Map(list.map((secret) => [secret.id, secret])), vocabulary };
}

/** Whether there is anything in the texts that should go nowhere unseen. */
export async function hasSecret(
  { ruleText, eventTexts, otherTexts = [] }: Texts,
  pause?: Pause,
): Promise<boolean> {
  const findInLeaf = createFinder();
  const isSecret = (leaf: Leaf, kinds?: readonly SecretKind[]) =>
    findInLeaf(leaf).some(({ kind }) => sensitivityOf(kind) === 'secret' && (!kinds || kinds.includes(kind)));
  for (const leaf of linesOf(ruleText)) if (isSecret(leaf, ownOfRules)) return true;
  for (const text of [...eventTexts, ...otherTexts]) {
    for (const leaf of leavesOf(text)) {
      if (isSecret(leaf)) return true;
      const pausing = pause?.();
      if (pausing) await pausing;
    }
  }
  return false;
}

/** The same for every spelling of a value. */
export function idOf(kind: SecretKind, value: string): string {
  if (kind === 'ip') return `ip ${readAddress(value)?.join('.') ?? value}`;
  return foldUnits(value);
}
