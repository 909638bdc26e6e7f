// Texts with what is secret in them → the edits that put stand-ins in its place: the same for the same value, in every
// text and however deeply it is wrapped. Everything else stays as it is, to the last space.
import type { TextEdit } from '../sigma/index.ts';
import { createFinder } from './find-in-leaf.ts';
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
  /** Of a rule, a title, a label: a text that is read line by line. */
  plainEdits(text: string): readonly SecretEdit[];
}

/** `kept`: ids of what shall stay as it is. */
export function createRedactor(secrets: Secrets, kept: ReadonlySet<string> = new Set()): Redactor {
  const findInLeaf = createFinder();
  const known = secrets.list.filter((secret) => !kept.has(secret.id));
  const isName = ({ kind }: Secret) => kind === 'arn_name' || kind === 'host';
  const isEverywhere = (secret: Secret) =>
    !isName(secret) || !(isCommonWord(secret.value) || secrets.vocabulary.has(foldUnits(secret.value)));
  const occurrencesIn = indexOccurrences(known.filter(isEverywhere));

  function editsOf(leaf: Leaf, isProse = false): SecretEdit[] {
    const { text } = leaf.layer;
    const edits: SecretEdit[] = [];
    const replace = (start: number, end: number, secret: Secret): void => {
      edits.push({ ...toEdit(leaf.layer, start, end, secret.standIn), secret });
    };
    const fill = (from: number, to: number): void => {
      for (const { start, end, known } of occurrencesIn(text, from, to, isProse)) {
        const isFitting = leaf.type !== 'number' || known.kind === 'account_id';
        if (isFitting && !(isName(known) && isVocabulary(leaf))) replace(start, end, known);
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
        const pausing = pause?.();
        if (pausing) await pausing;
      }
      return edits.sort(byPlace);
    },
    plainEdits: (text) => [...linesOf(text)].flatMap((line) => editsOf(line, true)).sort(byPlace),
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

/** Tells where an offset of the text stands after the edits, which are in order. */
export function createShift(edits: readonly TextEdit[]): (offset: number) => number {
  const shifts: number[] = [];
  let by = 0;
  for (const { range, text } of edits) shifts.push((by += text.length - (range.end - range.start)));
  return (offset) => {
    let [low, high] = [0, edits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edits[middle] as TextEdit).range.end <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (shifts[low - 1] ?? 0);
  };
}
