import { describe, expect, test } from 'vitest';
import { navigatorLayer } from '../../src/catalog/attack/navigator-layer.ts';
import type { LayerRule } from '../../src/catalog/attack/navigator-layer.ts';
import { attackEnterprise as attack } from '../../src/knowledge/attack/attack-enterprise.ts';

type Check = (value: unknown) => boolean;
const text: Check = (value) => typeof value === 'string' && value !== '';
const anyText: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const list: Check = (value) => Array.isArray(value);
const object: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const is =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const color: Check = (value) => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value);

/** The properties of layer format 4.5 by object; a star marks those it requires. */
const format: Record<string, Record<string, Check>> = {
  layer: {
    '*name': text,
    '*domain': is('enterprise-attack'),
    '*versions': object,
    description: anyText,
    filters: object,
    sorting: is(0, 1, 2, 3),
    layout: object,
    hideDisabled: flag,
    techniques: list,
    gradient: object,
    legendItems: list,
    metadata: list,
    links: list,
    showTacticRowBackground: flag,
    tacticRowBackground: color,
    selectTechniquesAcrossTactics: flag,
    selectSubtechniquesWithParent: flag,
    selectVisibleTechniques: flag,
  },
  versions: {
    attack: (value) => /^\d+$/.test(String(value)),
    '*navigator': (value) => /^(4\.9|[5-9]\.)/.test(String(value)),
    '*layer': is('4.5'),
  },
  layout: {
    layout: is('side', 'flat', 'mini'),
    showID: flag,
    showName: flag,
    showAggregateScores: flag,
    countUnscored: flag,
    aggregateFunction: is('average', 'min', 'max', 'sum'),
    expandedSubtechniques: is('none', 'all', 'annotated'),
  },
  technique: {
    '*techniqueID': (value) => /^T\d{4}(\.\d{3})?$/.test(String(value)),
    tactic: (value) => attack.tactics.some(({ shortname }) => shortname === value),
    comment: anyText,
    enabled: flag,
    score: number,
    color: color,
    metadata: list,
    links: list,
    showSubtechniques: flag,
  },
  gradient: {
    '*colors': (value) => Array.isArray(value) && value.length >= 2 && value.every(color),
    '*minValue': number,
    '*maxValue': number,
  },
  legendItem: { '*label': text, '*color': color },
};

/** What of `value` is not as the format has it. */
function problems(kind: string, value: object): string[] {
  const rows = Object.entries(format[kind] ?? {});
  const known = new Map(rows.map(([key, check]) => [key.replace('*', ''), check]));
  return [
    ...rows.filter(([key]) => key.startsWith('*') && !Object.hasOwn(value, key.slice(1))).map(([key]) => key),
    ...Object.entries(value)
      .filter(([key, each]) => !known.get(key)?.(each))
      .map(([key]) => `${kind}.${key}`),
  ];
}

interface Layer {
  versions: { attack: string };
  layout: object;
  techniques: { techniqueID: string; tactic: string; score: number; comment: string }[];
  gradient: { minValue: number; maxValue: number };
  legendItems: object[];
}

const layerOf = (rules: readonly LayerRule[], name = 'n') =>
  JSON.parse(navigatorLayer(name, rules, attack)) as Layer;
const formatProblems = (layer: Layer) => [
  ...problems('layer', layer),
  ...problems('versions', layer.versions),
  ...problems('layout', layer.layout),
  ...layer.techniques.flatMap((each) => problems('technique', each)),
  ...problems('gradient', layer.gradient),
  ...layer.legendItems.flatMap((each) => problems('legendItem', each)),
  ...(layer.gradient.maxValue > layer.gradient.minValue ? [] : ['gradient']),
];

describe('navigatorLayer', () => {
  test.each([
    ['no rule', []],
    ['a rule', [{ title: 'A', tags: ['attack.persistence', 'attack.t1078.004'] }]],
    ['every technique', attack.techniques.map(({ id }) => ({ title: id, tags: [`attack.${id}`] }))],
    ['strange tags', [{ title: '"\n', tags: ['attack.t9999', 'attack.t1064', 'x', '__proto__.y'] }]],
  ])('keeps to the format: %s', (_, rules) => {
    expect(formatProblems(layerOf(rules))).toEqual([]);
  });

  test('the check of the format can fail', () => {
    expect(problems('legendItem', { color: 'red' })).toEqual(['*label', 'legendItem.color']);
    expect(problems('layer', { name: 'a', domain: 'enterprise-attack', versions: {}, more: 1 })).toEqual([
      'layer.more',
    ]);
  });

  test('scores a technique with the rules that tag it, under the tactic they tag', () => {
    const { techniques, gradient, versions } = layerOf([
      { title: 'A', tags: ['attack.persistence', 'attack.t1078.004'] },
      { title: 'B', tags: ['attack.persistence', 'attack.t1078.004', 'attack.t1078.004'] },
      { title: 'C', tags: ['attack.initial-access', 'attack.t1078'] },
    ]);
    expect(
      techniques.map(({ techniqueID, tactic, score, comment }) => [techniqueID, tactic, score, comment]),
    ).toEqual([
      ['T1078', 'initial-access', 1, 'C'],
      ['T1078.004', 'persistence', 2, 'A\nB'],
    ]);
    expect(gradient.maxValue).toBe(2);
    expect(versions.attack).toBe('19');
  });

  test('where no tactic of it is tagged, it stands under all of its own, each once', () => {
    const { techniques } = layerOf([{ title: 'A', tags: ['attack.t1078'] }]);
    expect(techniques.map(({ tactic }) => tactic).sort()).toEqual(
      [...(attack.technique('T1078')?.tactics ?? [])].sort(),
    );
  });

  test('comments are bounded', () => {
    const rules = Array.from({ length: 4000 }, (_, i) => ({
      title: `${i} ${'long '.repeat(100)}`,
      tags: ['attack.persistence', 'attack.t1525'],
    }));
    const [entry] = layerOf(rules).techniques;
    expect(entry?.score).toBe(4000);
    expect(entry?.comment.length).toBeLessThan(3000);
    expect(entry?.comment.split('\n').at(-1)).toContain('3980');
  });
});
