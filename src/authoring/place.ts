// Where in a rule a new detection item belongs.
import { entryOf, namesSelected } from '../sigma/index.ts';
import type { ConditionNode, DetectionRule, MappingEntry, MappingNode } from '../sigma/index.ts';

export interface Place {
  /** The search identifier. */
  readonly name: string;
  readonly entry: MappingEntry;
  /** What takes the item; null where the identifier holds nothing yet. */
  readonly mapping: MappingNode | null;
}

/**
 * The search identifier at `cursor`, else the first that the condition wants to match, else the first. null where none
 * of them takes fields.
 */
export function findPlace(rule: DetectionRule, cursor: number | null): Place | null {
  const detection = rule.document && entryOf(rule.document, 'detection')?.value;
  if (detection?.type !== 'mapping') return null;
  const named = new Map(detection.entries.map((entry) => [entry.key.text, entry]));
  const wanted = rule.detection.conditions.flatMap(({ root }) => wantedNames(root, [...named.keys()]));
  const all = rule.detection.identifiers.map(({ name }) => name);
  const atCursor = all.filter((name) => cursor !== null && isAround(named.get(name), cursor, rule.text));
  for (const name of [...atCursor, ...wanted, ...all]) {
    const entry = named.get(name);
    const place = entry && placeIn(entry, cursor);
    if (place) return place;
  }
  return null;
}

/** A cursor behind the last letter of an identifier still stands in its lines. */
function isAround(entry: MappingEntry | undefined, cursor: number, text: string): boolean {
  if (!entry || cursor < entry.range.start) return false;
  const lineEnd = text.indexOf('\n', entry.range.end);
  return cursor <= (lineEnd < 0 ? text.length : lineEnd);
}

function placeIn(entry: MappingEntry, cursor: number | null): Place | null {
  const { key, value } = entry;
  const place = (mapping: MappingNode | null): Place => ({ name: key.text, entry, mapping });
  if (value.type === 'mapping') return place(value);
  if (value.type === 'scalar') return value.kind === 'null' && value.text === '' ? place(null) : null;
  const mappings = value.items.filter((item) => item.type === 'mapping');
  const here = mappings.find(({ range }) => cursor !== null && range.start <= cursor && cursor <= range.end);
  const chosen = here ?? mappings.at(-1);
  return chosen ? place(chosen) : null;
}

/** Identifiers that help a condition when they match. */
function wantedNames(node: ConditionNode, all: readonly string[], wanted = true): readonly string[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.children.flatMap((child) => wantedNames(child, all, wanted));
    case 'not':
      return wantedNames(node.child, all, !wanted);
    case 'identifier':
      return wanted ? [node.name] : [];
    case 'quantified':
      return wanted
        ? namesSelected(
            node.pattern,
            all.filter((name) => name !== 'condition'),
          )
        : [];
    case 'broken':
      return [];
  }
}
