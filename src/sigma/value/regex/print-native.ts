import { closeOverCase } from './case-closure.ts';
import { isSameSet } from './char-set.ts';
import { nativeEscape, printSet } from './print-set.ts';
import type { AnchorKind, LookNode, RegexNode, RepeatNode } from './regex-node.ts';
import { childrenOf, isNullable } from './regex-node.ts';
import { unsupportedFault } from './regex-problem.ts';

export interface NativeText {
  readonly source: string;
  readonly flags: 'u' | 'iu';
}

const anchorText: Readonly<Record<AnchorKind, string>> = {
  text_start: '^',
  text_end: '$',
  last_line_end: '(?=\\n?$)',
  // PCRE: a newline at the very end does not begin another line.
  line_start: '(?:^|(?<=\\n)(?!$))',
  line_end: '(?=\\n|$)',
  word_boundary: '\\b',
  not_word_boundary: '\\B',
};

interface Printing {
  /** Set only where a reference ignores case; characters are otherwise widened when they are read. */
  readonly ignoreCase: boolean;
  /** Groups that a reference needs; all others are printed without capturing. */
  readonly referred: ReadonlySet<number>;
  /** Our number of a group → the printed one. */
  readonly numbers: Map<number, number>;
  captures: number;
  isBehind: boolean;
}

/**
 * Prints a tree for the browser's engine. Throws a `RegexFault` for what that engine would answer differently.
 * `capturing`: groups that nothing refers to capture too.
 */
export function printNative(tree: RegexNode, capturing = false): NativeText {
  const referred = new Set<number>();
  let ignoreCase = false;
  const collect = (node: RegexNode): void => {
    if (node.type === 'reference') {
      referred.add(node.index);
      ignoreCase ||= node.ignoreCase;
    }
    if (capturing && node.type === 'group') referred.add(node.index);
    childrenOf(node).forEach(collect);
  };
  collect(tree);
  const printing: Printing = { ignoreCase, referred, numbers: new Map(), captures: 0, isBehind: false };
  const text = print(tree, printing);
  // V8 lets a match of no characters begin between the halves of a surrogate pair; no character begins there.
  const source = isNullable(tree) ? `(?=[^]|$)(?:${text})` : text;
  return { source, flags: ignoreCase ? 'iu' : 'u' };
}

function print(node: RegexNode, printing: Printing): string {
  const { start, end } = node.range;
  switch (node.type) {
    case 'set':
      if (printing.ignoreCase && !isSameSet(closeOverCase(node.set), node.set)) {
        const mend = 'Let all of the pattern ignore case, and write `[A-Za-z0-9_]` for `\\w`.';
        throw unsupportedFault(
          start,
          end,
          `This heeds case while a reference to a group ignores it. ${mend}`,
        );
      }
      return printSet(node.set, nativeEscape);
    case 'sequence':
      return node.parts
        .map((part) => (part.type === 'alternation' ? `(?:${print(part, printing)})` : print(part, printing)))
        .join('');
    case 'alternation':
      return node.branches.map((branch) => print(branch, printing)).join('|');
    case 'group': {
      if (!printing.referred.has(node.index)) return `(?:${print(node.body, printing)})`;
      printing.numbers.set(node.index, ++printing.captures);
      return `(${print(node.body, printing)})`;
    }
    case 'atomic': {
      if (printing.isBehind) throw unsupportedFault(start, end, 'A lookbehind cannot hold an atomic group.');
      const number = ++printing.captures;
      return `(?=(${print(node.body, printing)}))(?:\\${number})`;
    }
    case 'repeat':
      return printRepeat(node, printing);
    case 'look':
      return printLook(node, printing);
    case 'anchor':
      if (printing.ignoreCase && /word/.test(node.kind)) {
        const mend = 'Write `(?<![A-Za-z0-9_])` or `(?![A-Za-z0-9_])`.';
        throw unsupportedFault(
          start,
          end,
          `\`\\b\` cannot stand beside a reference that ignores case. ${mend}`,
        );
      }
      return anchorText[node.kind];
    case 'reference':
      return `(?:\\${printing.numbers.get(node.index)})`;
  }
}

function printRepeat(node: RepeatNode, printing: Printing): string {
  const { body, min, max, lazy, range } = node;
  const inside =
    body.type === 'set' || body.type === 'group' ? print(body, printing) : `(?:${print(body, printing)})`;
  if (min !== max && isNullable(body)) {
    // JavaScript rejects a turn that takes nothing and tries the body's other ways first; PCRE accepts it.
    if (min === 0 && max === 1) return lazy ? `(?:|${inside})` : `(?:${inside}|)`;
    if (lazy || !isEmptyLast(body)) {
      const mend = 'Let each turn take at least one character.';
      throw unsupportedFault(range.start, range.end, `What is repeated here can match nothing. ${mend}`);
    }
  }
  return inside + printCount(min, max) + (lazy ? '?' : '');
}

export function printCount(min: number, max: number): string {
  if (max === Infinity && min < 2) return min === 0 ? '*' : '+';
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max === Infinity ? '' : max}}`;
}

function printLook(node: LookNode, printing: Printing): string {
  const { isBehind } = printing;
  if (node.behind && !isBounded(node.body)) {
    const { start, end } = node.range;
    throw unsupportedFault(
      start,
      end,
      'A lookbehind needs a bounded length: write `{0,9}` instead of `*` or `+`.',
    );
  }
  printing.isBehind ||= node.behind;
  const inside = print(node.body, printing);
  printing.isBehind = isBehind;
  return `(?:(?${node.behind ? '<' : ''}${node.negative ? '!' : '='}${inside}))`;
}

function isBounded(node: RegexNode): boolean {
  if (node.type === 'look') return true;
  return !(node.type === 'repeat' && node.max === Infinity) && childrenOf(node).every(isBounded);
}

/**
 * Whether a nullable node tries to match nothing only after all else. Then a turn of a loop that takes nothing is also
 * what is tried last, and leaving the loop comes to the same.
 */
function isEmptyLast(node: RegexNode): boolean {
  if (!isNullable(node)) return true;
  switch (node.type) {
    case 'sequence':
      return node.parts.every(isEmptyLast);
    case 'alternation':
      return node.branches.every((branch, i) =>
        i === node.branches.length - 1 ? isEmptyLast(branch) : !isNullable(branch),
      );
    case 'group':
      return isEmptyLast(node.body);
    case 'repeat':
      return node.max === 0 || (!node.lazy && isEmptyLast(node.body));
    default:
      return true;
  }
}
