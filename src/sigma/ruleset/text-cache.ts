// Values repeat: what was found in a text is kept for the next event that holds it. Bounded: when the young half is
// full, the old half is let go, with all texts in it that were not asked for since.
import { fold } from '../value/fold.ts';
import type { FieldIndex, RuleList } from './field-index.ts';
import { noRules } from './field-index.ts';

export interface KeptText {
  readonly text: string;
  folded: string | null;
  /** Field numbers, and the rules that the text makes candidates in each. */
  readonly fields: number[];
  readonly rules: RuleList[];
}

const maxTexts = 16_384;
const maxUnits = 1_000_000;
/** Longer texts are rather looked at anew. */
const maxLength = 2048;
/** What a kept text takes beside its units, about. */
const entryBytes = 250;

export class TextCache {
  private young = new Map<string, KeptText>();
  private old = new Map<string, KeptText>();
  private units = 0;
  private oldUnits = 0;
  private readonly policies: Policy[];

  constructor(fields: number) {
    this.policies = Array.from({ length: fields }, () => ({ asked: 0, met: 0 }));
  }

  /** What is known of a text that stands in a field; the caller adds to it. */
  get(text: string, field: number): KeptText {
    const policy = this.policies[field] as Policy;
    if (text.length > maxLength || !isWorthwhile(policy)) return newEntry(text);
    policy.asked++;
    const known = this.young.get(text);
    if (known) {
      policy.met++;
      return known;
    }
    const older = this.old.get(text);
    if (older) policy.met++;
    const entry = older ?? newEntry(text);
    if (this.young.size >= maxTexts || this.units > maxUnits) this.age();
    this.young.set(text, entry);
    this.units += text.length;
    return entry;
  }

  clear(): void {
    this.age();
    this.age();
  }

  get bytes(): number {
    return (this.young.size + this.old.size) * entryBytes + 2 * (this.units + this.oldUnits);
  }

  private age(): void {
    this.old = this.young;
    this.oldUnits = this.units;
    this.young = new Map();
    this.units = 0;
  }
}

function newEntry(text: string): KeptText {
  return { text, folded: null, fields: [], rules: [] };
}

/** How often the texts of a field were asked for, and met before. */
interface Policy {
  asked: number;
  met: number;
}

const trial = 512;
const pause = 16 * trial;

/** A field whose texts never repeat (times, identifiers) only pushes others out: it is tried again now and then. */
function isWorthwhile(policy: Policy): boolean {
  if (policy.asked < trial) return true;
  if (policy.asked === trial && policy.met * 8 >= trial) {
    policy.asked = policy.met = 0;
    return true;
  }
  if (++policy.asked > pause) policy.asked = policy.met = 0;
  return false;
}

export function rulesIn(entry: KeptText, field: number, index: FieldIndex): RuleList {
  const { fields } = entry;
  for (let i = 0; i < fields.length; i++) if (fields[i] === field) return entry.rules[i] ?? noRules;
  const rules = index.rulesOfText((entry.folded ??= fold(entry.text)));
  fields.push(field);
  entry.rules.push(rules);
  return rules;
}
