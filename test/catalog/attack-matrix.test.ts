import { describe, expect, test } from 'vitest';
import { toMatrix } from '../../src/catalog/attack/matrix.ts';
import { attackEnterprise as attack } from '../../src/knowledge/attack/attack-enterprise.ts';

const column = (matrix: ReturnType<typeof toMatrix>, shortname: string) => {
  const found = matrix.columns.find((each) => each.shortname === shortname);
  if (!found) throw new Error(shortname);
  return found;
};
/** `[id, rules]` of the techniques with rules; sub-techniques follow theirs. */
const counted = (matrix: ReturnType<typeof toMatrix>, shortname: string) =>
  column(matrix, shortname)
    .techniques.flatMap((cell) => [cell, ...cell.subtechniques])
    .filter(({ rules }) => rules > 0)
    .map(({ id, rules }) => [id, rules]);

describe('toMatrix', () => {
  test('has every tactic and technique, counted or not', () => {
    const { columns, untagged } = toMatrix([], attack);
    expect(untagged).toBe(0);
    expect(columns.map(({ shortname }) => shortname)).toEqual(
      attack.tactics.map(({ shortname }) => shortname),
    );
    const cells = columns.flatMap(({ techniques }) => techniques);
    const pairs = attack.techniques.flatMap(({ tactics }) => tactics).length;
    expect(cells.length + cells.flatMap(({ subtechniques }) => subtechniques).length).toBe(pairs);
    expect(cells.every(({ rules, id }) => rules === 0 && !id.includes('.'))).toBe(true);
  });

  test('counts rules, not tags', () => {
    const matrix = toMatrix(
      [
        ['attack.persistence', 'attack.t1078', 'attack.t1078.004', 'attack.t1078.001', 'attack.t1078'],
        ['attack.persistence', 'attack.t1078.004'],
        ['attack.persistence', 'attack.persistence'],
      ],
      attack,
    );
    expect(column(matrix, 'persistence').rules).toBe(3);
    expect(counted(matrix, 'persistence')).toEqual([
      ['T1078', 2],
      ['T1078.001', 1],
      ['T1078.004', 2],
    ]);
    expect(column(matrix, 'initial-access').rules).toBe(0);
  });

  test('a technique without a tagged tactic counts under all of its own', () => {
    const matrix = toMatrix([['attack.t1078'], ['attack.collection', 'attack.t1078']], attack);
    for (const shortname of attack.technique('T1078')?.tactics ?? []) {
      expect(column(matrix, shortname).rules).toBe(2);
      expect(counted(matrix, shortname)).toEqual([['T1078', 2]]);
    }
    expect(column(matrix, 'collection').rules).toBe(1);
  });

  test('counts retired ids and the divided tactic under today’s', () => {
    const matrix = toMatrix([['attack.defense_evasion', 'attack.t1562.001']], attack);
    expect(column(matrix, 'defense-impairment').rules).toBe(1);
    expect(column(matrix, 'stealth').rules).toBe(0);
    expect(counted(matrix, 'defense-impairment')).toContainEqual([attack.retired('T1562.001')?.successor, 1]);
  });

  test('tells how many rules have no ATT&CK tag', () => {
    expect(toMatrix([[], ['cve.2021-44228'], ['attack.g0001'], ['attack.impact']], attack).untagged).toBe(2);
  });
});
