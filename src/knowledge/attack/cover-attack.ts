// A rule's tags as the ATT&CK section of its page.
import type { RuleMetadata } from '../../sigma/index.ts';
import type { Attack } from './attack.ts';
import { placeTags } from './place-tags.ts';
import type { PlacedTags, PlacedTechnique } from './place-tags.ts';
import type { Tag } from './read-tag.ts';
import { tacticUrl, tagNamespaces, techniqueUrl } from './tag-namespaces.ts';
import type { AttackCoverage, AttackTechnique, CoveredTechnique, OtherTags } from './types.ts';

type Tags = RuleMetadata['tags'];

/** Total: every tag stands somewhere, under its tactic or among the others. */
export function coverAttack({ tags }: Pick<RuleMetadata, 'tags'>, attack: Attack): AttackCoverage {
  const placed = placeTags(
    tags.map(({ text }) => text),
    attack,
  );
  const tactics = attack.tactics.flatMap((tactic) => {
    const { shortname } = tactic;
    const techniques = placed.techniques.filter((each) => each.tactics.includes(shortname));
    const was = placed.tactics.get(shortname);
    if (was === undefined && techniques.length === 0) return [];
    const base = { tactic, url: tacticUrl(tactic.id), tagged: was !== undefined };
    return [{ ...base, ...(was ? { was } : {}), techniques: coverTechniques(techniques, tags, attack) }];
  });
  return {
    version: attack.version,
    tactics,
    others: otherTags(placed, tags),
    attribution: attack.attribution,
  };
}

/** Sub-techniques under their technique, also where no tag names it; in the order of ids. */
function coverTechniques(
  placed: readonly PlacedTechnique[],
  tags: Tags,
  attack: Attack,
): readonly CoveredTechnique[] {
  const byId = new Map(placed.map((each) => [each.technique.id, each]));
  const tops = new Map<string, AttackTechnique>();
  for (const { technique } of placed) {
    const top = attack.parent(technique.id) ?? technique;
    tops.set(top.id, top);
  }
  const cover = ({ id, name }: AttackTechnique, subtechniques: readonly CoveredTechnique[]) => {
    const own = byId.get(id);
    const range = own ? (tags[own.tag]?.range ?? null) : null;
    return {
      id,
      name,
      url: techniqueUrl(id),
      tagged: own !== undefined,
      subtechniques,
      range,
      was: own?.was ?? '',
    };
  };
  const ordered = <T extends { readonly id: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  return ordered([...tops.values()]).map((top) => {
    const below = placed
      .map(({ technique }) => technique)
      .filter(({ id }) => attack.parent(id)?.id === top.id);
    return cover(
      top,
      ordered(below).map((sub) => cover(sub, [])),
    );
  });
}

function otherTags({ tags: read }: PlacedTags, tags: Tags): readonly OtherTags[] {
  const rows = new Map<string, { text: string; url: string; range: Tags[number]['range'] }[]>(
    [...tagNamespaces.map(({ namespace }) => namespace), 'attack'].map((namespace) => [namespace, []]),
  );
  read.forEach((tag, index) => {
    const written = tags[index];
    const url = otherUrl(tag);
    if (!written || url === null) return;
    const row = rows.get(tag.namespace);
    const entry = { ...written, url };
    if (row) row.push(entry);
    else rows.set(tag.namespace, [entry]);
  });
  return [...rows]
    .filter(([, row]) => row.length > 0)
    .map(([namespace, row]) => ({ namespace, title: titleOf(namespace), tags: row }));
}

/** null for what stands under a tactic. */
function otherUrl({ meaning }: Tag): string | null {
  if (meaning.type === 'named') return meaning.url;
  if (meaning.type === 'deprecated_technique') return techniqueUrl(meaning.retired.id);
  return ['tactic', 'former_tactic', 'technique'].includes(meaning.type) ? null : '';
}

function titleOf(namespace: string): string {
  if (namespace === 'attack') return 'ATT&CK, outside of the matrix';
  if (namespace === '') return 'Without a namespace';
  return tagNamespaces.find((row) => row.namespace === namespace)?.title ?? namespace;
}
