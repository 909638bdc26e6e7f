// Rules counted over the ATT&CK matrix.
import type { Attack } from '../../knowledge/attack/attack.ts';
import { placeTags } from '../../knowledge/attack/place-tags.ts';
import type { AttackTechnique } from '../../knowledge/attack/types.ts';
import type { Matrix, MatrixCell } from '../types.ts';

/**
 * The whole matrix, cells without a rule too: gaps are what one looks for. A rule counts once in a cell, however many
 * tags lead there: in a technique with its own tag or one of a sub-technique, in a column with a tag of the tactic or a
 * technique that stands under it as on the rule's own page.
 */
export function toMatrix(tagLists: Iterable<readonly string[]>, attack: Attack): Matrix {
  const counts = new Map<string, number>();
  let untagged = 0;
  for (const texts of tagLists) {
    const { tags, tactics, techniques } = placeTags(texts, attack);
    if (!tags.some(({ namespace }) => namespace === 'attack')) untagged++;
    const cells = new Set(tactics.keys());
    for (const { technique, tactics: placed } of techniques) {
      const top = attack.parent(technique.id) ?? technique;
      for (const shortname of placed)
        for (const cell of [shortname, cellKey(shortname, technique.id), cellKey(shortname, top.id)])
          cells.add(cell);
    }
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }

  const subtechniques = new Map<string, AttackTechnique[]>();
  for (const technique of attack.techniques) {
    const top = attack.parent(technique.id);
    if (top) subtechniques.set(top.id, [...(subtechniques.get(top.id) ?? []), technique]);
  }
  const toCell = (shortname: string, { id, name }: AttackTechnique): MatrixCell => ({
    id,
    name,
    rules: counts.get(cellKey(shortname, id)) ?? 0,
    subtechniques: (subtechniques.get(id) ?? []).map((sub) => toCell(shortname, sub)),
  });
  const columns = attack.tactics.map(({ id, name, shortname }) => ({
    id,
    name,
    shortname,
    rules: counts.get(shortname) ?? 0,
    techniques: attack.techniques
      .filter((technique) => !attack.parent(technique.id) && technique.tactics.includes(shortname))
      .map((technique) => toCell(shortname, technique)),
  }));
  return { columns, untagged };
}

function cellKey(shortname: string, id: string): string {
  return `${shortname} ${id}`;
}
