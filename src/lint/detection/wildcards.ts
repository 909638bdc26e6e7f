// Checks of the wildcards in values: those that do nothing, those that a modifier says better, and those that are none.
import { codeSpan, readTokens } from '../../sigma/index.ts';
import type { ScalarNode, TextEdit } from '../../sigma/index.ts';
import { changing, finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { replaceScalar } from '../scalar-edits.ts';
import { isPatternText, textsOf, withModifiers } from './subject.ts';
import type { DetectionSubject, PlannedItem } from './subject.ts';

/** The value without some of its signs, where what is left reads as the same text in YAML. */
function rewrite(text: string, value: ScalarNode, by: string): TextEdit | null {
  const isText =
    value.style !== 'plain' ||
    (/^[A-Za-z_\\/](.*[^\s:])?$/.test(by) && !/^(true|false|yes|no|on|off|y|n|null)$/i.test(by));
  if (!isText || by === '') return null;
  const { start, end } = value.range;
  const inner = { start: start + 1, end: end - 1 };
  // Space at the ends of a quoted text is part of it.
  const isQuoted = value.style === 'single' || value.style === 'double';
  if (isQuoted && text.slice(inner.start, inner.end) === value.text) return { range: inner, text: by };
  return value.text === value.text.trim() ? replaceScalar(text, value, by) : null;
}

/** Stars after which straight another one stands; an escaped star is none. */
const doubled = /((?:^|[^\\])(?:\\\\)*)\*{2,}/g;

function doubleWildcards(subject: DetectionSubject): Finding[] {
  return subject.items.filter(isPatternText).flatMap((each) =>
    textsOf(each).flatMap((value) => {
      const single = value.text.replace(doubled, '$1*');
      if (single === value.text) return [];
      return [
        finding(value.range, '`**` matches what `*` matches: one star is enough.', [
          fixOf('Write one star', rewrite(subject.text, value, single)),
        ]),
      ];
    }),
  );
}

const starts = (text: string): boolean => text.startsWith('*');
/** With a star that no backslash escapes. */
const ends = (text: string): boolean => /(?:^|[^\\])(?:\\\\)*\*$/.test(text);

const stripped = (text: string, atStart: boolean, atEnd: boolean): string =>
  text.slice(atStart && starts(text) ? 1 : 0, atEnd && ends(text) ? -1 : undefined);

function redundantWildcards(subject: DetectionSubject): Finding[] {
  return subject.items.filter(isPatternText).flatMap((each) => {
    const { anchor, windash } = each.plan;
    if (anchor === null || windash) return [];
    return textsOf(each).flatMap((value) => {
      const by = stripped(value.text, anchor !== 'start', anchor !== 'end');
      if (by === value.text || by === '' || starts(by) || ends(by)) return [];
      return [
        finding(
          value.range,
          `${codeSpan(each.item.modifiers.map(({ name }) => name).join('|'))} leaves open what stands there: the star does nothing.`,
          [fixOf(`Change to ${codeSpan(by)}`, rewrite(subject.text, value, by))],
        ),
      ];
    });
  });
}

const forms = { anywhere: 'contains', start: 'startswith', end: 'endswith' } as const;

/** What a modifier would say of a text that has stars at its ends and nowhere else. */
function formOf(text: string): keyof typeof forms | null {
  const inner = readTokens(stripped(text, true, true));
  if (inner.length !== 1 || inner[0]?.type !== 'literal') return null;
  if (starts(text)) return ends(text) ? 'anywhere' : 'end';
  return ends(text) ? 'start' : null;
}

function wildcardsForModifiers(subject: DetectionSubject): Finding[] {
  return subject.items.filter(isPatternText).flatMap((each) => {
    const { item, plan } = each;
    if (item.field === null || plan.anchor !== null || plan.windash || plan.expand) return [];
    const values = textsOf(each);
    const [form = null, ...more] = new Set(values.map(({ text }) => formOf(text)));
    if (form === null || more.length > 0 || values.length < item.values.length) return [];
    const modifiers = [forms[form], ...item.modifiers.map(({ name }) => name)].join('|');
    return [
      finding(
        item.keyRange,
        `Stars only ${form === 'anywhere' ? 'around the text' : form === 'start' ? 'after the text' : 'before the text'}: ${codeSpan(`${item.field}|${modifiers}`)} says so, and most engines are faster with it.`,
        [
          fixOf(
            `Change to ${codeSpan(`|${modifiers}`)}`,
            withModifiers(subject.text, each, `|${modifiers}`),
            ...values.map((value) => rewrite(subject.text, value, stripped(value.text, true, true))),
          ),
        ],
      ),
    ];
  });
}

/** A star that one backslash escapes. Question marks are left alone: in `\\??\\C:` they are meant. */
const escaped = /(?<!\\)((?:\\\\)*)\\\*/g;
/** A backslash that leads from one name to another. */
const pathLike = /^[a-z]:\\|%\\|(?<!\\)\\\w/i;

/** In a path, the backslash before a star divides names, and the star was meant to stand for some. */
function escapedWildcards(subject: DetectionSubject): Finding[] {
  return subject.items.filter(isPatternText).flatMap((each) =>
    textsOf(each).flatMap((value) => {
      const mended = value.text.replace(escaped, '$1\\\\*');
      if (mended === value.text || !pathLike.test(value.text.replace(/\\\*/g, ''))) return [];
      return [
        finding(
          value.range,
          'A backslash before a star makes it the sign itself, so that this stands for no other names. Write `\\\\*` for a backslash and anything after it.',
          [changing(fixOf(`Change to ${codeSpan(mended)}`, rewrite(subject.text, value, mended)))],
        ),
      ];
    }),
  );
}

const isOnlyStars = (text: string): boolean => {
  const tokens = readTokens(text);
  return tokens.length > 0 && tokens.every(({ type }) => type === 'any');
};

function everything(subject: DetectionSubject): Finding[] {
  return subject.items.flatMap((each: PlannedItem) => {
    const { item, plan } = each;
    const [only, ...more] = item.values;
    if (!only || more.length > 0 || only.kind !== 'string' || !isPatternText(each)) return [];
    if (item.field === null || plan.neq || !isOnlyStars(only.text)) return [];
    const fix =
      only.style === 'block'
        ? null
        : fixOf('Write `exists: true`', withModifiers(subject.text, each, '|exists'), {
            range: only.range,
            text: 'true',
          });
    return [
      finding(
        only.range,
        `${codeSpan(only.text)} matches every text: ${codeSpan(`${item.field}|exists: true`)} says that the field is there; a star itself is \`\\*\`.`,
        [changing(fix)],
      ),
    ];
  });
}

export const wildcardChecks: readonly Check<DetectionSubject>[] = [
  { code: 'double_wildcard', find: doubleWildcards },
  { code: 'wildcard_redundant', find: redundantWildcards },
  { code: 'wildcards_for_modifier', find: wildcardsForModifiers },
  { code: 'wildcard_escaped', find: escapedWildcards },
  { code: 'value_is_everything', find: everything },
];
