// Search identifiers: where each is defined, where conditions name it or reach it by a pattern, and how all of that is
// renamed at once.
import { namesSelected, readRules } from '../../sigma/index.ts';
import type { ConditionNode, DetectionRule, Range, SearchIdentifier, TextEdit } from '../../sigma/index.ts';

export interface IdentifierUse {
  /** `definition`: its key; `name`: a condition names it; `pattern`: `1 of selection_*` or `all of them` reaches it. */
  readonly kind: 'definition' | 'name' | 'pattern';
  /** The name itself, without quotes; of a pattern the pattern. */
  readonly range: Range;
}

export interface IdentifierUses {
  /** The identifiers that the place speaks of: one, or all that a pattern reaches. */
  readonly names: readonly string[];
  /** Where the cursor is. */
  readonly at: IdentifierUse;
  readonly uses: readonly IdentifierUse[];
}

export type Renamed =
  | { readonly type: 'edits'; readonly edits: readonly TextEdit[] }
  /** `reason`: a sentence that says what stands against it, and what would help. */
  | { readonly type: 'refused'; readonly reason: string };

/** Words of conditions, and the keys of a detection that are no identifiers. */
const taken = /^(?:and|or|not|of|them|all|any|condition|timeframe)$/i;
const writable = /^[A-Za-z_][\w-]*$/;
const maxName = 200;

/** null where no identifier stands, and where the detection cannot be read. */
export function identifierUses(text: string, offset: number): IdentifierUses | null {
  const rule = ruleAt(text, offset);
  if (!rule) return null;
  const all = usesIn(rule);
  const at = all.find(({ range }) => range.start <= offset && offset <= range.end);
  if (!at) return null;
  const { names } = at;
  return {
    names,
    at: plain(at),
    uses: all.filter((use) => use.names.some((name) => names.includes(name))).map(plain),
  };
}

/** Where the identifiers at a place are defined: of a pattern all that it reaches. */
export function definitionsAt(text: string, offset: number): readonly Range[] {
  const found = identifierUses(text, offset);
  return found?.uses.flatMap(({ kind, range }) => (kind === 'definition' ? range : [])) ?? [];
}

export function renameIdentifier(text: string, offset: number, name: string): Renamed {
  const refuse = (reason: string): Renamed => ({ type: 'refused', reason });
  const rule = ruleAt(text, offset);
  const found = identifierUses(text, offset);
  if (!rule || !found)
    return refuse('Put the cursor on a search identifier, in the detection or in the condition.');
  const [old] = found.names;
  if (found.at.kind === 'pattern' || old === undefined)
    return refuse('A pattern has no one name: put the cursor on one of the identifiers that it reaches.');
  if (name === old) return { type: 'edits', edits: [] };
  const reason = whyNoName(name, rule);
  if (reason) return refuse(reason);
  const reach = reachChange(rule, old, name);
  if (reach) return refuse(reach);
  const edits: TextEdit[] = [];
  for (const { kind, range } of found.uses) {
    if (kind === 'pattern') continue;
    if (text.slice(range.start, range.end) !== old)
      return refuse(`\`${old}\` is written with escapes at one of its places: rename it by hand.`);
    edits.push({ range, text: name });
  }
  return { type: 'edits', edits };
}

function whyNoName(name: string, rule: DetectionRule): string {
  if (name === '') return 'Type a name.';
  if (name.length > maxName) return 'The name is too long.';
  if (!writable.test(name))
    return 'A name begins with a letter or `_`, and has letters, digits, `_` and `-` only.';
  if (taken.test(name)) return `\`${name}\` has a meaning of its own in a detection: choose another name.`;
  const has = rule.detection.identifiers.some((each) => each.name === name);
  return has ? `There is a \`${name}\` already: choose another name.` : '';
}

/** What a pattern would reach besides, or no longer: the rule would mean something else. */
function reachChange(rule: DetectionRule, old: string, name: string): string {
  const names = rule.detection.identifiers.map((each) => each.name);
  const renamed = names.map((each) => (each === old ? name : each));
  for (const node of nodesOf(rule)) {
    if (node.type !== 'quantified' || node.pattern === old) continue;
    const before = namesSelected(node.pattern, names).includes(old);
    const after = namesSelected(node.pattern, renamed).includes(name);
    if (before === after) continue;
    const what = before ? 'no longer reaches it then' : 'would reach it then';
    return `\`${node.quantifier} of ${node.pattern}\` ${what}, and the rule would mean something else.`;
  }
  return '';
}

interface NamedUse extends IdentifierUse {
  readonly names: readonly string[];
}

const plain = ({ kind, range }: NamedUse): IdentifierUse => ({ kind, range });

function usesIn(rule: DetectionRule): NamedUse[] {
  const { text, detection } = rule;
  const names = detection.identifiers.map(({ name }) => name);
  const definitions = detection.identifiers.map((identifier): NamedUse => ({
    kind: 'definition',
    names: [identifier.name],
    range: withoutQuotes(text, identifier),
  }));
  const inConditions = nodesOf(rule).flatMap((node): NamedUse[] => {
    if (node.type === 'identifier') return [{ kind: 'name', names: [node.name], range: node.range }];
    if (node.type !== 'quantified') return [];
    const range = { start: node.range.end - node.pattern.length, end: node.range.end };
    const isName = node.pattern !== 'them' && !node.pattern.includes('*');
    return [{ kind: isName ? 'name' : 'pattern', names: namesSelected(node.pattern, names), range }];
  });
  return [...definitions, ...inConditions].sort((a, b) => a.range.start - b.range.start);
}

function withoutQuotes(text: string, { keyRange }: SearchIdentifier): Range {
  const isQuoted = /['"]/.test(text.charAt(keyRange.start)) && keyRange.end - keyRange.start > 1;
  return isQuoted ? { start: keyRange.start + 1, end: keyRange.end - 1 } : keyRange;
}

/** The nodes of all conditions, one after the other. */
function nodesOf({ detection }: DetectionRule): ConditionNode[] {
  const nodes: ConditionNode[] = [];
  const walk = (node: ConditionNode): void => {
    nodes.push(node);
    if (node.type === 'not') walk(node.child);
    if (node.type === 'and' || node.type === 'or') node.children.forEach(walk);
  };
  for (const { root } of detection.conditions) walk(root);
  return nodes;
}

function ruleAt(text: string, offset: number): DetectionRule | null {
  const { rules } = readRules(text);
  const found = rules.find(
    (rule) => rule.type === 'detection' && rule.range.start <= offset && offset <= rule.range.end,
  );
  return found?.type === 'detection' ? found : null;
}
