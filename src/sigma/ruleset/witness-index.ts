// Which clause stands for each rule, and the tables that look for all of them.
import type { CompiledRule } from '../compile/compile-rule.ts';
import { cheapestClause } from './clause.ts';
import type { Clause, Cost } from './clause.ts';
import type { Indexes } from './event-reader.ts';
import { FieldIndex } from './field-index.ts';
import type { WantedAtom } from './field-index.ts';
import type { RuleList } from './rule-list.ts';

export interface WitnessIndex {
  readonly indexes: Indexes;
  /** Rules that may match whatever the event holds. */
  readonly always: RuleList;
  readonly bytes: number;
}

/** By rule: null for a rule that is always a candidate, `never` for one that does not take part. */
export type Witnesses = (Clause | null)[];
export const never: Clause = [];

export function chooseWitnesses(rules: readonly CompiledRule[], cost: Cost): Witnesses {
  return rules.map((rule) => {
    if (rule.refused) return never;
    // Three-valued: what is unknown may make a verdict unknown without any atom.
    return rule.undecided ? null : cheapestClause(rule, cost);
  });
}

export function compileIndex(
  witnesses: Witnesses,
  fieldCount: number,
  numberOf: (path: string) => number,
): WitnessIndex {
  const wanted = Array.from({ length: fieldCount + 1 }, (): WantedAtom[] => []);
  const always: number[] = [];
  for (const [rule, clause] of witnesses.entries()) {
    if (!clause) always.push(rule);
    for (const { path, atom } of clause ?? [])
      wanted[path === null ? fieldCount : numberOf(path.text)]?.push({ atom, rule });
  }
  const compiled = wanted.map((each) => (each.length > 0 ? new FieldIndex(each) : null));
  return {
    indexes: { fields: compiled.slice(0, fieldCount), leaves: compiled[fieldCount] ?? null },
    always: Uint32Array.from(always),
    bytes: compiled.reduce((sum, index) => sum + (index?.bytes ?? 0), 0),
  };
}
