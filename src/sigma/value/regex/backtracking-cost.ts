import type { Range } from '../../source/range.ts';
import type { CharSet } from './char-set.ts';
import { intersects, unionOf } from './char-set.ts';
import type { AlternationNode, RegexNode, RepeatNode } from './regex-node.ts';
import { childrenOf, isNullable } from './regex-node.ts';

/**
 * An upper bound on the steps a backtracking engine takes with a text of `textLength` characters. It may be far too
 * high, never too low; `Infinity` when the steps may double with every character.
 */
export interface BacktrackingCost {
  readonly steps: number;
  /** The loop that can be gone through in most ways, if there is one. */
  readonly worst: Range | null;
}

/** Counts above this are treated as without bound. */
const manyTurns = 1000;

/** Alternations with more branches are taken to be ambiguous. */
const maxComparedBranches = 200;

/** The characters with which what follows may begin, where it cannot do without one; `null` when anything may follow. */
type Next = CharSet | null;

/** At the end of a pattern no other way is tried, and at the end of the text there is none. */
const nothing: CharSet = [];
const newline: CharSet = [0x0a, 0x0a];

interface Effort {
  /** In how many ways the node can match from one place so that what follows can go on. */
  readonly ways: number;
  /** The steps from one place, failures included. */
  readonly steps: number;
  /** No lookaround, atomic group or reference inside: then turns of an unambiguous loop share their steps. */
  readonly isPlain: boolean;
}

export function backtrackingCost(tree: RegexNode, textLength: number): BacktrackingCost {
  const measure = new Measure(textLength);
  const { steps } = measure.effort(tree, nothing);
  return { steps: isAnchored(tree) ? steps : steps * textLength, worst: measure.worst };
}

/** Whether a match can only begin at the start of the text. */
function isAnchored(node: RegexNode): boolean {
  switch (node.type) {
    case 'anchor':
      return node.kind === 'text_start';
    case 'sequence':
      return node.parts.length > 0 && isAnchored(node.parts[0]!);
    case 'alternation':
      return node.branches.every(isAnchored);
    case 'group':
      return isAnchored(node.body);
    default:
      return false;
  }
}

function join(a: Next, b: Next): Next {
  return a && b && unionOf(a, b);
}

/** The characters `node` may begin with, or `next` where it can match nothing. */
function firstOf(node: RegexNode, next: Next): Next {
  switch (node.type) {
    case 'set':
      return node.set;
    case 'sequence':
      return node.parts.reduceRight<Next>((after, part) => firstOf(part, after), next);
    case 'alternation': {
      const firsts = node.branches.map((branch) => firstOf(branch, next));
      return firsts.includes(null) ? null : unionOf(...(firsts as CharSet[]));
    }
    case 'repeat': {
      const first = firstOf(node.body, next);
      return node.min === 0 ? join(first, next) : first;
    }
    case 'group':
    case 'atomic':
      return firstOf(node.body, next);
    case 'anchor':
      if (node.kind === 'text_end') return nothing;
      return node.kind === 'last_line_end' || node.kind === 'line_end' ? newline : next;
    case 'look':
      return next;
    case 'reference':
      return null;
  }
}

class Measure {
  worst: Range | null = null;
  private worstWays = 1;
  private readonly textLength: number;

  constructor(textLength: number) {
    this.textLength = textLength;
  }

  effort(node: RegexNode, next: Next): Effort {
    switch (node.type) {
      case 'set':
      case 'anchor':
        return { ways: 1, steps: 1, isPlain: true };
      case 'reference':
        return { ways: 1, steps: this.textLength, isPlain: false };
      case 'group':
        return this.effort(node.body, next);
      case 'atomic':
      case 'look':
        return { ways: 1, steps: this.effort(node.body, nothing).steps, isPlain: false };
      case 'sequence':
        return this.sequence(node.parts, next);
      case 'alternation':
        return this.alternation(node, next);
      case 'repeat':
        return this.repeat(node, next);
    }
  }

  private sequence(parts: readonly RegexNode[], next: Next): Effort {
    const nexts: Next[] = [];
    let after = next;
    for (const part of [...parts].reverse()) {
      nexts.push(after);
      after = firstOf(part, after);
    }
    let ways = 1;
    let steps = 1;
    let isPlain = true;
    for (const part of parts) {
      const effort = this.effort(part, nexts.pop()!);
      steps += ways * effort.steps;
      ways *= effort.ways;
      isPlain &&= effort.isPlain;
    }
    return { ways, steps, isPlain };
  }

  private alternation(node: AlternationNode, next: Next): Effort {
    const efforts = node.branches.map((branch) => this.effort(branch, next));
    const ways = efforts.map((effort) => effort.ways);
    return {
      ways: isExclusive(node) ? Math.max(...ways) : sum(ways),
      steps: sum(efforts.map((effort) => effort.steps)),
      isPlain: efforts.every((effort) => effort.isPlain),
    };
  }

  private repeat(node: RepeatNode, next: Next): Effort {
    const { body, min } = node;
    const max = node.max > manyTurns ? Infinity : node.max;
    if (max === 0) return { ways: 1, steps: 1, isPlain: true };
    const first = firstOf(body, next);
    const { ways, steps, isPlain } = this.effort(body, max === 1 ? next : join(first, next));
    // Where the loop's own first character cannot follow it, it has to take all it can.
    const isForced = min === node.max || (first !== null && next !== null && !intersects(first, next));
    let out: Effort;
    if (max !== Infinity) {
      const paths = ways ** max;
      out = {
        ways: ways === 1 && isForced ? 1 : paths * (max - min + 1),
        steps: paths * steps * max,
        isPlain,
      };
    } else if (isNullable(body) || ways > 1) {
      out = { ways: Infinity, steps: Infinity, isPlain };
    } else {
      // The next few characters decide each turn: in all its turns, every node of a plain body goes over the text once.
      const turns = this.textLength;
      out = { ways: isForced ? 1 : turns, steps: turns * (isPlain ? nodeCount(body) : steps), isPlain };
    }
    if (out.ways > this.worstWays) {
      this.worst = node.range;
      this.worstWays = out.ways;
    }
    return out;
  }
}

function nodeCount(node: RegexNode): number {
  return 1 + sum(childrenOf(node).map(nodeCount));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** Whether at most one branch can match from any place: some character within the first few tells them apart. */
function isExclusive(node: AlternationNode): boolean {
  if (node.branches.length > maxComparedBranches) return false;
  const prefixes = node.branches.map(prefixOf);
  return prefixes.every((a, i) =>
    prefixes.slice(i + 1).every((b) => a.some((set, k) => b[k] !== undefined && !intersects(set, b[k]))),
  );
}

/** The sets of the first characters, as far as their places are fixed. */
function prefixOf(node: RegexNode): readonly CharSet[] {
  switch (node.type) {
    case 'set':
      return [node.set];
    case 'group':
      return prefixOf(node.body);
    case 'repeat':
      return node.min > 0 ? prefixOf(node.body).slice(0, 1) : [];
    case 'sequence': {
      const out: CharSet[] = [];
      for (const part of node.parts) {
        if (part.type === 'anchor') continue;
        out.push(...prefixOf(part));
        if (part.type !== 'set') break;
      }
      return out;
    }
    default:
      return [];
  }
}
