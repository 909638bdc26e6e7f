// All checks in one table: what each needs, its code, and the function that finds it.
import type { Check } from './check.ts';
import { fieldChecks } from './cloudtrail/fields.ts';
import { intentChecks } from './cloudtrail/intent.ts';
import { operationChecks } from './cloudtrail/operations.ts';
import type { CloudTrailSubject } from './cloudtrail/subject.ts';
import { textChecks } from './cloudtrail/texts.ts';
import { valueChecks } from './cloudtrail/values.ts';
import { eventChecks } from './events/event-checks.ts';
import type { EventsSubject } from './events/subject.ts';
import { conventionsOfDetections } from './conventions/detection.ts';
import { conventionsOfFiles } from './conventions/file-name.ts';
import type { NamedDocument } from './conventions/file-name.ts';
import { conventionsOfMetadata } from './conventions/metadata.ts';
import { conditionChecks } from './detection/conditions.ts';
import { logsourceChecks } from './detection/logsource.ts';
import type { DetectionSubject } from './detection/subject.ts';
import { valueChecks as writtenChecks } from './detection/values.ts';
import { wildcardChecks } from './detection/wildcards.ts';
import { keyChecks } from './document/keys.ts';
import { kindChecks } from './document/kinds.ts';
import { listChecks } from './document/lists.ts';
import { metadataChecks } from './document/metadata.ts';
import { severalChecks } from './document/several.ts';
import { strategyChecks } from './document/strategy.ts';
import type { DocumentSubject } from './document/subject.ts';
import { logicChecks } from './logic.ts';
import type { LogicSubject } from './logic.ts';

export const checks: {
  /** One document of the text, whatever it is. */
  readonly document: readonly Check<DocumentSubject>[];
  /** All of them together. */
  readonly documents: readonly Check<readonly DocumentSubject[]>[];
  /** A detection rule as it is written. */
  readonly detection: readonly Check<DetectionSubject>[];
  /** Those of SigmaHQ's repository. */
  readonly conventions: {
    readonly document: readonly Check<DocumentSubject>[];
    readonly detection: readonly Check<DetectionSubject>[];
    readonly file: readonly Check<NamedDocument>[];
  };
  /** The rule alone. */
  readonly rule: readonly Check<LogicSubject>[];
  /** AWS's catalogue and models. */
  readonly aws: readonly Check<CloudTrailSubject>[];
  /** Events. */
  readonly events: readonly Check<EventsSubject>[];
} = {
  document: [...keyChecks, ...metadataChecks, ...listChecks, ...kindChecks, ...strategyChecks],
  documents: severalChecks,
  detection: [...wildcardChecks, ...writtenChecks, ...conditionChecks, ...logsourceChecks],
  conventions: {
    document: conventionsOfMetadata,
    detection: conventionsOfDetections,
    file: conventionsOfFiles,
  },
  rule: logicChecks,
  aws: [...operationChecks, ...fieldChecks, ...textChecks, ...valueChecks, ...intentChecks],
  events: eventChecks,
};
