import { printCount } from './print-native.ts';
import { printSet, re2Escape } from './print-set.ts';
import type { AnchorKind, RegexNode } from './regex-node.ts';
import { isNullable } from './regex-node.ts';

/** RE2's own limit, on the product of nested counts. */
const maxRe2Count = 1000;

/** What may follow a node, up to the end of the pattern. */
interface Following {
  /** Nothing follows. */
  readonly isLast: boolean;
  /** At least one character follows. */
  readonly takesMore: boolean;
  readonly count: number;
}

/**
 * Prints a tree for an engine with RE2's syntax, or `null` where RE2 cannot say it exactly. The only capturing groups
 * in the result stand for a final newline that is looked at but no part of the match.
 *
 * A loop such as `(?:b?(?:bc|)|a)+`, whose body can match nothing before it has tried all else, may end later than in
 * PCRE: which texts match, and where the match begins, is the same.
 */
export function printRe2(tree: RegexNode): string | null {
  return print(tree, { isLast: true, takesMore: false, count: 1 });
}

function print(node: RegexNode, following: Following): string | null {
  switch (node.type) {
    case 'set':
      return printSet(node.set, re2Escape);
    case 'sequence':
      return printSequence(node.parts, following);
    case 'alternation': {
      const branches = node.branches.map((branch) => print(branch, following));
      return branches.includes(null) ? null : `(?:${branches.join('|')})`;
    }
    case 'group':
      return wrap(print(node.body, following));
    case 'repeat': {
      const { min, max, lazy } = node;
      const count = following.count * Math.max(min, max === Infinity ? 1 : max, 1);
      if (count > maxRe2Count) return null;
      const once = max <= 1;
      const inside = wrap(print(node.body, once ? following : { isLast: false, takesMore: false, count }));
      return inside === null ? null : inside + printCount(min, max) + (lazy ? '?' : '');
    }
    case 'anchor':
      return printAnchor(node.kind, following);
    default:
      return null;
  }
}

function printAnchor(kind: AnchorKind, following: Following): string | null {
  switch (kind) {
    case 'text_start':
      return '\\A';
    case 'text_end':
      return '\\z';
    case 'last_line_end':
      return following.isLast ? '(\\n?\\z)' : null;
    case 'line_start':
      // RE2 also begins a line after a final newline, which cannot matter when a character must follow.
      return following.takesMore ? '(?m:^)' : null;
    case 'line_end':
      return '(?m:$)';
    case 'word_boundary':
      return '\\b';
    case 'not_word_boundary':
      return '\\B';
  }
}

function printSequence(parts: readonly RegexNode[], following: Following): string | null {
  const out: string[] = [];
  let after = following;
  for (const part of [...parts].reverse()) {
    const text = print(part, after);
    if (text === null) return null;
    out.push(text);
    after = { isLast: false, takesMore: after.takesMore || !isNullable(part), count: after.count };
  }
  return out.reverse().join('');
}

function wrap(text: string | null): string | null {
  return text === null ? null : `(?:${text})`;
}
