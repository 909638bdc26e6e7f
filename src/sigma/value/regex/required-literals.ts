import type { RegexNode, SetNode } from './regex-node.ts';
import { nativeEscape, printSet } from './print-set.ts';

/** Characters that stand next to each other in every match. */
export type RequiredRun = readonly SetNode[];

/** The runs every match holds, in the order in which it holds them, none overlapping another. */
export function requiredRuns(tree: RegexNode): readonly RequiredRun[] {
  const runs: SetNode[][] = [[]];
  const visit = (node: RegexNode): void => {
    switch (node.type) {
      case 'set':
        if (node.char !== null) runs.at(-1)!.push(node);
        else runs.push([]);
        return;
      case 'sequence':
        node.parts.forEach(visit);
        return;
      case 'group':
      case 'atomic':
        visit(node.body);
        return;
      case 'repeat':
        if (node.min > 0) visit(node.body);
        if (node.min !== 1 || node.max !== 1) runs.push([]);
        return;
      case 'alternation':
      case 'reference':
        runs.push([]);
        return;
      default:
        // Anchors and lookarounds take no character: what stands on either side of them is adjacent.
        return;
    }
  };
  visit(tree);
  return runs.filter((run) => run.length > 0);
}

export function textOfRun(run: RequiredRun): string {
  return run.map((node) => node.char).join('');
}

/** The fewest characters a match has. */
export function leastLength(node: RegexNode): number {
  switch (node.type) {
    case 'set':
      return 1;
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + leastLength(part), 0);
    case 'alternation':
      return Math.min(...node.branches.map(leastLength));
    case 'repeat':
      return node.min === 0 ? 0 : node.min * leastLength(node.body);
    case 'group':
    case 'atomic':
      return leastLength(node.body);
    default:
      return 0;
  }
}

/** A quick test that is true for every text with a match, and for some without. Linear in the text. */
export function compilePrefilter(runs: readonly RequiredRun[], least: number): (text: string) => boolean {
  const steps = runs.map(findRun);
  return (text) => {
    if (text.length < least) return false;
    let at = 0;
    for (const step of steps) {
      at = step(text, at);
      if (at < 0) return false;
    }
    return true;
  };
}

/** Finds a run from an offset on; the offset behind it, or -1. */
function findRun(run: RequiredRun): (text: string, from: number) => number {
  const literal = textOfRun(run);
  if (run.every((node) => node.set.length === 2)) {
    return (text, from) => {
      const at = text.indexOf(literal, from);
      return at < 0 ? -1 : at + literal.length;
    };
  }
  const regex = new RegExp(run.map((node) => printSet(node.set, nativeEscape)).join(''), 'gu');
  return (text, from) => {
    regex.lastIndex = from;
    return regex.test(text) ? regex.lastIndex : -1;
  };
}
