// The conventions of SigmaHQ's repository, for whoever writes for it: a set that is off until it is asked for.
import { readRules } from '../sigma/index.ts';
import type { Diagnostic } from '../sigma/index.ts';
import { inOrder, runChecks } from './check.ts';
import { checks } from './checks.ts';
import { detectionSubject } from './detection/subject.ts';
import { documentSubject } from './document/subject.ts';

/** In the order of the text. `path` is of the file, where there is one. */
export function lintConventions(text: string, path?: string): Diagnostic[] {
  const fileName = path?.split('/').at(-1);
  const { rules } = readRules(text);
  return inOrder(
    rules.flatMap((rule, index) => {
      if (!rule.document) return [];
      const document = documentSubject(text, rule.document);
      const found = runChecks(checks.conventions.document, document);
      if (rule.type !== 'detection') return found;
      found.push(...runChecks(checks.conventions.detection, detectionSubject(rule)));
      // The file is named after its first rule.
      if (fileName && index === 0)
        found.push(...runChecks(checks.conventions.file, { document, fileName, logsource: rule.logsource }));
      return found;
    }),
  );
}
