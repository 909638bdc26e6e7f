import type { PatternReader } from './pattern-reader.ts';
import type { ReferenceNode, RegexNode } from './regex-node.ts';
import { childrenOf, isNullable } from './regex-node.ts';
import { syntaxFault, unsupportedFault } from './regex-problem.ts';

interface Step {
  readonly node: RegexNode;
  /** Which of the node's children the path goes on to. */
  readonly child: number;
}

/**
 * Refuses references that a browser would answer differently. PCRE fails on a group that has not matched and keeps
 * what a group matched in an earlier turn of a loop; JavaScript takes both for empty. So a reference is taken only
 * where its group has always just matched: every path to it leads through the group, in the same turn.
 */
export function checkReferences(reader: PatternReader, tree: RegexNode): void {
  for (const { name, range } of reader.namesAhead) {
    if (!reader.groupNames.has(name)) {
      throw syntaxFault(range.start, range.end, `There is no group named \`${name}\`.`);
    }
    throw unsupportedFault(
      range.start,
      range.end,
      `The group \`${name}\` stands behind the reference to it.`,
    );
  }
  if (reader.references.length === 0) return;
  for (const { index, range } of reader.references) {
    if (index >= 1 && index <= reader.groupCount) continue;
    throw syntaxFault(range.start, range.end, `There is no group ${index}.`);
  }
  const groups = new Map<number, readonly Step[]>();
  const references: { node: ReferenceNode; path: readonly Step[] }[] = [];
  const visit = (node: RegexNode, path: readonly Step[]): void => {
    if (node.type === 'group') groups.set(node.index, path);
    if (node.type === 'reference') references.push({ node, path });
    childrenOf(node).forEach((inside, child) => visit(inside, [...path, { node, child }]));
  };
  visit(tree, []);
  for (const { node, path } of references) checkReference(node, path, groups.get(node.index)!);
}

function checkReference(reference: ReferenceNode, path: readonly Step[], groupPath: readonly Step[]): void {
  const { start, end } = reference.range;
  const refuse = (why: string): Error =>
    unsupportedFault(start, end, `The reference to group ${reference.index} is not supported: ${why}.`);
  if ([...path, ...groupPath].some(({ node }) => node.type === 'look' && node.behind)) {
    throw refuse('neither may stand in a lookbehind');
  }
  let shared = 0;
  while (path[shared] && path[shared]!.node === groupPath[shared]?.node) {
    if (path[shared]!.child !== groupPath[shared]!.child) break;
    shared++;
  }
  const fork = path[shared];
  const groupFork = groupPath[shared];
  const isBefore = fork && groupFork && fork.node === groupFork.node && groupFork.child < fork.child;
  if (!isBefore || fork.node.type !== 'sequence') {
    throw refuse('the group must have matched before it; write the alternatives out');
  }
  if (!groupPath.slice(shared + 1).every(({ node }) => alwaysMatches(node))) {
    throw refuse('the group may be passed over; write the alternatives out');
  }
}

/** Whether all inside takes part, last time round included, when the node matches. */
function alwaysMatches(node: RegexNode): boolean {
  switch (node.type) {
    case 'alternation':
      return false;
    case 'look':
      return !node.negative;
    case 'repeat':
      return node.min > 0 && (node.max === 1 || !isNullable(node.body));
    default:
      return true;
  }
}
