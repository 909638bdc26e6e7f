// What is looked for in one field (or in all leaves): texts, numbers, presence → the rules that become candidates.
import { scalarText } from '../event/text.ts';
import { ExactNumber } from '../event/value.ts';
import type { EventValue } from '../event/value.ts';
import { fold } from '../value/fold.ts';
import { eachText } from '../value/texts.ts';
import type { Atom } from './atom.ts';
import { compileEdges } from './edge-table.ts';
import { compileNeedles } from './needle-table.ts';
import { noRules, toRuleList } from './rule-list.ts';
import type { RuleList, Sink, TextTable } from './rule-list.ts';
import { WholeTable } from './whole-table.ts';

export interface WantedAtom {
  readonly atom: Atom;
  readonly rule: number;
}

type TextKind = Exclude<Atom['type'], 'number' | 'present'>;

/** Whether the text of a number or a boolean may hold a text. */
function isInWord(text: string): boolean {
  return (
    /^[-+.0-9e]*$/.test(text) || ['true', 'false', '-infinity', 'nan'].some((word) => word.includes(text))
  );
}

const wide = /[^\0-\x7f]/;

function isWide(text: string): boolean {
  return wide.test(text);
}

export class FieldIndex {
  /** Candidates of the field being there. */
  readonly present: RuleList;
  readonly bytes: number;
  private readonly tables: readonly TextTable[];
  /** Of needles with units beyond ASCII, which few texts have. */
  private readonly wideTables: readonly TextTable[];
  private readonly numbers: ReadonlyMap<number, RuleList>;
  /** Whether the text of a number or boolean could hold any of the texts. */
  private readonly looksAtWords: boolean;

  constructor(wanted: readonly WantedAtom[]) {
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
    const { whole, start, end, anywhere } = byText;
    this.tables = [
      ...(whole.size > 0 ? [new WholeTable(listed(whole))] : []),
      ...compileEdges(listed(start), false),
      ...compileEdges(listed(end), true),
      ...compileNeedles(new Map([...listed(anywhere)].filter(([text]) => !isWide(text)))),
    ];
    this.wideTables = compileNeedles(new Map([...listed(anywhere)].filter(([text]) => isWide(text))));
    this.numbers = listed(byNumber);
    this.present = toRuleList(present);
    this.looksAtWords = Object.values(byText).some((texts) => [...texts.keys()].some(isInWord));
    this.bytes =
      [...this.tables, ...this.wideTables].reduce((sum, { bytes }) => sum + bytes, 0) +
      100 * this.numbers.size;
  }

  /** Marks the rules of the atoms that a value holds. */
  search(value: EventValue, sink: Sink): void {
    if (typeof value === 'string') return this.searchText(value, sink);
    if (typeof value === 'number' || value instanceof ExactNumber) {
      if (this.numbers.size > 0)
        sink.mark(this.numbers.get(Number(typeof value === 'number' ? value : value.text)) ?? noRules);
      if (this.looksAtWords) this.searchText(scalarText(value) as string, sink);
    } else if (typeof value === 'boolean') {
      if (this.looksAtWords) this.searchText(String(value), sink);
    } else if (this.tables.length + this.wideTables.length > 0)
      eachText(value, (text) => this.searchText(text, sink));
  }

  private searchText(text: string, sink: Sink): void {
    const { tables } = this;
    for (let i = 0; i < tables.length; i++) (tables[i] as TextTable).search(text, false, sink);
    if (this.wideTables.length === 0 || !isWide(text)) return;
    const folded = fold(text);
    for (const table of this.wideTables) table.search(folded, true, sink);
  }
}

function push<K>(map: Map<K, number[]>, key: K, rule: number): void {
  const rules = map.get(key);
  if (rules) rules.push(rule);
  else map.set(key, [rule]);
}

function listed<K>(map: ReadonlyMap<K, readonly number[]>): ReadonlyMap<K, RuleList> {
  return new Map([...map].map(([key, rules]) => [key, toRuleList(rules)]));
}
