import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attackEnterprise as attack } from '../../src/knowledge/attack/attack-enterprise.ts';
import { coverAttack } from '../../src/knowledge/attack/cover-attack.ts';
import type { CoveredTechnique } from '../../src/knowledge/attack/types.ts';
import { readMetadata } from '../../src/sigma/index.ts';
import { firstRule } from '../_helpers/rule.ts';

const cover = (...tags: readonly string[]) =>
  coverAttack(
    { tags: tags.map((text, i) => ({ text, range: { start: i * 100, end: i * 100 + 1 } })) },
    attack,
  );

/** `Tactic | T1 Name (> T1.001 Name)`; a star marks what a tag names. */
function rows(...tags: readonly string[]): string[] {
  const print = ({ id, name, tagged, subtechniques }: CoveredTechnique): string =>
    [`${tagged ? '*' : ''}${id} ${name}`, ...subtechniques.map((sub) => `> ${print(sub)}`)].join(' ');
  return cover(...tags).tactics.map(
    ({ tactic, tagged, techniques }) =>
      `${tagged ? '*' : ''}${tactic.name} | ${techniques.map(print).join(', ')}`,
  );
}

describe('the table', () => {
  test('has the matrix in its order', () => {
    expect(attack.version).toMatch(/^19\.\d+$/);
    expect(attack.tactics).toHaveLength(15);
    expect(attack.tactics[0]?.shortname).toBe('reconnaissance');
    expect(attack.tactics.at(-1)?.shortname).toBe('impact');
    expect(attack.techniques).toHaveLength(697);
  });

  test('is whole: known tactics, a parent for every sub-technique, live successors, no id twice', () => {
    for (const { id, tactics } of attack.techniques) {
      expect(tactics.length, id).toBeGreaterThan(0);
      for (const shortname of tactics) expect(attack.tactic(shortname)?.shortname, id).toBe(shortname);
      if (id.includes('.')) expect(attack.parent(id)?.tactics, id).toEqual(tactics);
      expect(attack.retired(id), id).toBeUndefined();
    }
    expect(new Set(attack.techniques.map(({ id }) => id)).size).toBe(attack.techniques.length);
    const retired = ['T1002', 'T1054', 'T1562.001'].map((id) => attack.retired(id)?.successor ?? '');
    expect(retired.map((id) => attack.technique(id)?.id)).toEqual(retired);
    expect(attack.retired('T1064')?.successor).toBe('');
  });

  test.each([
    ['credential-access', 'TA0006'],
    ['Credential_Access', 'TA0006'],
    ['credential access', 'TA0006'],
    ['ta0006', 'TA0006'],
    ['stealth', 'TA0005'],
    ['defense-evasion', undefined],
    ['__proto__', undefined],
    ['constructor', undefined],
  ])('tactic %s', (spelling, id) => {
    expect(attack.tactic(spelling)?.id).toBe(id);
  });

  test('knows the tactic that was divided', () => {
    expect(attack.formerTactic('defense_evasion')?.successors.map(({ id }) => id)).toEqual([
      'TA0005',
      'TA0112',
    ]);
  });

  test('its notice says what is shown', () => {
    const notice = readFileSync(join(import.meta.dirname, '../../src/knowledge/attack/NOTICE'), 'utf8');
    expect(notice).toContain(attack.attribution);
    expect(notice).toContain(`version ${attack.version}`);
  });
});

describe('coverAttack', () => {
  test('a technique stands under its tactic', () => {
    expect(rows('attack.persistence', 'attack.t1525')).toEqual([
      '*Persistence | *T1525 Implant Internal Image',
    ]);
    const [persistence] = cover('attack.persistence', 'attack.t1525').tactics;
    expect(persistence?.url).toBe('https://attack.mitre.org/tactics/TA0003/');
    expect(persistence?.techniques[0]).toMatchObject({
      url: 'https://attack.mitre.org/techniques/T1525/',
      range: { start: 100, end: 101 },
      was: '',
    });
  });

  test('a sub-technique stands under its technique, which need not be tagged', () => {
    expect(rows('attack.persistence', 'attack.t1078.004')).toEqual([
      '*Persistence | T1078 Valid Accounts > *T1078.004 Cloud Accounts',
    ]);
    expect(rows('attack.t1078.004', 'attack.t1078', 'attack.persistence')).toEqual([
      '*Persistence | *T1078 Valid Accounts > *T1078.004 Cloud Accounts',
    ]);
    const [top] = cover('attack.persistence', 'attack.t1078.004').tactics[0]?.techniques ?? [];
    expect(top?.range).toBeNull();
    expect(top?.subtechniques[0]?.url).toBe('https://attack.mitre.org/techniques/T1078/004/');
  });

  test('where none of its tactics is tagged, a technique stands under all of them', () => {
    expect(rows('attack.collection', 'attack.t1078')).toEqual([
      'Initial Access | *T1078 Valid Accounts',
      'Persistence | *T1078 Valid Accounts',
      'Privilege Escalation | *T1078 Valid Accounts',
      'Stealth | *T1078 Valid Accounts',
      '*Collection | ',
    ]);
  });

  test('rows are in matrix order, techniques in that of their ids', () => {
    expect(rows('attack.impact', 'attack.execution', 'attack.t1204', 'attack.t1053')).toEqual([
      '*Execution | *T1053 Scheduled Task/Job, *T1204 User Execution',
      '*Impact | ',
    ]);
  });

  test('a retired id is shown under its successor', () => {
    const successor = attack.retired('T1562.001')?.successor ?? '';
    const techniques = cover('attack.t1562.001').tactics.flatMap((row) => row.techniques);
    expect(techniques.map(({ id, was }) => [id, was])).toContainEqual([successor, 'T1562.001']);
    const both = cover('attack.t1562.001', `attack.${successor.toLowerCase()}`).tactics;
    expect(both.flatMap((row) => row.techniques).map(({ was }) => was)).toEqual(both.map(() => ''));
  });

  test('the divided tactic is the one that the techniques tell, else both', () => {
    expect(rows('attack.defense-evasion')).toEqual(['*Stealth | ', '*Defense Impairment | ']);
    const [impairment, ...more] = cover('attack.defense_evasion', 'attack.t1562.001').tactics;
    expect([impairment?.tactic.id, impairment?.was, more]).toEqual(['TA0112', 'Defense Evasion', []]);
    expect(cover('attack.stealth').tactics[0]).not.toHaveProperty('was');
  });

  test('everything else has its row, with a page where there is one', () => {
    const tags = [
      'cve.2021-44228',
      'car.2016-04-005',
      'd3fend.d3f-WindowsNtOpenFile',
      'd3fend.d3-am',
      'attack.g0001',
      'attack.s0005',
      'attack.ds0005',
      'attack.t1064',
      'attack.t9999',
      'tlp.amber',
      'my.thing',
      'nothing',
    ];
    const found = cover(...tags).others.map(({ namespace, tags }) => [namespace, tags.map(({ url }) => url)]);
    expect(found).toEqual([
      ['car', ['https://car.mitre.org/analytics/CAR-2016-04-005/']],
      ['cve', ['https://www.cve.org/CVERecord?id=CVE-2021-44228']],
      ['d3fend', ['https://d3fend.mitre.org/dao/artifact/d3f:WindowsNtOpenFile/', '']],
      ['tlp', ['https://www.first.org/tlp/']],
      [
        'attack',
        [
          'https://attack.mitre.org/groups/G0001/',
          'https://attack.mitre.org/software/S0005/',
          'https://attack.mitre.org/datasources/DS0005/',
          'https://attack.mitre.org/techniques/T1064/',
          '',
        ],
      ],
      ['my', ['']],
      ['', ['']],
    ]);
  });

  test('hostile tags make no address and no mischief', () => {
    const { tactics, others } = cover(
      '__proto__.x',
      'constructor.y',
      'cve.2021-1"><script>',
      'attack.__proto__',
      'attack.g0001/../../x',
      'd3fend.d3f-a/../b',
      '.',
      `attack.${'t'.repeat(100_000)}`,
    );
    expect(tactics).toEqual([]);
    expect(others.flatMap(({ tags }) => tags.map(({ url }) => url)).join('')).toBe('');
    expect(others.flatMap(({ tags }) => tags)).toHaveLength(8);
  });

  test('nothing for no tags', () => {
    expect(cover()).toMatchObject({ tactics: [], others: [], version: attack.version });
  });

  test('reads the tags of a rule text', () => {
    const text = [
      'title: t',
      'tags:',
      '  - attack.persistence',
      "  - 'attack.t1525'",
      'detection: {s: {a: 1}, condition: s}',
      '',
    ].join('\n');
    const { tactics } = coverAttack(readMetadata(firstRule(text).document), attack);
    const range = tactics[0]?.techniques[0]?.range;
    expect(text.slice(range?.start, range?.end)).toBe("'attack.t1525'");
  });
});
