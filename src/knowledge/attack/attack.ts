// ATT&CK Enterprise by id and by name. The table itself is in attack-enterprise.ts: it is large, and comes as an argument.
import type { AttackTactic, AttackTechnique } from './types.ts';

/** A technique that ATT&CK no longer has. */
export interface RetiredTechnique {
  readonly id: string;
  readonly name: string;
  /** The live technique that took its place; empty for one that was dropped. */
  readonly successor: string;
}

/** A tactic of older versions that was divided. */
export interface FormerTactic {
  readonly name: string;
  readonly shortname: string;
  readonly successors: readonly AttackTactic[];
}

export interface Attack {
  /** `19.2`. */
  readonly version: string;
  readonly attribution: string;
  /** In matrix order. */
  readonly tactics: readonly AttackTactic[];
  readonly formerTactics: readonly FormerTactic[];
  /** Live ones, by id: a technique stands before its sub-techniques. */
  readonly techniques: readonly AttackTechnique[];
  /** A live technique; ids in any case. */
  technique(id: string): AttackTechnique | undefined;
  retired(id: string): RetiredTechnique | undefined;
  /** By id, name or short name, with hyphens, underscores or spaces, in any case. */
  tactic(spelling: string): AttackTactic | undefined;
  formerTactic(spelling: string): FormerTactic | undefined;
  /** The technique that a sub-technique is of. */
  parent(id: string): AttackTechnique | undefined;
}

/** How attack-enterprise.json holds it: one row an entry, tactics and an absent successor as text. */
export interface AttackData {
  readonly version: string;
  readonly tactics: readonly (readonly string[])[];
  readonly techniques: readonly (readonly string[])[];
  readonly retired: readonly (readonly string[])[];
}

const attribution =
  '© 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.';

/** ATT&CK 19 gave Defense Evasion's id to Stealth and moved a part of it to Defense Impairment. STIX does not tell. */
const divided = [
  { name: 'Defense Evasion', shortname: 'defense-evasion', successors: ['stealth', 'defense-impairment'] },
] as const;

export function toAttack(data: AttackData): Attack {
  const tactics = data.tactics.map(([id = '', name = '', shortname = '']) => ({ id, name, shortname }));
  const techniques = data.techniques.map(([id = '', name = '', of = '']) => ({
    id,
    name,
    tactics: of.split(' '),
  }));
  const retired = data.retired.map(([id = '', name = '', successor = '']) => ({ id, name, successor }));

  const byId = new Map(techniques.map((technique) => [technique.id, technique]));
  const retiredById = new Map(retired.map((technique) => [technique.id, technique]));
  const bySpelling = new Map(
    tactics.flatMap((tactic) =>
      [tactic.id, tactic.name, tactic.shortname].map((spelling) => [fold(spelling), tactic]),
    ),
  );
  const formerTactics = divided.map(({ name, shortname, successors }) => ({
    name,
    shortname,
    successors: tactics.filter((tactic) => successors.some((successor) => successor === tactic.shortname)),
  }));
  return {
    version: data.version,
    attribution,
    tactics,
    formerTactics,
    techniques,
    technique: (id) => byId.get(id.toUpperCase()),
    retired: (id) => retiredById.get(id.toUpperCase()),
    tactic: (spelling) => bySpelling.get(fold(spelling)),
    formerTactic: (spelling) => formerTactics.find(({ shortname }) => shortname === fold(spelling)),
    parent: (id) => (id.includes('.') ? byId.get(id.toUpperCase().replace(/\..*/, '')) : undefined),
  };
}

function fold(spelling: string): string {
  return spelling.toLowerCase().replace(/[_ ]/g, '-');
}
