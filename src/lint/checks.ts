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
import { logicChecks } from './logic.ts';
import type { LogicSubject } from './logic.ts';

export const checks: {
  /** The rule alone. */
  readonly rule: readonly Check<LogicSubject>[];
  /** AWS's catalogue and models. */
  readonly aws: readonly Check<CloudTrailSubject>[];
  /** Events. */
  readonly events: readonly Check<EventsSubject>[];
} = {
  rule: logicChecks,
  aws: [...operationChecks, ...fieldChecks, ...textChecks, ...valueChecks, ...intentChecks],
  events: eventChecks,
};
