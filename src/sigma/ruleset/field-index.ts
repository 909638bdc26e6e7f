// What is looked for in one field (or in all leaves): texts, numbers, presence → the rules that become candidates.
import { scalarText } from '../event/text.ts';
import type { ExactNumber } from '../event/value.ts';
import type { Atom } from './atom.ts';
import { compileEdges } from './edge-table.ts';
import { compileNeedles } from './needle-table.ts';
import type { TextTable } from './needle-table.ts';

export type RuleList = Uint32Array;
export const noRules: RuleList = new Uint32Array(0);

export interface FieldIndex {
  readonly present: RuleList;
  /** Whether it looks at texts at all. */
  readonly looksAtTexts: boolean;
  /** The rules of the atoms that a text holds, each once. `text` is folded. */
  rulesOfText(text: string): RuleList;
  rulesOfNumber(value: number | ExactNumber): RuleList;
  readonly bytes: number;
}

interface Wanted {
  readonly atom: Atom;
  readonly rule: number;
}

type TextKind = Exclude<Atom['type'], 'number' | 'present'>;

/** One kind of looking: its table, and the rules of each text in it. */
interface Part {
  readonly table: TextTable;
  readonly rules: readonly RuleList[];
}

export function compileFieldIndex(wanted: readonly Wanted[]): FieldIndex {
  const byText: Record<TextKind, Map<string, number[]>> = {
    whole: new Map(),
    start: new Map(),
    end: new Map(),
    anywhere: new Map(),
  };
  const byNumber = new Map<number, number[]>();
  const present: number[] = [];
  for (const { atom, rule } of wanted) {
    if (atom.type === 'present') present.push(rule);
    else if (atom.type === 'number') push(byNumber, atom.number, rule);
    else push(byText[atom.type], atom.text, rule);
  }
  const whole = new Map([...byText.whole].map(([text, rules]) => [text, listOf(rules)]));
  const numbers = new Map([...byNumber].map(([number, rules]) => [number, listOf(rules)]));
  const parts = [
    partOf(byText.start, (texts) => compileEdges(texts, false)),
    partOf(byText.end, (texts) => compileEdges(texts, true)),
    partOf(byText.anywhere, compileNeedles),
  ].filter((part) => part !== null);
  let found: number[] = [];
  const finders = parts.map(({ table, rules }) => {
    const take = (which: number): void => {
      for (const rule of rules[which] as RuleList) found.push(rule);
    };
    return (text: string): void => table.search(text, take);
  });
  return {
    present: listOf(present),
    looksAtTexts: whole.size + parts.length > 0,
    bytes: bytesOf(whole, numbers, parts),
    rulesOfText(text) {
      const equal = whole.get(text) ?? noRules;
      found = [];
      for (const find of finders) find(text);
      if (found.length === 0) return equal;
      for (const rule of equal) found.push(rule);
      return listOf(found);
    },
    rulesOfNumber(value) {
      if (numbers.size === 0) return noRules;
      return numbers.get(typeof value === 'number' ? value : Number(scalarText(value))) ?? noRules;
    },
  };
}

function push<K>(map: Map<K, number[]>, key: K, rule: number): void {
  const rules = map.get(key);
  if (rules) rules.push(rule);
  else map.set(key, [rule]);
}

function listOf(rules: readonly number[]): RuleList {
  return rules.length === 0 ? noRules : Uint32Array.from(new Set(rules));
}

function partOf(
  rulesByText: ReadonlyMap<string, readonly number[]>,
  compile: (texts: readonly string[]) => TextTable,
): Part | null {
  if (rulesByText.size === 0) return null;
  return { table: compile([...rulesByText.keys()]), rules: [...rulesByText.values()].map(listOf) };
}

/** What an entry of a map and its small array take, about. */
const entryBytes = 160;

function bytesOf(
  whole: ReadonlyMap<string, RuleList>,
  numbers: ReadonlyMap<number, RuleList>,
  parts: readonly Part[],
): number {
  const lists = [...whole.values(), ...numbers.values(), ...parts.flatMap(({ rules }) => rules)];
  const tables = parts.reduce((sum, { table }) => sum + table.bytes, 0);
  return tables + lists.reduce((sum, { byteLength }) => sum + byteLength + entryBytes, 0);
}
