import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../src/knowledge/attack/generate.mjs');
const folder = mkdtempSync(join(tmpdir(), 'attack-'));
afterAll(() => rmSync(folder, { recursive: true }));

const idOf = (external_id: string) => ({
  external_references: [
    { source_name: 'other', external_id: 'x' },
    { source_name: 'mitre-attack', external_id },
  ],
});
const tactic = (id: string, name: string, x_mitre_shortname: string) => ({
  type: 'x-mitre-tactic',
  id: `tactic--${id}`,
  name,
  x_mitre_shortname,
  ...idOf(id),
});
const technique = (id: string, name: string, phases: readonly string[], more: object = {}) => ({
  type: 'attack-pattern',
  id: `attack-pattern--${id}-${name}`,
  name,
  kill_chain_phases: [
    { kill_chain_name: 'another', phase_name: 'recon' },
    ...phases.map((phase_name) => ({ kill_chain_name: 'mitre-attack', phase_name })),
  ],
  ...idOf(id),
  ...more,
});
const related = (relationship_type: string, source_ref: string, target_ref: string) => ({
  type: 'relationship',
  id: `relationship--${source_ref}-${target_ref}`,
  relationship_type,
  source_ref: `attack-pattern--${source_ref}`,
  target_ref: `attack-pattern--${target_ref}`,
});
const revoked = { revoked: true };

const bundle = {
  type: 'bundle',
  objects: [
    related('revoked-by', 'T0001-Old', 'T0002-Older'),
    related('subtechnique-of', 'T0002-Older', 'T0001-Old'),
    related('revoked-by', 'T0002-Older', 'T1000.001-Sub'),
    related('revoked-by', 'T0004-Loop', 'T0005-Back'),
    related('revoked-by', 'T0005-Back', 'T0004-Loop'),
    related('revoked-by', 'T0006-To dropped', 'T0003-Dropped'),
    technique('T1000.001', 'Sub', ['b', 'a'], { x_mitre_is_subtechnique: true }),
    technique('T1000', 'Top "quoted"', ['b', 'a'], { x_mitre_deprecated: false, revoked: false }),
    technique('T0001', 'Old', ['a'], revoked),
    technique('T0002', 'Older', ['a'], revoked),
    technique('T0003', 'Dropped', ['a'], { x_mitre_deprecated: true }),
    technique('T0004', 'Loop', [], revoked),
    technique('T0005', 'Back', [], revoked),
    technique('T0006', 'To dropped', [], revoked),
    technique('T1000', 'Earlier use of the id', ['a'], revoked),
    tactic('TA2', 'Second', 'b'),
    tactic('TA1', 'First', 'a'),
    tactic('TA9', 'Gone', 'gone'),
    { type: 'x-mitre-matrix', id: 'm', tactic_refs: ['tactic--TA1', 'tactic--TA2'] },
    { type: 'x-mitre-matrix', id: 'n', tactic_refs: [], revoked: true },
    { type: 'x-mitre-collection', id: 'c', x_mitre_version: '20.0' },
  ],
};

function generate(name: string, content: unknown): string {
  const [input, output] = [join(folder, `${name}.json`), join(folder, `${name}.out.json`)];
  writeFileSync(input, JSON.stringify(content));
  execFileSync(process.execPath, [script, input, output], { stdio: 'pipe' });
  return readFileSync(output, 'utf8');
}

describe('generate.mjs', () => {
  test('reads ids, names, tactics in matrix order and successors at the end of their chain', () => {
    expect(JSON.parse(generate('small', bundle))).toEqual({
      version: '20.0',
      tactics: [
        ['TA1', 'First', 'a'],
        ['TA2', 'Second', 'b'],
      ],
      techniques: [
        ['T1000', 'Top "quoted"', 'a b'],
        ['T1000.001', 'Sub', 'a b'],
      ],
      retired: [
        ['T0001', 'Old', 'T1000.001'],
        ['T0002', 'Older', 'T1000.001'],
        ['T0003', 'Dropped', ''],
        ['T0004', 'Loop', ''],
        ['T0005', 'Back', ''],
        ['T0006', 'To dropped', ''],
      ],
    });
  });

  test('prints as the committed table is printed: one row a line', () => {
    const committed = readFileSync(join(script, '../attack-enterprise.json'), 'utf8');
    const { version, tactics, techniques, retired } = JSON.parse(committed) as Record<string, string[][]>;
    const [small, rowCount] = [generate('again', bundle), 15 + 697 + 161];
    expect([tactics, techniques, retired].flat()).toHaveLength(rowCount);
    expect(committed.split('\n')).toHaveLength(rowCount + 8);
    expect(small.split('\n')).toHaveLength(2 + 2 + 6 + 8);
    expect(committed.startsWith(`{"version":${JSON.stringify(version)},\n"tactics":[\n["TA0043",`)).toBe(
      true,
    );
    expect(small.startsWith('{"version":"20.0",\n"tactics":[\n["TA1",')).toBe(true);
    expect(committed.endsWith('"]\n]}\n') && small.endsWith('""]\n]}\n')).toBe(true);
  });

  test.each([
    ['no matrix', bundle.objects.filter(({ type }) => type !== 'x-mitre-matrix')],
    ['no version', bundle.objects.filter(({ type }) => type !== 'x-mitre-collection')],
    ['a tactic that is not in the matrix', [...bundle.objects, technique('T1', 'n', ['gone'])]],
  ])('refuses a bundle with %s', (_, objects) => {
    const input = join(folder, 'bad.json');
    writeFileSync(input, JSON.stringify({ objects }));
    const { status } = spawnSync(process.execPath, [script, input, join(folder, 'never.json')]);
    expect(status).toBe(1);
  });
});
