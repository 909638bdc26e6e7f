// Checks of single values: how they are written, and what other engines make of them.
import { codeSpan } from '../../sigma/index.ts';
import type { ScalarNode } from '../../sigma/index.ts';
import { changing, finding, fixOf } from '../check.ts';
import type { Check, Finding } from '../check.ts';
import { isPatternText, textsOf } from './subject.ts';
import type { DetectionSubject } from './subject.ts';

function quote(value: ScalarNode) {
  return value.style === 'plain'
    ? changing(fixOf('Quote it', { range: value.range, text: `'${value.text}'` }))
    : null;
}

const numbersOf = ({ items }: DetectionSubject): ScalarNode[] =>
  items
    .filter(({ plan }) => plan.state === 'text')
    .flatMap(({ item }) => item.values.filter(({ kind, style }) => kind === 'number' && style === 'plain'));

/** What YAML 1.1 takes for an octal number is told where it is read. */
const withZero = /^[-+]?0\d*[89]\d*$/;

function leadingZeros(subject: DetectionSubject): Finding[] {
  return numbersOf(subject)
    .filter(({ text }) => withZero.test(text))
    .map((value) =>
      finding(
        value.range,
        `Most readers take this for a number and drop its leading zero: quote it, as ${codeSpan(`'${value.text}'`)}, where an id is meant.`,
        [quote(value)],
      ),
    );
}

const exact = BigInt(Number.MAX_SAFE_INTEGER);
const maxDigits = 200;

function isImprecise(text: string): boolean {
  if (text.length > maxDigits) return true;
  if (!/^[-+]?\d+$/.test(text))
    return text.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '').length > 17;
  const size = BigInt(text.replace(/^[-+]/, ''));
  return size > exact && BigInt(Number(size)) !== size;
}

function impreciseNumbers(subject: DetectionSubject): Finding[] {
  return numbersOf(subject)
    .filter(({ text }) => isImprecise(text))
    .map((value) =>
      finding(
        value.range,
        'Many engines keep 53 bits of a number and would compare another one: quote it, if the field holds an id.',
        [quote(value)],
      ),
    );
}

const control = /[\0-\x1f\x7f]/;

/** Tabs and line breaks that nobody sees, from `\t` in double quotes or at the end of a block. */
function controlCharacters(subject: DetectionSubject): Finding[] {
  return subject.items.filter(isPatternText).flatMap((each) =>
    textsOf(each)
      .filter(({ text }) => control.test(text))
      .map((value) => {
        const source = subject.text.slice(value.range.start, value.range.end);
        const inner = source.slice(1, -1);
        if (value.style === 'block')
          return finding(
            value.range,
            'The value has a line break in it, at its end too: write it on one line, or `|-` to leave the last one out.',
            [changing(chomp(source, value))],
          );
        const isEscape = value.style === 'double' && /\\[0abtnvfrexuUNLP]/.test(inner);
        return finding(
          value.range,
          isEscape
            ? 'In double quotes, a backslash and a letter are a control character, such as a tab for `\\t`: write the value in single quotes, if the backslash is meant.'
            : 'The value has a control character in it, such as a tab or a line break: fields rarely do.',
          [
            isEscape && !/['\n]|\\["\\]/.test(inner)
              ? changing(fixOf('Write single quotes', { range: value.range, text: `'${inner}'` }))
              : null,
          ],
        );
      }),
  );
}

/** A block of one line without its line break. */
function chomp(source: string, { text, range }: ScalarNode) {
  const header = /^[|>](?=[ \t]*(\r?\n|#))/.exec(source);
  return header && /^[^\n]*\n$/.test(text)
    ? fixOf('Leave the last line break out', {
        range: { start: range.start + 1, end: range.start + 1 },
        text: '-',
      })
    : null;
}

/** What RE2, Go, Rust and the search languages built on them refuse. */
function needsBacktracking(pattern: string): string | null {
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const rest = pattern.slice(i, i + 4);
    if (rest.startsWith('\\')) {
      if (!inClass && /^\\[1-9k]/.test(rest)) return 'a back reference';
      i++;
    } else if (inClass) inClass = rest[0] !== ']';
    else if (rest[0] === '[') {
      inClass = true;
      // A bracket that stands first is one of the signs.
      if (/^\[\^?\]/.test(rest)) i += rest[1] === '^' ? 2 : 1;
    } else if (/^\(\?<?[=!]/.test(rest)) return 'a look around';
    else if (rest.startsWith('(?>')) return 'an atomic group';
    else if (/^[*+?}]\+/.test(rest)) return 'a possessive quantifier';
  }
  return null;
}

function portability({ items }: DetectionSubject): Finding[] {
  return items
    .filter(({ plan }) => plan.state === 'regex')
    .flatMap((each) =>
      textsOf(each).flatMap(({ text, range }) => {
        const what = needsBacktracking(text);
        return what
          ? [
              finding(
                range,
                `The expression has ${what}, which engines with RE2, Go or Rust refuse: say it without, or with another item.`,
              ),
            ]
          : [];
      }),
    );
}

/** One value of a field is not two texts at once: only arrays fulfil this. */
function allAsWholes({ items }: DetectionSubject): Finding[] {
  return items
    .filter((each) => {
      const { item, plan } = each;
      if (!isPatternText(each) || !plan.all || plan.anchor !== null || plan.neq) return false;
      const texts = new Set(item.values.map(({ text }) => text.toLowerCase()));
      return item.field !== null && texts.size > 1 && item.values.every(({ text }) => !/[*?]/.test(text));
    })
    .map(({ item }) =>
      finding(
        item.keyRange,
        'A field of one value is never equal to all of these: write `contains|all`, or leave `all` away. Only an array of values fulfils it.',
      ),
    );
}

export const valueChecks: readonly Check<DetectionSubject>[] = [
  { code: 'leading_zero', find: leadingZeros },
  { code: 'number_imprecise', find: impreciseNumbers },
  { code: 'value_control_character', find: controlCharacters },
  { code: 'regex_not_portable', find: portability },
  { code: 'all_without_contains', find: allAsWholes },
];
