// A demonstration: a rule with a defect that published rules have, events as they are recorded, and what mends it. Rules
// and events are of our own making.
import type { Expectation, Fix, LintCode } from '../../sigma/index.ts';

export interface Demonstration {
  readonly id: string;
  readonly title: string;
  /** What there is to see, in a few words. */
  readonly about: string;
  /** Why it is so, and how it comes about. Code between backticks. */
  readonly story: string;
  readonly rule: string;
  readonly events: readonly DemonstrationEvent[];
  /** The cell that is wrong: what the predicate on `field` says of the event of that number. */
  readonly look: { readonly event: number; readonly field: string };
  /** What Problems says of it; null where the explanation alone tells. */
  readonly cause: LintCode | null;
  readonly mend: Mend;
}

export interface DemonstrationEvent {
  readonly name: string;
  readonly expectation: Exclude<Expectation, 'gap'>;
  /** JSON. */
  readonly text: string;
}

export interface Mend {
  /** What is done, as a button says it. */
  readonly text: string;
  /** Each `from` stands once in the rule. */
  readonly changes: readonly { readonly from: string; readonly to: string }[];
}

/** A rule on CloudTrail; lines of the detection, without their first indent. */
export function ruleOf(title: string, level: 'medium' | 'high', detection: string): string {
  const lines = detection.trim().replace(/^(?=.)/gm, '  ');
  return `title: ${title}\nstatus: experimental\nlogsource:\n  product: aws\n  service: cloudtrail\ndetection:\n${lines}\nlevel: ${level}\n`;
}

/** null where the text no longer has what is to be changed. */
export function toMendFix({ text, changes }: Mend, ruleText: string): Fix | null {
  const edits = changes.map(({ from, to }) => {
    const start = ruleText.indexOf(from);
    return start < 0 ? null : { range: { start, end: start + from.length }, text: to };
  });
  return edits.includes(null) ? null : { title: text, edits: edits.filter((edit) => edit !== null) };
}
