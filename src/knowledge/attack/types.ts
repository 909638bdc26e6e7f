// What the page says of a rule's tags.
import type { Range } from '../../sigma/index.ts';

export interface AttackTechnique {
  /** `T1525`, `T1078.004`. */
  readonly id: string;
  readonly name: string;
  /** Short names of its tactics: `persistence`. */
  readonly tactics: readonly string[];
}

export interface AttackTactic {
  /** `TA0003`. */
  readonly id: string;
  readonly name: string;
  /** `persistence`: as tags have it, with hyphens. */
  readonly shortname: string;
}

export interface CoveredTechnique {
  readonly id: string;
  /** `Cloud Accounts`; the parent's name stands with the parent. */
  readonly name: string;
  readonly url: string;
  /** Named by a tag itself, not only the parent of one that is. */
  readonly tagged: boolean;
  readonly subtechniques: readonly CoveredTechnique[];
  /** The tag's range in the rule; null for a parent that no tag names. */
  readonly range: Range | null;
  /** The retired id that the tag has, where it was shown under its successor; empty otherwise. */
  readonly was: string;
}

export interface CoveredTactic {
  readonly tactic: AttackTactic;
  readonly url: string;
  /** The rule has a tag of this tactic; else it only follows from a technique. */
  readonly tagged: boolean;
  /** The tactic of an older version that the tag has: `Defense Evasion`. Absent for a tag of today. */
  readonly was?: string;
  readonly techniques: readonly CoveredTechnique[];
}

/** A row for the other namespaces of the specification's tag appendix. */
export interface OtherTags {
  /**
   * `cve`, `car`, `d3fend`, `detection`, `stp`, `tlp`, `attack` for groups, software and what its matrix does not have;
   * after them those that the specification does not know; empty for tags without one.
   */
  readonly namespace: string;
  /** What the namespace is called: `CVE`, `Traffic Light Protocol`. */
  readonly title: string;
  readonly tags: readonly {
    readonly text: string;
    /** Where there is a public page for it; empty otherwise. */
    readonly url: string;
    readonly range: Range;
  }[];
}

export interface AttackCoverage {
  /** `19.2`. */
  readonly version: string;
  /** In matrix order. */
  readonly tactics: readonly CoveredTactic[];
  readonly others: readonly OtherTags[];
  /** ATT&CK's notice, to be shown with it. */
  readonly attribution: string;
}
