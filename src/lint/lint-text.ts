// What can be said of a text by itself: of its documents one by one, whatever they are, and against each other.
import { readRules } from '../sigma/index.ts';
import type { Diagnostic } from '../sigma/index.ts';
import { inOrder, runChecks } from './check.ts';
import { checks } from './checks.ts';
import { detectionSubject } from './detection/subject.ts';
import { documentSubject } from './document/subject.ts';

/** A text of more documents is no text that somebody wrote. */
const maxDocuments = 200;

/** In the order of the text. Of broken rules too: none of this needs a rule that can be evaluated. */
export function lintText(text: string): Diagnostic[] {
  const rules = readRules(text).rules.slice(0, maxDocuments);
  const documents = rules.flatMap(({ document }) => (document ? [documentSubject(text, document)] : []));
  const detections = rules.flatMap((rule) => (rule.type === 'detection' ? [detectionSubject(rule)] : []));
  return inOrder([
    ...documents.flatMap((each) => runChecks(checks.document, each)),
    ...runChecks(checks.documents, documents),
    ...detections.flatMap((each) => runChecks(checks.detection, each)),
  ]);
}
