// The same counts as a layer of the ATT&CK Navigator, in its layer format 4.5.
import type { Attack } from '../../knowledge/attack/attack.ts';
import { placeTags } from '../../knowledge/attack/place-tags.ts';

/** What a layer needs of a rule. */
export interface LayerRule {
  readonly title: string;
  readonly tags: readonly string[];
}

interface Cell {
  readonly techniqueID: string;
  readonly tactic: string;
  readonly titles: string[];
}

/** Titles in the comment of one technique; the rest is counted. */
const maxTitles = 20;
const maxTitleLength = 120;
const colors = { few: '#cfe8ff', many: '#08519c' };

/**
 * JSON text. The score of a technique is the number of rules that tag it itself: the Navigator adds up those of
 * sub-techniques. Every entry names its tactic, as an entry without one would overwrite those with.
 */
export function navigatorLayer(name: string, rules: Iterable<LayerRule>, attack: Attack): string {
  const cells = new Map<string, Cell>();
  let ruleCount = 0;
  for (const { title, tags } of rules) {
    ruleCount++;
    for (const { technique, tactics } of placeTags(tags, attack).techniques) {
      for (const tactic of tactics) {
        const key = `${technique.id} ${tactic}`;
        const cell = cells.get(key) ?? { techniqueID: technique.id, tactic, titles: [] };
        cell.titles.push(title);
        cells.set(key, cell);
      }
    }
  }
  const sorted = [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  const most = sorted.reduce((max, { titles }) => Math.max(max, titles.length), 1);
  const layer = {
    name,
    versions: { attack: attack.version.replace(/\..*/, ''), navigator: '5.2.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: `${countRules(ruleCount)}, counted by technique.`,
    sorting: 3,
    layout: {
      layout: 'side',
      showID: true,
      showName: true,
      showAggregateScores: true,
      countUnscored: false,
      aggregateFunction: 'sum',
      expandedSubtechniques: 'annotated',
    },
    hideDisabled: false,
    techniques: sorted.map(({ techniqueID, tactic, titles }) => ({
      techniqueID,
      tactic,
      score: titles.length,
      comment: toComment(titles),
      enabled: true,
    })),
    // The format wants a maximum above the minimum.
    gradient: { colors: [colors.few, colors.many], minValue: 0, maxValue: most },
    legendItems: [
      { label: 'No rule or few', color: colors.few },
      { label: countRules(most), color: colors.many },
    ],
    metadata: [],
    links: [],
    selectTechniquesAcrossTactics: true,
    selectSubtechniquesWithParent: false,
  };
  return `${JSON.stringify(layer, null, 2)}\n`;
}

function toComment(titles: readonly string[]): string {
  const shown = titles.slice(0, maxTitles).map((title) => {
    const line = title.replace(/\s+/g, ' ').trim() || 'Rule without a title';
    return line.length > maxTitleLength ? `${line.slice(0, maxTitleLength)}…` : line;
  });
  const more = titles.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}

function countRules(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}
