// Checks of what a rule compares fields with.
import { isRecordField } from '../../coverage/cloudtrail-fields.ts';
import { codeSpan, nearestWord } from '../../sigma/index.ts';
import type { Fix } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { groupsOf } from '../groups.ts';
import { addModifier, removeItem, renameField } from '../item-edits.ts';
import { replaceScalar } from '../scalar-edits.ts';
import { absentOnSuccess, booleanFields, implied, knownValues, successWords } from './record.ts';
import { areAll, shapesOf } from './shapes.ts';
import { literalsOf } from './subject.ts';
import type { CloudTrailSubject, FieldItem, Literal } from './subject.ts';

function fieldNamesAsValues(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap((each) => {
    if (each.plan.state !== 'text') return [];
    const named = each.item.values.filter(
      ({ value: { kind, text } }) =>
        kind === 'string' && /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/.test(text) && isRecordField(text),
    );
    const isWhole = named.length === each.item.values.length;
    const fix = isWhole ? fixOf('Add `fieldref`', addModifier(subject.text, each.item, 'fieldref')) : null;
    return named.map(({ value }) =>
      finding(
        value.range,
        `${codeSpan(value.text)} is a field, and is compared as a text here: with \`fieldref\` it stands for what the field holds.`,
        [fix],
      ),
    );
  });
}

/** What a field names things by, judged by the last part of its name. */
function kindOfName(field: string): 'arn' | 'name' | 'account' | null {
  const leaf = field.slice(field.lastIndexOf('.') + 1);
  if (/^arn$|Arn$|ARN$/.test(leaf)) return 'arn';
  if (/^(user|role|group)Name$/.test(leaf)) return 'name';
  return /^(recipientAccountId|accountId)$/.test(leaf) ? 'account' : null;
}

function fieldrefsOfOtherKind(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap(({ item, field, plan }) => {
    if (plan.state !== 'fieldref' || plan.anchor !== null) return [];
    const own = kindOfName(field);
    return item.values.flatMap(({ value }) => {
      const other = kindOfName(value.text);
      if (own === null || other === null || own === other) return [];
      const swap = (path: string): string | null =>
        path === 'userIdentity.arn' && [own, other].includes('name') ? 'userIdentity.userName' : null;
      const [mine, theirs] = [swap(field), swap(value.text)];
      const fixes: (Fix | null)[] = [
        mine === null ? null : fixOf(`Change to ${codeSpan(mine)}`, renameField(subject.text, item, mine)),
        theirs === null
          ? null
          : fixOf(`Change to ${codeSpan(theirs)}`, replaceScalar(subject.text, value, theirs)),
      ];
      const words = { arn: 'an ARN', name: 'a name', account: 'an account' };
      return [
        finding(
          value.range,
          `${codeSpan(field)} is ${words[own]} and ${codeSpan(value.text)} is ${words[other]}: they are never the same. Compare fields of one kind.`,
          fixes,
        ),
      ];
    });
  });
}

function neverRecorded(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap((each) => {
    const { item, field } = each;
    if (!absentOnSuccess.has(field)) return [];
    return literalsOf(each)
      .filter(({ text }) => successWords.has(text.toLowerCase()))
      .map(({ text, value }) => {
        const isSimple =
          item.item.modifiers.length === 0 && item.values.length === 1 && value.style !== 'block';
        return finding(
          value.range,
          `${codeSpan(field)} is never ${codeSpan(text)}: records of calls that succeeded have none. Write \`${field}: null\`.`,
          isSimple ? [{ title: 'Write `null`', edits: [{ range: value.range, text: 'null' }] }] : [],
        );
      });
  });
}

const change = (subject: CloudTrailSubject, value: Literal['value'], wanted: string): Fix | null =>
  fixOf(`Change to ${codeSpan(wanted)}`, replaceScalar(subject.text, value, wanted));

/** The values that a field is known to have; null where they are not known or there is no end of them. */
function valuesOf(subject: CloudTrailSubject, each: FieldItem): readonly string[] | null {
  const known = knownValues.get(each.field);
  if (known) return known;
  const shapes = shapesOf(subject, each);
  if (shapes.length === 0 || shapes.some(({ values }) => values.length === 0)) return null;
  return shapes.flatMap(({ values }) => values);
}

function valuesNotInModel(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap((each) => {
    const known = valuesOf(subject, each);
    if (!known) return [];
    const folded = new Set(known.map((value) => value.toLowerCase()));
    return literalsOf(each)
      .filter(({ text }) => !folded.has(text.toLowerCase()))
      .map(({ text, value }) => {
        const near = nearestWord(text, known);
        const listed = [...new Set(known)]
          .slice(0, 6)
          .map((word) => codeSpan(word))
          .join(', ');
        return finding(
          value.range,
          `${codeSpan(each.field)} is not known to be ${codeSpan(text)}: ${near ? `did you mean ${codeSpan(near)}?` : `it is one of ${listed}.`}`,
          [near === null ? null : change(subject, value, near)],
        );
      });
  });
}

/** Values that records have in another case. */
function inOtherCase(cased: boolean): Check<CloudTrailSubject>['find'] {
  return (subject) =>
    subject.items
      .filter(({ plan }) => plan.cased === cased)
      .flatMap((each) =>
        literalsOf(each).flatMap(({ text, value }) => {
          const real = realCase(subject, each, text);
          if (real === null || real === text) return [];
          const why = cased
            ? '`cased` minds that, and this never matches'
            : 'engines that mind case see nothing';
          return [
            finding(value.range, `Records have ${codeSpan(real)}: ${why}. Write ${codeSpan(real)}.`, [
              change(subject, value, real),
            ]),
          ];
        }),
      );
}

function realCase(subject: CloudTrailSubject, each: FieldItem, text: string): string | null {
  const lower = text.toLowerCase();
  const { operations } = subject;
  if (each.field === 'eventSource') return operations.namesOf(text) ? lower : null;
  if (each.field === 'eventName') {
    const names = operations.sourcesOf(text).flatMap((source) => operations.find(source, text)?.name ?? []);
    return names.includes(text) ? text : (names[0] ?? null);
  }
  const known = valuesOf(subject, each);
  return known?.includes(text) ? text : (known?.find((value) => value.toLowerCase() === lower) ?? null);
}

function quotedScalars(subject: CloudTrailSubject): Finding[] {
  return subject.items.flatMap((each) => {
    if (each.plan.state !== 'text' || each.plan.anchor !== null) return [];
    const shapes = shapesOf(subject, each);
    const isBoolean = booleanFields.has(each.field) || areAll(shapes, 'boolean');
    if (!isBoolean && !areAll(shapes, 'number')) return [];
    const pattern = isBoolean ? /^(true|false)$/i : /^-?(0|[1-9]\d{0,14})$/;
    return literalsOf(each)
      .filter(({ text, value }) => value.kind === 'string' && pattern.test(text))
      .map(({ text, value }) => {
        const plain = text.toLowerCase();
        return finding(
          value.range,
          `${codeSpan(each.field)} is a ${isBoolean ? 'truth value' : 'number'}, no text: write ${codeSpan(plain)} without quotes, for engines that tell them apart.`,
          value.style === 'block'
            ? []
            : [{ title: `Write \`${plain}\``, edits: [{ range: value.range, text: plain }] }],
        );
      });
  });
}

/** EC2 says `Client.` and `Server.` before its codes. */
function errorCodesOfOthers(subject: CloudTrailSubject): Finding[] {
  return subject.itemsOf('errorCode').flatMap((each) => {
    const open = subject.openOn(each.item);
    if (open.length === 0 || open.some(({ pair }) => pair.eventSource !== 'ec2.amazonaws.com')) return [];
    return literalsOf(each)
      .filter(({ text }) => !/^(Client|Server)\./i.test(text) && !successWords.has(text.toLowerCase()))
      .map(({ text, value }) => {
        const wanted = /^AccessDenied(Exception)?$|^UnauthorizedOperation$/i.test(text)
          ? 'Client.UnauthorizedOperation'
          : `Client.${text}`;
        return finding(
          value.range,
          `EC2 writes its error codes with \`Client.\` or \`Server.\` before them: ${codeSpan(wanted)}.`,
          [change(subject, value, wanted)],
        );
      });
  });
}

function impliedItems(subject: CloudTrailSubject): Finding[] {
  return groupsOf([...subject.rule.searches.values()]).flatMap((group) => {
    if (group.type !== 'all_of') return [];
    const inside = subject.items.filter(({ item }) => group.children.includes(item));
    return implied.flatMap(({ field, value, byField, byValue }) => {
      const holds = (each: FieldItem, name: string, only: string): boolean => {
        const [literal, ...more] = literalsOf(each);
        return (
          each.field === name &&
          !each.item.negated &&
          !each.plan.cased &&
          each.item.values.length === 1 &&
          more.length === 0 &&
          literal?.text.toLowerCase() === only.toLowerCase()
        );
      };
      if (!inside.some((each) => holds(each, byField, byValue))) return [];
      return inside
        .filter((each) => holds(each, field, value))
        .map(({ item }) =>
          finding(
            item.range,
            `Every event with \`${byField}: ${byValue}\` has this: it says nothing more. Take it out, or ask for what makes the event special.`,
            [fixOf('Remove it', removeItem(subject.text, item))],
          ),
        );
    });
  });
}

export const valueChecks: readonly Check<CloudTrailSubject>[] = [
  { code: 'field_name_as_value', find: fieldNamesAsValues },
  { code: 'fieldref_of_other_kind', find: fieldrefsOfOtherKind },
  { code: 'value_never_recorded', find: neverRecorded },
  { code: 'value_not_in_model', find: valuesNotInModel },
  { code: 'value_case', find: inOtherCase(false) },
  { code: 'value_case_cased', find: inOtherCase(true) },
  { code: 'value_quoted', find: quotedScalars },
  { code: 'error_code_of_other_service', find: errorCodesOfOthers },
  { code: 'predicate_implied', find: impliedItems },
];
