// Checks of texts: what they are compared with, and what in them is more than text.
import { codeSpan, readTokens } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { renameField } from '../item-edits.ts';
import { replaceScalar } from '../scalar-edits.ts';
import { jsonTexts, objectFields, urlEncodedFields } from './record.ts';
import { areAll, shapesOf } from './shapes.ts';
import type { CloudTrailSubject, FieldItem } from './subject.ts';

const isText = ({ plan }: FieldItem): boolean => plan.state === 'text';

const isOnlyStars = (text: string): boolean => {
  const tokens = readTokens(text);
  return tokens.length > 0 && tokens.every(({ type }) => type === 'any');
};

/** The member of the request that holds JSON in a text, where there is just one. */
function jsonTextOf(subject: CloudTrailSubject, { item, field }: FieldItem): string | null {
  if (field !== 'requestParameters') return null;
  const open = subject.openOn(item);
  const members = jsonTexts.filter((member) =>
    open.every(
      ({ pair }) => subject.serviceOf(pair)?.valueAt('request', pair.eventName, member)?.type === 'string',
    ),
  );
  return open.length > 0 && members.length === 1 ? `requestParameters.${members[0] ?? ''}` : null;
}

const hasQuotes = ({ item }: FieldItem): boolean => item.values.some(({ value }) => value.text.includes('"'));

function textOnObjects(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap((each) => {
    const { item, field } = each;
    if (!isText(each) || item.values.every(({ value }) => value.kind !== 'string' || isOnlyStars(value.text)))
      return [];
    if (!objectFields.has(field) && !areAll(shapesOf(subject, each), 'object')) return [];
    if (hasQuotes(each) && jsonTextOf(subject, each) !== null) return [];
    return [
      finding(
        item.item.fieldRange,
        `${codeSpan(field)} is an object: texts in it are compared one by one here, and other engines see its JSON or nothing. Name the field below it that is meant.`,
      ),
    ];
  });
}

function jsonInTexts(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap((each) => {
    const { item, field } = each;
    const member = isText(each) && hasQuotes(each) ? jsonTextOf(subject, each) : null;
    if (member === null) return [];
    return [
      finding(
        item.item.fieldRange,
        `${codeSpan(member)} is a text with JSON in it: an engine that compares the JSON of ${codeSpan(field)} sees \`\\"\` for each quote. Ask for ${codeSpan(member)} itself.`,
        [fixOf(`Change to ${codeSpan(member)}`, renameField(subject.text, item, member))],
      ),
    ];
  });
}

function urlEncodedJson(subject: CloudTrailSubject): Finding[] {
  return subject.items
    .filter((each) => urlEncodedFields.has(each.field) && isText(each))
    .flatMap(({ item, field }) =>
      item.values
        .filter(({ value }) => value.kind === 'string' && /["{}[\]\s]/.test(value.text))
        .map(({ value }) =>
          finding(
            value.range,
            `${codeSpan(field)} is percent-encoded (\`%7B%22\` for \`{"\`): this never matches. Write it so, or ask for \`requestParameters.assumeRolePolicyDocument\`.`,
          ),
        ),
    );
}

/** A star right beside a quote, as in `"arn:aws:s3:::bucket/*"`: who quotes JSON means it. */
function wildcardsInLiterals(subject: CloudTrailSubject): Finding[] {
  return subject.items.filter(isText).flatMap(({ item }) =>
    item.values
      .filter(({ value }) => value.kind === 'string' && /(?<!\\)\*"|"\*/.test(value.text))
      .map(({ value }) => {
        const escaped = value.text.replace(/(?<!\\)\*(?=")|(?<=")\*/g, '\\*');
        const fix =
          value.style === 'double' ? null : fixOf('Escape it', replaceScalar(subject.text, value, escaped));
        return finding(
          value.range,
          'A `*` stands for anything, inside of quoted text too: for the star itself write `\\*`.',
          [fix],
        );
      }),
  );
}

export const textChecks: readonly Check<CloudTrailSubject>[] = [
  { code: 'text_on_object', find: textOnObjects },
  { code: 'json_in_text', find: jsonInTexts },
  { code: 'json_url_encoded', find: urlEncodedJson },
  { code: 'value_holds_wildcard', find: wildcardsInLiterals },
];
