// Conventions of SigmaHQ's repository for detections.
import { codeSpan } from '../../sigma/index.ts';
import { changing, finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { quantifiedIn } from '../detection/conditions.ts';
import { isPatternText } from '../detection/subject.ts';
import type { DetectionSubject } from '../detection/subject.ts';

function them({ rule }: DetectionSubject): Finding[] {
  return rule.detection.conditions.flatMap(({ root }) =>
    quantifiedIn(root)
      .filter(({ pattern }) => pattern === 'them')
      .map(({ range, quantifier }) =>
        finding(
          range,
          `What is added later would be part of it: name what is meant, as in ${codeSpan(`${quantifier} of selection_*`)}.`,
        ),
      ),
  );
}

/** Longer ones are ids, and dates are written so too. */
const shortNumber = /^(0|[1-9]\d{0,8})$/;

function quotedNumbers(subject: DetectionSubject): Finding[] {
  return subject.items
    .filter((each) => isPatternText(each) && each.plan.anchor === null && each.item.field !== null)
    .flatMap(({ item }) =>
      item.values
        .filter(({ kind, style, text }) => kind === 'string' && style !== 'block' && shortNumber.test(text))
        .map(({ range, text }) =>
          finding(range, `${codeSpan(text)} is a number in quotes: some engines compare it as a text.`, [
            changing(fixOf(`Change to ${codeSpan(text)} without quotes`, { range, text })),
          ]),
        ),
    );
}

export const conventionsOfDetections: readonly Check<DetectionSubject>[] = [
  { code: 'convention_them', find: them },
  { code: 'convention_number_quoted', find: quotedNumbers },
];
