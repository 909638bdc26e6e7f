// Texts with what is secret in them → the edits that put stand-ins in its place: the same for the same value, in every
// text and however deeply it is wrapped. Everything else stays as it is, to the last space.
import type { TextEdit } from '../sigma/index.ts';
import { findInLeaf } from './find-in-leaf.ts';
import { foldUnits } from './kinds.ts';
import type { Leaf } from './leaves.ts';
import { leavesOf, linesOf } from './leaves.ts';
import { toEdit } from './layer.ts';
import { indexOccurrences } from './occurrences.ts';
import type { Pause, Secret, Secrets } from './read-secrets.ts';
import { idOf, isVocabulary } from './read-secrets.ts';
import { isCommonWord } from './words.ts';

export interface SecretEdit extends TextEdit {
  readonly secret: Secret;
}

export interface Redactor {
  /** In order, without overlaps. */
  edits(text: string, pause?: Pause): Promise<readonly SecretEdit[]>;
  /** Of a text in YAML. */
  ruleEdits(text: string): readonly SecretEdit[];
}

/** `kept`: ids of what shall stay as it is. */
export function createRedactor(secrets: Secrets, kept: ReadonlySet<string> = new Set()): Redactor {
  const known = secrets.list.filter((secret) => !kept.has(secret.id));
  const isName = ({ kind }: Secret) => kind === 'arn_name' || kind === 'host';
  const isEverywhere = (secret: Secret) =>
    !isName(secret) || !(isCommonWord(secret.value) || secrets.vocabulary.has(foldUnits(secret.value)));
  const occurrencesIn = indexOccurrences(known.filter(isEverywhere));

  function editsOf(leaf: Leaf): SecretEdit[] {
    const { text } = leaf.layer;
    const edits: SecretEdit[] = [];
    const replace = (start: number, end: number, secret: Secret): void => {
      edits.push({ ...toEdit(leaf.layer, start, end, secret.standIn), secret });
    };
    const fill = (from: number, to: number): void => {
      for (const { start, end, known } of occurrencesIn(text.slice(from, to))) {
        if (!(isName(known) && isVocabulary(leaf))) replace(from + start, from + end, known);
      }
    };
    let done = 0;
    for (const { start, end, kind } of findInLeaf(leaf)) {
      const secret = secrets.byId.get(idOf(kind, text.slice(start, end)));
      if (!secret) continue;
      fill(done, start);
      if (!kept.has(secret.id)) replace(start, end, secret);
      done = end;
    }
    fill(done, text.length);
    return edits;
  }

  return {
    edits: async (text, pause) => {
      const edits: SecretEdit[] = [];
      for (const leaf of leavesOf(text)) {
        edits.push(...editsOf(leaf));
        await pause?.();
      }
      return edits.sort(byPlace);
    },
    ruleEdits: (text) => [...linesOf(text)].flatMap(editsOf).sort(byPlace),
  };
}

function byPlace(a: TextEdit, b: TextEdit): number {
  return a.range.start - b.range.start;
}

/** The text after edits that are in order: `applyEdits` for many of them. */
export function withStandIns(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let done = 0;
  for (const { range, text: standIn } of edits) {
    out += text.slice(done, range.start) + standIn;
    done = range.end;
  }
  return out + text.slice(done);
}

/** Where an offset of the text stands after the edits. */
export function shiftedOffset(offset: number, edits: readonly TextEdit[]): number {
  let by = 0;
  for (const { range, text } of edits) {
    if (range.start >= offset) break;
    by += text.length - (Math.min(range.end, offset) - range.start);
  }
  return offset + by;
}
