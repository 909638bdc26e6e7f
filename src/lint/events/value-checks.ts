// Checks of the values that a rule compares fields with, by what these events hold there.
import { literalOf } from '../../coverage/field-values.ts';
import { codeSpan, ExactNumber, readPath } from '../../sigma/index.ts';
import type { CompiledItem } from '../../sigma/index.ts';
import { finding, fixOf } from '../check.ts';
import type { Finding } from '../check.ts';
import { addModifier, renameField, setModifiers } from '../item-edits.ts';
import { replaceScalar } from '../scalar-edits.ts';
import type { EventsSubject, TriedItem } from './subject.ts';

export function fieldNames(subject: EventsSubject): Finding[] {
  return subject.items.flatMap(({ item, plan, field, matched }) => {
    if (plan.state !== 'text' || matched > 0) return [];
    const named = item.values.filter(
      ({ value: { kind, text } }) =>
        kind === 'string' && text !== field && isTelling(text) && subject.paths.has(text),
    );
    const fix =
      named.length === item.values.length
        ? fixOf('Add `fieldref`', addModifier(subject.text, item, 'fieldref'))
        : null;
    return named.map(({ value }) =>
      finding(
        value.range,
        `${codeSpan(value.text)} is a field of the events, and is compared as a text here: with \`fieldref\` it stands for what the field holds.`,
        [fix],
      ),
    );
  });
}

/** A word alone is a name by chance: only paths, and words with a hump. */
const isTelling = (text: string): boolean =>
  /^\w+(\.\w+)+$/.test(text) || (text.length >= 8 && /^\w*[a-z][A-Z]\w*$/.test(text));

const isArn = (text: string): boolean => /^arn:[\w-]*:/i.test(text);
const isName = (text: string): boolean => /^[\w+=,.@-]+$/.test(text);

/** Null where the field holds something else too, or nothing. */
function textsOf(subject: EventsSubject, path: CompiledItem['path']): readonly string[] | null {
  const values = subject.valuesOf(path);
  return values.length > 0 && values.every((value) => typeof value === 'string') ? values : null;
}

export function arnsAndNames(subject: EventsSubject): Finding[] {
  return subject.items.flatMap((each) => {
    const { item, plan, matched } = each;
    if (matched > 0 || plan.anchor !== null || plan.cased) return [];
    if (plan.state !== 'text' && plan.state !== 'fieldref') return [];
    const mine = textsOf(subject, item.path);
    if (!mine) return [];
    const areArns = mine.every(isArn);
    if (!areArns && !mine.every(isName)) return [];
    return plan.state === 'text' ? asText(subject, each, areArns) : asField(subject, each, areArns);
  });
}

function asText(subject: EventsSubject, { item, field }: TriedItem, areArns: boolean): Finding[] {
  return item.values.flatMap((value) => {
    const literal = literalOf(item, value);
    if (literal === null || value.value.kind !== 'string') return [];
    if (areArns) {
      if (!isName(literal)) return [];
      const fix =
        item.values.length === 1 && item.item.modifiers.length === 0
          ? fixOf(
              `Write \`${field}|endswith: /${literal}\``,
              setModifiers(subject.text, item, '|endswith'),
              replaceScalar(subject.text, value.value, `/${literal}`),
            )
          : null;
      return [
        finding(
          value.value.range,
          `${codeSpan(field)} holds an ARN in these events, and ${codeSpan(literal)} is a name: they are never the same. Compare the end of the ARN.`,
          [fix],
        ),
      ];
    }
    if (!isArn(literal)) return [];
    const name = literal.slice(Math.max(literal.lastIndexOf('/'), literal.lastIndexOf(':')) + 1);
    return [
      finding(
        value.value.range,
        `${codeSpan(field)} holds a name in these events, and this is an ARN: they are never the same. Compare it with the name.`,
        [
          isName(name)
            ? fixOf(`Change to ${codeSpan(name)}`, replaceScalar(subject.text, value.value, name))
            : null,
        ],
      ),
    ];
  });
}

function asField(subject: EventsSubject, { item, field }: TriedItem, areArns: boolean): Finding[] {
  return item.values.flatMap(({ value }) => {
    const other = value.text;
    const theirs = textsOf(subject, readPath(other));
    if (!theirs || !theirs.every(areArns ? isName : isArn)) return [];
    const arn = areArns ? field : other;
    const name = arn.replace(/\barn$/i, 'userName');
    const isThere = name !== arn && subject.paths.has(name);
    const edit = areArns ? renameField(subject.text, item, name) : replaceScalar(subject.text, value, name);
    return [
      finding(
        value.range,
        `In these events ${codeSpan(arn)} holds an ARN and ${codeSpan(areArns ? other : field)} a name: they are never the same. Compare fields of one kind.`,
        [isThere ? fixOf(`Change to ${codeSpan(name)}`, edit) : null],
      ),
    ];
  });
}

/** Values of one item, and texts of the events, that are held against each other. */
const maxWild = 50;
const maxTexts = 2000;

/** A `*` or `?` of the rule that the events have there as it stands. */
export function literalWildcards(subject: EventsSubject): Finding[] {
  return subject.items.flatMap(({ item, plan, matched }) => {
    if (plan.state !== 'text' || plan.encodings.length > 0 || matched === 0) return [];
    const wildcards = item.values.flatMap(({ value }) => {
      const wild = value.kind === 'string' ? innerWildcard(value.text) : null;
      return wild === null ? [] : [{ value, wild }];
    });
    if (wildcards.length === 0) return [];
    const texts = subject
      .valuesOf(item.path)
      .slice(0, maxTexts)
      .flatMap((held) => (typeof held === 'string' ? [held.toLowerCase()] : []));
    return wildcards.slice(0, maxWild).flatMap(({ value, wild }) => {
      const wanted = wild.toLowerCase();
      if (!texts.some((held) => held.includes(wanted))) return [];
      const { text } = value;
      const escaped = text.replace(wild, () => wild.replace(/[*?]/g, '\\$&'));
      return [
        finding(
          value.range,
          `The events hold ${codeSpan(wild)} as it stands, and its \`*\` and \`?\` stand for anything here: write \`\\\` before them for the signs themselves.`,
          [value.style === 'double' ? null : fixOf('Escape it', replaceScalar(subject.text, value, escaped))],
        ),
      ];
    });
  });
}

/** The text with wildcards in it; stars at its ends alone say `contains`. Null without, or where some are escaped. */
function innerWildcard(text: string): string | null {
  const inner = text.replace(/^\*+|\*+$/g, '');
  const wild = text.startsWith('*') || inner === '' ? inner : text;
  return /[*?]/.test(wild) && !wild.includes('\\') ? wild : null;
}

export function quotedScalars(subject: EventsSubject): Finding[] {
  return subject.items.flatMap(({ item, plan, field }) => {
    if (plan.state !== 'text' || plan.anchor !== null) return [];
    const values = subject.valuesOf(item.path);
    const areBooleans = values.every((value) => typeof value === 'boolean');
    const areNumbers = values.every((value) => typeof value === 'number' || value instanceof ExactNumber);
    if (values.length === 0 || !(areBooleans || areNumbers)) return [];
    const pattern = areBooleans ? /^(true|false)$/i : /^-?(0|[1-9]\d{0,14})$/;
    return item.values
      .filter(({ value }) => value.kind === 'string' && pattern.test(value.text))
      .map(({ value }) => {
        const plain = value.text.toLowerCase();
        return finding(
          value.range,
          `${codeSpan(field)} holds a ${areBooleans ? 'truth value' : 'number'} in these events, no text: write ${codeSpan(plain)} without quotes, for engines that tell them apart.`,
          value.style === 'block'
            ? []
            : [{ title: `Write \`${plain}\``, edits: [{ range: value.range, text: plain }] }],
        );
      });
  });
}
